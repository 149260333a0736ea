"""``exoderm evidence``: what studies say of an outcome, by way in and source, without a page or a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def evidence(
    outcome: Annotated[list[str], typer.Argument(help="An outcome in your own words, such as 'acne scar'.")],
    route: Annotated[
        str, typer.Option(help="Way in, such as microneedle or topical_intact; any if left out.")
    ] = "unknown",
    origin: Annotated[str, typer.Option(help="Source: human, animal, plant ...; any if left out.")] = "unknown",
    out: Annotated[Path | None, typer.Option(help="Folder for the files [exoderm-out].")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the report.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print the document on standard output.")] = False,
) -> None:
    """Say what studies found: how high on the ladder, for whom, what found nothing, what did harm.

    Each study is weighed for the way in and the source that are asked about; what would change the answer is listed.
    """
    from datetime import date
    from typing import get_args

    from exoderm.appraisal import indication
    from exoderm.cli import paper
    from exoderm.cli.app import shared
    from exoderm.errors import unknown
    from exoderm.evidence import law, risk, study
    from exoderm.evidence.sources import sources
    from exoderm.library.terms import Route, Species
    from exoderm.show import evidence_view

    way = next((r for r in get_args(Route) if r == route), None)
    source = next((s for s in get_args(Species) if s == origin), None)
    if way is None:
        raise unknown("route", route, get_args(Route), where="--route")
    if source is None:
        raise unknown("origin", origin, get_args(Species), where="--origin")
    studies = study.load(shared.cards)
    known = sources(studies, law.load(shared.cards), risk.load(shared.cards))
    document = indication.look_up(" ".join(outcome), way, source, date.today(), studies, known)
    stem = f"{paper.slug(document['taken_as']['id'])}-evidence-{document['digest']}"
    place = None if json_ and out is None else paper.folder(out)
    paper.deliver(document, stem, place, evidence_view, json_=json_, open_=open_)
