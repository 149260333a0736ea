"""``exoderm serve``: the page on this computer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def serve(
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Port to listen on.")] = 8765,
    host: Annotated[
        str, typer.Option(help="Address to listen on; the default is heard on this computer only.")
    ] = "127.0.0.1",
    name: Annotated[list[str] | None, typer.Option(help="A further name that browsers may ask for.")] = None,
    data: Annotated[Path | None, typer.Option(help="Folder of what is kept [~/.local/share/exoderm].")] = None,
    keep_days: Annotated[float, typer.Option(min=0.01, max=3650, help="Delete what is older.")] = 30.0,
    run_seconds: Annotated[float, typer.Option(min=1, max=86_400, help="Longest time for a run.")] = 300.0,
    threads: Annotated[int | None, typer.Option(min=1, max=64, help="Threads of a run.")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Judge pages in the browser: paste, upload, examples; the library; all on this computer.

    Nothing is fetched and nothing leaves the machine. It ends with Ctrl-C.
    """
    from exoderm.cli import paper
    from exoderm.cli.app import shared
    from exoderm.errors import InputError
    from exoderm.library import shelf
    from exoderm.serve.settings import Settings, folder

    shelf.folders(shared.cards)  # a faulty folder of cards is refused before anything listens
    settings = Settings(
        data=data or folder(), host=host, port=port, names=tuple(name or ()), cards=shared.cards,
        threads=threads or paper.threads(), keep_days=keep_days, run_seconds=run_seconds,
    )  # fmt: skip
    try:
        from exoderm.serve.listen import listen
    except ModuleNotFoundError as error:
        raise InputError(
            f"{error.name} is not installed", why="the base package does without it",
            action="install it with: pip install 'exoderm[serve]'", code="extra.missing",
        ) from None  # fmt: skip
    listen(settings, paper.say, paper.show_address if open_ else None)
