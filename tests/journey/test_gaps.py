"""Is what nobody has measured ranked by what it would bring? Checked by closing gaps and running again."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from exoderm import answer
from exoderm.journey import gaps
from exoderm.journey.gaps import NOTHING, chance, effects, is_gap, narrowed, rank
from exoderm.journey.parameter import Parameter
from exoderm.journey.table import DrawTable, sample
from exoderm.journey.trace import Tracer
from exoderm.library.value import Origin, Value
from exoderm.scenario import Scenario, from_data

DRAWS = 128


def table(draws: int = 1000, grades: tuple[int, ...] = (1, 1, 1, 1), unknown: str = "") -> DrawTable:
    """Inputs a, b, c, d, uniform in their logarithm between 1 and 100."""
    rows = []
    for name, grade in zip("abcd", grades, strict=True):
        value = Value(
            low="1", high="100", spread="loguniform", grade=grade, origin=Origin(derived="test"), unknown=unknown
        )
        rows.append(sample(name, Parameter(name, "", f"input {name}", 0.0, 1e9), value, "test/card", 3, draws))
    return DrawTable(tuple(rows), 3, draws)


def x(inputs: DrawTable, name: str) -> Any:
    return inputs.row(name).samples


def test_shares_of_a_known_product_come_back() -> None:
    """y = a^3 b^2 c on like inputs: shares of 9, 4 and 1 in fourteen of the variance of log y, in this order."""
    inputs = table()
    ranked = rank(inputs, {"y": 1e-3 * x(inputs, "a") ** 3 * x(inputs, "b") ** 2 * x(inputs, "c")})
    assert [g.row.path for g in ranked] == ["a", "b", "c", "d"]
    assert [g.effect for g in ranked[:3]] == pytest.approx([9 / 14, 4 / 14, 1 / 14], abs=0.06)
    assert ranked[3].effect == 0.0


def test_an_effect_that_sets_in_at_one_end_is_not_missed() -> None:
    """y = b exp(-a/20): a decay that acts only where it is fast.

    By hand Var log10 y = s2(a) + s2(b), and the share of a is s2(a) / (s2(a) + s2(b)); rank correlation sees far less.
    """
    inputs = table(4000)
    decay, plain = np.exp(-x(inputs, "a") / 20.0), x(inputs, "b")
    meant = np.var(np.log10(decay)) / (np.var(np.log10(decay)) + np.var(np.log10(plain)))
    share = next(g.effect for g in rank(inputs, {"y": decay * plain}) if g.row.path == "a")
    assert share == pytest.approx(meant, abs=0.05)
    traced = next(m.share for m in Tracer(inputs).movers(decay * plain) if m.row.path == "a")
    assert traced < meant - 0.05


def test_an_effect_that_turns_round_is_not_missed() -> None:
    """y = 10^-(log a - 1)^2 has no straight part at all."""
    inputs = table()
    turning = 10.0 ** -((np.log10(x(inputs, "a")) - 1.0) ** 2)
    assert rank(inputs, {"y": turning})[0].row.path == "a"
    assert rank(inputs, {"y": turning})[0].effect > 0.9
    assert "a" not in {m.row.path for m in Tracer(inputs).movers(turning)}


def test_chance_is_not_reported() -> None:
    """An answer that hangs on nothing: over 100 of them, hardly an input is named (0.03 % each)."""
    inputs, rng = table(100), np.random.default_rng(5)
    tracer = Tracer(inputs)
    assert sum(len(effects(tracer, 10.0 ** rng.normal(size=100))) for _ in range(100)) <= 1
    assert 0.0 < chance(256) < 0.07


def test_the_size_of_nothing_does_not_matter() -> None:
    """Answers below NOTHING are all nothing: whether 1e-40 or 1e-80 moves no rank."""
    inputs = table()
    tiny = np.where(x(inputs, "a") > 50.0, 1e-3, 10.0 ** (-20.0 - x(inputs, "b")))
    assert rank(inputs, {"y": tiny})[0].row.path == "a"
    assert rank(inputs, {"y": tiny})[0].effect == rank(inputs, {"y": np.maximum(tiny, NOTHING)})[0].effect


def test_only_what_nobody_has_measured_is_a_gap() -> None:
    """Grade 1, or a value that says what is unknown; not what the user has set, and not what follows from others."""
    inputs = table(grades=(1, 2, 5, 7))
    assert [is_gap(r) for r in inputs] == [True, False, False, False]
    assert all(is_gap(r) for r in table(grades=(3, 4, 5, 6), unknown="how much it varies"))


def test_nothing_is_said_of_an_answer_that_does_not_vary_or_of_few_draws() -> None:
    inputs = table()
    assert all(g.effect == 0.0 for g in rank(inputs, {"y": np.full(1000, 7.0)}))
    few = table(16)
    assert all(g.effect == 0.0 for g in rank(few, {"y": x(few, "a")}))


def test_an_interval_narrows_as_a_lognormal_one_does() -> None:
    assert narrowed(10_000.0, 0.75) == pytest.approx(100.0)
    assert narrowed(50.0, 0.0) == 50.0
    assert narrowed(50.0, 1.0) == 1.0


# The independent test: close a gap, run again, and look.


def scenario(**more: Any) -> Scenario:
    return from_data(
        {
            "product": {
                "donor": "msc_umbilical", "concentration": "1e10 particle/mL", "volume": "15 mL",
                "container": "polypropylene", "carrier": "serum",
            },
            "storage": [{"temperature": "4 degC", "duration": "1 day"}],
            "route": "topical", "dose": {"volume": "1 mL", "area": "100 cm^2"}, "draws": DRAWS, "weeks": 0.15, **more,
        },
        "test",
    )  # fmt: skip


def width(look: gaps.Look, name: str) -> float:
    """Decades between the 5th and the 95th percentile."""
    low, high = np.quantile(np.log10(np.maximum(look.answers[name].draws, NOTHING)), (0.05, 0.95))
    return float(high - low)


@pytest.mark.parametrize(("route", "name"), [("topical", "living_skin"), ("intradermal", "copies.fibroblast")])
def test_the_first_gap_narrows_the_answer_most_and_by_about_what_was_said(route: str, name: str) -> None:
    """The first two gaps and one without effect are held at their medians, one at a time: the run of the first is the
    narrowest, no wider by a twentieth than that of any other, and as narrow as said within 15 % of the decades."""
    before = answer.look(scenario(route=route))
    ranked = rank(before.table, {name: before.answers[name].draws})
    idle = next(g for g in ranked if g.effect == 0.0 and g.row.uncertain and g.row.path.startswith("cell.keratinocyte"))
    widths = []
    for gap in (*ranked[:2], idle):
        fixed = f"{float(np.median(gap.row.samples))!r} {gap.row.parameter.unit}".strip()
        widths.append(width(answer.look(scenario(route=route, set={gap.row.path: fixed})), name))
    now = width(before, name)
    assert widths[0] < 0.95 * now
    assert widths[0] <= 1.05 * min(widths)
    assert widths[0] == pytest.approx(np.log10(narrowed(10.0**now, ranked[0].effect)), rel=0.15)
    assert widths[2] == pytest.approx(now, rel=0.02)


def test_what_the_user_sets_is_no_gap_any_more() -> None:
    path = "route.follicle.crossing"
    assert path in {g.row.path for g in rank(answer.look(scenario(draws=32)).table, {})}
    set_ = answer.look(scenario(draws=32, set={path: "0.01 1/day"}))
    assert path not in {g.row.path for g in rank(set_.table, {})}


def test_the_plan_that_is_looked_at_is_the_one_that_was_run() -> None:
    """The table is built anew beside the result; its samples are those that the result holds."""
    look = answer.look(scenario(draws=32))
    paths = [str(p) for p in look.result.variables["input"].values]
    for row, samples in zip(paths, look.result.variables["input_value"].values, strict=True):
        np.testing.assert_array_equal(look.table.row(row).samples, samples)


def test_several_scenarios_are_merged_by_number_and_card() -> None:
    looks = [answer.look(scenario(draws=64, route=route)) for route in ("topical", "microneedle_roller")]
    document = gaps.document(looks, "two routes")
    keys = [(g["path"], g["card"]) for g in document["gaps"]]
    assert len(keys) == len(set(keys))
    shared = next(g for g in document["gaps"] if g["path"] == "carrier.decay.rate_at_4c")
    assert shared["scenarios"] == [0, 1]
    alone = [g for g in document["gaps"] if g["path"].startswith("route.channels.")]
    assert alone
    assert all(g["scenarios"] == [1] for g in alone)
    assert [g["rank"] for g in document["gaps"]] == list(range(1, len(keys) + 1))
    told = [g["effect"] or 0.0 for g in document["gaps"]]
    assert told == sorted(told, reverse=True)
