"""``exoderm schema``: the JSON Schema of what is read and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pydantic import BaseModel

READ = ("scenario", "card", "study")
PRINTED = (
    "run", "appraisal", "evaluation", "find", "sweep", "compare", "gaps", "stability", "well", "qualify",
    "screen", "evidence", "review",
)  # fmt: skip
NAMES = (*READ, *PRINTED)


def schema(
    name: Annotated[str, typer.Argument(help="scenario, card, study, or a document such as run.")],
) -> None:
    """Print the JSON Schema of a scenario, a card, a study, or of a document that --json prints."""
    import json

    from exoderm.errors import unknown

    if name not in NAMES:
        raise unknown("schema", name, NAMES)
    if name in PRINTED:
        from exoderm.library import shelf

        print((shelf.own() / "schema" / f"{name}.json").read_text(encoding="utf-8").rstrip())
        return
    print(json.dumps(_model(name).model_json_schema(by_alias=True), indent=1, ensure_ascii=False))


def _model(name: str) -> type[BaseModel]:
    if name == "scenario":
        from exoderm.scenario import Scenario

        return Scenario
    if name == "card":
        from exoderm.library.card import Card

        return Card
    from exoderm.evidence.study import Study

    return Study
