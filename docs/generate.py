"""Writes the pages of the documentation that follow from code and cards, into ``docs/generated``.

    python docs/generate.py

One page per card, and per stage three parts that its hand-written page takes in: the parameters as the code declares
them, the cards with their numbers, and what nobody knows. Then the commands, the schemas and the mechanisms. Nothing
here is written twice: what a page says of a number is what the card says.
"""

from __future__ import annotations

import importlib
import inspect
import json
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from exoderm.cli.app import build
from exoderm.evidence import study as studies
from exoderm.evidence.kinds import MODELS
from exoderm.journey.parameter import mechanisms, schema
from exoderm.library import card as cards
from exoderm.library import cite, shelf, yamlfile
from exoderm.library.value import GRADES, Value

HERE = Path(__file__).resolve().parent
GENERATED = HERE / "generated"
CONFIGURATION = ("schema", "claim")
"""Folders of data that hold no cards of things."""
ALONE = "---\norphan: true\n---\n"
"""Before a page that the list of its kind links to: in every page's menu, hundreds of cards would be in the way."""


def main(into: Path = GENERATED) -> int:
    """Write all pages anew; returns how many."""
    shutil.rmtree(into, ignore_errors=True)
    rests = _resting()
    pages: dict[str, str] = {}
    for kind in cards.JOURNEY_KINDS:
        known = cards.load(kind)
        pages[f"stage/{kind}_parameters"] = _parameters(kind)
        pages[f"stage/{kind}_cards"] = _table(kind, known)
        pages[f"stage/{kind}_unknown"] = _unknown(known)
        pages |= {f"card/{kind}/{name}": _card(card) for name, card in known.items()}
        pages[f"reference/mechanisms_{kind}"] = _mechanisms(kind)
    for kind in shelf.kinds():
        names = sorted(shelf.paths(kind))
        if kind in CONFIGURATION or not names:
            continue
        if kind not in cards.JOURNEY_KINDS:
            pages |= {f"card/{kind}/{name}": _record(kind, name, rests) for name in names}
        pages[f"card/{kind}/index"] = _index(kind, names)
    pages["card/index"] = _kinds()
    pages["reference/commands"] = _commands()
    pages["reference/schemas"] = _schemas()
    for name, text in pages.items():
        path = into / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return len(pages)


def _parameters(kind: str) -> str:
    lines = []
    for name, mechanism in mechanisms(kind).items():
        lines += [f"**{name}** — {_first_sentence(mechanism)}", "", "| parameter | unit | meaning |", "|---|---|---|"]
        lines += [f"| `{p.name}` | {_cell(p.unit or '1')} | {_cell(p.meaning)} |" for p in schema(mechanism).values()]
        lines.append("")
    return "\n".join(lines)


def _table(kind: str, known: Mapping[str, cards.Card]) -> str:
    lines = ["| card | what | numbers | weakest grade | origins |", "|---|---|---|---|---|"]
    for name, card in known.items():
        values = [value for _, _, value in card.values()]
        origins = sorted({v.origin.study for v in values if v.origin.study})
        links = ", ".join(
            f"[{cite.short(_studies()[o])}](/generated/card/study/{o}.md)" for o in origins if o in _studies()
        )
        weakest = str(min(v.grade for v in values)) if values else ""
        title = f"[{_cell(card.name)}](/generated/card/{kind}/{name}.md)"
        lines.append(f"| {title} | {_cell(card.role or kind)} | {len(values)} | {weakest} | {links} |")
    return "\n".join([*lines, ""])


def _unknown(known: Mapping[str, cards.Card]) -> str:
    said: dict[str, list[str]] = defaultdict(list)
    for name, card in known.items():
        for words in (*card.not_known, *(value.unknown for _, _, value in card.values() if value.unknown)):
            said[words.strip()].append(name)
    lines = [f"- {words} ({', '.join(f'`{n}`' for n in dict.fromkeys(names))})" for words, names in said.items()]
    return "\n".join([*lines, ""])


def _card(card: cards.Card) -> str:
    lines = [ALONE, f"# {card.name}", "", f"`{card.kind}/{card.id}`" + (f", {card.role}" if card.role else ""), ""]
    lines += [card.about.strip(), ""]
    if card.like:
        lines += [f"Where it gives no number, those of [{card.like}]({card.like}.md) hold.", ""]
    if card.mechanisms:
        lines += ["| number | value | spread | grade | where it comes from |", "|---|---|---|---|---|"]
        for mechanism, parameter, value in card.values():
            origin = _origin(value)
            number = f"`{mechanism}.{parameter}`"
            lines.append(f"| {number} | {_cell(_number(value))} | {value.spread_words()} | {value.grade} | {origin} |")
        lines.append("")
    if card.not_known:
        lines += ["## What is not known", "", *(f"- {words}" for words in card.not_known), ""]
    used = [o for o in dict.fromkeys(v.origin.study for _, _, v in card.values()) if o and o in _studies()]
    if used:
        lines += ["## Citations", ""]
        for name in used:
            lines += [f"- {_text(cite.text(_studies()[name]))} ([facts](../study/{name}.md))"]
        lines.append("")
    return "\n".join([*lines, f"On the command line: `exoderm card {card.id} --kind {card.kind}`", ""])


def _record(kind: str, name: str, rests: Mapping[str, list[str]]) -> str:
    if kind == "study":
        work = _studies()[name]
        lines = [
            ALONE,
            f"# {_text(cite.short(work))}",
            "",
            _text(cite.text(work)),
            "",
            f"*{_text(work.statement)}*",
            "",
        ]
        lines += ["```bibtex", cite.bibtex(work), "```", ""]
        if rests.get(name):
            lines += ["## Numbers that rest on it", "", *(f"- {place}" for place in rests[name]), ""]
        lines += ["## The record", ""]
    else:
        lines = [ALONE, f"# {name.replace('_', ' ')}", ""]
    data = _as_data(kind, name)
    return "\n".join([*lines, *_items(data, 0), "", f"On the command line: `exoderm card {name} --kind {kind}`", ""])


