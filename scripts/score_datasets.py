"""Compute the scores that the cards of data sets store, and print them.

    EXODERM_SHARED=../shared python scripts/score_datasets.py [--write]

Reads the data sets below ``reference/data``; ``--write`` renews figures and digests in ``src/exoderm/data/dataset``.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from exoderm.library import shelf
from exoderm.qualify import dataset, datasets
from exoderm.qualify.experiments import Run


def main() -> None:
    place = dataset.folder(Path(os.environ.get("EXODERM_SHARED", Path(__file__).parents[2] / "shared")))
    for card in dataset.load().values():
        path = shelf.paths("dataset")[card.id]
        text = path.read_text(encoding="utf-8")
        for name in card.files:
            text = re.sub(rf"({re.escape(name)}: )\w+", rf"\g<1>{dataset.digest(place / name)}", text)
        if card.scorer:
            for name, figure in datasets.find(card.scorer)(place, Run(card.draws, card.seed)).items():
                print(f"{card.id:20} {name:24} {figure.model:10.5g} {figure.naive:10.5g}")
                block = rf"(\n  {name}:\n(?:    .*\n)*?    model: )\S+(\n    naive: )\S+"
                text = re.sub(block, rf"\g<1>{figure.model:.10g}\g<2>{figure.naive:.10g}", text)
        if "--write" in sys.argv[1:]:
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
