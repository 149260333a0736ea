"""The studies of an outcome for people: one sentence, dots by rung and direction, and what would change the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from exoderm.library.terms import LEVELS, ROUTE_WORDS, Route
from exoderm.show.charts import dots
from exoderm.show.charts.dots import Dot, Strip
from exoderm.show.charts.svg import Figure, Stamp
from exoderm.show.plain import flat
from exoderm.show.sheet import Sheet, Table
from exoderm.show.terminal import Line, wrapped

_SIDES = {"for": "for a benefit", "against": "no effect", "neither": "neither way"}
_SAID = {
    "supported": "Supported",
    "supported_limited": "Some support, from one small trial",
    "preliminary": "Early signs",
    "preclinical_only": "Only in the laboratory",
    "unsupported": "Not shown",
}
_ORDER: tuple[str, ...] = get_args(Route)


def lines(found: Mapping[str, Any], width: int, most: int = 10) -> list[Line]:
    """The sentence, counts by way in and rung, the strongest records, harms, and what would change it."""
    out = [*wrapped(f"{_SAID[found['verdict']]}. {found['sentence']}", width, "bold")]
    out += [*wrapped(_taken(found), width, "dim"), ("", "")]
    for row in found["table"]:
        said = "; ".join(f"{c['level']} {_counts(c)}" for c in reversed(row["levels"]))
        out += wrapped(f" {row['route_words']}: {said}", width, "", "   ")
    out.append(("", ""))
    for s in found["studies"][:most]:
        steps = f", {s['level']} less {', '.join(x['rule'] for x in s['steps'])}" if s["steps"] else ""
        out += wrapped(
            f" - {s['surviving']} {_SIDES[s['side']]}{steps}: {flat(s['statement'])} [{flat(s['citation'])}]",
            width,
            "",
            "   ",
        )
    if len(found["studies"]) > most:
        out += wrapped(f"   {len(found['studies']) - most} more in the report.", width, "dim")
    if found["harms"]:
        out += [("", ""), *wrapped("Harm and safety", width, "bold")]
        for h in found["harms"]:
            out += wrapped(f" - {_harm(h)} [{flat(h['citation'])}]", width, "", "   ")
    out += [("", ""), *wrapped("Would change the answer", width, "bold")]
    for said in would_change(found):
        out += wrapped(f" - {said}", width, "", "   ")
    out += [("", ""), *wrapped("Not known", width, "bold")]
    for said in found["unknown"]:
        out += wrapped(f" - {flat(said)}", width, "", "   ")
    return [*out, ("", ""), *wrapped(found["not_advice"], width, "bold")]


def would_change(found: Mapping[str, Any]) -> list[str]:
    """Choices of the ladder that would give another verdict; one line if none would."""
    moved = [t for t in found["sensitivity"] if t["changes"]]
    if not moved:
        return [f"none of the {len(found['sensitivity'])} choices of the ladder that were moved (cut and steps)"]
    return [f"{t['choice']}: {t['then']} for {t['now']} would make it {t['verdict'].replace('_', ' ')}" for t in moved]


def sheet(found: Mapping[str, Any], stamp: Stamp, date: str) -> Sheet:
    """The page of an outcome."""
    studies = tuple(
        (
            s["citation"], f"{s['surviving']} (of {s['level']})", _SIDES[s["side"]], ROUTE_WORDS[s["route"]],
            str(s["people"] or "not people" if s["in"] != "human" else s["people"] or "not said"), s["statement"],
            "; ".join(f"−{x['minus']} {x['rule']}: {x['reason']}" for x in s["steps"]) or "none",
        )
        for s in found["studies"]
    )  # fmt: skip
    moved = tuple(
        (t["choice"], t["now"], t["then"], t["verdict"].replace("_", " "), "yes" if t["changes"] else "no")
        for t in found["sensitivity"]
    )
    pictures = tuple(_picture(found, key, stamp) for key in ("level", "surviving"))
    return Sheet(
        kicker="what studies found",
        title=str(found["taken_as"]["name"]),
        lead=f"{_SAID[found['verdict']]}. {found['sentence']}",
        how=f"{_taken(found)} {found['not_advice']}",
        figures=(("", pictures),),
        tables=(
            Table("The studies", "Best first. Steps are lost for how it was done and for how far it is from the case.",
                  ("study", "rung", "direction", "way in", "people", "what it found", "steps lost"), studies),
            Table("Harm and safety", "By the same way in, or one that is not stated; of any outcome.",
                  ("record", "what it says"), tuple((h["citation"], _harm(h)) for h in found["harms"])),
            Table("Would another ladder answer otherwise?",
                  "The cut and the steps are choices of design, not of a standard. Each is moved alone.",
                  ("choice", "now", "then", "verdict", "would change"), moved),
        ),
        notes=(str(found["not_advice"]),),
        lists=((f"{len(found['unknown'])} things that are not known", tuple(found["unknown"])),),
        cite=f"exoderm {stamp.version}. Evidence on {found['taken_as']['name']} (digest {stamp.digest}), {date}.",
        files=tuple(found["files"]),
    )  # fmt: skip


def _taken(found: Mapping[str, Any]) -> str:
    asked, taken = found["asked"], found["taken_as"]
    sure = "" if taken["likeness"] >= 100 else f", {taken['likeness']:.0f} % alike"
    return f"“{flat(asked['words'])}” was taken for “{taken['phrase']}”{sure}; records to {found['data_date']}."


def _harm(record: Mapping[str, Any]) -> str:
    return flat(record["statement"]) + ("" if record["of_vesicles"] else " (Not of vesicles.)")


def _counts(cell: Mapping[str, Any]) -> str:
    return ", ".join(f"{cell[side]} {words}" for side, words in _SIDES.items() if cell[side])


def _picture(found: Mapping[str, Any], key: str, stamp: Stamp) -> Figure:
    """Dots by way in and rung: as the studies stand, or as they stand for the case that was asked."""
    asked = found["asked"]["route"]
    ways = {s["route"] for s in found["studies"]} | ({asked} if asked != "unknown" else set())
    strips = [
        Strip(
            ROUTE_WORDS[way],  # type: ignore[index]
            tuple(Dot(LEVELS.index(s[key]), s["side"]) for s in found["studies"] if s["route"] == way),
            "no study by this way in",
        )
        for way in sorted(ways, key=_ORDER.index)
    ]
    title = "As the studies stand" if key == "level" else "As they carry over to the case that was asked"
    rows = tuple((s["citation"], ROUTE_WORDS[s["route"]], s[key], _SIDES[s["side"]]) for s in found["studies"])
    return dots.draw(
        f"rungs-{key}", title, list(LEVELS), strips,
        "Disc: for a benefit; cross: no effect found; ring: neither way. E1 cells, E2 animals, E3 to E7 people.",
        "rung of the ladder, weakest on the left", ("study", "way in", "rung", "direction"), rows, stamp,
    )  # fmt: skip
