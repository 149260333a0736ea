"""What many findings come to: how many hold each bound, the worst, and the misses with their reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Finding = dict[str, Any]

TINY = 1e-12
APART = 1e-3
"""Of the dose, per layer and fate: how far a run may be from the referee, and from its own with half the steps."""
RELATIVE = 0.1
"""Of what is there, in places that hold more than a millionth of the dose."""
WHO = ("vesicles", "companion")
SEEN = 1e-7
"""A change by half the steps that is more than rounding, so that it has an order."""


@dataclass(frozen=True)
class Held:
    """One question: how many scenarios hold its bound, and which does worst."""

    of: int
    within: int
    worst: float
    seed: int

    @property
    def share(self) -> float:
        """Share within the bound."""
        return self.within / self.of


def held(values: dict[int, float], bound: float) -> Held:
    """How values by seed stand to a bound."""
    seed = max(values, key=lambda s: values[s])
    return Held(len(values), sum(v <= bound for v in values.values()), values[seed], seed)


def broken(findings: Sequence[Finding]) -> list[Finding]:
    """Trials that ended in an error."""
    return [f for f in findings if "error" in f]


def questions(findings: Sequence[Finding]) -> dict[str, Held]:
    """Each question over all scenarios; one that ended in an error has missed every bound.

    Where a vial held nothing any more when it was used there is nothing to compare: such a scenario counts for ledger
    and sign alone.
    """

    def values(look: Callable[[Finding], float], these: Sequence[Finding]) -> dict[int, float]:
        return {f["seed"]: float("inf") if "error" in f else look(f) for f in these}

    out = {
        "ledger": held(values(lambda f: f["ledger"], findings), TINY),
        "sign": held(values(lambda f: -f["lowest"], findings), TINY),
    }
    for who in WHO:
        some = [f for f in findings if "error" in f or f[who]["offered"]]
        out[f"half the steps, {who}"] = held(values(lambda f, who=who: f[who]["halved"][0], some), APART)
        out[f"referee, {who}"] = held(values(lambda f, who=who: f[who]["apart"], some), APART)
        out[f"relative, {who}"] = held(values(lambda f, who=who: f[who]["relative"], some), RELATIVE)
    return out


def drops(findings: Sequence[Finding], who: str) -> list[float]:
    """Change by half the steps over that by half of these: four is second order; rising, where there is any change."""
    pairs = [f[who]["halved"] for f in findings if "error" not in f]
    return sorted(first / max(second, 1e-300) for first, second in pairs if first > SEEN)


def misses(findings: Sequence[Finding], who: str) -> list[Finding]:
    """Scenarios farther from the referee than the bound, the farthest first."""
    far = [f for f in findings if "error" not in f and f[who]["apart"] > APART]
    return sorted(far, key=lambda f: -f[who]["apart"])


def reason(finding: Finding, who: str) -> str:
    """Why a scenario may be far from the referee, from what the trial knows of it."""
    one = finding[who]
    if one["apart"] == float("inf"):
        return "not compared: the referee was too slow"
    first, second = one["halved"]
    left = first + second  # a series in quarters adds up to 4/3 of the first
    if one["apart"] <= 3.0 * left:
        return "length of the steps: halved, it moves by as much"
    return "not the length of the steps"


def drawn(findings: Sequence[Finding]) -> Counter[str]:
    """How often each card was drawn."""
    return Counter(card for f in findings if "error" not in f for card in f["cards"])
