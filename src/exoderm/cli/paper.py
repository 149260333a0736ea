"""Where answers go: files in a folder, one JSON document on standard output, a page in the browser."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from exoderm.errors import FileProblem


class SheetView(Protocol):
    """A module of ``exoderm.show`` that makes of a document a page and lines for a terminal."""

    @property
    def sheet(self) -> Callable[..., Any]: ...
    @property
    def lines(self) -> Callable[..., Any]: ...


def folder(out: Path | None) -> Path:
    """The folder for files; made if missing, refused if a file stands in its place."""
    place = out or Path("exoderm-out")
    try:
        place.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise FileProblem(
            "a file stands where a folder must be", where=str(place), code="file.unwritable",
            why="results are written into a folder", action="choose another folder with --out",
        ) from None  # fmt: skip
    except OSError as error:
        raise FileProblem(
            f"cannot be made ({error.strerror})", where=str(place), code="file.unwritable",
            why="results are written there", action="choose another folder with --out",
        ) from None  # fmt: skip
    if not os.access(place, os.W_OK):
        raise FileProblem(
            "nothing may be written here", where=str(place), code="file.unwritable",
            why="permission is missing", action="choose another folder with --out",
        )  # fmt: skip
    return place


def slug(name: str) -> str:
    """A file name from any name: letters, digits and dashes, at most 60."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "unnamed"


def dump(document: Mapping[str, Any]) -> str:
    """JSON without NaN or infinity."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)


def print_json(documents: Sequence[Mapping[str, Any]], schema: str, several: bool = False) -> None:
    """One document alone, or several under "documents"."""
    one = {"schema": schema, "documents": list(documents)} if several else documents[0]
    sys.stdout.write(dump(one) + "\n")


def save_sheet(document: Mapping[str, Any], stem: str, place: Path, view: Callable[..., Any]) -> dict[str, Any]:
    """Write a document and the page that ``view(document, stamp, date)`` makes of it; returns it with their names."""
    from datetime import date

    from exoderm.result import write_text
    from exoderm.show.charts.svg import Stamp
    from exoderm.show.sheet import render

    named = {**document, "files": [f"{stem}.html", f"{stem}.json"]}
    stamp = Stamp(str(named["version"]), str(named.get("digest", "")), str(named.get("seed", "")))
    today = date.today().isoformat()
    write_text(place / f"{stem}.json", dump(named))
    write_text(place / f"{stem}.html", render(view(named, stamp, today), stamp, today))
    return named


def deliver(
    document: Mapping[str, Any], stem: str, place: Path | None, view: SheetView, *, json_: bool, open_: bool
) -> dict[str, Any]:
    """An answer where it was asked for: as files in a folder (none writes no file), and on standard output.

    Standard output gets the document with ``json_``, otherwise the lines that ``view`` makes for a terminal. Returns
    the document with the names of its files.
    """
    named = dict(document) if place is None else save_sheet(document, stem, place, view.sheet)
    if json_:
        print_json([named], str(named["schema"]))
    else:
        from exoderm.show.terminal import show as on_terminal

        on_terminal(lambda width: view.lines(named, width))
    if place is not None:
        page = place / str(named["files"][0])
        say(f"The report is {page}")
        if open_:
            show(page)
    return named


def say(*words: str) -> None:
    """A line for people, on standard error."""
    print(*words, file=sys.stderr)


def threads() -> int:
    """Processors that this process may use, at most eight."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(8, available))


def progress(title: str) -> tuple[Callable[[float, str], None], Callable[[], None]]:
    """A bar on a terminal, silence elsewhere: (tell, stop)."""
    if not sys.stderr.isatty():
        return (lambda share, word: None), (lambda: None)
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn(title), BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
    task = bar.add_task("", total=1.0)
    bar.start()
    return (lambda share, word: bar.update(task, completed=share, description=word)), bar.stop


def show(path: Path) -> None:
    """Open a report in the browser of this computer."""
    if not show_address(path.resolve().as_uri()):
        say(f"No browser was found; the report is {path}")


def show_address(address: str) -> bool:
    """Open an address in the browser of this computer; whether there is one."""
    import webbrowser

    return webbrowser.open(address)
