"""Text that may be shown on a terminal: nothing on a card or a page may steer it."""

from __future__ import annotations


def flat(text: object) -> str:
    """One line without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(text if text is not None else "")).split())
