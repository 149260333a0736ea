"""What a dose into a vein or a muscle does not have: an area of skin, a contact, a cover, one state of skin."""

from __future__ import annotations

from exoderm import units
from exoderm.errors import ScenarioError
from exoderm.scenario import Scenario

OF_AN_AREA = ("dose.area", "dose.contact", "dose.occluded")
"""What only a dose on or into a treated area of skin has."""
VOLUMES = {"infusion": (0.1, 1000.0, "a vein"), "intramuscular": (0.01, 10.0, "a muscle")}
"""mL of one dose, beyond which a slip of the unit is likelier than a dose; no advice."""


def refuse_area(scenario: Scenario, way: str) -> None:
    """Refuse what a dose into a vein or a muscle does not have: an area, a contact, a cover, one state of skin.

    Raises
    ------
    ScenarioError
        With the field to take out, or the volume between its bounds.
    """
    low, high, place = VOLUMES[way]
    for path in OF_AN_AREA:
        name = path.removeprefix("dose.")
        if name in scenario.dose.model_fields_set:
            given = str(getattr(scenario.dose, name)).lower()
            raise ScenarioError(
                f"{name} is {given}", where=path, code="dose.systemic",
                why=f"a dose into {place} is counted for the whole body, and reaches the whole skin by blood",
                action=f"take {path} out: only the volume counts",
            )  # fmt: skip
    if scenario.person.condition != "intact":
        raise ScenarioError(
            f"condition is {scenario.person.condition}", where="person.condition", code="dose.systemic",
            why=f"a dose into {place} reaches the whole skin, which is not in that state all over",
            action="leave person.condition out, or write intact",
        )  # fmt: skip
    if not low <= units.read(scenario.dose.volume, "mL") <= high:
        raise ScenarioError(
            f"volume is {scenario.dose.volume}", where="dose.volume", code="value.range",
            why=f"one dose into {place} lies between {low:g} and {high:g} mL", action="check the unit",
        )  # fmt: skip
