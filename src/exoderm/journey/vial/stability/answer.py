"""A stability table fitted: the document (schema exoderm/stability/1), and the carrier card that follows from it."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from exoderm import __version__, words
from exoderm.journey.parameter import Floats
from exoderm.journey.vial.stability.check import checks
from exoderm.journey.vial.stability.posterior import Posterior, fit, variation
from exoderm.journey.vial.stability.prior import CARD, HIGH_SCATTER, LOW_SCATTER, Prior, undeclared
from exoderm.journey.vial.stability.table import Table

SCHEMA = "exoderm/stability/1"
HOUR, DAY = 3600.0, 86400.0
COLD, ROOM = 4.0, 25.0
"""degC at which a half-life is told in any case."""
LEARNED = 0.3
"""Share by which an interval must shrink for a table to have told something of a number."""
UNSEEN = "no loss is seen: the lower end is held to twice the study, middle and upper end would be the prior's"
LEAST = 0.02
"""Fall of a count's logarithm that the 5th percentile must reach for a loss to be seen."""
CURVE = 25
FAR = {"beyond_temperatures": "no count so cold or warm", "beyond_times": "longer than twice the study"}
"""Why a half-life is the law carried on rather than a count."""


def answer(table: Table, seed: int, extra: Path | None = None) -> dict[str, Any]:
    """Fit a table and say what it tells and what it does not.

    Parameters
    ----------
    table: counts over time and temperature.
    seed:  of the draws from the posterior; another seed moves the last digits only.
    extra: a folder of cards of one's own, whose undeclared carrier would stand in for ours.
    """
    prior = undeclared(extra)
    found = fit(table, prior, seed)
    numbers = _numbers(found, prior, table)
    return {
        "schema": SCHEMA,
        "version": __version__,
        "digest": _digest(table),
        "seed": seed,
        "table": {
            "name": table.name, "rows": len(table.days), "times": len(np.unique(table.days)),
            "days": float(table.days.max()), "temperatures_c": [float(t) for t in np.unique(table.celsius)],
            "facts": dict(table.facts), "unused_columns": list(table.unused),
        },
        "prior": {"card": f"vial/{CARD}", "origin": prior.origin},
        "numbers": numbers,
        "half_lives": _half_lives(found, table),
        "checks": [
            {"name": c.name, "question": c.question, "p": c.p, "holds": c.holds, "reason": c.reason}
            for c in checks(table, found, seed)
        ],
        "cannot_tell": _cannot_tell(found, table, prior, numbers),
        "points": [
            {"time_days": float(t), "temperature_c": float(c), "count_per_ml": float(n)}
            for t, c, n in zip(table.days, table.celsius, table.count, strict=True)
        ],
        "curves": [_curve(found, table, float(t)) for t in np.unique(table.celsius)],
        "files": [],
    }  # fmt: skip


def _numbers(found: Posterior, prior: Prior, table: Table) -> list[dict[str, Any]]:
    """The fitted numbers beside what was assumed of them, and how much of the assumption the table took away."""
    scatter = variation(found.scatter)
    ends = [tuple(x * HOUR for x in prior.rate), tuple(x / 1e3 for x in prior.energy), (LOW_SCATTER, HIGH_SCATTER)]
    rows = [
        ("rate_at_4c", "first-order loss at 4 degC", "1/hour", found.rate_at_4c * HOUR, ends[0], math.log10),
        ("activation", "activation energy of the loss", "kJ/mol", found.activation / 1e3, ends[1], float),
        ("scatter", "scatter of one count (coefficient of variation)", "", scatter, ends[2], math.log10),
        ("start", "count at time nought", "particle/mL", np.exp(found.log_start), None, math.log10),
    ]
    out = []
    for name, label, unit, values, assumed, scale in rows:
        spread = _interval(values)
        learned = None
        if assumed is not None:
            # Nine tenths of a flat prior, on the scale on which it is flat.
            wide = 0.9 * (scale(assumed[1]) - scale(assumed[0]))
            learned = max(0.0, 1.0 - (scale(spread["high"]) - scale(spread["low"])) / wide)
        out.append({
            "name": name, "label": label, "unit": unit, **spread,
            "assumed": None if assumed is None else {"low": assumed[0], "high": assumed[1]}, "learned": learned,
        })  # fmt: skip
    return out


