"""The overview of a folder of pages: which to look at first, and a way to the report of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from exoderm import words
from exoderm.show.charts import tally
from exoderm.show.charts.svg import Stamp
from exoderm.show.marks import COUNTED, MARKS
from exoderm.show.sheet import Sheet, Table

MOST = 1_000
"""Pages that the overview lists; the table of pages has all."""
_PICTURED = 12
_COUNTS = {
    "A": "a_holds", "B": "b_early_signs", "C": "c_laboratory", "D": "d_not_shown", "E": "e_wrong", "–": "unchecked",
}  # fmt: skip
_HEAD = ("page", "contradicted", "law", "safety", "claims by verdict", "what to look at")


def sheet(
    rows: Sequence[Mapping[str, Any]], notes: Sequence[str], files: Sequence[str], stamp: Stamp, as_of: str, date: str
) -> Sheet:
    """The page for triage; ``rows`` are those of the table of pages, in the order in which they should be looked at."""
    done = [r for r in rows if r["status"] == "done"]
    refused = [_refused(r) for r in rows if r["status"] != "done"]
    pictured = [(str(r["file"]), {m: int(r[name] or 0) for m, name in _COUNTS.items()}) for r in done[:_PICTURED]]
    left = f"{len(done) - MOST} more pages stand in pages.csv." if len(done) > MOST else ""
    tables = [Table("Where to look first", _hint(left), _HEAD, tuple(_row(r) for r in done[:MOST]))]
    if refused:
        tables.append(Table("Refused", "These could not be read.", ("page", "why", "code"), tuple(refused)))
    return Sheet(
        kicker=f"appraisal of {words.plural(len(rows), 'page')} · law and evidence as of {as_of or 'no day'}",
        title=_title(done),
        lead=_lead(done, len(refused)),
        how="Same page, same version, same data date and same day: same verdicts.",
        figures=(("", (tally.draw(pictured, stamp),)),) if pictured else (),
        tables=tuple(tables),
        notes=tuple(notes),
        cite=f"exoderm {stamp.version}. Appraisal of {words.plural(len(done), 'page')}, law and evidence as of "
        f"{as_of or 'no day'}, {date}.",
        files=tuple(files),
    )


def _title(done: Sequence[Mapping[str, Any]]) -> str:
    wrong = sum(int(r["contradicted"]) > 0 for r in done)
    if not done:
        return "No page could be appraised"
    if not wrong:
        return f"On none of {words.plural(len(done), 'page')} do the records contradict a claim"
    return f"On {wrong} of {words.plural(len(done), 'page')} the records contradict at least one claim"


def _lead(done: Sequence[Mapping[str, Any]], refused: int) -> str:
    counts = {m.letter: sum(int(r[_COUNTS[m.letter]] or 0) for r in done) for m in MARKS}
    total = sum(counts.values())
    told = words.listing([f"{n} {COUNTED[m.letter][n != 1]}" for m in MARKS if (n := counts[m.letter])])
    other = sum(r["about"] is False for r in done)
    said = [f"{total} claim{'s were' if total > 1 else ' was'} read: {told}." if total else "No claim was found."]
    if other:
        said.append(f"{words.plural(other, 'page')} {'is' if other == 1 else 'are'} not about vesicles.")
    if refused:
        said.append(f"{words.plural(refused, 'page')} could not be read.")
    return " ".join(said)


def _hint(left: str) -> str:
    return (
        "Pages with most claims that records contradict come first, then those that touch the law, then those that go "
        f"beyond what was shown. The name leads to the report. {left}"
    ).strip()


def _row(row: Mapping[str, Any]) -> tuple[str | Markup, ...]:
    badges = Markup(" ").join(
        Markup('<span class="badge {}" title="{}">{} {}</span>').format(
            m.key, m.words, m.letter, row[_COUNTS[m.letter]]
        )
        for m in MARKS
        if int(row[_COUNTS[m.letter]] or 0)
    )
    link = Markup('<a href="{}">{}</a>').format(quote(str(row["report"])), str(row["file"]))
    flag = Markup('<span class="flag">{}</span>')
    first = str(row["first_wrong"])
    look = f"“{first[:139]}{'…' if len(first) > 139 else ''}”" if first else "–"
    return (
        link,
        str(row["contradicted"]),
        flag.format(words.plural(int(row["regulatory_flags"]), "claim")) if int(row["regulatory_flags"]) else "–",
        flag.format(words.plural(int(row["safety_flags"]), "claim")) if int(row["safety_flags"]) else "–",
        badges or "no claim",
        look,
    )


def _refused(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (str(row["file"]), str(row["message"]), str(row["code"]))
