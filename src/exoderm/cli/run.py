"""``exoderm run``: a scenario in; a waterfall, a report and the numbers out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer


def run(
    scenario: Annotated[str, typer.Argument(help="A scenario file, or the name of an example.")],
    draws: Annotated[int | None, typer.Option(help="Number of draws.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of the draws.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="path=value, as often as wanted.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the files [exoderm-out].")] = None,
    threads: Annotated[int | None, typer.Option(min=1, max=64, help="Worker threads.")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the report.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print the document on standard output.")] = False,
) -> None:
    """Run a scenario: how many whole vesicles reach each layer of the skin and each cell, and how sure that is.

    Writes a report (HTML), the document (JSON) and the arrays (NetCDF), and prints the waterfall.
    """
    from exoderm.cli import paper
    from exoderm.cli.app import shared
    from exoderm.cli.settings import load

    chosen = load(scenario, draws, seed, set_ or [])
    from exoderm import answer
    from exoderm.journey.plan import build

    build(chosen.model_copy(update={"draws": 1}), shared.cards)  # refuse what cannot be built before a folder is made
    place = paper.folder(out)
    tell, stop = paper.progress(chosen.name)
    try:
        result = answer.simulate(chosen, threads=threads or paper.threads(), progress=tell, cards=shared.cards)
    finally:
        stop()
    document = save(result, chosen.name, place)
    if json_:
        paper.print_json([document], "exoderm/run/1")
    else:
        from exoderm.show.terminal import show_run

        show_run(document)
    paper.say(f"The report is {place / document['files'][0]}")
    if open_:
        paper.show(place / document["files"][0])


def save(result: Any, name: str, place: Path) -> dict[str, Any]:
    """Write report, document and arrays of a run; returns the document with the files' names."""
    from exoderm import answer
    from exoderm.cli import paper
    from exoderm.result import Result, write_text

    stem = f"{paper.slug(name)}-{result.document['digest']}"
    document = {**result.document, "files": [f"{stem}.html", f"{stem}.json", f"{stem}.nc"]}
    final = Result(document, result.variables)
    final.save(place / f"{stem}.nc")
    write_text(place / f"{stem}.json", paper.dump(document))
    write_text(place / f"{stem}.html", answer.report(final))
    return document
