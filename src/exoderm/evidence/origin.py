"""Do the numbers of a plan come from where their cards say? A study that does not exist is no origin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from exoderm.errors import CardError, unknown
from exoderm.evidence.study import Study
from exoderm.library.value import Value


def check(numbers: Iterable[tuple[str, str, Value]], studies: Mapping[str, Study]) -> None:
    """Check (card, path, value) against the shelf of studies.

    Raises
    ------
    UnknownName
        For a study or a finding that does not exist, with the nearest.
    CardError
        For a grade above that of the finding: a number is not better known where it is used than where it was made.
    """
    for card, path, value in numbers:
        origin, where = value.origin, f"{card}, {path}"
        if origin.study is None:
            continue
        if origin.study not in studies:
            raise unknown(
                "study card", origin.study, studies, where=where, action="write the study's card, or mend the name"
            )
        findings = studies[origin.study].findings
        if origin.finding is None:
            continue
        if origin.finding not in findings:
            raise unknown(f"finding of {origin.study}", origin.finding, findings, where=where)
        known = findings[origin.finding].grade
        if value.grade > known:
            raise CardError(
                f"grade {value.grade}", where=where, code="card.grade",
                why=f"the finding {origin.study}/{origin.finding} has grade {known}",
                action=f"write grade {known} or less",
            )  # fmt: skip
