"""Does the terminal say the same as the report, plainly, within its width?"""

from __future__ import annotations

import io
from typing import Any

import pytest

from exoderm import words
from exoderm.show import terminal


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("width", [40, 60, 88, 110])
def test_lines_fit_the_width(run: Any, appraisal: Any, width: int) -> None:
    for line in terminal.run_lines(run, width) + terminal.appraisal_lines(appraisal, width):
        assert len(line) <= width


def test_each_stage_is_one_line_with_its_number_and_interval(run: Any) -> None:
    lines = terminal.run_lines(run, 88)
    for stage in run["stages"]:
        (line,) = [x for x in lines if x.startswith(stage["label"][:34]) and "█" in x]
        assert line.endswith(words.counts(stage["median"], stage["low"], stage["high"]))
    text = "\n".join(lines)
    assert "256 draws, none failed; seed 20417; account closes to 1 part in 35 trillion" in text
    lengths = [line.count("█") for line in lines if "█" in line]
    assert lengths == sorted(lengths, reverse=True)


def test_a_weakest_link_is_named_where_it_changes_and_not_again(run: Any) -> None:
    for stage, name in zip(run["stages"], "aabbbbba", strict=False):
        stage["weakest"].update(input=f"input {name}", grade=2)
    said = [line.strip() for line in terminal.run_lines(run, 88) if "weakest link: " in line]
    wanted = ["weakest link: input a (grade 2 of 7)", "weakest link: input b (grade 2 of 7)"]
    assert said[:2] == wanted
    assert len(said) == (3 if len(run["stages"]) > 7 else 2)


def test_a_long_meaning_is_shortened(run: Any) -> None:
    run["stages"][0]["weakest"].update(input="loss " * 30, grade=1)
    line = next(x for x in terminal.run_lines(run, 110) if "weakest link: " in x)
    assert line.endswith("… (grade 1 of 7)")
    assert len(line.strip()) <= len("weakest link: ") + 60 + len(" (grade 1 of 7)")


def test_what_no_input_explains_has_no_link(run: Any) -> None:
    for stage in run["stages"]:
        stage["weakest"] = {"grade": None, "input": None, "reason": "no single input stands out"}
    assert not any("weakest link: " in x or "None" in x for x in terminal.run_lines(run))


def test_a_certain_number_has_no_interval(run: Any) -> None:
    run["stages"][0].update(median=1e10, low=1e10, high=1e10)
    line = next(x for x in terminal.run_lines(run) if "█" in x)
    assert line.endswith(" 10 billion")


def test_a_narrow_terminal_does_without_bars(run: Any) -> None:
    lines = terminal.run_lines(run, 40)
    assert not any("█" in x for x in lines)
    for stage in run["stages"]:
        assert f"{stage['label']}: " in " ".join(x.strip() for x in lines)


def test_the_unknown_is_not_an_empty_bar(run: Any) -> None:
    run["stages"][-1].update(median=None, low=None, high=None)
    assert any("????" in line and "unknown" in line for line in terminal.run_lines(run))


def test_an_appraisal_tells_letter_words_reason_and_questions(appraisal: Any) -> None:
    text = "\n".join(terminal.appraisal_lines(appraisal, 110))
    assert "8 claims. A holds: 2; B early signs: 1" in text
    assert "E “Our serum slips them right through the outer skin within minutes.”" in text
    assert "[touches the law]" in text
    for item in appraisal["silence"] + appraisal["questions"]:
        assert item in text


def test_plain_where_nobody_watches_and_coloured_on_a_screen(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    pipe, screen = io.StringIO(), Screen()
    terminal.show_run(run, pipe)
    terminal.show_run(run, screen)
    assert "\x1b[" not in pipe.getvalue()
    assert "\x1b[" in screen.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    bare = Screen()
    terminal.show_run(run, bare)
    assert "\x1b[3" not in bare.getvalue()


def test_an_almost_empty_document_is_no_trouble() -> None:
    out = io.StringIO()
    terminal.show_run({}, out)
    terminal.show_appraisal({}, out)
    assert "no claims" in out.getvalue()


def test_whose_spread_it_is_stands_in_one_sentence(run: Any) -> None:
    said = " ".join(" ".join(terminal.run_lines(run, 88)).split())
    assert "Of the spread of vesicles in living skin, about 12 % lies between people." in said