def _half_lives(found: Posterior, table: Table) -> list[dict[str, Any]]:
    """Time until half of what is counted is gone, at the table's temperatures and at 4 and 25 degC."""
    there = sorted({float(t) for t in table.celsius[table.days > 0.0]})
    out, seen = [], _loss_seen(found, table)
    for celsius in sorted({*there, COLD, ROOM}):
        days = math.log(2.0) / np.maximum(found.rate(celsius), 1e-300) / DAY
        spread: dict[str, float | None] = {**_interval(days)}
        beyond = float(np.median(days)) > 2.0 * float(table.days.max())
        if not seen:
            spread |= {"median": None, "high": None, "low": min(spread["low"] or 0.0, 2.0 * float(table.days.max()))}
        out.append(
            {
                "temperature_c": celsius,
                "unit": "day",
                **spread,
                "measured": celsius in there,
                "beyond_temperatures": not there[0] <= celsius <= there[-1],
                "beyond_times": beyond,
                "reason": "" if seen else UNSEEN,
            }
        )
    return out


def _curve(found: Posterior, table: Table, celsius: float) -> dict[str, Any]:
    """Median and 90 % interval of the expected count at one temperature, and of a single new count."""
    last = float(table.days[table.celsius == celsius].max())
    days = np.linspace(0.0, last or float(table.days.max()), CURVE)
    mean = found.log_start[:, None] - found.rate(celsius)[:, None] * days * DAY
    low, median, high = np.exp(np.quantile(mean, (0.05, 0.5, 0.95), axis=0))
    spread = 1.6448536269514722 * np.sqrt(mean.var(axis=0) + float(np.median(found.scatter)) ** 2)
    middle = np.median(mean, axis=0)
    lines = {
        "time_days": days, "median": median, "low": low, "high": high, "count_low": np.exp(middle - spread),
        "count_high": np.exp(middle + spread),
    }  # fmt: skip
    return {"temperature_c": celsius, **{name: [float(x) for x in line] for name, line in lines.items()}}


def _cannot_tell(found: Posterior, table: Table, prior: Prior, numbers: list[dict[str, Any]]) -> list[str]:
    """What stays unknown after this table, in sentences, each with what would tell it."""
    out = []
    by_name = {number["name"]: number for number in numbers}
    warm = np.unique(table.celsius[table.days > 0.0])
    rate, energy = by_name["rate_at_4c"], by_name["activation"]
    if not _loss_seen(found, table):
        out.append(
            "Whether anything is lost at all: at the warmest temperature the fall is no clearer than the scatter. How "
            "long the product may last at most cannot be told from this table; middle and upper end would be the "
            "prior's, and are left out. Longer times or more warmth would tell."
        )
    for number, what, remedy in (
        (rate, "The rate at 4 degC", "counts at later times in the cold"),
        (energy, "How the loss changes with temperature", "a third temperature, or two further apart"),
    ):
        if number["learned"] < LEARNED:
            out.append(
                f"{what}: its interval is nearly as wide as what was assumed before any count. {remedy.capitalize()} "
                "would tell."
            )
    for number, ends in ((rate, prior.rate), (energy, prior.energy)):
        unit = {"1/hour": HOUR, "kJ/mol": 1e-3}[number["unit"]]
        if _loss_seen(found, table) and not ends[0] * unit <= number["median"] <= ends[1] * unit:
            out.append(
                f"The {number['label']} lies outside what is assumed of a carrier of unknown make. The table overrules "
                "that, but check units and dates first: a loss so unlike others is more often a slip than a finding."
            )
    if not warm[0] <= COLD <= warm[-1]:
        out.append(
            "What happens at 4 degC: no count was made so cold, so that the number there is Arrhenius' law carried on."
        )
    if warm.size == 2:
        out.append("Whether the loss follows one activation energy: any two temperatures do. A third would tell.")
    acid = f"pH {table.facts['ph']}" if "ph" in table.facts else "its own pH, which is not in the table"
    out += [
        f"How light, air, freezing or another pH would change the loss: the table is of one product at {acid}. The "
        "card leaves light, air and freezing as they are assumed of any carrier.",
        "What becomes of the vesicles: a count falls when they stick to the wall, clump or break, and the table "
        "cannot tell these apart. It counts particles, whole or not.",
    ]
    return out


def _loss_seen(found: Posterior, table: Table) -> bool:
    """Whether at the warmest temperature a fall is told from the scatter of counts."""
    warmest = float(table.celsius[table.days > 0.0].max())
    longest = float(table.days[table.celsius == warmest].max())
    return bool(np.quantile(found.rate(warmest) * longest * DAY, 0.05) >= LEAST)


def _interval(values: Floats) -> dict[str, float]:
    low, median, high = (float(x) for x in np.quantile(values, (0.05, 0.5, 0.95)))
    return {"median": median, "low": low, "high": high}


def _digest(table: Table) -> str:
    """Twelve hexadecimal digits of the numbers that were fitted."""
    rows = np.stack([table.days, table.celsius, table.count, table.sd])
    return hashlib.sha256(rows.astype("<f8").tobytes()).hexdigest()[:12]


