"""``exoderm sweep``: one path of a scenario over several values, on the same people each time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from exoderm.cohort.sweep import Over, Point
    from exoderm.errors import ExodermError
    from exoderm.scenario import Scenario


def sweep(
    scenario: Annotated[str, typer.Argument(help="A scenario file, or the name of an example.")],
    over: Annotated[str, typer.Option("--over", help="PATH=V1,V2,... with any path that --set takes.")],
    readout: Annotated[list[str] | None, typer.Option(help="Show this readout, as often as wanted.")] = None,
    draws: Annotated[int | None, typer.Option(help="Number of draws.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of the draws.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="path=value, as often as wanted.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the files [exoderm-out].")] = None,
    threads: Annotated[int | None, typer.Option(min=1, max=64, help="Worker threads.")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the report.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print the document on standard output.")] = False,
) -> None:
    """Run a scenario for each value of one path, and say what the path changes and whether that can be told apart.

    A value that is refused is named and leaves the others. Interrupted, the values that are finished are kept.
    """
    from exoderm.cli import paper, settings
    from exoderm.cohort import sweep as swept
    from exoderm.errors import Interrupted, PartialResult
    from exoderm.show import sweep_view

    asked = swept.over(over)
    base = settings.load(scenario, draws, seed, set_ or [])
    each, refused = _scenarios(scenario, draws, seed, set_ or [], asked)
    if not each:
        raise next(iter(refused.values()))
    place = paper.folder(out)
    points, stopped = _run(asked, each, refused, threads or paper.threads())
    document = swept.document(base, asked, points, readout or [])
    stem = f"{paper.slug(base.name)}-sweep-{document['digest']}"
    document = paper.deliver(document, stem, place, sweep_view, json_=json_, open_=open_)
    named = [f"{p.value} ({p.refused.sentence().rstrip('.')})" for p in points if p.refused]
    if stopped:
        done = sum(p.result is not None for p in points)
        raise Interrupted(
            f"stopped with {done} of {len(points)} values done", code="interrupted",
            why=f"those are kept in {place / document['files'][0]}",
        )  # fmt: skip
    if named:
        raise PartialResult(
            f"{len(named)} of {len(points)} values were refused", where=asked.path, why="; ".join(named),
            action="the others are done; mend these and sweep again", code="partial",
        )  # fmt: skip


def _scenarios(
    name: str, draws: int | None, seed: int | None, set_: list[str], asked: Over
) -> tuple[dict[str, Scenario], dict[str, ExodermError]]:
    """The scenario of each value; what cannot be built is refused before anything runs."""
    from exoderm.cli import paper, settings
    from exoderm.cli.app import shared
    from exoderm.errors import InputError
    from exoderm.journey.plan import build

    each: dict[str, Scenario] = {}
    refused: dict[str, ExodermError] = {}
    for value in asked.values:
        try:
            chosen = settings.load(name, draws, seed, [*set_, f"{asked.path}={value}"])
            build(chosen.model_copy(update={"draws": 1}), shared.cards)
            each[value] = chosen
        except InputError as error:
            refused[value] = error
            paper.say(f"{asked.path} = {value} is refused: {error.sentence()} [{error.code}]")
    return each, refused


def _run(
    asked: Over, each: dict[str, Scenario], refused: dict[str, ExodermError], threads: int
) -> tuple[Sequence[Point], bool]:
    """Run the values one after the other; returns the points and whether that was interrupted."""
    from exoderm import answer
    from exoderm.cli import paper
    from exoderm.cli.app import shared
    from exoderm.cohort.sweep import Point
    from exoderm.errors import ExodermError

    points = {value: Point(value, refused=refused.get(value)) for value in asked.values}
    tell, stop = paper.progress(asked.path)
    try:
        for i, (value, chosen) in enumerate(each.items()):
            share = _part(tell, i, len(each), value)
            try:
                result = answer.simulate(chosen, threads=threads, progress=share, cards=shared.cards)
            except ExodermError as error:
                points[value] = Point(value, refused=error)
                continue
            points[value] = Point(value, result=result)
            paper.say(f"{i + 1} of {len(each)}: {asked.path} = {value}, {result.document['seconds']:.1f} s")
    except KeyboardInterrupt:
        return list(points.values()), True
    finally:
        stop()
    return list(points.values()), False


def _part(tell: Any, i: int, n: int, word: str) -> Any:
    """Progress of one run as a part of all."""
    return lambda share, stage: tell((i + share) / n, f"{word}: {stage}")
