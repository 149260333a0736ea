"""``exoderm find``: which cards speak of something, and which rest on a study?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from exoderm.library.find import Found, Hit


def find(
    words: Annotated[list[str], typer.Argument(help="Words, an id, or a study's id; typing errors are forgiven.")],
    kind: Annotated[str | None, typer.Option(help="Search cards of this kind alone.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Show so many.")] = 15,
    json_: Annotated[bool, typer.Option("--json", help="Print the document on standard output.")] = False,
) -> None:
    """Search every card by id, name, text and terms, and by the studies that its numbers rest on.

    Prints kind and id, what it is, and one line; ``exoderm card KIND/ID`` shows the whole card.
    """
    from exoderm.cli import paper
    from exoderm.cli.app import shared
    from exoderm.errors import PartialResult, unknown
    from exoderm.library import shelf
    from exoderm.library.find import find as search

    kinds = [k for k in shelf.kinds() if shelf.paths(k, shared.cards)]
    if kind is not None and kind not in kinds:
        raise unknown("kind of card", kind, kinds)
    found = search(" ".join(words), kind, shared.cards)
    if json_:
        paper.print_json([document(found, limit)], "exoderm/find/1")
    else:
        _show(found, limit)
    if found.unreadable:
        raise PartialResult(
            f"{len(found.unreadable)} card(s) could not be searched", why="; ".join(found.unreadable[:5]),
            action="mend them and search again", code="card.unsearched",
        )  # fmt: skip


def document(found: Found, limit: int) -> dict[str, Any]:
    """The answer in the form exoderm/find/1."""
    from exoderm import __version__

    return {
        "schema": "exoderm/find/1",
        "version": __version__,
        "query": found.query,
        "words": [{"word": word, "taken_as": list(taken)} for word, taken in found.words.items()],
        "total": len(found.hits),
        "hits": [
            {
                "kind": hit.kind, "id": hit.id, "name": hit.name, "line": hit.line, "score": hit.score,
                "matched": list(hit.matched), "rests_on": list(hit.rests_on),
                "next": f"exoderm card {hit.kind}/{hit.id}",
            }
            for hit in found.hits[:limit]
        ],
        "unreadable": list(found.unreadable),
    }  # fmt: skip


def _show(found: Found, limit: int) -> None:
    from exoderm.errors import nearest
    from exoderm.library import shelf
    from exoderm.show.plain import flat

    for word, taken in found.words.items():
        if taken != (word,):
            print(f"No card has '{word}'; searched for {' or '.join(taken)}.")
    if not found.hits:
        close = nearest(found.query[:80], {n for k in shelf.kinds() for n in shelf.paths(k)})
        print(f"No card speaks of it.{' Nearest ids: ' + ', '.join(close) + '.' if close else ''}")
        return
    for hit in found.hits[:limit]:
        print(f"{hit.kind}/{hit.id}  {flat(hit.name)}")
        print(f"    {_why(hit)}")
    shown = min(limit, len(found.hits))
    more = f"{len(found.hits) - shown} more with --limit {len(found.hits)}. " if shown < len(found.hits) else ""
    first = found.hits[0]
    print(f"\n{more}Next: exoderm card {first.kind}/{first.id}")


def _why(hit: Hit) -> str:
    """One line: what the card says of itself, or that it rests on the study that was asked for."""
    import textwrap

    from exoderm.show.plain import flat

    if hit.rests_on:
        return f"rests on {', '.join(hit.rests_on[:4])}"
    return textwrap.shorten(flat(hit.line), 110, placeholder=" …") or f"word found in its {hit.matched[0]}"
