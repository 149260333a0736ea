"""The records of a page: frozen, with places in the text, so that a verdict can be shown beside its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from exoderm.library.terms import Certainty, ClaimType, Family, Population, Preparation, Route, Species
from exoderm.page.ideas import Ideas
from exoderm.page.ideas import read as read_ideas

Status = Literal["declared", "partial", "missing", "contradictory", "not_applicable"]
BlockRole = Literal["heading", "paragraph", "bullet", "cell", "caption", "quote", "nav", "reference", "other"]


@dataclass(frozen=True)
class Block:
    """A passage that stands by itself on the page: heading, paragraph, bullet, table cell, caption."""

    role: BlockRole
    text: str
    start: int
    """Offset of the first character in :attr:`Page.text`."""
    end: int


@dataclass(frozen=True)
class Sentence:
    """One sentence with its place on the page."""

    text: str
    start: int
    end: int
    block: int
    role: BlockRole = "paragraph"
    lang: str = "en"


@dataclass(frozen=True)
class Slots:
    """What a sentence says of the circumstances of its claim; ``None`` and "unknown" mean that it does not say."""

    species: Species = "unknown"
    donor: str | None = None
    """The source in its own words ("adipose", "ginger")."""
    preparation: Preparation = "unknown"
    route: Route = "unknown"
    device: str | None = None
    dose: str | None = None
    duration: str | None = None
    outcomes: tuple[Family, ...] = ()
    direction: Literal["gain", "none", "harm", "unknown"] = "unknown"
    """What happens to the outcome, its denials resolved: it gains, nothing happens, it is harmed."""
    traveller: Literal["vesicles", "molecules", "light", "device", "unknown"] = "unknown"
    """Of a statement on penetration: what it is that travels."""
    reach: Literal["stratum_corneum", "epidermis", "dermis", "follicle", "skin", "unknown"] = "unknown"
    """Of a statement on penetration: how deep, or through what."""
    effect: str | None = None
    """Size of an effect as written ("30 %", "ten times")."""
    comparator: str | None = None
    promises: tuple[str, ...] = ()
    """Added promises: speed, size, permanence, superiority, universality, proof, ease, safety."""
    jurisdiction: str | None = None
    cited: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    """Names of the slots that were taken from the page around the sentence, not from the sentence itself."""


@dataclass(frozen=True)
class Claim:
    """One sentence, read. ``is_claim`` is false for headings, questions, disclaimers, calls to action and the like."""

    text: str
    start: int
    end: int
    is_claim: bool
    claim_type: ClaimType | None
    second_type: ClaimType | None
    """The runner-up, shown beside the first where the reader is unsure."""
    claim_family: Family | None
    population: Population
    certainty: Certainty
    hype: bool
    hype_cue: str | None
    slots: Slots = field(default_factory=Slots)
    role: str = "claim"
    reported: bool = False
    """The sentence reports what somebody else says."""
    cues: tuple[str, ...] = ()
    """Ids of the cues that fired: the reader's reasons."""
    gloss: str | None = None
    """The sentence in plain English, by which one in another language was read."""

    @cached_property
    def ideas(self) -> Ideas:
        """The ideas that its words express, each affirmed, denied or taken for granted."""
        return read_ideas(self.gloss or self.text)


@dataclass(frozen=True)
class LabelItem:
    """One question of the label audit and what the page says to it."""

    item: str
    status: Status
    passage: str | None = None
    start: int | None = None
    value: str | None = None
    """The declared value in one notation ("2e09 particle/mL", "6 week"), where the question asks for one."""


@dataclass(frozen=True)
class Page:
    """A page as read: its text, blocks and sentences. Offsets refer to :attr:`text`."""

    name: str
    language: str
    """ISO 639-1 code of the language found, or "und"."""
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    notes: tuple[str, ...] = ()
    """What the reader had to leave out or repair, in sentences."""
    about: bool = True
    """Whether the page is about vesicles at all."""
