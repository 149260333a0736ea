"""The report of a qualification: what was predicted beside what was measured, validation and calibration apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from exoderm.show import theme
from exoderm.show.charts import agreement
from exoderm.show.charts.svg import Figure, Stamp
from exoderm.show.qualify_table import headline, how, measured, number, predicted, role, state, tolerance
from exoderm.show.report import environment

HEAD = ("case", "role", "quantity", "predicted", "measured", "tolerance", "naive rival", "inside")
KEYS = {"inside": "holds", "MISS": "wrong", "not modelled": "nocheck"}
"""Colour of a state: the verdict's own."""


def render(document: Mapping[str, Any], date: str) -> str:
    """Write a document of schema exoderm/qualify/1 as one HTML page that works offline and with scripts off."""
    stamp = Stamp(str(document["version"]), "", str(document["seed"]))
    cases = document["cases"]
    return environment().get_template("qualify.html").render(
        headline=headline(document), rule=document["rule"], summary=document["summary"],
        figures=[
            figure([c for c in cases if c["role"] == kind], kind, stamp) for kind in ("validation", "calibration")
        ],
        contexts=[_context(c, document) for c in document["contexts"]],
        citations=document["citations"], draws=document["draws"], stamp=stamp, date=date,
        palette=Markup(theme.variables()),
    )  # fmt: skip


def figure(cases: Sequence[Mapping[str, Any]], kind: str, stamp: Stamp) -> Figure:
    """The cases of one role as a picture, with the same numbers as a table."""
    rows = [{**part, "case": case["title"], "label": part["quantity"]} for case in cases for part in case["parts"]]
    inside = sum(c["inside"] for c in cases)
    title = {
        "validation": "Validation: experiments whose numbers no card knows",
        "calibration": "Calibration: experiments that cards were made from",
    }[kind]
    caption = (
        f"{inside} of {len(cases)} cases have all their quantities inside. Each quantity is divided by what was "
        "measured, or by the bound or order where only that was reported."
    )
    return agreement.draw(rows, title, f"agreement-{kind}", caption, _table(cases), HEAD, stamp)


def _table(cases: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            str(case["id"]), role(case), str(part["quantity"]), predicted(part), measured(part),
            tolerance(part["tolerance"]), f"{number(part['naive'])} ({part['naive_says']})",
            "yes" if part["inside"] else "no",
        )
        for case in cases
        for part in case["parts"]
    )  # fmt: skip


def _context(context: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **context,
        "cases": [_case(c) for c in document["cases"] if c["context"] == context["id"]],
        "datasets": [_dataset(d) for d in document["datasets"] if d["context"] == context["id"]],
    }


def _case(case: Mapping[str, Any]) -> dict[str, Any]:
    control = case["control"]
    said = (
        f"{control['quantity']}: {predicted(control)}, {tolerance(control['tolerance'])}" if control else ""
    )  # fmt: skip
    return {
        **{key: case[key] for key in ("id", "title", "about", "why_role", "not_modelled")},
        "role": role(case),
        "state": state(case).lower(),
        "key": KEYS[state(case)],
        "control": said,
        "control_passed": bool(control and control["passed"]),
    }


def _dataset(one: Mapping[str, Any]) -> dict[str, Any]:
    scores = [
        {**s, "model": number(s["model"]), "naive": number(s["naive"]),
         "beside": "should be" if s["better"] == "target" else "naive"}
        for s in one["scores"]
    ]  # fmt: skip
    return {**one, "scores": scores, "how": how(one)}
