"""What the report shows of an appraisal: the document's fields turned into words, marks and short lists."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from exoderm import words
from exoderm.show import passages
from exoderm.show.citation import READ, citation
from exoderm.show.marks import COUNTED, FLAG_WORDS, MARKS, STATUS_WORDS, VERDICT_WORDS, Mark, mark
from exoderm.show.scrub import name_only

RUN = "Run of "
"""How a reason begins to tell the number of a run."""
_QUOTE = 110
_BOX = 4
_STALE_DAYS = {"pending": 183}
_STALE = 366


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
        label=tuple(_label(item) for item in audit if item.get("kind") != "warning"),
        warnings=tuple(_label(w) for w in audit if w.get("kind") == "warning" and w.get("status") != "missing"),
        label_note=_about_label(audit, len(appraisal.get("label") or ())),
        ingredients=tuple(_ingredient(i) for i in (appraisal.get("ingredients") or {}).get("listed") or ()),
        ingredients_note=_about_ingredients(appraisal.get("ingredients") or {}),
        price=_price(appraisal.get("price") or {}),
        law=tuple(_law(rule, today) for rule in appraisal.get("law") or ()),
        safety=tuple(_risk(risk, names) for risk in appraisal.get("safety") or ()),
        references=tuple(_reference(r) for r in appraisal.get("references") or ()),
        references_note=_about_references(appraisal.get("references") or ()),
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
    if 2 * unchecked > total:
        return "Most of what this page says about exosomes can't be checked with what it tells."
    if 2 * (beyond + wrong) > total:
        return "Most of what this page says about exosomes goes further than anyone has shown."
    if 2 * good > total:
        slips = beyond + wrong
        tail = f", but {words.plural(slips, 'statement')} {'does' if slips == 1 else 'do'} not" if slips else ""
        return f"Most of what this page says about exosomes holds{tail}."
    if beyond + wrong == 0:
        return "Nothing here was found wrong, but little of it has been shown in people."
    if early + lab > good + beyond + wrong:
        return "Most of what this page says about exosomes rests on early signs or on the laboratory."
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
    reason = str(claim.get("reason") or "")
    return Note(
        number=i + 1,
        mark=mark(verdict),
        verdict=words.sentence(VERDICT_WORDS.get(verdict, verdict)),
        quote=_short(str(claim.get("text") or "")),
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


def _label(item: Mapping[str, Any]) -> dict[str, str]:
    status = str(item.get("status") or "")
    key = {"declared": "holds", "partial": "lab", "missing": "nocheck", "contradictory": "wrong"}.get(status, "nocheck")
    return {
        "item": str(item.get("question") or item.get("label") or item.get("item") or "").replace("_", " "),
        "status": STATUS_WORDS.get(status, status),
        "key": key,
        "passage": _short(str(item.get("passage") or "")),
        "value": str(item.get("value") or ""),
        "costs": " ".join(filter(None, (str(item.get("costs") or ""), _measured(item.get("measured") or {})))),
        "ask": str(item.get("ask") or ""),
    }


_GROUPS = {"identity_dose": "identity and dose", "safety": "safety", "evidence_legality": "evidence and law"}


def _about_label(audit: Sequence[Mapping[str, Any]], asked: int) -> str:
    """How much is declared in each of the three parts of the audit, which are never made into one number."""
    said = []
    for group, name in _GROUPS.items():
        items = [i for i in audit if i.get("group") == group and i.get("kind") != "warning"]
        if items:
            count = Counter(str(i.get("status")) for i in items)
            said.append(f"{name}: {count['declared']} of {len(items)} said, {count['partial']} in part")
    rest = asked - len(audit)
    out = [words.sentence("; ".join(said))] if said else []
    return " ".join([*out, f"{rest} of {asked} questions do not apply to this page."] if rest else out)


def _measured(found: Mapping[str, Any]) -> str:
    """What a silence costs, as two runs say."""
    if not found:
        return ""
    ends = [f"{_few(run['low'])} to {_few(run['high'])}" for run in (found["silent"], found["said"])]
    return (
        f"Two runs of {found['draws']} draws: {found['quantity']}, {ends[0]} as it stands and {ends[1]} if the page "
        f"said {found['told']} (an example)."
    )


def _few(vesicles: float) -> str:
    return "less than one" if vesicles < 1.0 else words.figure(vesicles)


def _ingredient(item: Mapping[str, Any]) -> dict[str, str]:
    hits = [
        f"annex {h['annex']}, entry {h['entry']}: {h['means']}"
        + (f", at most {h['maximum']}" if h.get("maximum") else "")
        + (" (under a condition)" if h.get("conditional") else "")
        for h in item.get("hits") or ()
    ]
    kinds = [str(item.get("reads_as")) if item.get("reads_as") != "other" else "", "human" if item.get("human") else ""]
    key = "wrong" if any(h["means"] == "prohibited" for h in item.get("hits") or ()) else "lab" if hits else "nocheck"
    return {
        "position": str(item.get("position") or ""), "name": str(item.get("name") or ""),
        "kind": words.listing([k for k in kinds if k]) if any(kinds) else "", "hits": "; ".join(hits), "key": key,
    }  # fmt: skip


def _about_ingredients(found: Mapping[str, Any]) -> str:
    if not found:
        return ""
    order = str(found.get("order") or "No ingredient of this list is a vesicle by its name.")
    return f"{order} No hit is no permission. {words.sentence(str(found.get('attribution') or ''))}"


def _price(found: Mapping[str, Any]) -> str:
    """What a vesicle costs, in a sentence or two."""
    if not found:
        return ""
    money, said = str(found["currency"]), [f"{found['amount']:g} {found['currency']}"]
    if found.get("buys"):
        said[0] += f" for {found['buys']}"
    if found.get("per_billion") is not None:
        said.append(f"{words.figure(found['per_billion'])} {money} per billion particles as the page counts them")
    if ends := found.get("per_delivered"):
        low, high = (None if ends[k] is None else words.figure(ends[k]) for k in ("low", "high"))
        least = f"at least {low} {money}" if low else "without an end, as none arrives"
        most = (
            f" and at most {high} {money}"
            if high
            else ", with no upper end, as in some draws none arrives"
            if low
            else ""
        )
        said.append(f"per whole vesicle that reaches living skin {least}{most}, by nine draws in ten")
    return words.sentence("; ".join(said)) + (f" {found['reason']}" if found.get("reason") else "")


def _law(rule: Mapping[str, Any], today: str) -> dict[str, Any]:
    as_of = str(rule.get("as_of") or "")
    stale = bool(rule["stale"]) if "stale" in rule else _older(as_of, today, str(rule.get("status") or ""))
    return {
        "jurisdiction": str(rule.get("jurisdiction") or ""),
        "status": str(rule.get("status") or "").replace("_", " "),
        "as_of": as_of,
        "stale": stale,
        "source": str(rule.get("source") or ""),
        "reason": ("Recalled and never read: " if rule.get("bearing") == "unconfirmed" else "")
        + str(rule.get("reason") or rule.get("statement") or ""),
    }


def _older(as_of: str, today: str, status: str) -> bool:
    """Whether a record is past its date: twelve months, six where the matter is pending."""
    try:
        age = datetime.date.fromisoformat(today[:10]) - datetime.date.fromisoformat(as_of[:10])
    except ValueError:
        return False
    return age.days > next((d for cue, d in _STALE_DAYS.items() if cue in status), _STALE)


def _risk(risk: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    named, source = risk.get("named_on_page"), risk.get("source") or ""
    sources = [source] if isinstance(source, str) else list(source)
    return {
        "risk": str(risk.get("risk") or "").replace("_", " "),
        "named": "named on the page" if named else "not named on the page",
        "source": "; ".join(names.get(str(s), str(s)) for s in sources) or "common caution, no record: ask",
    }


def _reference(reference: Mapping[str, Any]) -> dict[str, str]:
    status = str(reference.get("status") or "")
    return {
        "number": str(reference.get("number") if reference.get("number") is not None else "–"),
        "text": str(reference.get("text") or ""),
        "status": STATUS_WORDS.get(status, status),
        "reason": str(reference.get("reason") or ""),
        "cited": "–" if not reference.get("listed", True) else "yes" if reference.get("cited") else "never",
    }


def _about_references(references: Sequence[Mapping[str, Any]]) -> str:
    """How many were confirmed, contradicted or neither, and which are never cited or cited and not there."""
    listed = [r for r in references if r.get("listed", True)]
    if not references:
        return ""
    counts = Counter(str(r.get("status")) for r in listed)
    how = [counts[status] for status in ("confirmed", "contradicted", "could_not_be_confirmed")]
    said = [
        f"Of {len(listed)} references {how[0]} were confirmed by a public record, {how[1]} are contradicted by one, "
        f"and {how[2]} could not be confirmed, which is no proof against them."
    ]
    never = [str(r.get("number")) for r in listed if not r.get("cited") and r.get("number")]
    absent = [str(r.get("number")) for r in references if not r.get("listed", True)]
    if any(r.get("cited") for r in listed) and never:
        said.append(f"Listed and never cited: {', '.join(never)}.")
    if absent:
        said.append(f"Cited and not listed: {', '.join(absent)}.")
    return " ".join(said)


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


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _QUOTE else flat[: _QUOTE - 1].rsplit(" ", 1)[0] + "…"
