"""The command's own options and its list of commands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from exoderm import __version__


@dataclass
class Shared:
    """What holds for every command."""

    cards: Path | None = None


shared = Shared()


class Group(TyperGroup):
    """Commands that answer a mistyped name with the nearest."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            from exoderm.errors import unknown

            raise unknown("command", args[0], self.list_commands(ctx), action="see 'exoderm --help'")
        return super().resolve_command(ctx, args)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"exoderm {__version__}")
        raise typer.Exit


def _start(
    cards: Annotated[Path | None, typer.Option(help="A folder of your own cards, one sub-folder per kind.")] = None,
    debug: Annotated[bool, typer.Option(help="Show tracebacks.")] = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which.")] = False,
) -> None:
    """Does the letter arrive? Follow skin exosomes from vial to cell, or judge what a page claims of them.

    Education and research; never advice on dose, use or purchase.
    """
    shared.cards = cards


def arguments(words: list[str]) -> list[str]:
    """Let the options that hold for every command stand anywhere before ``--``."""
    front: list[str] = []
    rest: list[str] = []
    queue = list(words)
    while queue:
        word = queue.pop(0)
        if word == "--":
            rest += [word, *queue]
            break
        if word == "--debug" or word.startswith("--cards="):
            front.append(word)
        elif word == "--cards" and queue:
            front += [word, queue.pop(0)]
        else:
            rest.append(word)
    return front + rest


def build() -> typer.Typer | Any:
    """The command with all its commands."""
    from exoderm.cli import (
        appraise,
        card,
        check,
        compare,
        evaluate,
        evidence,
        find,
        fit,
        gaps,
        permeability,
        qualify,
        review,
        run,
        schema,
        screen,
        serve,
        share,
        sweep,
        well,
    )

    app = typer.Typer(
        cls=Group, no_args_is_help=True, add_completion=True, pretty_exceptions_enable=False, rich_markup_mode=None
    )
    app.callback()(_start)
    app.command("run")(run.run)
    app.command("appraise")(appraise.appraise)
    app.command("sweep")(sweep.sweep)
    app.command("compare")(compare.compare)
    app.command("gaps")(gaps.gaps)
    app.command("screen")(screen.screen)
    app.command("evidence")(evidence.evidence)
    app.command("find")(find.find)
    app.command("card")(card.card)
    app.command("check")(check.check)
    app.command("evaluate")(evaluate.evaluate)
    fits = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None, help="Fit a card to your own numbers.")
    fits.callback()(lambda: None)
    fits.command("stability")(fit.stability)
    app.add_typer(fits, name="fit")
    app.command("permeability")(permeability.permeability)
    app.command("qualify")(qualify.qualify)
    app.command("schema")(schema.schema)
    app.command("well")(well.well)
    app.command("review")(review.review)
    app.command("serve")(serve.serve)
    app.command("share")(share.share)
    return typer.main.get_command(app)
