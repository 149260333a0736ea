"""``exoderm fit stability``: a laboratory's own counts in; how fast its product loses them, and a card, out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def stability(
    table: Annotated[Path, typer.Argument(help="CSV with time, temperature and count; units in the column names.")],
    out: Annotated[
        Path | None, typer.Option(help="Where to write a carrier card (.yaml) and a picture (.svg).")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**63 - 1, help="Seed of the draws from the posterior.")] = 20417,
    json_: Annotated[bool, typer.Option("--json", help="Print the document on standard output.")] = False,
) -> None:
    """Fit first-order loss with Arrhenius to counts: half-life by temperature with 90 % intervals, and what stays open.

    Columns such as time_day (or date), temperature_c, count_per_ml; if there are any, sd, replicate, ph, container,
    carrier, method. At least three times and two temperatures. The card holds for this product alone.
    """
    from exoderm.cli import paper
    from exoderm.cli.app import shared
    from exoderm.journey.vial.stability import answer
    from exoderm.journey.vial.stability.table import read

    picture = _places(table, out) if out else None
    document = answer.answer(read(table), seed, shared.cards)
    if out and picture:
        from exoderm.result import write_text
        from exoderm.show.charts import stability as chart
        from exoderm.show.charts.svg import Stamp

        drawn = chart.draw(document, Stamp(document["version"], document["digest"], str(document["seed"])))
        write_text(out, answer.card(document))
        write_text(picture, chart.alone(drawn))
        document = {**document, "files": [out.name, picture.name]}
    if json_:
        paper.print_json([document], answer.SCHEMA)
    else:
        print("\n".join(answer.told(document)))
    if out:
        paper.say(f"The card is {out}, the picture {picture}.")
        if out.parent.name != "vial":
            paper.say("To use the card, lay it into a folder 'vial' in a folder of your own cards, named with --cards.")


def _places(table: Path, out: Path) -> Path:
    """The picture's place beside the card; whatever could destroy something is refused before any work."""
    from exoderm.errors import FileProblem

    def refuse(found: str, why: str, action: str, code: str) -> FileProblem:
        return FileProblem(found, where=str(out), why=why, action=action, code=code)

    if out.is_dir():
        raise refuse("--out is a folder", "one card is written", "name a file in it, such as mine.yaml", "file.folder")
    if out.suffix != ".yaml":
        raise refuse(
            f"'{out.name}' is no name of a card", "a card's file ends in .yaml", "name it so", "file.unwritable"
        )
    if not out.parent.is_dir():
        raise refuse("its folder does not exist", "a card is written into a folder", "make it first", "file.unwritable")
    picture = out.with_suffix(".svg")
    for place in (out, picture):
        if table.exists() and place.exists() and place.samefile(table):
            raise refuse(
                "this is the table itself", "the table would be lost", "choose another name", "file.unwritable"
            )
    return picture
