"""A screen for people: risks by what is known of them, the law place by place, and what stays open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exoderm import words
from exoderm.library.terms import ROUTE_WORDS, SPECIES_WORDS
from exoderm.show.charts import dots
from exoderm.show.charts.dots import Dot, Strip
from exoderm.show.charts.svg import Figure, Stamp
from exoderm.show.plain import flat
from exoderm.show.sheet import Sheet, Table
from exoderm.show.terminal import Line, wrapped

ABOUT = {
    "harm": "What has gone wrong, or might",
    "reaction": "What the way in does by itself",
    "person": "Whom it concerns: to be asked, since a scenario does not know its person",
    "medicine": "What else is taken or done",
    "product": "What is in the vial: donors, germs, storage",
}
STANDING = {
    "barred": "a rule stands against it",
    "disputed": "records disagree",
    "open": "turns on what is not stated, or on how it is judged",
    "conditional": "under conditions",
    "other": "rules without a bar",
    "unknown": "nothing known",
}
_SHAPE = {"barred": "against", "disputed": "against", "open": "harm", "conditional": "open", "other": "neither"}


def lead(found: Mapping[str, Any]) -> str:
    """Counts in one sentence."""
    risks, law = found["risks"], found["law"]
    told = sum(r["known"].startswith("reported") and r["bearing"] == "bears" for r in risks)
    loose = sum(r["bearing"] == "not_ruled_out" for r in risks)
    barred, silent = ([p["name"] for p in law if p["standing"] == s] for s in ("barred", "unknown"))
    against = f"a rule stands against it in {words.listing(barred)}" if barred else "no rule that was read bars it"
    open_ = f", {loose} more cannot be ruled out" if loose else ""
    return words.sentence(
        f"{len(risks) - loose} risks and cautions bear on it ({told} on reports of harm){open_}; {against}; of "
        f"{len(silent)} places on record nothing is known of such a case, which allows nothing"
    )


def lines(found: Mapping[str, Any], width: int) -> list[Line]:
    """Risks, law and unknowns as lines; the line that this is no advice comes first and last."""
    out = [*wrapped(lead(found), width, "bold"), *wrapped(_case(found), width, "dim"), ("", "")]
    out += [*wrapped(found["not_advice"], width, "dim"), ("", "")]
    for about, title in ABOUT.items():
        mine = [r for r in found["risks"] if r["about"] == about]
        if mine:
            out += wrapped(title, width, "bold")
        for risk in mine:
            open_ = ", not ruled out by what is stated" if risk["bearing"] == "not_ruled_out" else ""
            out += wrapped(
                f" - {risk['title']} ({risk['known_words']}{open_}). {flat(risk['statement'])}", width, "", "   "
            )
            if risk["ask"]:
                out += wrapped(f"   Ask: {flat(risk['ask'])}", width, "dim", "   ")
    out += [("", ""), *wrapped("The law, place by place", width, "bold")]
    for place in found["law"]:
        out += wrapped(f" - {place['name']}: {STANDING[place['standing']]}.", width, "", "   ")
        for rule in place["rules"][:2]:
            if rule["law"]:
                out += wrapped(f"   {_rule(rule)}", width, "dim", "   ")
    out += [("", ""), *wrapped("Not known", width, "bold")]
    for said in found["unknown"]:
        out += wrapped(f" - {flat(said)}", width, "", "   ")
    return [*out, ("", ""), *wrapped(found["not_advice"], width, "bold")]


def sheet(found: Mapping[str, Any], stamp: Stamp, date: str) -> Sheet:
    """The page of a screen."""
    cited = {c["id"]: c["citation"] for c in found["citations"]}
    tables = [
        Table(title, "", ("risk", "what is known", "statement", "ask", "read in"),
              tuple(_row(r, cited) for r in found["risks"] if r["about"] == about))
        for about, title in ABOUT.items()
    ]  # fmt: skip
    law = tuple(
        (p["name"], STANDING[p["standing"]], r["statement"], r["reason"], _dated(r))
        for p in found["law"]
        for r in p["rules"]
    )
    return Sheet(
        kicker="risks and law of a scenario",
        title=str(found["name"]),
        lead=lead(found),
        how=f"{_case(found)} {found['not_advice']}",
        figures=(("", (_picture(found, stamp),)),),
        tables=(*(t for t in tables if t.rows),
                Table("The law, place by place", "Strictest first; each with its date.",
                      ("place", "standing", "rule", "why it bears", "age"), law)),
        notes=(str(found["not_advice"]),),
        lists=((f"{len(found['unknown'])} things that are not known", tuple(found["unknown"])),),
        cite=f"exoderm {stamp.version}. Screen of “{found['name']}” (digest {stamp.digest}), {date}.",
        files=tuple(found["files"]),
    )  # fmt: skip


def _case(found: Mapping[str, Any]) -> str:
    it = found["case"]
    use = "for a use that is not stated" if it["use"] == "unknown" else f"for {it['use']} use"
    kind = it["preparation"].replace("_", " ") if it["preparation"] != "unknown" else "a preparation that is not stated"
    return words.sentence(
        f"{SPECIES_WORDS[it['species']]}: {kind}, {ROUTE_WORDS[it['route']]}, {it['site'].replace('_', ' ')}, "
        f"{it['condition'].replace('_', ' ')}, {use}"
    )


def _rule(rule: Mapping[str, Any]) -> str:
    return f"{flat(rule['statement'])} [{rule['law']}; {_dated(rule)}]"


def _dated(rule: Mapping[str, Any]) -> str:
    read = {"secondary": ", read at second hand", "recalled": ", recalled and never read"}.get(rule["read"] or "", "")
    return f"{rule['age']}{read}"


def _row(risk: Mapping[str, Any], cited: Mapping[str, str]) -> tuple[str, ...]:
    open_ = "; not ruled out by what is stated" if risk["bearing"] == "not_ruled_out" else ""
    source = "; ".join(cited.get(s, s) for s in risk["source"]) or "no record"
    return risk["title"], risk["known_words"] + open_, risk["statement"], risk["ask"], source


def _picture(found: Mapping[str, Any], stamp: Stamp) -> Figure:
    """Each place under what its rules come to; a place without a rule is hatched."""
    columns = [s for s in STANDING if s != "unknown"]
    strips = [
        Strip(
            p["name"],
            tuple(Dot(i, _SHAPE[s]) for i, s in enumerate(columns) if s == p["standing"]),
            "no rule that bears on it was found",
        )
        for p in found["law"]
    ]  # fmt: skip
    rows = tuple((p["name"], STANDING[p["standing"]]) for p in found["law"])
    return dots.draw(
        "law", "What the law comes to, place by place", ["barred", "disputed", "open", "conditions", "other"], strips,
        "No place is drawn as one that allows it: that no rule was found allows nothing.",
        "barred: a rule stands against it; disputed: records disagree; open: it turns on what is not stated",
        ("place", "standing"), rows, stamp,
    )  # fmt: skip
