"""In which spells a product is dry: from its filling to the spell at whose start it is dissolved.

Only a carrier whose card has a cake is ever dry. What nobody says to have been dissolved in storage is dissolved when
it is used.
"""

from __future__ import annotations

from collections.abc import Sequence

from exoderm.errors import ScenarioError
from exoderm.scenario import Spell


def dry(storage: Sequence[Spell], freeze_dried: bool, carrier: str) -> list[bool]:
    """Whether the product is dry in each spell.

    Raises
    ------
    ScenarioError
        Where the spells and the carrier's card contradict each other: dissolved although it never was dry, dry again
        after it was dissolved, or frozen and thawed as a dry cake.
    """
    out, dissolved = [], not freeze_dried
    for number, spell in enumerate(storage):
        where = f"storage.{number}"
        if spell.reconstituted and not freeze_dried:
            raise ScenarioError(
                "reconstituted: true", where=where, code="storage.contradiction",
                why=f"the carrier '{carrier}' is a liquid and never was dry (its card has no cake)",
                action="leave reconstituted out, or choose a carrier that is freeze-dried, such as lyophilisate",
            )  # fmt: skip
        if freeze_dried and dissolved and spell.reconstituted is False:
            raise ScenarioError(
                "reconstituted: false", where=where, code="storage.contradiction",
                why="an earlier spell says that the product was dissolved, and nothing dries it again",
                action="leave reconstituted out after the spell in which it was dissolved",
            )  # fmt: skip
        dissolved = dissolved or bool(spell.reconstituted)
        if not dissolved and spell.freeze_thaw:
            raise ScenarioError(
                f"{spell.freeze_thaw} freeze-thaw cycles of a dry cake", where=where, code="storage.contradiction",
                why="a cake holds no water that could freeze; what drying costs is counted once, on the carrier's card",
                action="drop freeze_thaw, or say reconstituted: true",
            )  # fmt: skip
        out.append(not dissolved)
    return out
