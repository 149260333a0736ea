"""Make the compact tables of annex facts (``src/exoderm/data/annex``) from the CosIng exports in ``EXODERM_SHARED``.

Kept are facts alone: entry, names by which an ingredient list would call the substance, CAS numbers, a short maximum,
the day of the row and whether its title binds it to a condition. Wordings, opinions and conditions stay in the source,
which the table names.

    EXODERM_SHARED=... python scripts/make_annexes.py
"""

from __future__ import annotations

import csv
import json
import os
import re
from datetime import datetime
from pathlib import Path

SOURCE = Path(os.environ["EXODERM_SHARED"]) / "reference" / "data" / "cosing_annexes"
TARGET = Path(__file__).resolve().parents[1] / "src" / "exoderm" / "data" / "annex"
ATTRIBUTION = (
    "CosIng, European Commission, Regulation (EC) No 1223/2009 (reuse under Decision 2011/833/EU, CC BY 4.0); "
    "facts extracted, shortened and put into lower case; table as exported in 2022, later amendments are not in it"
)
MEANS = {"II": "prohibited", "III": "restricted", "V": "preservative"}
LONGEST_NAME, LONGEST_LIMIT, MOST_NAMES = 60, 110, 60


def names(row: dict[str, str]) -> list[str]:
    """Names as an ingredient list would print them; of long chemical names none is kept."""
    found: dict[str, None] = {}
    listed = f"{row.get('Name of Common Ingredients Glossary', '')};{row['Identified INGREDIENTS or substances e.g.']}"
    title = re.split(r"\band (?:its|their)\b|\bwith the exception\b|,? except\b", row["Chemical name / INN"])[0]
    # The title first: an entry is shown by it.
    for name in [*re.split(r";|\(INN\)", title), *re.split(r";|\s/\s|\n", listed)]:
        plain = " ".join(name.replace("(*)", "").lower().split()).strip(" ,.")
        # Some rows have a stray space before a hyphen or none after a digit.
        plain = re.sub(r"\s+-(?=\w)", "-", plain)
        if 3 <= len(plain) <= LONGEST_NAME and re.search("[a-z]{3}", plain):
            found[plain] = None
    return list(found)[:MOST_NAMES]


def limit(row: dict[str, str]) -> str | None:
    """The maximum in the finished product, cut short; ``None`` where the row has none."""
    text = " ".join(row.get("Maximum concentration in ready for use preparation", "").split())
    return None if not re.search(r"\d", text) else text if len(text) <= LONGEST_LIMIT else text[:LONGEST_LIMIT] + "…"


def table(annex: str) -> dict[str, object]:
    """One annex as a document: rows of [entry, names, CAS numbers, maximum, day of the row, conditional]."""
    rows = []
    with (SOURCE / f"cosing_annex_{annex}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            entry = (row.get("Reference Number") or row.get("Reference number") or "").strip()
            called, cas = names(row), sorted(set(re.findall(r"\b\d{2,7}-\d\d-\d\b", row["CAS Number"])))
            if not entry or "moved or deleted" in row["Chemical name / INN"].lower() or not (called or cas):
                continue
            day = row["Update date"].strip()
            as_of = f"{datetime.strptime(day, '%d/%m/%Y').date()}" if day else None
            bound = bool(re.search(r"\bexcept|\bexempt|\bwhen used\b|\bif \b", row["Chemical name / INN"], re.I))
            rows.append([entry, called, cas, limit(row), as_of, bound])
    return {
        "annex": annex,
        "means": MEANS[annex],
        "attribution": ATTRIBUTION,
        "newest": max(r[4] for r in rows if r[4]),
        "columns": ["entry", "names", "cas", "maximum", "as_of", "conditional"],
        "rows": rows,
    }


def main() -> None:
    TARGET.mkdir(exist_ok=True)
    for annex in MEANS:
        made = table(annex)
        head, rows = {k: v for k, v in made.items() if k != "rows"}, made["rows"]
        lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
        path = TARGET / f"{annex}.json"
        path.write_text(json.dumps(head, ensure_ascii=False)[:-1] + f', "rows": [\n{lines}\n]}}\n', encoding="utf-8")
        print(path.name, len(rows), path.stat().st_size)


if __name__ == "__main__":
    main()
