"""``exoderm review``: a person signs an appraisal, with verdicts of their own beside the machine's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer


def review(
    document: Annotated[Path, typer.Argument(help="An appraisal as 'exoderm appraise' wrote it (JSON), or a review.")],
    sign: Annotated[
        str | None, typer.Option(help="Your name; by it you agree to all that you do not override.")
    ] = None,
    override: Annotated[
        list[str] | None, typer.Option(help="CLAIM=VERDICT:reason, with the claim's number in the report; repeatable.")
    ] = None,
    claimreview: Annotated[
        Path | None, typer.Option(help="Also write schema.org ClaimReview (JSON-LD), for publishing.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for review and report [exoderm-out].")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the report.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print the document on standard output.")] = False,
) -> None:
    """Sign an appraisal: both verdicts stay visible, with your name, the day, your reasons and a seal over all.

    Given a review, its seals are checked, and its report is written anew. What was changed since is refused.
    """
    from datetime import date

    from exoderm.appraisal import review as reviews
    from exoderm.cli import paper
    from exoderm.errors import InputError
    from exoderm.library import form
    from exoderm.result import write_text
    from exoderm.show.report import render

    given = form.read(document)
    if given.get("schema") == reviews.SCHEMA:
        if sign is not None or override:
            raise InputError(
                "this is signed already", where=document.name, why="a review is of an appraisal, not of a review",
                action="review the appraisal that it is of", code="review.signed",
            )  # fmt: skip
        reviews.verify(given, document.name)
        signed = given
    else:
        form.check(given, "appraisal", document.name)
        if sign is None:
            raise InputError(
                "nobody has signed", where=document.name, why="a review bears a name",
                action="say who reviews with --sign 'NAME'", code="review.unsigned",
            )  # fmt: skip
        signed = reviews.sign(given, sign, [reviews.parse(o) for o in override or ()], date.today(), document.name)
    place = paper.folder(out)
    stem = f"{paper.slug(Path(str(signed['of']['name'])).stem)}-{signed['seal'][:12]}-review"
    stamp = {
        "version": signed["version"], "date": signed["date"], "digest": signed["seal"][:12],
        "evidence_as_of": signed["of"]["data_date"] or "",
    }  # fmt: skip
    report = write_text(place / f"{stem}.html", render(reviews.beside(signed), None, stamp))
    written = write_text(place / f"{stem}.json", paper.dump(signed))
    if claimreview is not None:
        _publish(signed, claimreview)
    if json_:
        paper.print_json([signed], reviews.SCHEMA)
    paper.say(f"{signed['statement']} Seal {signed['seal'][:12]}.", f"The review is {written}, its report {report}")
    if open_:
        paper.show(report)


def _publish(signed: dict[str, Any], path: Path) -> None:
    from exoderm.appraisal.review import claim_reviews
    from exoderm.cli import paper
    from exoderm.result import write_text

    linked, left = claim_reviews(signed)
    # A "<" never stands in it, so that it can be put into a page's script element as it is.
    write_text(path, paper.dump(linked).replace("<", "\\u003c"))
    aside = f"; {left} that can't be checked have no rating and are left out" if left else ""
    paper.say(f"ClaimReview of {len(linked['@graph'])} claims is {path}{aside}")
