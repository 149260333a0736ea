"""Does what is asked fit the skin of the site? A needle or a laser's well deeper than the skin does not, nor does a
follicle where none grows.

All are asked of what the cards hold for plausible, the middle of each range, and not of single draws: the same
scenario is refused or taken whatever its seed and number of draws.

    channel = needle length x insertion share,  well = depth of a pulse (route/beam)
    skin = stratum corneum + epidermis(age) + junction + dermis(age)

Rubbing a dose into hairless skin is no contradiction: no follicle takes any, and the run says so. To massage it into
follicles there is one, and so is to set a number of theirs, since neither could act.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from exoderm import units
from exoderm.errors import ScenarioError
from exoderm.journey.physics import pulse_depth
from exoderm.journey.skin.ageing import thinned
from exoderm.journey.table import DrawTable, Row, distribution
from exoderm.scenario import Scenario

OF_HAIR = ("route.follicle.", "route.ratchet.")
LAYERS = ("stratum_corneum", "epidermis", "junction", "dermis")


def check(scenario: Scenario, table: DrawTable) -> None:
    """Refuse a scenario whose route cannot act on the skin of its site.

    Raises
    ------
    ScenarioError
        ``needle.longer`` or ``beam.deeper`` if what opens the skin would be deeper than all of it, ``site.hairless`` if
        follicles are asked for where none grow.
    """
    rows = {row.path: row for row in table}
    _needles(scenario, rows)
    _pulse(scenario, rows)
    _follicles(scenario, rows)


def _middle(row: Row) -> float:
    """The value that is as likely exceeded as not, in the parameter's unit."""
    return distribution(row.value, row.parameter, row.path).ppf(np.array([0.5])).item()


def skin_thickness(rows: Mapping[str, Row], age: float) -> float:
    """Thickness of all layers at an age, from the middle of each range, m."""
    thick = {name: _middle(rows[f"skin.layers.{name}"]) for name in LAYERS}
    thick["stratum_corneum"] *= _middle(rows["skin.stratum_corneum.remaining"])
    reference = np.array(_middle(rows["skin.ageing.reference"]))
    for name in ("epidermis", "dermis"):
        loss = np.array(_middle(rows[f"skin.ageing.{name}_loss"]))
        thick[name] = thinned(np.array(thick[name]), loss, reference, age).item()
    return sum(thick.values())


def _needles(scenario: Scenario, rows: Mapping[str, Row]) -> None:
    """Every device whose card gives a length of needles and the share of it that goes in."""
    for path in rows:
        device, _, name = path.rpartition(".")
        if name == "needle_length" and f"{device}.insertion_share" in rows:
            length, insertion = _middle(rows[path]), _middle(rows[f"{device}.insertion_share"])
            _reach(scenario, length, insertion, skin_thickness(rows, scenario.person.age))


def _reach(scenario: Scenario, length: float, insertion: float, thick: float) -> None:
    if length * insertion <= thick:
        return
    said, deep, whole, longest = (
        units.write(x, "m", "mm", 2) for x in (length, length * insertion, thick, thick / insertion)
    )
    raise ScenarioError(
        f"needles of {said} at the site '{scenario.person.site}'", where="route.settings", code="needle.longer",
        why=f"they go about {deep} deep, and the skin there is about {whole} thick at {scenario.person.age} years",
        action=f"take needles shorter than {longest}, or another person.site",
    )  # fmt: skip


def _pulse(scenario: Scenario, rows: Mapping[str, Row]) -> None:
    """What a laser's pulse opens, or only heats, on the spot that its card gives."""
    spot = next((rows[p] for p in ("route.channels.diameter", "route.columns.spot_diameter") if p in rows), None)
    if spot is None or "route.beam.pulse_energy" not in rows:
        return
    energy, volume = (_middle(rows[f"route.beam.{name}"]) for name in ("pulse_energy", "energy_per_volume"))
    deep, thick = pulse_depth(energy, volume, _middle(spot)).item(), skin_thickness(rows, scenario.person.age)
    if deep <= thick:
        return
    said, down, whole = units.write(energy, "J", "mJ", 3), *(units.write(x, "m", "mm", 2) for x in (deep, thick))
    raise ScenarioError(
        f"pulses of {said} at the site '{scenario.person.site}'", where="route.settings", code="beam.deeper",
        why=f"they act to about {down}, and the skin there is about {whole} thick at {scenario.person.age} years",
        action=f"take less than {units.write(energy * thick / deep, 'J', 'mJ', 2)} a pulse, or another person.site",
    )  # fmt: skip


def _follicles(scenario: Scenario, rows: Mapping[str, Row]) -> None:
    if rows["skin.layers.opening_share"].samples.any():
        return
    # What the card itself says, and not what it takes over from one that it is like: massage is there for follicles.
    own = f"route/{scenario.route.card}"
    ways = {path.split(".")[1] for path, row in rows.items() if path.startswith("route.") and row.card == own}
    asked = sorted(path for path, row in rows.items() if path.startswith(OF_HAIR) and row.set_by_user)
    if (ways and ways <= {"follicle", "ratchet"}) or asked:
        found = f"the route '{scenario.route.card}'" if not asked else asked[0]
        raise ScenarioError(
            f"{found} at the site '{scenario.person.site}'", where="person.site", code="site.hairless",
            why="no hair grows there, so there is no follicle on which it could act",
            action="choose a site with hair, or a route that needs none and leave the follicles' numbers out",
        )  # fmt: skip
