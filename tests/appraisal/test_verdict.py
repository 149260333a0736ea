"""Do findings combine as the order of precedence says, and does a run explain without judging?"""

from __future__ import annotations

import itertools
from typing import get_args

import pytest

from exoderm.appraisal import rules
from exoderm.appraisal.finding import Finding, Record, RunNumber, Verdict
from exoderm.appraisal.verdict import combine, in_words, precedence, settings, with_run
from exoderm.library.terms import VERDICTS
from exoderm.library.terms import Verdict as Word

SHARE = RunNumber("fraction of the dose below the horny layer", "fraction", 3e-7, 2e-9, 2e-5)


def finding(word: Word, rule: str = "outcome") -> Finding:
    return Finding(rule, word, f"Because {word}.", (Record(f"record_{word}"),))


def test_every_verdict_word_has_its_place_and_its_label() -> None:
    assert set(precedence()) == set(VERDICTS) == set(settings("map")["labels"])


@pytest.mark.parametrize(("one", "two"), list(itertools.combinations(precedence(), 2)))
def test_the_first_in_the_order_wins_whatever_came_first(one: Word, two: Word) -> None:
    for pair in ([finding(one), finding(two)], [finding(two), finding(one)]):
        verdict = combine(pair, "efficacy")
        assert verdict.word == one
        assert {r.id for r in verdict.records} == {f"record_{one}", f"record_{two}"}


def test_without_a_finding_nothing_is_judged_and_the_reason_says_so() -> None:
    verdict = combine([], "storage")
    assert verdict.word == "not_checkable"
    assert "that a record bears on" in verdict.reason.lower()
    assert verdict.letter == "-"


@pytest.mark.parametrize("word", get_args(Word))
def test_a_run_changes_no_verdict(word: Word) -> None:
    before = combine([finding(word, "penetration")], "penetration")
    after = with_run(before, SHARE)
    assert (after.word, after.letter, after.records, after.flags) == (
        before.word,
        before.letter,
        before.records,
        before.flags,
    )
    assert after.run == SHARE
    assert after.reason.endswith("Run of what this page declares: 1 in 3.5 million (1 in 500 million to 1 in 50,000).")


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_run_without_a_number_is_refused(bad: float) -> None:
    verdict = Verdict("supported", "A", "So.")
    with pytest.raises(ValueError, match="finite"):
        with_run(verdict, RunNumber("x", "", bad, 0.0, 1.0))
    with pytest.raises(ValueError, match="order"):
        with_run(verdict, RunNumber("x", "", 2.0, 0.0, 1.0))


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (RunNumber("copies", "copies per cell", 12.3, 0.5, 4100), "12 (less than one to 4,000) copies per cell"),
        (RunNumber("share that arrives", "share", 0.5, 1e-4, 0.9), "50 % (1 in 10,000 to 90 %)"),
        (RunNumber("share that arrives", "share", 0.0, 0.0, 0.0), "none"),
    ],
)
def test_numbers_are_told_as_everywhere_else(run: RunNumber, said: str) -> None:
    assert in_words(run) == said


def test_the_questions_are_found_by_listing_their_folder() -> None:
    found = rules.rules()
    assert {"penetration", "identity", "outcome", "status", "evidence"} <= set(found)
    for module in found.values():
        assert module.QUESTION.endswith("?")
        assert callable(module.applies)
        assert callable(module.answer)


def test_a_vague_answer_counts_only_where_no_other_rule_has_one() -> None:
    vague = Finding("outcome", "unsupported", "Nothing firm.", vague=True)
    assert combine([vague, finding("supported")], "efficacy").word == "supported"
    assert combine([vague], "efficacy").word == "unsupported"
