"""What the report shows of an appraisal: the document's fields turned into words, marks and short lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from exoderm import words
from exoderm.show import passages, sections
from exoderm.show.citation import READ, citation
from exoderm.show.marks import COUNTED, FLAG_WORDS, MARKS, VERDICT_WORDS, Mark, mark
from exoderm.show.plain import shortened
from exoderm.show.scrub import name_only

RUN = "Run of "
"""How a reason begins to tell the number of a run."""
_BOX = 4


@dataclass(frozen=True)
class RecordLine:
    """One record beside a claim: its short citation, its id, and what is to be said of it."""

    cited: str
    id: str
    said: str
    """How it was read, its rung, and where it does not carry over."""
    number: int | None
    """Its place in the list of records; none where the list leaves it out."""


@dataclass(frozen=True)
class Reviewed:
    """What a reviewer says of a claim, beside the machine."""

    mark: Mark
    verdict: str
    reason: str
    agreed: bool
    by: str
    date: str


@dataclass(frozen=True)
class Note:
    """What stands beside a claim: mark, reason, number of the run, records and flags."""

    number: int
    mark: Mark
    verdict: str
    quote: str
    reason: str
    run: str
    records: tuple[RecordLine, ...]
    flags: tuple[str, ...]
    read_as: str
    placed: bool
    review: Reviewed | None = None


@dataclass(frozen=True)
class Box:
    """One of the four boxes of the first screen."""

    title: str
    key: str
    letter: str
    items: tuple[tuple[Note | None, str], ...]
    more: tuple[tuple[Note | None, str], ...]
    empty: str


@dataclass(frozen=True)
class PageView:
    """The appraisal as the templates need it."""

    name: str
    language: str
    headline: str
    lead: str
    tally: tuple[tuple[Mark, int], ...]
    boxes: tuple[Box, ...]
    notes: tuple[Note, ...]
    passages: tuple[passages.Passage, ...]
    left_out: int
    label: tuple[dict[str, str], ...]
    """What the page declares and what not, the gravest first; what does not apply is only counted."""
    warnings: tuple[dict[str, str], ...]
    """What had better not be said, where the page says it."""
    label_note: str
    ingredients: tuple[dict[str, str], ...]
    ingredients_note: str
    price: str
    law: tuple[dict[str, Any], ...]
    safety: tuple[dict[str, str], ...]
    references: tuple[dict[str, str], ...]
    references_note: str
    records: tuple[dict[str, str], ...]
    records_left_out: int
    remarks: tuple[str, ...] = field(default=())
    reviewed: str = ""
    """Who reviewed it, when, and how many verdicts they changed; empty where nobody did."""


def view(appraisal: Mapping[str, Any], today: str, budget: int, most: int) -> PageView:
    """Turn a document of schema exoderm/appraisal/1 into what people read; at most ``most`` claims get a note."""
    raw = appraisal.get("document") or {}
    document: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {"name": raw}
    judged = [c for c in appraisal.get("claims") or () if c.get("is_claim", True)]
    claims = judged[:most]
    cut = passages.cut(document, claims, budget)
    placed = {i for p in cut for i in p.claims}
    works = [c for c in appraisal.get("citations") or () if isinstance(c, Mapping)]
    shown = {str(c.get("id")): i + 1 for i, c in enumerate(works[:most])}
    names = {str(c.get("id")): str(c.get("citation") or c.get("id") or "") for c in works}
    notes = tuple(_note(i, claim, i in placed, shown) for i, claim in enumerate(claims))
    tally = Counter(mark(c.get("verdict")).letter for c in judged)
    silence = _lines(appraisal.get("silence"), "item", "text", "question")
    questions = _lines(appraisal.get("questions"), "question", "text", "item")
    about = document.get("about", True)
    audit = [item for item in appraisal.get("label") or () if item.get("status") != "not_applicable"]
    return PageView(
        name=name_only(document.get("name") or "page"),
        language=str(appraisal.get("language") or "und"),
        headline=str(appraisal.get("headline") or headline(tally, bool(about))),
        lead=_lead(tally, silence),
        tally=tuple((m, tally[m.letter]) for m in MARKS),
        boxes=_boxes(notes, silence, questions),
        notes=notes,
        passages=cut,
        left_out=len(judged) - len(claims),
        label=tuple(sections.label(item) for item in audit if item.get("kind") != "warning"),
        warnings=tuple(sections.label(w) for w in audit if w.get("kind") == "warning" and w.get("status") != "missing"),
        label_note=sections.about_label(audit, len(appraisal.get("label") or ())),
        ingredients=tuple(sections.ingredient(i) for i in (appraisal.get("ingredients") or {}).get("listed") or ()),
        ingredients_note=sections.about_ingredients(appraisal.get("ingredients") or {}),
        price=sections.price(appraisal.get("price") or {}),
        law=tuple(sections.law(rule, today) for rule in appraisal.get("law") or ()),
        safety=tuple(sections.risk(risk, names) for risk in appraisal.get("safety") or ()),
        references=tuple(sections.reference(r) for r in appraisal.get("references") or ()),
        references_note=sections.about_references(appraisal.get("references") or ()),
        records=tuple(citation(c) for c in works[:most]),
        records_left_out=len(works[most:]),
        remarks=tuple(str(n) for n in document.get("notes") or ()),
        reviewed=str(appraisal.get("reviewed") or ""),
    )


def headline(tally: Mapping[str, int], about: bool = True) -> str:
    """The answer in one sentence, from how many claims bear which letter."""
    total = sum(tally.values())
    good, early, lab, beyond, wrong, unchecked = (tally.get(m.letter, 0) for m in MARKS)
    if not about and not total:
        return "This page is not about exosomes."
    if not total:
        return "This page makes no claim about exosomes that could be judged."
    most = "Most of what" if total > 1 else "What"
    if 2 * unchecked > total:
        return f"{most} this page says about exosomes can't be checked with what it tells."
    if 2 * wrong > total:
        return f"{most} this page says about exosomes is contradicted by the records."
    if 2 * (beyond + wrong) > total:
        return f"{most} this page says about exosomes goes further than anyone has shown."
    if 2 * good > total:
        slips = beyond + wrong
        tail = f", but {words.plural(slips, 'statement')} {'does' if slips == 1 else 'do'} not" if slips else ""
        return f"{most} this page says about exosomes holds{tail}."
    if beyond + wrong == 0:
        return "Nothing here was found wrong, but little of it has been shown in people."
    if early + lab > good + beyond + wrong:
        return f"{most} this page says about exosomes rests on early signs or on the laboratory."
    return "Some of what this page says about exosomes holds, some goes further than anyone has shown."


def _lead(tally: Mapping[str, int], silence: Sequence[str]) -> str:
    total = sum(tally.values())
    parts = [f"{n} {COUNTED[m.letter][n != 1]}" for m in MARKS if (n := tally.get(m.letter, 0))]
    counted = f"Of {words.plural(total, 'claim')}, {words.listing(parts)}." if total else ""
    silent = (
        f"The page is silent on {words.plural(len(silence), 'point')} that would change the answer." if silence else ""
    )
    return f"{counted} {silent}".strip()


def _note(i: int, claim: Mapping[str, Any], placed: bool, shown: Mapping[str, int]) -> Note:
    verdict = str(claim.get("verdict") or "not_checkable")
    kind = " or ".join(str(k) for k in (claim.get("claim_type"), claim.get("second_type")) if k)
    people = {"human": "about people", "animal": "about animals", "in-vitro": "about cells in the laboratory"}
    read = [kind, str(claim.get("certainty") or ""), people.get(str(claim.get("population")), "")]
    if claim.get("hype"):
        read.append(f"promotional wording (“{claim['hype_cue']}”)" if claim.get("hype_cue") else "promotional wording")
    if claim.get("gloss"):
        read.append(f"understood as “{claim['gloss']}”")
    reason = str(claim.get("reason") or "")
    return Note(
        number=i + 1,
        mark=mark(verdict),
        verdict=words.sentence(VERDICT_WORDS.get(verdict, verdict)),
        quote=shortened(str(claim.get("text") or "")),
        reason=reason,
        # Most reasons end with the run in words: it is said once.
        run="" if RUN in reason else _run(claim.get("run")),
        records=tuple(_record(r, shown) for r in claim.get("records") or ()),
        flags=tuple(_flag(f) for f in claim.get("flags") or ()),
        read_as=", ".join(r for r in read if r),
        placed=placed,
        review=_reviewed(claim.get("review")),
    )


def _reviewed(review: Mapping[str, Any] | None) -> Reviewed | None:
    if not review:
        return None
    verdict = str(review.get("verdict"))
    return Reviewed(
        mark(verdict), words.sentence(VERDICT_WORDS.get(verdict, verdict)), str(review.get("reason") or ""),
        bool(review.get("agreed")), str(review.get("by") or ""), str(review.get("date") or ""),
    )  # fmt: skip


def _run(run: Mapping[str, Any] | None) -> str:
    if not run:
        return ""
    unit = str(run.get("unit") or "")
    share_like = unit in ("", "1", "share", "fraction", "of dose", "dimensionless")
    ends = (run.get("median"), run.get("low"), run.get("high"))
    said = words.interval(*ends, say=words.share if share_like else words.figure)
    return f"{run.get('quantity') or 'run of what this page declares'}: {said}{'' if share_like else ' ' + unit}"


def _record(record: Mapping[str, Any] | str, shown: Mapping[str, int]) -> RecordLine:
    if isinstance(record, str):
        return RecordLine(record, record, "", shown.get(record))
    name = str(record.get("id") or "")
    how = READ.get(str(record.get("status")), "")
    failed = [str(f) for f in record.get("transfer_failures") or ()]
    said = (
        f" ({how})" if how else "",
        f", {record['level']}" if record.get("level") else "",
        ", points the other way" if record.get("against") is True else "",
        f", does not carry over: {words.listing(failed)}" if failed else "",
    )
    return RecordLine(str(record.get("citation") or name), name, "".join(said), shown.get(name))


def _boxes(notes: Sequence[Note], silence: Sequence[str], questions: Sequence[str]) -> tuple[Box, ...]:
    def said(letters: str) -> list[tuple[Note | None, str]]:
        return [(n, n.quote) for letter in letters for n in notes if n.mark.letter == letter]

    def lines(items: Sequence[str]) -> list[tuple[Note | None, str]]:
        return [(None, item) for item in items]

    def box(title: str, key: str, letter: str, items: list[tuple[Note | None, str]], empty: str) -> Box:
        return Box(title, key, letter, tuple(items[:_BOX]), tuple(items[_BOX:]), empty)

    return (
        box("What holds", "holds", "A", said("AB"), "No claim on this page was found to hold."),
        box("What does not", "wrong", "E", said("EDC"), "No claim on this page was found wrong or unproven."),
        box("What it keeps silent", "nocheck", "–", lines(silence), "Nothing that the audit asks for is missing."),
        box("What to ask", "early", "?", lines(questions), "No question is left over."),
    )


def _lines(items: Any, *keys: str) -> list[str]:
    """Sentences from a list of sentences, or of records that hold one under the first of ``keys`` that they have."""
    listed = [items] if isinstance(items, str) else list(items.values()) if isinstance(items, Mapping) else items or ()
    return [
        item if isinstance(item, str) else next((str(item[k]).replace("_", " ") for k in keys if item.get(k)), "")
        for item in listed
    ]


def _flag(flag: Any) -> str:
    word = str(flag.get("flag") if isinstance(flag, Mapping) else flag)
    return FLAG_WORDS.get(word, word.replace("_", " "))
