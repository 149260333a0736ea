"""``exoderm gaps``: what nobody has measured, ordered by how much it would narrow the answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from exoderm.scenario import Scenario

STANDARD = "serum-on-cheek"
"""Without a scenario this one is run on every route."""


def gaps(
    scenario: Annotated[
        str | None, typer.Argument(help="A scenario; none runs a standard serum on every route.")
    ] = None,
    draws: Annotated[int | None, typer.Option(help="Number of draws; more tell smaller effects from chance.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of the draws.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="path=value, as often as wanted.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the files [exoderm-out].")] = None,
    threads: Annotated[int | None, typer.Option(min=1, max=64, help="Worker threads.")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the report.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print the document on standard output.")] = False,
) -> None:
    """List what nobody has measured, the number first that would narrow an answer most if it were known.

    The answers are whole vesicles that reach living skin and copies per cell of each type.
    """
    from exoderm import answer
    from exoderm.cli import paper, settings
    from exoderm.cli.app import shared
    from exoderm.errors import ExodermError, PartialResult
    from exoderm.journey import gaps as ranking
    from exoderm.library import shelf
    from exoderm.show import gaps_view

    settings_ = set_ or []
    if scenario is not None:
        chosen = [settings.load(scenario, draws, seed, settings_)]
        stated = f"Weighed in the scenario “{chosen[0].name}”."
    else:
        routes = list(shelf.paths("route", shared.cards))
        chosen = [_on(route, settings.load(STANDARD, draws, seed, [*settings_, f"route={route}"])) for route in routes]
        stated = f"Weighed in the example {STANDARD} on each route: {', '.join(routes)}; the larger effect counts."
    place = paper.folder(out)
    looks, refused = [], []
    first: ExodermError | None = None
    for i, each in enumerate(chosen):
        tell, stop = paper.progress(each.name)
        try:
            looks.append(answer.look(each, threads=threads or paper.threads(), progress=tell, cards=shared.cards))
        except ExodermError as error:
            first = first or error
            refused.append({"name": each.name, "reason": error.sentence(), "code": error.code})
            continue
        finally:
            stop()
        paper.say(f"{i + 1} of {len(chosen)}: {each.name}, {looks[-1].result.document['seconds']:.1f} s")
    if not looks and first is not None:
        raise first
    document = {**ranking.document(looks, stated), "refused": refused}
    name = chosen[0].name if scenario is not None else "standard"
    stem = f"{paper.slug(name)}-gaps-{document['digest']}"
    paper.deliver(document, stem, place, gaps_view, json_=json_, open_=open_)
    if refused:
        raise PartialResult(
            f"{len(refused)} of {len(chosen)} scenarios were refused", code="partial",
            why="; ".join(f"{r['name']}: {r['reason']}".rstrip(".") for r in refused),
        )  # fmt: skip


def _on(route: str, scenario: Scenario) -> Scenario:
    return scenario.model_copy(update={"name": f"{scenario.name}, {route.replace('_', ' ')}"})
