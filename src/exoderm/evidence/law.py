"""What the law says, dated: one card per rule, looked up by place, source, way in and intended use.

A cosmetic claim is not judged as a medicine unless its own words make it one (``triggers``). Where no record is found
the answer is "unknown", never more: absence of a record is not proof of anything. A record is stale twelve months after
its date, six where the matter is pending, and is then shown as stale.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field, field_validator

from exoderm.library import shelf
from exoderm.library.terms import Route, Species
from exoderm.library.value import Frozen

Use = Literal["cosmetic", "medicinal", "research", "any"]

Trigger = Literal["disease", "structure_function", "approval", "listing", "trial_listing", "human_origin", "proof"]
"""What words of a claim may call: it treats disease; it changes how the body works; it is approved; it is registered or
listed; a registered trial vouches for it; it is of human cells; its benefit is proven."""

Code = Literal[
    "prohibited", "unapproved_drug", "not_cosmetic", "not_authorised", "advertising_ban", "unapproved_but_used",
    "regulatory_gap", "conditional", "claims_dependent", "claims_rule", "guidance", "framework", "warning",
    "listing_only", "pending", "conflict", "unknown",
]  # fmt: skip
"""Status of a thing under a rule, strictest first."""

CODES: tuple[Code, ...] = get_args(Code)

Bearing = Literal["applies", "depends", "unconfirmed", "none_found", "not_yet", "lapsed"]
"""How a rule bears on a case, the order in which findings stand. An ``unconfirmed`` one was not read, only recalled: it
is shown as a hint and decides nothing."""

MONTHS_UNTIL_STALE = 12
MONTHS_UNTIL_STALE_PENDING = 6

NO_RECORD = "No record of a rule was found here; that is not proof that none exists."


class LawSource(Frozen):
    """Where the rule was read."""

    title: str
    url: str | None = None
    official: bool = Field(description="the authority's own text, or a copy of it")


class Law(Frozen):
    """One rule, notice or letter, in our own words."""

    id: str
    jurisdiction: str = Field(description="US, EU, NZ ...", pattern=r"^[A-Z]{2}$")
    topic: str
    authority: str
    speaker: Literal["authority", "press", "trade"] = Field("authority", description="whose word it is")
    species: tuple[Species, ...] = Field((), description="sources it concerns; empty for all")
    routes: tuple[Route, ...] = Field((), description="ways in that it concerns; empty for all")
    intended_use: tuple[Use, ...] = Field(description="what the product is meant for, for the rule to bite")
    triggers: tuple[Trigger, ...] = Field((), description="words of a claim that bring it under this rule all the same")
    spares: tuple[Species, ...] = Field((), description="of a bar on words: sources whose mention keeps clear of it")
    status_code: Code
    statement: str
    source: LawSource
    as_of: str | None = Field(None, description="date at which it was found so: YYYY, YYYY-MM or YYYY-MM-DD")
    pending: bool = False
    status: Literal["seen", "secondary", "recalled"]
    missing: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    superseded_by: str | None = None
    in_force_from: str | None = None
    in_force_until: str | None = Field(None, description="first day on which it no longer holds")

    @field_validator("as_of", "in_force_from", "in_force_until", mode="before")
    @classmethod
    def _dated(cls, raw: object) -> object:
        if raw is None:
            return None
        text = str(raw)
        first_day(text)
        return text


@dataclass(frozen=True)
class LawFinding:
    """What one record says of one question, with its date."""

    law: str | None
    """Card id; ``None`` where nothing was found."""
    jurisdiction: str
    code: Code
    bearing: Bearing
    statement: str
    reason: str
    as_of: str | None
    stale: bool
    status: str
    source: LawSource | None

    @property
    def age(self) -> str:
        """Of when the record is, and that it is too old where it is: said wherever a rule is shown."""
        if self.law is None:
            return ""
        if self.as_of is None:
            return "undated: look at the source before relying on it"
        return f"as of {self.as_of}" + (", too old to rely on without a look at the source" if self.stale else "")


def load(extra: Path | None = None) -> Mapping[str, Law]:
    """All law cards by id."""
    return shelf.load("law", Law, extra)


def first_day(text: str) -> date:
    """The first day that a date of any precision (2024, 2024-10, 2024-10-05) may mean: the cautious reading.

    Raises
    ------
    ValueError
        If it is no such date.
    """
    parts = text.split("-")
    if not 1 <= len(parts) <= 3 or not all(p.isdigit() for p in parts) or len(parts[0]) != 4:
        raise ValueError(f"'{text}' is no date of the form 2024, 2024-10 or 2024-10-05")
    year, month, day = (int(p) for p in (*parts, *["1"] * (3 - len(parts))))
    return date(year, month, day)


def stale(law: Law, today: date) -> bool:
    """Whether a record is too old to be shown without a warning; one without a date always is."""
    if law.as_of is None:
        return True
    months = MONTHS_UNTIL_STALE_PENDING if law.pending else MONTHS_UNTIL_STALE
    return today >= _later(first_day(law.as_of), months)


def _later(day: date, months: int) -> date:
    """The same day so many months on, or the first of the month after where that month is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    try:
        return date(day.year + years, month + 1, day.day)
    except ValueError:
        return date(day.year + years, month + 2, 1)


