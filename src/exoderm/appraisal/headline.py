"""The first screen in plain words: what holds, what does not, what is kept silent, what to ask.

Sentences for people who read one screen and no more: counts, the claim that matters most, no scorn, no advice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from exoderm.appraisal.finding import Verdict
from exoderm.page.page import Claim

_LONGEST_QUOTE = 160
_MOST = 3


@dataclass(frozen=True)
class Headline:
    """Four boxes, each with its sentences; never an empty one."""

    holds: tuple[str, ...]
    fails: tuple[str, ...]
    silent: tuple[str, ...]
    ask: tuple[str, ...]


def write(judged: Sequence[tuple[Claim, Verdict]], silence: Sequence[str], questions: Sequence[str]) -> Headline:
    """The four boxes from the verdicts, the silence and the questions."""
    silent = tuple(silence[:_MOST]) or ("Nothing that the label audit asks for.",)
    ask = tuple(questions[:_MOST]) or ("Nothing further.",)
    if not judged:
        return Headline(
            ("The page makes no statement that could be checked.",), ("Nothing was found wrong.",), silent, ask
        )
    count = Counter(v.letter for _, v in judged)
    good = sorted((cv for cv in judged if cv[1].letter in "AB"), key=lambda cv: cv[1].letter)
    bad = sorted((cv for cv in judged if cv[1].letter in "ED"), key=lambda cv: (cv[1].letter != "E", not cv[0].hype))
    early = f"; for {count['B']} more there are early signs" if count["B"] else ""
    holds = [f"{_of(count['A'], len(judged), 'holds', 'hold')}{early}."]
    fails = [f"{_of(count['E'], len(judged), 'is', 'are')} wrong by the records, {count['D']} not shown."]
    if count["C"]:
        fails.append(f"{_of(count['C'], len(judged), 'was', 'were')} seen only in the laboratory.")
    if count["-"]:
        fails.append(f"{_of(count['-'], len(judged), 'cannot', 'cannot')} be checked here.")
    holds += [f"“{_quote(c)}” {v.reason}" for c, v in good[:2]]
    fails += [f"“{_quote(c)}” {v.reason}" for c, v in bad[:2]]
    return Headline(tuple(holds), tuple(fails), silent, ask)


def _of(count: int, total: int, one: str, many: str) -> str:
    """ "None of 5 statements is", "1 of 5 statements is", "2 of 5 statements are"."""
    return f"{count or 'None'} of {total} statement{'s' if total != 1 else ''} {one if count <= 1 else many}"


def _quote(claim: Claim) -> str:
    text = " ".join(claim.text.split())
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + " …"
