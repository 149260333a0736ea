"""A page of pictures and tables that is neither a run nor an appraisal: a sweep, a comparison, a list of gaps."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from exoderm.show import theme
from exoderm.show.charts.svg import Figure, Stamp
from exoderm.show.report import environment


@dataclass(frozen=True)
class Table:
    """Rows under a heading; cells are text, or markup where they are pictures of ours."""

    title: str
    hint: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | Markup, ...], ...]


@dataclass(frozen=True)
class Sheet:
    """What the page shows, from top to bottom."""

    kicker: str
    title: str
    lead: str
    how: str
    """How it was computed, in one line."""
    figures: tuple[tuple[str, tuple[Figure, ...]], ...]
    """Headed groups of pictures."""
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    cite: str
    files: tuple[str, ...] = ()
    lists: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())
    """Headed lists of sentences, folded away where long."""


def render(sheet: Sheet, stamp: Stamp, date: str) -> str:
    """The sheet as one HTML page, readable offline and with scripts off."""
    return environment().get_template("sheet.html").render(
        sheet=sheet, stamp=stamp, date=date, palette=Markup(theme.variables())
    )  # fmt: skip
