"""One report in one file: an appraisal, a run, or both, readable offline and with scripts off."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from exoderm.show import page_view, run_view, theme
from exoderm.show.charts.svg import Stamp, clean
from exoderm.show.marks import MARKS

LARGEST = 1_000_000
"""A report stays below this many bytes."""

# Characters of claimless text, and claims with a note; the first pair whose report is small enough is taken.
_LIMITS = ((250_000, 1500), (60_000, 500), (15_000, 200), (3_000, 80), (0, 30))


def render(appraisal: Mapping[str, Any] | None, run: Mapping[str, Any] | None, stamp: Mapping[str, Any]) -> str:
    """Write the report of an appraisal (exoderm/appraisal/1), a run (exoderm/run/1) or both as one HTML page.

    ``stamp`` gives ``version`` and ``date`` (YYYY-MM-DD), and may give ``digest``, ``seed`` and ``evidence_as_of``;
    digest and seed default to those of the run. What a large page loses to stay below one megabyte is counted and said.
    """
    source = run or {}
    mark = Stamp(
        version=str(stamp.get("version") or source.get("version") or ""),
        digest=str(stamp.get("digest") or source.get("digest") or ""),
        seed=str(stamp["seed"] if stamp.get("seed") is not None else source.get("seed", "")),
    )
    date = str(stamp.get("date") or "")
    shown_run = run_view.view(run, mark, date) if run else None
    html = ""
    for budget, most in _LIMITS if appraisal else _LIMITS[:1]:
        page = page_view.view(appraisal, date, budget, most) if appraisal else None
        html = _environment().get_template("report.html").render(
            page=page, run=shown_run, stamp=mark, date=date, marks=MARKS,
            as_of=str(stamp.get("evidence_as_of") or ""), palette=Markup(theme.variables()),
        )  # fmt: skip
        if len(html.encode()) < LARGEST:
            break
    return html


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("exoderm.show"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["tight"] = _tight
    return environment


def _tight(text: str) -> str:
    """A number and its percent sign stay on one line."""
    return text.replace(" %", "\u00a0%")


def _printable(value: object) -> object:
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
