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
    for name, figures in document.items():
        print(f"{name}: {figures}")


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
