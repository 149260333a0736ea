"""Everything exoderm says when it refuses, in one voice.

    ExodermError                exit code 1   our own fault, unless a child says otherwise
    ├── InputError              exit code 2   refused: what was given is at fault, and a remedy is named
    │   ├── CardError                         a card (YAML file) that cannot be read as what it claims to be
    │   ├── ScenarioError                     a scenario that cannot be built
    │   ├── UnitError                         a number whose unit does not fit its meaning
    │   ├── PageError                         a page that cannot be read
    │   ├── UnknownName                       a name that no card, field or command bears
    │   └── FileProblem                       a file that cannot be read or written
    ├── PartialResult           exit code 3   done in part: what failed is named
    └── Interrupted             exit code 130 stopped by the user: what was saved is named

A message says what was found, where, why it will not do, the nearest valid thing and one action. Codes are stable
and each has a section of the same name in ``docs/errors.md``.
"""

from __future__ import annotations

from collections.abc import Iterable


class ExodermError(Exception):
    """The root of all errors that exoderm raises on purpose.

    Parameters
    ----------
    found:  what was met, as a clause ("the length is '0.5 s'").
    where:  file and line, card, or path within a scenario.
    why:    why it will not do.
    action: one thing to do next.
    code:   stable identifier, such as ``unit.mismatch``.
    """

    exit_code = 1
    default_code = "defect"

    def __init__(
        self, found: str, *, where: str = "", why: str = "", action: str = "", code: str | None = None
    ) -> None:
        self.found, self.where, self.why, self.action = found, where, why, action
        self.code = code or self.default_code
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """The whole message on one line or two, as a user reads it."""
        head = f"{self.where}: {self.found}" if self.where else self.found
        parts = [part.rstrip(".") for part in (head, self.why, self.action) if part]
        parts = [part[0].upper() + part[1:] if i else part for i, part in enumerate(parts)]
        return " ".join(part if part.endswith("?") else part + "." for part in parts)


class InputError(ExodermError):
    """The input or the command is at fault; the message says how to mend it."""

    exit_code = 2
    default_code = "input"


class CardError(InputError):
    """A card cannot be read as what it claims to be."""

    default_code = "card.invalid"


class ScenarioError(InputError):
    """A scenario cannot be built."""

    default_code = "scenario.invalid"


class UnitError(InputError):
    """A number's unit does not fit its meaning."""

    default_code = "unit.mismatch"


class PageError(InputError):
    """A page cannot be read."""

    default_code = "page.unreadable"


class UnknownName(InputError):
    """Nothing bears this name; the nearest one that something bears is offered."""

    default_code = "name.unknown"


class FileProblem(InputError):
    """A file cannot be read or written."""

    default_code = "file.problem"


class PartialResult(ExodermError):
    """Some draws or files failed; they are named."""

    exit_code = 3
    default_code = "partial"


class Interrupted(ExodermError):
    """Stopped by the user; saved work is named."""

    exit_code = 130
    default_code = "interrupted"


def nearest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names closest to a mistyped one, best first: alike as a whole, or one a part of the other.

    RapidFuzz's weighted ratio finds "eyelid" near "needled_yesterday", since a few letters in a row are alike; such a
    hint leads astray.
    """
    from rapidfuzz import fuzz, process

    name = name.lower()
    hits = process.extract(name, {k: k.lower() for k in known}, scorer=fuzz.WRatio, limit=None, score_cutoff=60)
    near = [key for text, _, key in hits if fuzz.ratio(name, text) >= 50 or fuzz.partial_ratio(name, text) >= 85]
    return near[:most]


def unknown(what: str, name: str, known: Iterable[str], where: str = "", action: str = "") -> UnknownName:
    """An :class:`UnknownName` that offers the nearest valid names."""
    known = sorted(known)
    close = nearest(name, known)
    if close:
        why = "did you mean " + " or ".join(f"'{c}'" for c in close) + "?"
    elif known:
        shown = ", ".join(known[:12]) + (f" and {len(known) - 12} more" if len(known) > 12 else "")
        why = f"known: {shown}"
    else:
        why = "none exists here"
    return UnknownName(f"there is no {what} called '{name}'", where=where, why=why, action=action)
