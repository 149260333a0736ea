"""``exoderm screen``: the risks and the law that bear on a scenario, and what nobody knows of them. Never advice."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def screen(
    scenario: Annotated[str, typer.Argument(help="A scenario file or an example of the package.")],
    use: Annotated[
        str, typer.Option(help="What it is meant for: cosmetic, medicinal, research, or unknown.")
    ] = "unknown",
    set_: Annotated[list[str] | None, typer.Option("--set", help="path=value, as often as wanted.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the files [exoderm-out].")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the report.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print the document on standard output.")] = False,
) -> None:
    """List the risks on record for a scenario, the law in each place, and what is unknown. Not a recommendation.

    Source, preparation, way in, site and condition come from the scenario; nothing is run.
    """
    from datetime import date

    from exoderm.appraisal import screen as screening
    from exoderm.cli import paper, settings
    from exoderm.cli.app import shared
    from exoderm.errors import unknown
    from exoderm.evidence import law, risk, study
    from exoderm.evidence.sources import sources
    from exoderm.show import screen_view

    meant = next((u for u in screening.USES if u == use), None)
    if meant is None:
        raise unknown("use", use, screening.USES, where="--use")
    laws, risks = law.load(shared.cards), risk.load(shared.cards)
    document = screening.screen(
        settings.load(scenario, None, None, set_ or []), meant, date.today(),
        sources(study.load(shared.cards), laws, risks), laws, risks, shared.cards,
    )  # fmt: skip
    stem = f"{paper.slug(document['name'])}-screen-{use}-{document['digest']}"
    place = None if json_ and out is None else paper.folder(out)
    paper.deliver(document, stem, place, screen_view, json_=json_, open_=open_)