def status(
    jurisdiction: str,
    species: Species,
    route: Route,
    intended_use: Literal["cosmetic", "medicinal", "research", "unknown"],
    today: date,
    triggers: Iterable[Trigger] = (),
    cards: Mapping[str, Law] | None = None,
) -> tuple[LawFinding, ...]:
    """All that the records say of such a product in such a place, strictest first; "unknown" where they are silent.

    Parameters
    ----------
    triggers: what the words of the claim do (see :data:`Trigger`); they bring a cosmetic under rules for medicines.
    cards:    other cards than the package's.
    """
    words = frozenset(triggers)
    found: list[LawFinding] = []
    for law in (load() if cards is None else cards).values():
        if law.jurisdiction != jurisdiction:
            continue
        bearing = _bearing(law, species, route, intended_use, words, today)
        if bearing is not None:
            found.append(_finding(law, *bearing, today))
    if not any(f.bearing in ("applies", "depends") for f in found):
        found.append(_nothing(jurisdiction))
    order = get_args(Bearing)
    return tuple(sorted(found, key=lambda f: (order.index(f.bearing), CODES.index(f.code), f.law or "")))


def _bearing(
    law: Law, species: Species, route: Route, use: str, words: frozenset[Trigger], today: date
) -> tuple[Bearing, str] | None:
    """Whether the rule bears on the case, and why; ``None`` if it does not."""
    open_: list[str] = []
    if species in law.spares:
        open_.append(f"a name that says {species} is clear of it")
    for given, listed, name in ((species, law.species, "source"), (route, law.routes, "way in")):
        if listed and given in ("unknown", "mixed"):
            open_.append(f"the {name} is not stated")
        elif listed and given not in listed:
            return None
    called = sorted(words & set(law.triggers))
    if use == "unknown" and "any" not in law.intended_use and not called:
        open_.append("the intended use is not stated")
    elif "any" not in law.intended_use and use not in law.intended_use and not called:
        return None
    if law.in_force_until and today >= first_day(law.in_force_until):
        by = f", replaced by {law.superseded_by}" if law.superseded_by else ""
        return "lapsed", f"no longer in force since {law.in_force_until}{by}"
    if law.pending or (law.in_force_from and today < first_day(law.in_force_from)):
        return "not_yet", "not in force"
    if law.status == "recalled":
        return "unconfirmed", "recalled, not read: a hint that decides nothing"
    if open_:
        return "depends", "; ".join(open_)
    if called and use not in law.intended_use and "any" not in law.intended_use:
        return "applies", f"the words of the claim bring it under this rule ({', '.join(called)})".replace("_", " ")
    return "applies", "source, way in and intended use match"


def _finding(law: Law, bearing: Bearing, reason: str, today: date) -> LawFinding:
    return LawFinding(
        law.id, law.jurisdiction, law.status_code, bearing, law.statement, reason, law.as_of, stale(law, today),
        law.status, law.source,
    )  # fmt: skip


def _nothing(jurisdiction: str) -> LawFinding:
    why = "no record bears on this case"
    return LawFinding(None, jurisdiction, "unknown", "none_found", NO_RECORD, why, None, False, "seen", None)
