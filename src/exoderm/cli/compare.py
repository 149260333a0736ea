"""``exoderm compare``: several scenarios side by side, on the same person and with the same draws."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def compare(
    scenarios: Annotated[list[str], typer.Argument(help="Two to eight scenario files or names of examples.")],
    anyway: Annotated[bool, typer.Option("--anyway", help="Compare even different persons, weeks or areas.")] = False,
    draws: Annotated[int | None, typer.Option(help="Number of draws, for all [as the first has it].")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of the draws, for all [as the first has it].")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="path=value in all of them.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the files [exoderm-out].")] = None,
    threads: Annotated[int | None, typer.Option(min=1, max=64, help="Worker threads.")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the report.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print the document on standard output.")] = False,
) -> None:
    """Run scenarios with the same draws and set them side by side: medians, paired ratios, told apart or not.

    Refused where person, weeks or treated area differ, since a difference would then be one of people.
    """
    from exoderm.cli import paper, settings
    from exoderm.cli.app import shared
    from exoderm.cohort import compare as comparing

    first = settings.load(scenarios[0], draws, seed, set_ or [])
    chosen = [first, *(settings.load(n, first.draws, first.seed, set_ or []) for n in scenarios[1:])]
    differ = comparing.common(chosen, anyway)
    from exoderm import answer
    from exoderm.journey.plan import build

    for each in chosen:
        build(each.model_copy(update={"draws": 1}), shared.cards)
    place = paper.folder(out)
    results = []
    for each in chosen:
        tell, stop = paper.progress(each.name)
        try:
            results.append(answer.simulate(each, threads=threads or paper.threads(), progress=tell, cards=shared.cards))
        finally:
            stop()
        paper.say(f"{len(results)} of {len(chosen)}: {each.name}, {results[-1].document['seconds']:.1f} s")
    document = comparing.document(chosen, results, differ)
    from exoderm.show import compare_view

    stem = f"{paper.slug('-and-'.join(s.name[:28] for s in chosen[:2]))}-compare-{document['digest']}"
    paper.deliver(document, stem, place, compare_view, json_=json_, open_=open_)
