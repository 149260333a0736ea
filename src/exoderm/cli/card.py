"""``exoderm card``: what a card says, or which cards there are."""

from __future__ import annotations

from typing import Annotated

import typer


def card(
    name: Annotated[str | None, typer.Argument(help="Id of a card, or kind/id; none lists them.")] = None,
    kind: Annotated[str | None, typer.Option(help="Kind of card, such as donor, route, study, law.")] = None,
) -> None:
    """Show a card with its numbers, their grades and where they come from, or list the cards of a kind."""
    from exoderm.cli.app import shared
    from exoderm.errors import unknown
    from exoderm.library import shelf

    kinds = [k for k in shelf.kinds() if shelf.paths(k, shared.cards)]
    if name is not None and kind is None and "/" in name:
        kind, _, name = name.partition("/")
    if kind is not None and kind not in kinds:
        raise unknown("kind of card", kind, kinds)
    searched = [kind] if kind else kinds
    if name is None:
        for each in searched:
            print(f"{each}: {', '.join(shelf.paths(each, shared.cards))}")
        return
    homes = [each for each in searched if name in shelf.paths(each, shared.cards)]
    if not homes:
        everything = [n for each in searched for n in shelf.paths(each, shared.cards)]
        raise unknown("card", name, everything, action="search with 'exoderm find WORDS'")
    for home in homes:
        _show(home, name)


def _show(kind: str, name: str) -> None:
    from exoderm.cli.app import shared
    from exoderm.library import card as cards
    from exoderm.library import shelf, yamlfile
    from exoderm.library.value import GRADES

    path = shelf.paths(kind, shared.cards)[name]
    if kind not in cards.JOURNEY_KINDS:
        from exoderm.evidence.kinds import validate

        validate(kind, name, shared.cards)
        print(f"{kind}/{name}\n\n{yamlfile.read_text(path).strip()}")
        if kind == "law":
            from datetime import date

            from exoderm.evidence import law

            if law.stale(law.load(shared.cards)[name], date.today()):
                print("\nToo old, or undated: not to be relied on without a look at the source.")
        return
    shown = cards.find(kind, name, shared.cards)
    print(f"{kind}/{name}: {shown.name}\n{shown.about.strip()}")
    if shown.like:
        print(f"Where it gives no number, those of {kind}/{shown.like} hold.")
    for mechanism, parameter, value in shown.values():
        span = f"{value.low} to {value.high}" if value.low and value.high else (value.sd and f"sd {value.sd}") or ""
        number = " ".join(part for part in (value.value or "", f"({span})" if span and value.value else span) if part)
        print(f"\n  {mechanism}.{parameter} = {number}  [{value.spread_words()}]")
        print(f"    grade {value.grade} of 7, {GRADES[value.grade]}")
        print(f"    {value.origin.words()}")
        if value.conditions:
            print(f"    for: {value.conditions}")
    for line in shown.not_known:
        print(f"\n  Not known: {line}")
