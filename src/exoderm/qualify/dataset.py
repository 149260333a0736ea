"""Scores on data sets, stored with the digests of the files that they were computed from.

The package holds no data of others. ``exoderm qualify`` shows the stored scores; with ``--data DIR`` the files are read
again, their SHA-256 compared with the stored ones, and everything is computed anew. A file that differs is said so and
scored all the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from exoderm.errors import FileProblem, InputError
from exoderm.library import shelf
from exoderm.library.value import Frozen
from exoderm.qualify import datasets
from exoderm.qualify.case import Finite
from exoderm.qualify.experiments import Run

NEAR = 0.05
"""Distance from nine in ten up to which the coverage of an interval counts as right."""
SAME = 1e-6
"""Relative difference up to which a figure computed anew counts as the stored one."""


class Stored(Frozen):
    """One figure as it was computed when the card was written."""

    quantity: str
    unit: str = ""
    better: Literal["smaller", "target"] = Field(description="an error, or a share that should come near ``naive``")
    naive_says: str = Field(description="the rival, or what the target means")
    model: Finite
    naive: Finite

    @property
    def good(self) -> bool:
        """An error below that of the rival; a share within 0.05 of its target."""
        return self.model < self.naive if self.better == "smaller" else abs(self.model - self.naive) <= NEAR


class Dataset(Frozen):
    """A data set that others measured, and how the model does on it."""

    id: str
    kind: str
    name: str
    about: str
    context: str
    role: Literal["calibration", "validation"] = Field(description="calibration: numbers were fitted to these data")
    source: str
    files: Mapping[str, str] = Field(description="path below the folder of data -> SHA-256")
    scorer: str = ""
    not_modelled: str = ""
    n: int = Field(0, ge=0, description="measurements scored")
    draws: int = Field(200, ge=1)
    seed: int = 20417
    scores: Mapping[str, Stored] = {}

    @model_validator(mode="after")
    def _sound(self) -> Dataset:
        if bool(self.scorer) == bool(self.not_modelled) or bool(self.scorer) != bool(self.scores):
            raise ValueError("a data set has a scorer and stored scores, or says why it can't be scored")
        return self


@dataclass(frozen=True)
class Scored:
    """A data set with the scores that stand, and how they came about."""

    card: Dataset
    scores: Mapping[str, Stored]
    state: Literal["stored", "recomputed", "changed", "missing", "unreadable", "not_modelled"]
    """Stored: as the card has them. Recomputed: from the very files. Changed: from files that differ from those.
    Missing and unreadable: the stored ones, since the files gave none."""
    reproduced: bool | None = None
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    problem: str = ""


def load(extra: Path | None = None) -> Mapping[str, Dataset]:
    """All data sets by id."""
    return shelf.load("dataset", Dataset, extra)


def folder(given: Path) -> Path:
    """The folder that holds the data sets, or refused: itself, or ``reference/data`` below it."""
    for place in (given, given / "reference" / "data", given / "data"):
        if place.is_dir() and any((place / Path(name).parts[0]).is_dir() for d in load().values() for name in d.files):
            return place
    raise FileProblem(
        "no such folder of data" if not given.is_dir() else "none of the data sets lies here", where=str(given),
        why="--data takes the folder with one sub-folder per data set, such as kp_huskindb",
        action="check the path", code="data.missing",
    )  # fmt: skip


def scored(card: Dataset, place: Path | None, cards: Path | None = None) -> Scored:
    """The scores of a data set: stored ones without a folder, computed anew with one."""
    if card.not_modelled:
        return Scored(card, {}, "not_modelled")
    if place is None:
        return Scored(card, card.scores, "stored")
    missing = tuple(name for name in card.files if not (place / name).is_file())
    if missing:
        return Scored(card, card.scores, "missing", missing=missing)
    scorer = datasets.find(card.scorer, f"dataset/{card.id}.yaml")
    changed: tuple[str, ...] = ()
    try:
        changed = tuple(name for name, known in card.files.items() if digest(place / name) != known)
        found = scorer(place, Run(card.draws, card.seed, cards))
    except InputError as error:
        return Scored(card, card.scores, "unreadable", changed=changed, problem=error.sentence())
    anew = {
        name: stored.model_copy(update={"model": found[name].model, "naive": found[name].naive})
        for name, stored in card.scores.items()
    }
    same = all(
        abs(new - old) <= SAME * max(abs(old), 1e-12)
        for name, stored in card.scores.items()
        for new, old in ((anew[name].model, stored.model), (anew[name].naive, stored.naive))
    )
    return Scored(card, anew, "changed" if changed else "recomputed", same, changed=changed)


def digest(path: Path) -> str:
    """SHA-256 of a file, read within the cap on tables."""
    if path.stat().st_size > datasets.LARGEST:
        raise FileProblem(
            f"{path.stat().st_size / 1e6:.1f} MB", where=path.name, code="file.large",
            why=f"a table of measurements may hold {datasets.LARGEST / 1e6:g} MB", action="give the published file",
        )  # fmt: skip
    return hashlib.sha256(path.read_bytes()).hexdigest()
