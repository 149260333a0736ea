"""``exoderm qualify``: published experiments run again, and data sets scored, misses included."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def qualify(
    data: Annotated[Path | None, typer.Option(help="Folder of data sets: compute their scores anew.")] = None,
    draws: Annotated[int | None, typer.Option(min=20, max=5000, help="Draws of each case [200].")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for a report (HTML) and the document (JSON).")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print the document on standard output.")] = False,
) -> None:
    """Say how far the model can be trusted: each published case with what was predicted, measured and would be guessed.

    Calibration and validation are kept apart. Without --data the stored scores of data sets are shown.
    """
    from exoderm.cli import paper
    from exoderm.cli.app import shared
    from exoderm.errors import PartialResult
    from exoderm.qualify import qualify as cases

    place = paper.folder(out) if out is not None else None
    tell, stop = paper.progress("qualify")
    try:
        document = cases.qualify(data, draws or cases.DRAWS, cards=shared.cards, progress=tell)
    finally:
        stop()
    if place is not None:
        _save(document, place)
    if json_:
        paper.print_json([document], cases.SCHEMA)
    else:
        from exoderm.show.qualify_table import lines

        print("\n".join(lines(document)))
    for one in document["datasets"]:
        if one["changed"]:
            paper.say(f"{one['name']}: {', '.join(one['changed'])} is not the file that the stored scores stand on.")
    lost = [f"{d['id']}: {d['problem'] or 'no ' + ', '.join(d['missing'])}" for d in document["datasets"]
            if d["state"] in ("missing", "unreadable")]  # fmt: skip
    if lost:
        raise PartialResult(
            f"{len(lost)} of {len(document['datasets'])} data sets could not be scored anew", where=str(data),
            why="; ".join(lost), action="their stored scores are shown; restore the files", code="partial",
        )  # fmt: skip


def _save(document: dict[str, object], place: Path) -> None:
    from datetime import date

    from exoderm.cli import paper
    from exoderm.result import write_text
    from exoderm.show.qualify_view import render

    write_text(place / "qualify.json", paper.dump(document))
    write_text(place / "qualify.html", render(document, date.today().isoformat()))
    paper.say(f"The report is {place / 'qualify.html'}")
