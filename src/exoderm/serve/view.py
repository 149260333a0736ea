"""Pages: the report that the command writes, in a frame with a way back; our own files; the style of both."""

from __future__ import annotations

import hashlib
import time
from functools import lru_cache
from importlib import resources
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader

from exoderm import __version__, answer
from exoderm.serve.keep import Kept
from exoderm.show import report, theme


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of the report, and ours beside them."""
    base = report.environment()
    assert base.loader is not None
    ours = base.overlay(loader=ChoiceLoader([PackageLoader("exoderm.serve"), base.loader]))
    ours.globals = {**base.globals, "version": __version__, "style": f"/static/style.css?{digest(style())}"}
    return ours


def page(template: str, **said: Any) -> str:
    """One page."""
    return environment().get_template(template).render(**said)


@lru_cache(maxsize=1)
def style() -> str:
    """The report's own style, its palette for light and dark, and what the frame adds."""
    shown = (resources.files("exoderm.show") / "templates" / "style.css").read_text(encoding="utf-8")
    return f"{theme.variables()}\n{shown}\n{static('site.css').decode()}"


@lru_cache(maxsize=8)
def static(name: str) -> bytes:
    """One of our own files; names come from :mod:`exoderm.serve.pages`, never from a request."""
    return (resources.files("exoderm.serve") / "static" / name).read_bytes()


def digest(text: str) -> str:
    """A short name for a content, so that a browser never shows an old one."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def appraisal(kept: Kept, **said: Any) -> str:
    """The report of an appraisal, the same as the command writes, in the frame."""
    template, html = environment().get_template("judged.html"), ""
    for shown in report.contexts(kept.document, kept.run, answer.stamp(kept.document)):
        html = template.render(**shown, kept=kept, made=day(kept.made), **said)
        if len(html.encode()) < report.LARGEST:
            break
    return html


def day(seconds: float) -> str:
    """A moment as a person writes it: 2026-11-28 14:05."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))
