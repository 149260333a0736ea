"""Does the terminal say the same as the report, plainly, within its width?"""

from __future__ import annotations

import io
from typing import Any

import pytest

from exoderm.show import terminal


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("width", [40, 60, 88, 110])
def test_lines_fit_the_width(run: Any, appraisal: Any, width: int) -> None:
    for line in terminal.run_lines(run, width) + terminal.appraisal_lines(appraisal, width):
        assert len(line) <= width


def test_each_stage_has_its_bar_number_interval_and_weakest_link(run: Any) -> None:
    text = "\n".join(terminal.run_lines(run, 110))
    for stage in run["stages"]:
        assert stage["label"] in text
        assert f"weakest link: {stage['weakest']['input']}" in text
    assert "none to 200,000" in text
    assert "256 draws, none failed; seed 20417; account closes to 1 part in 35 trillion" in text
    lengths = [line.count("█") for line in terminal.run_lines(run, 110) if "█" in line]
    assert lengths == sorted(lengths, reverse=True)


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
