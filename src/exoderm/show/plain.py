"""Text on one line: nothing on a card or a page may steer a terminal."""

from __future__ import annotations


def flat(text: object) -> str:
    """One line without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(text if text is not None else "")).split())


def shortened(text: str, most: int = 110) -> str:
    """One line of at most ``most`` characters, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"
