"""The words that cards, pages and scenarios share, each with its plain name; a term not listed here is refused."""

from __future__ import annotations

from typing import Literal, get_args

Route = Literal[
    "topical_intact", "topical_compromised", "microneedle", "laser", "electroporation", "iontophoresis", "sonophoresis",
    "injection", "intravenous", "intramuscular", "aerosol_wound", "wound", "oral", "mixed", "bench", "unknown",
]  # fmt: skip

Species = Literal["human", "animal", "plant", "microbe", "synthetic", "mixed", "unknown"]

Preparation = Literal[
    "vesicles", "conditioned_medium", "platelet_extract", "engineered_vesicles", "liposomes", "particles", "molecules",
    "not_applicable", "unknown",
]  # fmt: skip

Family = Literal[
    "wrinkle", "pigmentation", "barrier", "hydration", "inflammation", "acne", "hair", "wound", "scar", "turnover",
    "rejuvenation", "elasticity", "downtime", "penetration", "safety", "regulation", "mechanism", "comparison",
    "composition", "identity", "storage", "usage", "evidence", "market", "biodistribution", "other-medical",
]  # fmt: skip

ClaimType = Literal[
    "definition", "mechanism", "efficacy", "penetration", "safety", "regulation", "comparison", "composition",
    "storage", "usage", "evidence", "market",
]  # fmt: skip

Population = Literal["human", "animal", "in-vitro", "none"]
Certainty = Literal["asserted", "hedged", "negated", "question"]
Level = Literal["E0", "E1", "E2", "E3", "E4", "E5", "E6", "E7"]

Verdict = Literal[
    "supported", "supported_limited", "preliminary", "preclinical_only", "not_transferable", "unsupported",
    "contradicted", "overstated", "not_checkable",
]  # fmt: skip

Flag = Literal["outdated", "regulatory", "safety", "out_of_scope", "unknown_term", "own_level", "interest"]

ROUTE_WORDS: dict[str, str] = {
    "topical_intact": "on undamaged skin",
    "topical_compromised": "on skin with a damaged barrier",
    "microneedle": "after or with microneedles",
    "laser": "after a laser that opens the skin",
    "electroporation": "with electroporation",
    "iontophoresis": "with iontophoresis",
    "sonophoresis": "with ultrasound",
    "injection": "injected into the skin",
    "intravenous": "into a vein",
    "intramuscular": "into a muscle",
    "aerosol_wound": "sprayed on a wound",
    "wound": "on a wound",
    "oral": "swallowed",
    "mixed": "by several routes",
    "bench": "in the laboratory",
    "unknown": "by a route that is not stated",
}

SPECIES_WORDS: dict[str, str] = {
    "human": "human",
    "animal": "animal",
    "plant": "plant",
    "microbe": "microbial",
    "synthetic": "synthetic",
    "mixed": "of several sources",
    "unknown": "of a source that is not stated",
}

PREPARATION_WORDS: dict[str, str] = {
    "vesicles": "vesicles",
    "conditioned_medium": "the liquid in which cells were grown",
    "platelet_extract": "an extract of blood platelets",
    "engineered_vesicles": "vesicles that were loaded or altered",
    "liposomes": "artificial fat bubbles (liposomes)",
    "particles": "other particles",
    "molecules": "single substances",
    "not_applicable": "no preparation",
    "unknown": "a preparation that is not stated",
}

PEOPLE_LETTER: dict[str, str] = {
    "supported": "A",
    "supported_limited": "A",
    "preliminary": "B",
    "preclinical_only": "C",
    "unsupported": "D",
    "overstated": "D",
    "not_transferable": "D",
    "contradicted": "E",
    "not_checkable": "-",
}
"""Nine verdict words are for machines; people read six letters."""

LETTER_WORDS: dict[str, str] = {
    "A": "holds",
    "B": "early signs",
    "C": "only in the laboratory",
    "D": "not shown",
    "E": "wrong",
    "-": "can't be checked",
}

VERDICTS: tuple[str, ...] = get_args(Verdict)
CLAIM_TYPES: tuple[str, ...] = get_args(ClaimType)
LEVELS: tuple[str, ...] = get_args(Level)
