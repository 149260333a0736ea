"""``exoderm evaluate``: how well are labelled sentences read? Labels only score; they never help to predict."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

LARGEST = 50_000_000


def evaluate(
    file: Annotated[Path, typer.Argument(help="One JSON object per line: text, lang, doc_id, and the labels.")],
    json_: Annotated[bool, typer.Option("--json", help="Print the document on standard output.")] = False,
) -> None:
    """Predict from text alone and print macro-F1s with 90 % bootstrap intervals over documents."""
    from exoderm.appraisal.evaluate import evaluate as score
    from exoderm.cli import paper

    document = score(_lines(file))
    if json_:
        paper.print_json([document], "exoderm/evaluation/1")
        return
    print("\n".join(table(document)))


def table(document: dict[str, Any]) -> list[str]:
    """The figures for people: one line each, with its interval and what two readers reached with each other."""
    rows = [f"{document['n']} sentences", f"{'':31}{'figure':>7}   {'90 % of documents':<19}second reader"]
    for task, figures in document.items():
        if not isinstance(figures, dict) or "low" not in figures:
            continue
        for name, value in figures.items():
            if name in ("low", "high", "reason"):
                continue
            words = f"{task} {name}".replace("_", " ")
            if value is None:
                rows.append(f"{words:<31}{'–':>7}   {figures['reason'][name]}")
                continue
            low, high = figures["low"][name], figures["high"][name]
            ends = "–" if low is None else f"{low:.2f} to {high:.2f}"
            beside = f"{document['second_reader'][task]:.2f}" if name in ("macro_f1", "f1") else ""
            rows.append(f"{words:<31}{value:>7.3f}   {ends:<19}{beside}".rstrip())
    said = "Second reader: macro-F1 of one reader against another, on a hundred sentences of the development set."
    return [*rows, said]


def _lines(file: Path) -> list[dict[str, Any]]:
    """The lines as objects; a faulty one is refused by its number."""
    import json

    from exoderm.errors import InputError
    from exoderm.library.yamlfile import read_text

    out: list[dict[str, Any]] = []
    for number, line in enumerate(read_text(file, LARGEST, "list of sentences").splitlines(), 1):
        if not line.strip():
            continue
        where = f"{file.name}, line {number}"
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError):
            raise InputError("this line is not JSON", where=where, action="one object per line", code="line.invalid") from None  # fmt: skip # noqa: E501
        if not isinstance(record, dict):
            raise InputError("this line is no object", where=where, action="one object per line", code="line.invalid")
        if not isinstance(record.get("text"), str):
            raise InputError(
                "'text' is missing or no text", where=where, action="give the sentence", code="line.invalid"
            )
        out.append(record)
    return out
