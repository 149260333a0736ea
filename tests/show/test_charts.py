"""Does each picture carry its words, its units and its numbers, and is it sound XML?"""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from lxml import etree

from exoderm.show import run_view
from exoderm.show.charts import depth_map, grade, ledger, moves, scale, section, strata, threshold, traffic, waterfall
from exoderm.show.charts.svg import Figure, Stamp, el

STAMP = Stamp("0.1.0", "5f2c9a7be310", "20417")
SVG = "{http://www.w3.org/2000/svg}"


def pictures(run: dict[str, Any]) -> dict[str, Figure]:
    view = run_view.view(run, STAMP, "2026-11-24")
    found = [
        view.waterfall,
        view.section,
        view.depth_map,
        view.threshold,
        view.traffic,
        view.fates,
        *view.moves,
        view.spread,
        view.ledger,
    ]
    return {f.name: f for f in found if f is not None}


def texts(figure: Figure) -> list[str]:
    return ["".join(t.itertext()) for t in etree.fromstring(figure.svg).iter(f"{SVG}text")]


NAMES = (
    "waterfall", "section", "depthmap", "threshold", "traffic", "fates", "moves", "moves2", "spread", "ledger",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_title_description_stamp_unit_caption_and_table(name: str, run: dict[str, Any]) -> None:
    figure = pictures(run)[name]
    root = etree.fromstring(figure.svg)
    title, desc, metadata = (root.find(f"{SVG}{tag}") for tag in ("title", "desc", "metadata"))
    assert title is not None
    assert title.text
    assert desc is not None
    assert desc.text
    assert len(desc.text) > 20
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert metadata is not None
    assert metadata.text
    for part in ("exoderm 0.1.0", "5f2c9a7be310", "seed 20417"):
        assert part in metadata.text
    assert re.search(r"unit: \S.*; basis: \S", metadata.text)
    assert len(figure.caption) > 30
    assert figure.rows
    assert all(len(row) == len(figure.head) for row in figure.rows)


def test_names_within_one_report_are_unique(run: dict[str, Any]) -> None:
    ids = [i for f in pictures(run).values() for i in re.findall(r' id="([^"]+)"', f.svg)]
    assert len(ids) == len(set(ids))


def test_the_bars_shorten_with_the_number_of_vesicles(run: dict[str, Any]) -> None:
    root = etree.fromstring(pictures(run)["waterfall"].svg)
    widths = [float(r.get("width").rstrip("%")) for r in root.iter(f"{SVG}rect") if r.get("class") == "bar"]
    medians = [s["median"] for s in run["stages"]]
    assert len(widths) == len(medians)
    assert widths == sorted(widths, reverse=True)
    assert widths[0] == 100


def test_a_bar_is_as_long_as_its_logarithm() -> None:
    axis = scale.LogScale(0, 10)
    assert axis.at(1e5) == pytest.approx(50)
    assert axis.at(0) == 0
    assert axis.at(1e99) == 100
    assert axis.below(0)
    assert not axis.below(1)


def test_the_waterfall_names_the_longest_drop_and_the_weakest_link(run: dict[str, Any]) -> None:
    caption = pictures(run)["waterfall"].caption
    assert "“on the skin” and “in the stratum corneum”" in caption
    assert "700 times fewer" in caption
    assert "capture by cells" in caption


def test_a_stage_nobody_has_measured_is_hatched_not_white(run: dict[str, Any]) -> None:
    run["stages"][-1].update(median=None, low=None, high=None)
    figure = pictures(run)["waterfall"]
    assert "url(#waterfall-hatch)" in figure.svg
    assert "nobody has measured this" in texts(figure)
    assert figure.rows[-1][1] == "unknown"


def test_stages_of_another_basis_stand_in_the_table_only(run: dict[str, Any]) -> None:
    run["stages"].append({**run["stages"][-1], "label": "copies in one cell", "unit": "copies", "basis": "per cell"})
    figure = pictures(run)["waterfall"]
    assert "copies in one cell" not in texts(figure)
    assert figure.rows[-1][0] == "copies in one cell"
    assert figure.rows[-1][5] == "per cell"


def test_section_and_map_name_the_same_layers_at_the_same_height(run: dict[str, Any]) -> None:
    found = pictures(run)
    for layer in run["profile"]["layers"]:
        assert layer["label"] in texts(found["section"])
        assert layer["label"] in texts(found["depthmap"])
    heights = [b.y0 for b in strata.bands(run["profile"]["layers"])]
    lines = [
        float(e.get("y1"))
        for e in etree.fromstring(found["depthmap"].svg).iter(f"{SVG}line")
        if e.get("class") == "layerline"
    ]
    assert lines == pytest.approx(heights, abs=0.01)


@pytest.mark.parametrize(
    ("follicles", "channels", "shunts"), [(False, False, 0), (True, False, 1), (False, True, 4), (True, True, 5)]
)
def test_shunts_are_drawn_where_the_route_makes_them(
    run: dict[str, Any], follicles: bool, channels: bool, shunts: int
) -> None:
    run["route"].update(follicles=follicles, channels=channels)
    assert pictures(run)["section"].svg.count('class="shunt"') == shunts


def test_ten_more_dots_mean_ten_times_as_many(run: dict[str, Any]) -> None:
    def dots(n: float) -> int:
        one = copy.deepcopy(run)
        for layer in one["layers"]:
            layer["intact"]["median"] = 0.0
        one["layers"][1]["intact"]["median"] = n
        return pictures(one)["section"].svg.count("<circle")

    assert dots(0) == 0
    assert dots(1e4) == 40
    assert dots(1e5) - dots(1e4) == 10


def test_the_picture_is_the_same_each_time(run: dict[str, Any]) -> None:
    assert pictures(run)["section"].svg == pictures(copy.deepcopy(run))["section"].svg


def test_unknown_concentrations_are_hatched(run: dict[str, Any]) -> None:
    assert "url(#depthmap-hatch)" in pictures(run)["depthmap"].svg
    run["profile"]["median"] = [[1e3 for _ in row] for row in run["profile"]["median"]]
    assert 'fill="url(#depthmap-hatch)"' not in pictures(run)["depthmap"].svg


def test_more_is_darker_and_a_factor_of_ten_is_one_step() -> None:
    steps = [depth_map._shade(10.0**p, 8) for p in (8, 7, 6, 1, -5)]
    assert steps == ["var(--heat7)", "var(--heat6)", "var(--heat5)", "var(--heat0)", "var(--heat0)"]
    assert depth_map._shade(None, 8) == "url(#depthmap-hatch)"


def test_the_depth_map_counts_in_tissue(run: dict[str, Any]) -> None:
    figure = pictures(run)["depthmap"]
    assert "per mL of tissue, in the layer" in figure.caption
    assert "Tissue is cells, fibres and gaps together" in figure.caption
    assert figure.head[0] == "layer (mean, vesicles per mL of tissue)"


def test_a_run_without_a_profile_says_so(run: dict[str, Any]) -> None:
    run["profile"] = None
    figure = pictures(run)["depthmap"]
    assert "not computed in this run" in texts(figure)
    assert "no concentrations" in figure.caption


def test_a_fine_profile_stays_small(run: dict[str, Any]) -> None:
    times = [i * 24 / 400 for i in range(401)]
    depths = [i * 1480 / 600 for i in range(601)]
    run["profile"].update(
        times_h=times, depth_um=depths, median=[[1e9 * 10 ** (-((z * 7 + t * 13) % 9)) for z in depths] for t in times]
    )
    assert len(pictures(run)["depthmap"].svg) < 150_000


@pytest.mark.parametrize(
    ("copies", "told"),
    [((1e-6, 0, 1e-3), "stay below"), ((10, 1, 50), "the upper end reaches it"), ((500, 200, 900), "enough arrives")],
)
def test_the_threshold_caption_says_whether_enough_arrives(
    run: dict[str, Any], copies: tuple[float, ...], told: str
) -> None:
    for cell in run["cells"]:
        cell["copies_per_cell"] = dict(zip(("median", "low", "high"), copies, strict=True))
    assert told in pictures(run)["threshold"].caption


@pytest.mark.parametrize(
    ("ratio", "told"), [(1e-5, "1 for every 100,000"), (1.0, "about as many"), (30.0, "30 times as many")]
)
def test_the_traffic_caption_says_how_the_treatment_compares(run: dict[str, Any], ratio: float, told: str) -> None:
    for cell in run["cells"]:
        cell["traffic_ratio"] = {"median": ratio, "low": ratio / 9, "high": ratio * 9}
    assert told in pictures(run)["traffic"].caption


def test_cells_without_numbers_are_drawn_as_unknown(run: dict[str, Any]) -> None:
    for cell in run["cells"]:
        cell.update(copies_per_cell=None, threshold=None, traffic_ratio=None)
    found = pictures(run)
    assert "no threshold known" in texts(found["threshold"])
    assert "Nobody has measured" in found["traffic"].caption


def test_the_bar_of_each_cell_is_as_long_as_what_it_took_up(run: dict[str, Any]) -> None:
    root = etree.fromstring(pictures(run)["fates"].svg)
    wide = [float(r.get("width").rstrip("%")) for r in root.iter(f"{SVG}rect") if r.get("class") == "part"]
    assert sum(wide) == pytest.approx(100.0 * len(run["cells"]), abs=0.5)
    assert max(wide) == pytest.approx(47.0, abs=0.1)


def test_a_cell_that_took_up_nothing_has_a_hatched_bar(run: dict[str, Any]) -> None:
    for part in run["cells"][0]["fates"].values():
        part.update(share=None, median=0.0, low=0.0, high=0.0)
    figure = pictures(run)["fates"]
    assert figure.svg.count(f'fill="url(#{figure.name}-hatch)"') == 1
    assert "nothing to show" in figure.svg
    run["cells"][1].pop("fates")
    assert "No cell shown took up any" in pictures(run)["fates"].caption


def test_a_run_of_before_fates_were_told_still_opens(run: dict[str, Any]) -> None:
    for cell in run["cells"]:
        cell.pop("fates")
    assert "fates" not in pictures(run)


def test_unknowns_are_ranked_and_assumed_ones_hatched(run: dict[str, Any]) -> None:
    run["moves"].reverse()
    found = pictures(run)
    figure = next(f for n, f in found.items() if n.startswith("moves") and "vesicles" in f.title)
    assert [row[0] for row in figure.rows][:2] == ["passage of the stratum corneum", "count in the bottle"]
    assert figure.svg.count(f'fill="url(#{figure.name}-hatch)"') == 1


def test_the_ledger_bar_adds_up(run: dict[str, Any]) -> None:
    root = etree.fromstring(pictures(run)["ledger"].svg)
    wide = sum(float(r.get("width").rstrip("%")) for r in root.iter(f"{SVG}rect") if r.get("class") == "part")
    assert wide == pytest.approx(100, abs=0.5)
    assert "1 part in 35 trillion" in pictures(run)["ledger"].caption


@pytest.mark.parametrize("decades", range(0, 24))
def test_every_axis_has_marks_between_its_ends(decades: int) -> None:
    axis = scale.covering([1.0, 10.0**decades])
    for most in (4, 6):
        powers = axis.powers(most)
        assert powers[0] == axis.low
        assert powers[-1] == axis.high
        assert 2 <= len(powers) - 1 < most
        assert axis.high >= decades


def test_channels_reach_the_depth_that_the_run_names(run: dict[str, Any]) -> None:
    run["route"].update(channels=True, follicles=False, channel_um=15.0)
    bands = strata.bands(run["profile"]["layers"])
    assert f"L48,{bands[0].y1:.1f}" in pictures(run)["section"].svg


def test_grade_squares_count() -> None:
    for n in range(1, 8):
        assert grade.squares(n).count('class="full"') == n
        assert grade.squares(n).count("<rect") == 7
        etree.fromstring(grade.squares(n))
    assert grade.squares(None).count('class="unknown"') == 7


def test_long_names_are_cut_into_lines_not_off_the_page(run: dict[str, Any]) -> None:
    for stage in run["stages"]:
        stage["label"] = "in the living part of the skin below the stratum corneum, a day after it was put on"
    assert all(len(t) <= 50 for t in texts(pictures(run)["waterfall"]))


def test_empty_lists_draw_empty_pictures() -> None:
    for figure in (
        waterfall.draw([], STAMP), section.draw([], [], {}, "particle", "total", STAMP), depth_map.draw(None, STAMP),
        threshold.draw([], STAMP), traffic.draw([], STAMP), moves.draw([], STAMP),
        ledger.draw({"fates": {}, "residual_of_dose": 0.0}, STAMP),
    ):  # fmt: skip
        etree.fromstring(figure.svg)


def test_elements_escape_what_they_are_given() -> None:
    assert el("g", id='"><script>') == '<g id="&quot;&gt;&lt;script&gt;"/>'


def test_the_parts_of_a_spread_fill_the_bar_and_the_unknown_is_hatched(run: dict[str, Any]) -> None:
    figure = pictures(run)["spread"]
    bars = [r for r in etree.fromstring(figure.svg).iter(f"{SVG}rect") if r.get("class") == "bar"]
    widths = [float(r.get("width").rstrip("%")) for r in bars]
    starts = [float(r.get("x").rstrip("%")) for r in bars]
    assert widths == [12, 5, 70, 13]
    assert starts == [0, 12, 17, 87]
    assert [i for i, r in enumerate(bars) if "hatch" in r.get("fill")] == [2]
    assert "about 12 % lies between people" in figure.caption


def test_a_share_that_chance_could_give_is_told_as_a_bound(run: dict[str, Any]) -> None:
    run["spread"][0]["parts"][0].update(share=0.01, error=0.02)
    assert "at most 5 % lies between people" in pictures(run)["spread"].caption


def test_a_spread_that_cannot_be_told_is_not_drawn(run: dict[str, Any]) -> None:
    run["spread"][0].update(parts=[], reason="too few draws to tell")
    assert "spread" not in pictures(run)


def test_a_stage_without_a_weakest_link_names_none_and_says_why(run: dict[str, Any]) -> None:
    stages = copy.deepcopy(run["stages"])
    stages[-1]["weakest"] = {"grade": None, "input": None, "path": None, "origin": None, "reason": "too few draws"}
    figure = waterfall.draw(stages, STAMP)
    assert "None" not in figure.caption
    assert "too few draws" in [cell for row in figure.rows for cell in row]


def test_a_drop_below_one_vesicle_is_no_longest_drop() -> None:
    amounts = {"filled": 1e9, "opened": 1e6, "living": 1e-3, "dermis": 1e-20}
    stages = [
        {"label": k, "median": v, "low": v, "high": v, "unit": "particle", "basis": "total", "color": "vial"}
        for k, v in amounts.items()
    ]
    caption = waterfall.draw(stages, STAMP).caption
    assert "between “opened” and “living”: less than one arrives there." in caption


def test_share_and_interval_do_not_meet_on_a_phone() -> None:
    def under(dose: float, high: float) -> set[str | None]:
        stage = {"label": "opened", "median": 0.5, "low": 0.1, "high": high, "unit": "particle", "basis": "total",
                 "color": "vial", "of_dose": {"median": dose, "low": dose, "high": dose}}  # fmt: skip
        found = etree.fromstring(waterfall.draw([stage], STAMP).svg).iter(f"{SVG}text")
        return {t.get("y") for t in found if t.get("class") == "soft small"}

    assert len(under(0.5, 7)) == 1
    assert len(under(1e-10, 1.8e8)) == 2


def test_a_map_of_less_than_one_does_not_call_it_over_less_than_one(run: dict[str, Any]) -> None:
    run["profile"]["median"] = [[1e-4 for _ in row] for row in run["profile"]["median"]]
    said = texts(pictures(run)["depthmap"])
    assert not any(t.startswith("over less") for t in said)
