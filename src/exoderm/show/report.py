"""One report in one file: an appraisal, a run, or both, readable offline and with scripts off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from exoderm.show import page_view, theme
from exoderm.show.charts.svg import Stamp, clean
from exoderm.show.marks import MARKS

LARGEST = 1_000_000
"""A report stays below this many bytes."""

# Characters of claimless text, claims with a note, characters of any one field: the first row whose report is small
# enough is taken.
_LIMITS = ((250_000, 1500, 4000), (60_000, 500, 1200), (15_000, 200, 500), (3_000, 80, 240), (0, 30, 100))


def render(appraisal: Mapping[str, Any] | None, run: Mapping[str, Any] | None, stamp: Mapping[str, Any]) -> str:
    """Write the report of an appraisal (exoderm/appraisal/1), a run (exoderm/run/1) or both as one HTML page.

    ``stamp`` gives ``version`` and ``date`` (YYYY-MM-DD), and may give ``digest``, ``seed`` and ``evidence_as_of``;
    digest and seed default to those of the run. What a large page loses to stay below one megabyte is counted and said.
    """
    template, html = environment().get_template("report.html"), ""
    for words in contexts(appraisal, run, stamp):
        html = template.render(words)
        if len(html.encode()) < LARGEST:
            break
    return html


def contexts(
    appraisal: Mapping[str, Any] | None, run: Mapping[str, Any] | None, stamp: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """What ``report.html`` shows, the whole of it first and then shorter and shorter; the caller takes what fits."""
    if run:
        from exoderm.show import run_view  # its figures are most of what a report of a page alone would load

    source = run or {}
    mark = Stamp(
        version=str(stamp.get("version") or source.get("version") or "")[:100],
        digest=str(stamp.get("digest") or source.get("digest") or "")[:100],
        seed=str(stamp["seed"] if stamp.get("seed") is not None else source.get("seed", ""))[:100],
    )
    date = str(stamp.get("date") or "")[:100]
    for budget, most, longest in _LIMITS:
        yield {
            "page": page_view.view(_bounded(appraisal, longest), date, budget, most) if appraisal else None,
            "run": run_view.view(_bounded(run, longest), mark, date) if run else None,
            "stamp": mark, "date": date, "marks": MARKS, "as_of": str(stamp.get("evidence_as_of") or "")[:100],
            "palette": Markup(theme.variables()),
        }  # fmt: skip


def _bounded(value: Any, longest: int) -> Any:
    """The document with overlong fields cut; the page's own text, to which offsets refer, stays whole."""
    if isinstance(value, Mapping):
        short = {k: _bounded(v, longest) for k, v in value.items()}
        page = value.get("document")
        return (
            {**short, "document": {**short["document"], "text": page.get("text")}}
            if isinstance(page, Mapping)
            else short
        )
    if isinstance(value, list | tuple):
        return [_bounded(v, longest) for v in value]
    return value[: longest - 1] + "…" if isinstance(value, str) and len(value) > longest else value


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, with everything escaped that is not markup already."""
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
