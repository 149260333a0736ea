"""What one question of the appraisal answers, and what all answers together come to.

    Finding   one rule's answer to its question about one claim, with the records it rests on
    Verdict   the word that the findings combine to, its letter for people, and one plain sentence why

A verdict judges words against records. A run of the simulator may stand beside it and explain; it never counts.
"""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.library.terms import LETTER_WORDS, PEOPLE_LETTER, Flag
from exoderm.library.terms import Verdict as Word


@dataclass(frozen=True)
class Record:
    """One study, law or risk that a finding rests on, and which tests of transfer to this claim it failed."""

    id: str
    level: str | None = None
    """Rung of the ladder, E0 to E7; none for text books, measurements and law, which stand outside it."""
    transfer_failures: tuple[str, ...] = ()
    against: bool = False
    """The record points the other way: kept, because counter-evidence must stay visible."""


@dataclass(frozen=True)
class RunNumber:
    """The number that a run of the page's own declarations gave, with nine draws in ten between low and high."""

    quantity: str
    unit: str
    median: float
    low: float
    high: float
    of: str = "what this page declares"
    """What was run, as it stands in the sentence."""


@dataclass(frozen=True)
class Finding:
    """One rule's answer about one claim."""

    rule: str
    answer: Word
    reason: str
    """One plain sentence, full stop included."""
    records: tuple[Record, ...] = ()
    flags: tuple[Flag, ...] = ()
    would_change: tuple[str, ...] = ()
    """What, if it were shown or declared, would change the answer."""
    vague: bool = False
    """The rule found nothing firm to judge: its answer counts only where no other rule has one."""
    asks_run: bool = False
    """Whether a run of what the page declares would help to explain the answer."""
    whole_skin: bool = False
    """Whether the claim speaks of undamaged skin, so that a run of the plain case explains it too."""
    beside: RunNumber | None = None
    """A number of the model that explains the answer and never makes it."""


@dataclass(frozen=True)
class Verdict:
    """What the findings about one claim come to."""

    word: Word
    letter: str
    reason: str
    records: tuple[Record, ...] = ()
    flags: tuple[Flag, ...] = ()
    second_thoughts: tuple[str, ...] = ()
    """What would change it."""
    rules: tuple[str, ...] = ()
    """Names of the rules that answered."""
    asks_run: bool = False
    whole_skin: bool = False
    run: RunNumber | None = None

    @property
    def words(self) -> str:
        """The verdict as people read it: holds, early signs, only in the laboratory, not shown, wrong, unchecked."""
        return LETTER_WORDS[self.letter]


def letter(word: Word) -> str:
    """The letter, A to E or a dash, that people read for a verdict word."""
    return PEOPLE_LETTER[word]
