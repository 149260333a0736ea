"""Settings of a device that say nothing one without the other."""

from __future__ import annotations

from collections.abc import Mapping

from exoderm.errors import ScenarioError

TOGETHER = {
    "pulse_energy": ("density", "an energy says how deep a pulse goes, and nothing about how much skin is opened"),
    "current_density": ("duration", "a current says how fast charge flows, and nothing about how much of it"),
}
"""A setting, the one that it needs beside it, and why."""


def check(settings: Mapping[str, object]) -> None:
    """Refuse a setting that stands alone where it needs another."""
    for name, (other, why) in TOGETHER.items():
        if name in settings and other not in settings:
            raise ScenarioError(
                f"{name} is set and {other} is not", where="route.settings", why=why,
                action=f"set {other} too, or neither", code="setting.alone",
            )  # fmt: skip
