"""Write src/exoderm/data/verdict/keeping.yaml: what share of the vesicles a vial still holds whole, by how it was kept.

    PYTHONPATH=src python scripts/keeping_table.py

The vial of the model, of a make that nobody declared, as a liquid and as a freeze-dried cake, with 512 draws each.
`tests/appraisal/test_keeping.py` runs some of the rows again. Claims about storage are judged by records; these numbers
stand beside the verdict and explain it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import yaml

from exoderm.journey.donor.harvest import harvest
from exoderm.journey.in_use import course
from exoderm.journey.plan import build
from exoderm.scenario import from_data

PAGE = Path(__file__).parent.parent / "src" / "exoderm" / "data" / "verdict" / "keeping.yaml"
DRAWS = 512
LEAST = 1e-12
"""Shares below this are written as this: of a billion vesicles none is left."""
CELSIUS = -80, -20, 4, 22, 40, 60
DAYS = 2, 7, 28, 90, 180, 365, 730
FORMS = {"liquid": {}, "dry": {"carrier": "lyophilisate"}}
HEAD = """\
# What share of its vesicles a vial of the model still holds whole after it was kept, by form, temperature (°C) and
# days: median, and the ends of nine draws in ten. Written by scripts/keeping_table.py; origin: {derived: "512 draws of
# the vial of an undeclared make, see journey/vial"}. Nothing here judges a claim: records do, and these explain.
"""


def left(form: str, celsius: float, days: float, draws: int = DRAWS) -> tuple[float, float, float]:
    """Median and ends of nine draws in ten of the share that is whole."""
    scenario = from_data(
        {
            "product": {"donor": "msc_umbilical", "concentration": "1e10 particle/mL", "volume": "5 mL", **FORMS[form]},
            "storage": [{"temperature": f"{celsius} degC", "duration": f"{days} day"}],
            "route": "topical",
            "draws": draws,
        },
        "keeping table",
    )
    plan = build(scenario)
    vial = course(plan, harvest(plan))[0]
    vesicles = vial.harvest.amount.shape[1] - 1
    whole = vial.amount[:, :vesicles].sum(axis=1) / vial.harvest.amount[:, :vesicles].sum(axis=1)
    low, mid, high = np.quantile(whole, [0.05, 0.5, 0.95])
    return float(mid), float(low), float(high)


def main() -> None:
    """Run all rows and write them."""
    rows = {
        form: {c: {d: [max(float(f"{x:.2g}"), LEAST) for x in left(form, c, d)] for d in DAYS} for c in CELSIUS}
        for form in FORMS
    }
    PAGE.write_text(HEAD + yaml.safe_dump(rows, sort_keys=False, default_flow_style=None, width=200), encoding="utf-8")


if __name__ == "__main__":
    main()
