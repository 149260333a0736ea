"""A scenario with what the command line sets in it."""

from __future__ import annotations

from typing import Any

from exoderm.errors import InputError
from exoderm.scenario import RouteChoice, Scenario, from_data, locate, read_data


def load(name: str, draws: int | None, seed: int | None, settings: list[str]) -> Scenario:
    """Read a scenario file or example and lay draws, seed and ``path=value`` settings over it.

    A path that begins with a field of the scenario sets that field; any other path is a parameter of the plan. A list
    stands in brackets.
    """
    path = locate(name)
    data = read_data(path)
    if not isinstance(data, dict):
        return from_data(data, path.name)
    for key, value in (("draws", draws), ("seed", seed)):
        if value is not None:
            data[key] = value
    for where, text in pairs(settings).items():
        _lay(data, where, text)
    return from_data(data, path.name)


def pairs(settings: list[str]) -> dict[str, str]:
    """Settings ``path=value`` as path and value; what has another form is refused."""
    out = {}
    for setting in settings:
        where, equals, value = setting.partition("=")
        if not equals or not where.strip() or not value.strip():
            raise InputError(
                f"--set {setting}", why="a setting is path=value", action="write for example --set dose.volume='1 mL'",
                code="setting.form",
            )  # fmt: skip
        out[where.strip()] = value.strip()
    return out


def _lay(data: dict[str, Any], path: str, text: str) -> None:
    steps = path.split(".")
    of_the_plan = steps[0] == "route" and len(steps) > 1 and steps[1] not in RouteChoice.model_fields
    if of_the_plan or (steps[0] not in Scenario.model_fields and steps[0] != "schema"):
        data.setdefault("set", {})[path] = text
        return
    if steps == ["route"]:
        data["route"] = text
        return
    at: Any = data
    for step in steps[:-1]:
        if isinstance(at, list) and step.isdigit() and int(step) < len(at):
            at = at[int(step)]
            continue
        nested = at.get(step) if isinstance(at, dict) else None
        if step == "route" and isinstance(nested, str):
            nested = {"card": nested}
        if isinstance(nested, list):
            at[step] = nested
        elif not isinstance(nested, dict):
            nested = {}
        at[step] = nested
        at = nested
    at[steps[-1]] = _listed(text)


def _listed(text: str) -> str | list[str]:
    """``[fibroblast, melanocyte]`` is a list of words, as in a file; anything else stays as it is written."""
    if not (text.startswith("[") and text.endswith("]")):
        return text
    return [word.strip() for word in text[1:-1].split(",") if word.strip()]
