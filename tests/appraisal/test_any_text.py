"""Whatever a page says, every sentence gets exactly one verdict, in words, and nothing breaks."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.appraisal.conftest import TODAY

from exoderm.appraisal.appraise import context_of, judge
from exoderm.appraisal.finding import Verdict
from exoderm.library.terms import VERDICTS
from exoderm.page.claims import read_sentences
from exoderm.page.ideas import read as read_ideas

Judge = Callable[[str], Verdict]

WORDS = st.sampled_from(
    [
        "exosomes", "vesicles", "skin", "do not", "never", "penetrate", "stay", "approved", "FDA", "EU", "banned",
        "human",
        "plant", "proven", "trials", "lacking", "wrinkles", "permanently", "better than", "retinol", "in mice", "cells",
        "because", "but", ",", ";", "(", ")", "—", "30–150 nm", "1,000 proteins", "each", "if", "after needling",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_every_string_of_words_gets_a_verdict_with_a_reason(verdict_of: Judge, words: list[str]) -> None:
    verdict = verdict_of(" ".join(words))
    assert verdict.word in VERDICTS
    assert verdict.reason.endswith(".")
    assert len({r.id for r in verdict.records}) == len(verdict.records)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_searched_for_ideas(text: str) -> None:
    for mention in read_ideas(text).mentions:
        assert 0 <= mention.start < mention.end <= len(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=20))
def test_a_double_denial_wrapped_around_a_sentence_changes_nothing(words: list[str]) -> None:
    """ "It is a myth that it is untrue that X" says X: every idea keeps its sign."""
    plain = " ".join(words)
    wrapped = read_ideas(f"It is a myth that it is untrue that {plain}")
    signs = [(m.idea, m.denied) for m in read_ideas(plain).mentions]
    shift = len("It is a myth that it is untrue that ")
    found = [(m.idea, m.denied) for m in wrapped.mentions if m.start >= shift]
    assert sorted(found) == sorted(signs)


@pytest.mark.parametrize(
    "text",
    [
        "and" + " " * 1_900,
        "few as many as " * 130,
        "exosomes no one any " * 95,
        "so do " * 320,
        "penetrate into no " * 100,
        ", which " * 240,
        "and the" + " " * 60 + " but the" * 200,
    ],
)
def test_no_text_keeps_the_questions_busy(text: str) -> None:
    (claim,) = read_sentences([text])
    began = time.process_time()
    judge(replace(claim, is_claim=True, claim_type="evidence"), context_of([claim], today=TODAY))
    assert time.process_time() - began < 2
