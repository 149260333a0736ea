"""German sentences: what their English originals get right must be right in German, and denials must turn with them."""

from __future__ import annotations

import pytest
from tests.appraisal import german_sets as sets

REACHED = 93
"""Sentences kept aside that are read rightly now; the first run's figure stands in the README."""
_AGAINST = {"D", "E", "contradicted", "unproven", "harmful"}
_FOR = {"A", "supported"}


@pytest.fixture(scope="module")
def answers() -> dict[str, tuple[str, list[str], bool]]:
    """By id of the English row: the German answer, what is accepted, and whether the original is read rightly."""
    found = {}
    for question, rows in sets.development().items():
        originals = sets.originals(question)
        for name, text in rows.items():
            accepted = sets.accepted(originals[name])
            right = sets.answered(question, originals[name]["text"]) in accepted
            found[name] = (sets.german(question, text), accepted, right)
    return found


def test_what_the_original_gets_right_is_right_in_german(answers: dict[str, tuple[str, list[str], bool]]) -> None:
    rows = {name: row for name, row in answers.items() if row[2]}
    wrong = [f"{name}: {row[0]}, not {row[1]}" for name, row in rows.items() if row[0] not in row[1]]
    assert len(rows) > 150
    assert len(wrong) <= 3, "\n".join(wrong)


def test_no_german_sentence_that_is_wrong_or_unproven_is_called_right(
    answers: dict[str, tuple[str, list[str], bool]],
) -> None:
    assert not [name for name, (got, accepted, _) in answers.items() if set(accepted) <= _AGAINST and got in _FOR]
    for question, rows in sets.aside().items():
        for row in rows:
            if set(sets.accepted(row)) <= _AGAINST:
                assert sets.german(question, row["text"]) not in _FOR, row["text"]


def test_a_pair_turns_with_its_denial(answers: dict[str, tuple[str, list[str], bool]]) -> None:
    total = turned = 0
    for question, rows in sets.development().items():
        originals = sets.originals(question)
        for name in rows:
            other = originals[name].get("pair")
            if other not in rows or not (answers[name][2] and answers[other][2]):
                continue
            total += 1
            turned += all(answers[n][0] in answers[n][1] for n in (name, other))
    assert total > 30
    assert turned >= 0.9 * total


def test_the_sentences_kept_aside_do_not_fall_back() -> None:
    wrong, count = [], 0
    for question, rows in sets.aside().items():
        for row in rows:
            count += 1
            got = sets.german(question, row["text"])
            if got not in sets.accepted(row):
                wrong.append(f"{question}: {got}, not {sets.accepted(row)}: {row['text']}")
    assert count == 104
    assert count - len(wrong) >= REACHED - 1, "\n".join(wrong)


def test_those_written_later_do_not_fall_back_and_none_is_called_right_wrongly() -> None:
    right = count = 0
    for question, rows in sets.later().items():
        for row in rows:
            count += 1
            got, accepted = sets.german(question, row["text"]), sets.accepted(row)
            right += got in accepted
            assert not (set(accepted) <= _AGAINST and got in _FOR), row["text"]
    assert count == 34
    assert right >= 29
