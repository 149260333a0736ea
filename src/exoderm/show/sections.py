"""What the report shows beside the marked page, in words: label, ingredients, price, law, risks, references."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from exoderm import words
from exoderm.show.marks import STATUS_WORDS
from exoderm.show.plain import shortened

_STALE_DAYS = {"pending": 183}
_STALE = 366


def label(item: Mapping[str, Any]) -> dict[str, str]:
    """One question of the audit: what is said, with its passage, and what silence costs."""
    status = str(item.get("status") or "")
    key = {"declared": "holds", "partial": "lab", "missing": "nocheck", "contradictory": "wrong"}.get(status, "nocheck")
    return {
        "item": str(item.get("question") or item.get("label") or item.get("item") or "").replace("_", " "),
        "status": STATUS_WORDS.get(status, status),
        "key": key,
        "passage": shortened(str(item.get("passage") or "")),
        "value": str(item.get("value") or ""),
        "costs": " ".join(filter(None, (str(item.get("costs") or ""), _measured(item.get("measured") or {})))),
        "ask": str(item.get("ask") or ""),
    }


_GROUPS = {"identity_dose": "identity and dose", "safety": "safety", "evidence_legality": "evidence and law"}


def about_label(audit: Sequence[Mapping[str, Any]], asked: int) -> str:
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


def ingredient(item: Mapping[str, Any]) -> dict[str, str]:
    """One ingredient, with the entries of the annexes that name it."""
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


def about_ingredients(found: Mapping[str, Any]) -> str:
    """What the order of the list tells, and where the annexes come from."""
    if not found:
        return ""
    order = str(found.get("order") or "No ingredient of this list is a vesicle by its name.")
    return f"{order} No hit is no permission. {words.sentence(str(found.get('attribution') or ''))}"


def price(found: Mapping[str, Any]) -> str:
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


def law(rule: Mapping[str, Any], today: str) -> dict[str, Any]:
    """One rule of law with its day; a record past its date is marked as stale."""
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


def risk(risk: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    """One risk, whether the page names it, and on what it rests."""
    named, source = risk.get("named_on_page"), risk.get("source") or ""
    sources = [source] if isinstance(source, str) else list(source)
    return {
        "risk": str(risk.get("risk") or "").replace("_", " "),
        "named": "named on the page" if named else "not named on the page",
        "source": "; ".join(names.get(str(s), str(s)) for s in sources) or "common caution, no record: ask",
    }


def reference(reference: Mapping[str, Any]) -> dict[str, str]:
    """One reference and what public records say of it."""
    status = str(reference.get("status") or "")
    return {
        "number": str(reference.get("number") if reference.get("number") is not None else "–"),
        "text": str(reference.get("text") or ""),
        "status": STATUS_WORDS.get(status, status),
        "reason": str(reference.get("reason") or ""),
        "cited": "–" if not reference.get("listed", True) else "yes" if reference.get("cited") else "never",
    }


def about_references(references: Sequence[Mapping[str, Any]]) -> str:
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
