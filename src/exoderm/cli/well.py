"""``exoderm well``: vesicles over cells in a dish; what they take up, and what of it reaches the cytosol."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def well(
    cell: Annotated[str, typer.Option(help="Card of the receiving cell, such as keratinocyte.")],
    cells: Annotated[float, typer.Option(help="Cells on the bottom, such as 1e4.")],
    volume: Annotated[str, typer.Option(help="Medium over them, such as '100 uL'.")],
    concentration: Annotated[str, typer.Option(help="Particles as counted, such as '1e9 particle/mL'.")],
    hours: Annotated[float, typer.Option(help="How long the vesicles stay on.")],
    area: Annotated[str, typer.Option(help="Bottom of the well; one of 96 if left out.")] = "0.32 cm^2",
    donor: Annotated[str, typer.Option(help="Donor card.")] = "undeclared",
    readout: Annotated[str | None, typer.Option(help="Instrument card, such as green_tetraspanin.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="path=value, as often as wanted.")] = None,
    draws: Annotated[int, typer.Option(help="Number of draws.")] = 256,
    seed: Annotated[int, typer.Option(help="Seed of the draws.")] = 20417,
    out: Annotated[Path | None, typer.Option(help="Folder for the files [exoderm-out].")] = None,
    threads: Annotated[int | None, typer.Option(min=1, max=64, help="Worker threads.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print the document on standard output.")] = False,
) -> None:
    """Leave vesicles over cells in a well: offered per cell, bound, taken in, and copies in the cytosol.

    Same cards and numbers as in skin, behind still medium. Writes a page with a picture (HTML) and the document (JSON).
    """
    from datetime import date

    from exoderm import answer
    from exoderm.cli import paper
    from exoderm.cli.app import shared
    from exoderm.cli.settings import pairs
    from exoderm.result import write_text
    from exoderm.show import well_view

    chosen = {
        "cell": cell, "cells": cells, "volume": volume, "concentration": concentration, "hours": hours, "area": area,
        "donor": donor, "draws": draws, "seed": seed, "set": pairs(set_ or []),
    } | ({"readout": readout} if readout else {})  # fmt: skip
    document = answer.incubate(chosen, threads=threads or paper.threads(), cards=shared.cards)
    place = paper.folder(out)
    stem = f"well-{paper.slug(cell)}-{document['digest']}"
    document = {**document, "files": [f"{stem}.html", f"{stem}.json"]}
    write_text(place / f"{stem}.json", paper.dump(document))
    write_text(place / f"{stem}.html", well_view.render(document, date.today().isoformat()))
    if json_:
        paper.print_json([document], "exoderm/well/1")
    else:
        print("\n".join(well_view.lines(document)))
    paper.say(f"The page is {place / document['files'][0]}")
