"""How far the model can be trusted, as lines for a terminal: a table by context of use, misses included."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from exoderm import words

WIDTH = 110


def lines(document: Mapping[str, Any]) -> list[str]:
    """The document (exoderm/qualify/1) as plain lines no wider than :data:`WIDTH`."""
    out = [*_wrapped(headline(document)), *_wrapped(str(document["rule"])), ""]
    for context in document["contexts"]:
        out += _wrapped(context["question"])
        for case in document["cases"]:
            if case["context"] == context["id"]:
                out += _case(case)
        for one in document["datasets"]:
            if one["context"] == context["id"]:
                out += _dataset(one)
        out.append("")
    out += _wrapped(
        "Misses: " + ("; ".join(document["summary"]["misses"]) or "none") + ". docs/credibility.md says why."
    )
    return out


def headline(document: Mapping[str, Any]) -> str:
    """What it comes to, in two sentences."""
    s = document["summary"]
    return (
        f"Validation: {s['validation_inside']} of {s['validation_total']} published experiments inside their tolerance "
        f"(of those withheld, {s['withheld_inside']} of {s['withheld_total']}; the naive rivals, "
        f"{s['naive_validation_inside']}). Calibration: {s['calibration_inside']} of {s['calibration_total']}, which "
        "says only that the code returns what was put in."
    )


def state(case: Mapping[str, Any]) -> str:
    """The word that stands for a case."""
    return "inside" if case["inside"] else "not modelled" if case["not_modelled"] else "MISS"


def role(case: Mapping[str, Any]) -> str:
    """What a case is for."""
    return "withheld" if case["withheld"] else str(case["role"])


def number(x: float | None) -> str:
    """A number with three figures, or a dash."""
    if x is None:
        return "–"
    if x != 0 and not 1e-3 <= abs(x) < 1e5:
        power = math.floor(math.log10(abs(x)))
        return f"{x / 10.0**power:.2g}e{power:+03d}"
    return f"{x:.3g}"


def predicted(part: Mapping[str, Any]) -> str:
    """Median and nine draws in ten, with the unit."""
    if part["predicted"] is None:
        return str(part.get("reason", {}).get("predicted", "–"))
    if part["low"] == part["high"]:
        return f"{number(part['predicted'])} {part['unit']}".strip()
    return f"{number(part['predicted'])} ({number(part['low'])} to {number(part['high'])}) {part['unit']}".strip()


def measured(part: Mapping[str, Any]) -> str:
    """The reported value with its ends, or the words in its place."""
    if part["measured"] is None:
        return str(part["measured_words"] or part["reason"].get("measured", "–"))
    if part["measured_low"] is None:
        return f"{number(part['measured'])} {part['unit']}".strip()
    ends = f"({number(part['measured_low'])} to {number(part['measured_high'])})"
    return f"{number(part['measured'])} {ends} {part['unit']}".strip()


def tolerance(given: Mapping[str, Any]) -> str:
    """How close is close enough, in words."""
    value = number(given.get("value"))
    return {
        "absolute": f"within {value}",
        "factor": f"within a factor of {value}",
        "upper_bound": f"at most {value}",
        "lower_bound": f"at least {value}",
        "ordering": f"above {value}",
        "within_range": f"{number(given.get('low'))} to {number(given.get('high'))}",
    }[str(given["type"])]


def _case(case: Mapping[str, Any]) -> Iterator[str]:
    yield f"  {state(case):13}{case['id']}  [{role(case)}]"
    for part in case["parts"]:
        mark = "·" if part["inside"] else "x"
        said = (
            f"{mark} {part['quantity']}: {predicted(part)}; measured {measured(part)}, {tolerance(part['tolerance'])}; "
            f"naive {number(part['naive'])} ({part['naive_says']})"
        )
        yield from _wrapped(said, "      ", "        ")
    if case["not_modelled"]:
        yield from _wrapped(f"no prediction: {case['not_modelled']}", "        ")
    if control := case["control"]:
        passed = "passes" if control["passed"] else "FAILS"
        said = (
            f"positive control {passed}: {control['quantity']}, {predicted(control)}, {tolerance(control['tolerance'])}"
        )
        yield from _wrapped(said, "        ")


def _dataset(one: Mapping[str, Any]) -> Iterator[str]:
    if one["not_modelled"]:
        yield f"  {'not modelled':13}{one['id']}  [data set]"
        yield from _wrapped(one["not_modelled"], "        ")
        return
    yield f"  {'data':13}{one['id']}  [{one['role']}, {words.plural(one['n'], 'measurement')}, {how(one)}]"
    for score in one["scores"]:
        mark = "·" if score["good"] else "x"
        beside = "should be" if score["better"] == "target" else "naive"
        said = (
            f"{mark} {score['quantity']}: {number(score['model'])} {score['unit']}; {beside} {number(score['naive'])} "
            f"({score['naive_says']})"
        )
        yield from _wrapped(said, "      ", "        ")


def how(one: Mapping[str, Any]) -> str:
    """Where the scores of a data set come from, in words."""
    return {
        "stored": "stored scores",
        "recomputed": "computed anew, as stored" if one["reproduced"] else "computed anew, NOT AS STORED",
        "changed": "computed anew from CHANGED data",
        "missing": f"stored scores; missing: {', '.join(one['missing'])}",
        "unreadable": "stored scores; the data could not be read",
        "not_modelled": "not modelled",
    }[str(one["state"])]


def _wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=first if rest is None else rest, break_on_hyphens=False
    )
