"""Does what is asked fit the skin of the site? A needle longer than the skin, or a follicle where none grows, does not.

Both are asked of what the cards hold for plausible, the middle of each range, and not of single draws: the same
scenario is refused or taken whatever its seed and number of draws.

    channel = needle length x insertion share,  skin = stratum corneum + epidermis(age) + junction + dermis(age)

Rubbing a dose into hairless skin is no contradiction: no follicle takes any, and the run says so. To set a number of
the follicles there is one, since it could not act.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from exoderm import units
from exoderm.errors import ScenarioError
from exoderm.journey.parameter import Floats
from exoderm.journey.skin.ageing import thinned
from exoderm.journey.table import DrawTable, Row, distribution
from exoderm.scenario import Scenario

LAYERS = ("stratum_corneum", "epidermis", "junction", "dermis")


def check(scenario: Scenario, table: DrawTable) -> None:
    """Refuse a scenario whose route cannot act on the skin of its site.

    Raises
    ------
    ScenarioError
        ``needle.longer`` if the channels would be deeper than the whole skin, ``site.hairless`` if follicles are asked
        for where none grow.
    """
    rows = {row.path: row for row in table}
    _needles(scenario, rows)
    _follicles(scenario, rows)


def _middle(row: Row) -> Floats:
    """The value that is as likely exceeded as not, in the parameter's unit, (1,)."""
    return distribution(row.value, row.parameter, row.path).ppf(np.array([0.5]))


def skin_thickness(rows: Mapping[str, Row], age: float) -> float:
    """Thickness of all layers at an age, from the middle of each range, m."""
    middle = {name: _middle(rows[f"skin.layers.{name}"]) for name in LAYERS}
    middle["stratum_corneum"] = middle["stratum_corneum"] * _middle(rows["skin.stratum_corneum.remaining"])
    reference = _middle(rows["skin.ageing.reference"])
    for name in ("epidermis", "dermis"):
        middle[name] = thinned(middle[name], _middle(rows[f"skin.ageing.{name}_loss"]), reference, age)
    return float(sum(part.item() for part in middle.values()))


def _needles(scenario: Scenario, rows: Mapping[str, Row]) -> None:
    needle, share = (rows.get(f"route.channels.{name}") for name in ("needle_length", "insertion_share"))
    if needle is None or share is None:
        return
    length, insertion = _middle(needle).item(), _middle(share).item()
    thick = skin_thickness(rows, scenario.person.age)
    if length * insertion > thick:
        said, deep, whole, longest = (
            units.write(x, "m", "mm", 2) for x in (length, length * insertion, thick, thick / insertion)
        )
        raise ScenarioError(
            f"needles of {said} at the site '{scenario.person.site}'", where="route.settings", code="needle.longer",
            why=f"they go about {deep} deep, and the skin there is about {whole} thick at {scenario.person.age} years",
            action=f"take needles of at most {longest}, or another person.site",
        )  # fmt: skip


def _follicles(scenario: Scenario, rows: Mapping[str, Row]) -> None:
    if rows["skin.layers.opening_share"].samples.any():
        return
    ways = {path.split(".")[1] for path in rows if path.startswith("route.")}
    asked = sorted(path for path, row in rows.items() if path.startswith("route.follicle.") and row.set_by_user)
    if ways == {"follicle"} or asked:
        found = f"the route '{scenario.route.card}'" if not asked else asked[0]
        raise ScenarioError(
            f"{found} at the site '{scenario.person.site}'", where="person.site", code="site.hairless",
            why="no hair grows there, so there is no follicle on which it could act",
            action="choose a site with hair, or a route that needs none and leave the follicles' numbers out",
        )  # fmt: skip
