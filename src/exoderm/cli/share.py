"""``exoderm share``: one verdict as a picture to pass on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def share(
    document: Annotated[Path, typer.Argument(help="An appraisal or a review, as exoderm wrote it (JSON).")],
    claim: Annotated[int, typer.Option(help="The claim's number in the report.")],
    out: Annotated[Path | None, typer.Option(help="The picture, FILE.svg [exoderm-out/...].")] = None,
) -> None:
    """Draw one verdict as a picture (SVG, 1200 by 630): letter, the claim's words, reason, records, day and version."""
    from exoderm.appraisal import review, seal
    from exoderm.cli import paper
    from exoderm.errors import InputError
    from exoderm.library import form
    from exoderm.result import write_text
    from exoderm.show import verdict_card

    if out is not None and out.suffix.lower() != ".svg":
        raise InputError(
            f"'{out.name}' is no name of an SVG picture", why="a browser can save an SVG as another kind",
            action="end the name in .svg", code="share.form",
        )  # fmt: skip
    given = form.read(document)
    if given.get("schema") == review.SCHEMA:
        review.verify(given, document.name)
        given = review.beside(given)
    else:
        form.check(given, "appraisal", document.name)
        seal.check(given, document.name)
    count = len(given["claims"])
    if not 1 <= claim <= count:
        raise InputError(
            f"there is no claim {claim}", where=document.name, why=f"it has {count}",
            action="take the number that stands in the report's badge", code="share.claim",
        )  # fmt: skip
    name = f"{paper.slug(Path(str(given['document']['name'])).stem)}-claim-{claim}.svg"
    target = out or paper.folder(None) / name
    paper.say(f"The picture is {write_text(target, verdict_card.draw(given, claim))}")
