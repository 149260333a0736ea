"""A well as a page and as lines for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from exoderm import words
from exoderm.show import theme
from exoderm.show.charts import course, grade
from exoderm.show.charts.svg import Stamp
from exoderm.show.citation import citation
from exoderm.show.report import environment
from exoderm.show.scrub import without_folders


def headline(document: Mapping[str, Any]) -> str:
    """What the well comes to, in one sentence."""
    by = {answer["id"]: answer for answer in document["answers"]}
    well = document["well"]
    return words.sentence(
        f"of {words.count(by['offered']['median'])} particles offered to each {well['label']}, "
        f"{words.count(by['internalised']['median'])} are taken in within {well['hours']:g} h; of one microRNA "
        f"they bring {words.per(by['copies']['median'], 'copy', 'copies')} into the cytosol"
    )


def lines(document: Mapping[str, Any]) -> list[str]:
    """The answers as plain lines: number, interval, grade, and the unknown that moves it most."""
    out = [headline(document), ""]
    for row in _rows(document):
        known = f"grade {row['grade']} of 7" if row["grade"] is not None else "no single input stands out"
        out.append(f"{row['label']}: {row['value']} [{known}]")
        if row["unknown"]:
            out.append(f"    moved most by what nobody knows: {row['unknown']}")
    threshold = document["threshold"]
    out += ["", f"A cell would notice {words.counts(threshold['median'], threshold['low'], threshold['high'])} copies; "
            f"enough arrives in {words.share(document['chance_noticed'])} of the draws."]  # fmt: skip
    return out


def render(document: Mapping[str, Any], date: str) -> str:
    """One HTML page, readable offline and with scripts off."""
    stamp = Stamp(str(document["version"]), str(document["digest"]), str(document["seed"]))
    threshold = document["threshold"]
    return environment().get_template("well.html").render(
        well=document["well"], headline=headline(document), rows=_rows(document, squares=True), stamp=stamp, date=date,
        picture=course.draw(document["course"], stamp), palette=Markup(theme.variables()),
        noticed=words.counts(threshold["median"], threshold["low"], threshold["high"]),
        chance=words.share(document["chance_noticed"]), residual=words.residual(document["residual"]),
        draws=words.plural(int(document["draws"]), "draw"), failed=document["failed"] or "none",
        inputs=[{**i, "origin": without_folders(i["origin"]), "squares": grade.squares(i["grade"])}
                for i in document["inputs"]],
        not_known=document["not_known"], notes=document["notes"],
        citations=[citation(c) for c in document["citations"]],
    )  # fmt: skip


def _rows(document: Mapping[str, Any], squares: bool = False) -> list[dict[str, Any]]:
    return [
        {
            "label": answer["label"],
            "value": _said(answer),
            "grade": answer["grade"],
            "squares": grade.squares(answer["grade"]) if squares else "",
            "weakest": answer["weakest"] or "",
            "unknown": f"{answer['unknown']['text']} ({words.percent(answer['unknown']['share'])} of the spread)"
            if answer["unknown"]
            else "",
        }
        for answer in document["answers"]
    ]


def _said(answer: Mapping[str, Any]) -> str:
    """A number with its interval: shares as such, what is at least one per cell as a count, less as one per so many."""
    ends = answer["median"], answer["low"], answer["high"]
    if not answer["unit"]:
        return words.interval(*ends)
    one, many = ("copy", "copies") if answer["unit"].startswith("copies") else ("particle", "particles")
    if min(ends) >= 1.0:
        return f"{words.counts(*ends)} {many} per cell"
    return words.interval(*ends, lambda x: words.per(x, one, many))
