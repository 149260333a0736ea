"""The first screen in plain words: what holds, what does not, what is kept silent, what to ask.

Sentences for people who read one screen and no more: counts, the claim that matters most, no scorn, no advice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exoderm.appraisal.finding import Verdict
from exoderm.page.page import Claim

_LONGEST_QUOTE = 160


@dataclass(frozen=True)
class Headline:
    """Four boxes, each with its sentences; never an empty one."""

    holds: tuple[str, ...]
    fails: tuple[str, ...]
    silent: tuple[str, ...]
    ask: tuple[str, ...]


def write(judged: Sequence[tuple[Claim, Verdict]], silence: Sequence[str], questions: Sequence[str]) -> Headline:
    """The four boxes from the verdicts, the silence and the questions."""
    total = len(judged)
    if not total:
        return Headline(
            ("The page makes no statement that could be checked.",), ("Nothing to set against it.",),
            tuple(silence[:3]) or ("Nothing that the label audit asks for.",), tuple(questions[:3]) or ("Nothing further.",),
        )  # fmt: skip
    good = [(c, v) for c, v in judged if v.letter in "AB"]
    bad = sorted(((c, v) for c, v in judged if v.letter in "ED"), key=lambda cv: (cv[1].letter != "E", not cv[0].hype))
    lab = sum(v.letter == "C" for _, v in judged)
    holds = [f"{_of(sum(v.letter == 'A' for _, v in judged), total)} hold{_also(good)}."]
    holds += [f"“{_quote(c)}” {v.reason}" for c, v in sorted(good, key=lambda cv: cv[1].letter)[:2]]
    fails = [
        f"{_of(sum(v.letter == 'E' for _, v in bad), total)} {'is' if sum(v.letter == 'E' for _, v in bad) == 1 else 'are'} wrong "
        f"by the records, {sum(v.letter == 'D' for _, v in bad)} not shown, {lab} seen only in the laboratory."
    ]
    fails += [f"“{_quote(c)}” {v.reason}" for c, v in bad[:2]]
    return Headline(
        tuple(holds), tuple(fails),
        tuple(silence[:3]) or ("Nothing that the label audit asks for.",), tuple(questions[:3]) or ("Nothing further.",),
    )  # fmt: skip


def _of(count: int, total: int) -> str:
    return f"{'None' if count == 0 else count} of {total} statement{'s' if total != 1 else ''}"


def _also(good: Sequence[tuple[Claim, Verdict]]) -> str:
    early = sum(v.letter == "B" for _, v in good)
    return f", and for {early} more there are early signs" if early else ""


def _quote(claim: Claim) -> str:
    text = " ".join(claim.text.split())
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + " …"
