"""Is a validation case independent: does no number of a card come from its paper, save such as are another quantity?

A paper may give one number to a card and another to a case. Each such number is listed in the case with the reason why
it is another quantity; whatever is not listed makes the case no validation, and a test of the package fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exoderm.library import card as cards
from exoderm.qualify.case import Case


@dataclass(frozen=True)
class Use:
    """A number of a card that names a study as its origin, or in the words of its origin."""

    card: str
    parameter: str
    study: str
    finding: str | None

    @property
    def key(self) -> str:
        """What a case lists it by: the finding, or the parameter where only words name the study."""
        return self.finding or self.parameter

    def words(self) -> str:
        """One line: "vial/polypropylene, wall.sticking (evtushenko_2020)"."""
        return f"{self.card}, {self.parameter} ({self.study}{', ' + self.finding if self.finding else ''})"


def uses(studies: tuple[str, ...], extra: Path | None = None) -> Iterator[Use]:
    """Every number of a journey card that comes from one of these studies."""
    for kind in cards.JOURNEY_KINDS:
        for card in cards.load(kind, extra).values():
            for mechanism, parameter, value in card.values():
                origin = value.origin
                said = " ".join(text for text in (origin.derived, origin.assumed) if text)
                for study in studies:
                    if origin.study == study or re.search(rf"\b{re.escape(study)}\b", said):
                        yield Use(f"{kind}/{card.id}", f"{mechanism}.{parameter}", study, origin.finding)


def unexplained(case: Case, extra: Path | None = None) -> list[Use]:
    """Numbers of cards that come from the papers of a case and that the case does not explain; none for calibration."""
    if case.role == "calibration":
        return []
    studies = tuple(name for name in (case.source.study, *case.source.also) if name)
    return [use for use in uses(studies, extra) if use.key not in case.other_numbers]