def _as_data(kind: str, name: str) -> Any:
    if kind in MODELS:
        return shelf.find(kind, name, MODELS[kind]).model_dump(mode="json", exclude_defaults=True)
    return yamlfile.read(shelf.paths(kind)[name], kind)


def _items(data: Any, depth: int) -> Iterator[str]:
    """Plain data as nested lists."""
    pad = "  " * depth
    pairs = data.items() if isinstance(data, Mapping) else [("", item) for item in data]
    for key, value in pairs:
        head = f"{pad}- **{key}**" if key else f"{pad}-"
        if isinstance(value, (Mapping, list, tuple)) and value:
            yield head if key else f"{pad}- …"
            yield from _items(value, depth + 1)
        elif value not in (None, "", [], {}):
            yield f"{head} {_text(str(value))}" if not key else f"{head}: {_text(str(value))}"


def _index(kind: str, names: list[str]) -> str:
    entries = "\n".join(f"- [{name}]({name}.md)" for name in names)
    return f"# {kind}\n\n{len(names)} cards.\n\n{entries}\n"


def _kinds() -> str:
    kinds = [k for k in shelf.kinds() if k not in CONFIGURATION and shelf.paths(k)]
    entries = "\n".join(f"{kind}/index" for kind in kinds)
    grades = "\n".join(f"- {grade}: {words}" for grade, words in sorted(GRADES.items(), reverse=True))
    words = f"Every number lies on a card with its unit, spread, origin and grade. The grades:\n\n{grades}"
    return f"# Cards\n\n{words}\n\n```{{toctree}}\n:maxdepth: 1\n\n{entries}\n```\n"


def _mechanisms(kind: str) -> str:
    lines = [f"# Mechanisms: {kind}", ""]
    for name, mechanism in mechanisms(kind).items():
        module = importlib.import_module(mechanism.__module__)
        lines += [f"## {name}", "", f"`{mechanism.__module__}.{mechanism.__name__}`", ""]
        lines += ["```text", (inspect.getdoc(module) or "").strip(), "```", ""]
        own = [
            (n, f) for n, f in vars(module).items()
            if inspect.isfunction(f) and f.__module__ == module.__name__ and not n.startswith("_")
        ]  # fmt: skip
        for n, function in own:
            lines += [f"`{n}{inspect.signature(function)}`", "", "```text", (inspect.getdoc(function) or "").strip()]
            lines += ["```", ""]
    return "\n".join(lines)


def _commands() -> str:
    """Each command with its arguments and options, read off the command itself."""
    root = build()
    lines = ["# Commands", "", _text(root.help or ""), ""]
    context = root.make_context("exoderm", ["schema"], resilient_parsing=True)
    todo = [(f"exoderm {name}", root.get_command(context, name), context) for name in root.list_commands(context)]
    while todo:
        title, command, above = todo.pop(0)
        inner = command.make_context(title.rpartition(" ")[2], [], parent=above, resilient_parsing=True)
        lines += [f"## {title}", "", "```text", command.get_help(inner), "```", ""]
        todo = [(f"{title} {name}", one, inner) for name, one in getattr(command, "commands", {}).items()] + todo
    return "\n".join(lines)


def _schemas() -> str:
    lines = ["# Documents", "", "`exoderm schema NAME` prints each of these as JSON Schema.", ""]
    for path in sorted((shelf.own() / "schema").glob("*.json")):
        found = json.loads(path.read_text(encoding="utf-8"))
        lines += [f"## {path.stem}", "", _text(str(found.get("description", ""))), ""]
        fields = found.get("properties", {})
        lines += ["| field | what |", "|---|---|"] if fields else []
        lines += [f"| `{n}` | {_cell(str(f.get('description', f.get('type', ''))))} |" for n, f in fields.items()]
        lines.append("")
    return "\n".join(lines)


def _resting() -> Mapping[str, list[str]]:
    """Study -> the numbers whose origin it is, as links."""
    found: dict[str, list[str]] = defaultdict(list)
    for kind in cards.JOURNEY_KINDS:
        for name, card in cards.load(kind).items():
            for mechanism, parameter, value in card.values():
                if value.origin.study:
                    found[value.origin.study].append(f"[{card.name}](../{kind}/{name}.md), `{mechanism}.{parameter}`")
    return found


def _studies() -> Mapping[str, studies.Study]:
    return studies.load()


def _origin(value: Value) -> str:
    if value.origin.study and value.origin.study in _studies():
        work = _studies()[value.origin.study]
        words = f"[{_cell(cite.short(work))}](../study/{value.origin.study}.md)"
    else:
        words = _cell(value.origin.words())
    return words + (f"; {_cell(value.conditions)}" if value.conditions else "")


def _number(value: Value) -> str:
    span = f"{value.low} to {value.high}" if value.low and value.high else ""
    span = span or (f"± {value.sd}" if value.sd else f"× ÷ {value.gsd:g}" if value.gsd else "")
    return f"{value.value} ({span})" if value.value and span else value.value or span


def _first_sentence(thing: type | BaseModel) -> str:
    return (inspect.getdoc(thing) or "").split("\n")[0]


def _text(words: str) -> str:
    """Words in which Markdown finds no marks."""
    flat = " ".join(words.split())
    for mark in "\\`*_{}[]<>#|$":
        flat = flat.replace(mark, f"\\{mark}")
    return flat


def _cell(words: str) -> str:
    return _text(words)


if __name__ == "__main__":
    print(f"{main()} pages")
