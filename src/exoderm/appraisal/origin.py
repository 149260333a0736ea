"""Plant and human material under one name: within a sentence, and between two sentences of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from exoderm.page import wordlist
from exoderm.page.ideas import Ideas
from exoderm.page.page import Claim

_NEAR = 90
"""Characters within which the two sources belong to one thing."""
_own = partial(wordlist.pattern, "own", "named")


@dataclass(frozen=True)
class Clash:
    """A page that calls its product a plant's and names human material in it."""

    plant: str
    human: str


def crossed(ideas: Ideas) -> bool:
    """Whether one sentence gives a plant product human material: "vegan exosomes with human growth factors"."""
    if ideas.has("sets_apart", "human_free") or not ideas.has("joins"):
        return False
    plants = [m for m in ideas.of("plant_source") if not m.denied]
    humans = [m for m in ideas.of("human_material") if not m.denied]
    return any(abs(h.start - p.end) <= _NEAR or abs(p.start - h.end) <= _NEAR for p in plants for h in humans)


def parted(ideas: Ideas) -> bool:
    """Whether a sentence says of a plant product that it holds nothing of people."""
    humans = ideas.of("human_material")
    denied = bool(humans) and all(m.denied for m in humans)
    return ideas.says("plant_source") and (denied or ideas.says("human_free"))


def clash(claims: Sequence[Claim]) -> Clash | None:
    """The first sentences of a page that give its own product a plant's source and human material."""
    own = [c for c in claims if c.role not in ("nav", "reference", "question") and _own().search(c.text)]
    clear = [c for c in own if not c.ideas.has("sets_apart") and not c.reported]
    plant = next((c for c in clear if c.ideas.says("plant_source") and not c.ideas.has("human_material")), None)
    human = next((c for c in clear if c.ideas.says("human_material") and not c.ideas.has("human_free", "plant_source")), None)  # fmt: skip # noqa: E501
    return Clash(plant.text, human.text) if plant and human else None