def told(document: Mapping[str, Any]) -> list[str]:
    """The document in lines for people: the answer first, then how sure, then what stays unknown."""
    table, cold = document["table"], document["half_lives"]
    warm = words.listing([f"{t:g}" for t in table["temperatures_c"]])
    shared = "".join(f", {key} {value}" for key, value in table["facts"].items())
    lines = [
        f"{table['rows']} counts of {table['name']} over {table['days']:g} days at {warm} degC{shared}.", "",
        "Half of what is counted is gone after (90 % interval):",
    ]  # fmt: skip
    for row in cold:
        said = span(row)
        far = [word for key, word in FAR.items() if row[key] and row["median"] is not None]
        mark = f"   carried on: {', '.join(far)}" if far else ""
        lines.append(f"  {row['temperature_c']:5g} degC   {said}{mark}")
    lines += ["", "Fitted, beside what was assumed of a carrier of unknown make:"]
    for n in document["numbers"]:
        before = (
            f"assumed {n['assumed']['low']:.3g} to {n['assumed']['high']:.3g}" if n["assumed"] else "nothing assumed"
        )
        lines.append(
            f"  {n['label']}: {n['median']:.3g} ({n['low']:.3g} to {n['high']:.3g}) {n['unit']}".rstrip()
            + f"; {before}"
        )
    lines += ["", "Would this model have made such a table?"]
    for c in document["checks"]:
        verdict = (
            f"not asked: {c['reason']}" if c["p"] is None else f"{'yes' if c['holds'] else 'NO'} (p = {c['p']:.2g})"
        )
        lines.append(f"  {c['question']} {verdict}")
    lines += ["", "What this table cannot tell:", *(f"  - {line}" for line in document["cannot_tell"])]
    if table["unused_columns"]:
        lines += ["", f"Columns not used: {', '.join(table['unused_columns'])}."]
    return lines


def span(half_life: Mapping[str, Any]) -> str:
    """A half-life in words; only its lower end where no loss is seen."""
    if half_life["median"] is None:
        return f"more than {words.duration(half_life['low'] * DAY)}; no loss is seen"
    low, median, high = (words.duration(half_life[k] * DAY) for k in ("low", "median", "high"))
    return f"{median} ({low} to {high})"


def card(document: Mapping[str, Any]) -> str:
    """A carrier card in house form, to lie in a folder ``vial`` of one's own cards.

    Rate and energy are written each by itself. Where the table was made warmer than 4 degC the two lean on each other,
    and drawing them apart makes the spread at the table's temperatures wider than the fit's, never narrower.
    """
    table = document["table"]
    number = {n["name"]: n for n in document["numbers"]}
    warm = words.listing([f"{t:g}" for t in table["temperatures_c"]])
    what = f"fitted to {table['rows']} counts of {table['name']} over {table['days']:g} days at {warm} degC"
    facts = ", ".join(f"{k} {v}" for k, v in table["facts"].items()) or "nothing said of container and pH"
    ph = table["facts"].get("ph")
    total = {"derived": "the table counts all that is lost, what the wall took and what clumped among it; to let these "
             "act beside the fitted rate would count them twice"}  # fmt: skip

    def fitted(name: str, spread: str) -> dict[str, Any]:
        n = number[name]
        low, median, high = (f"{n[k]:.4g} {n['unit']}" for k in ("low", "median", "high"))
        return {
            "value": median, "low": low, "high": high, "spread": spread,
            "between": "measurement" if n["learned"] >= LEARNED else "ignorance",
            "grade": 6 if n["learned"] >= LEARNED else 2, "origin": {"user": what}, "conditions": facts[:200],
        }  # fmt: skip

    decay: dict[str, Any] = {
        "rate_at_4c": fitted("rate_at_4c", "lognormal"),
        "activation": fitted("activation", "normal"),
    }
    if ph:
        own = {"value": ph, "grade": 6, "origin": {"user": f"the pH in {table['name']}"}}
        decay |= {"ph": own, "ph_best": {**own, "grade": 1, "conditions": "the rate holds at this pH, best or not"}}
    else:
        same = {"derived": "the table gives no pH: the fitted rate holds for the product as it is, whatever its pH"}
        decay["ph_slope"] = {"value": "0", "grade": 2, "origin": same}
    data = {
        "name": f"carrier fitted to {table['name']}",
        "role": "carrier",
        "like": CARD,
        "about": f"A laboratory's own product: its loss was {what} by exoderm {document['version']} (digest "
        f"{document['digest']}, seed {document['seed']}). All that is lost counts as broken, so that the container's "
        "wall and clumping take nothing beside it.",
        "not_known": list(document["cannot_tell"]),
        "mechanisms": {
            "decay": decay,
            "aggregation": {"stability_ratio": {"value": "1e30", "grade": 2, "origin": total}},
            "coating": {"bare_share": {"value": "0", "grade": 2, "origin": total}},
        },
    }
    plain = json.loads(json.dumps(data))  # what is said twice is written out twice: a card has no anchors
    return yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=110)
