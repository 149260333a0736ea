"""What a rule may look at beside the claim: today's date, the shelf, the label and what the page declares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from exoderm.appraisal.fact import Fact
from exoderm.appraisal.origin import Clash
from exoderm.evidence.law import Law
from exoderm.evidence.risk import Risk
from exoderm.evidence.study import Study
from exoderm.library.terms import Preparation, Route, Species
from exoderm.page.page import LabelItem


@dataclass(frozen=True)
class Context:
    """The shelf and the page around a claim; nothing here changes while a page is appraised."""

    today: date
    studies: Mapping[str, Study]
    facts: Mapping[str, Fact]
    laws: Mapping[str, Law]
    risks: Mapping[str, Risk] = field(default_factory=dict)
    label: tuple[LabelItem, ...] = ()
    route: Route = "unknown"
    """How the page as a whole says that its product is used."""
    species: Species = "unknown"
    preparation: Preparation = "unknown"
    product: bool = False
    """Whether the page offers a product or a treatment, so that its dose counts."""
    dose_declared: bool = False
    clash: Clash | None = None
    """Sentences of the page that give its product a plant's source and human material, if there are such."""
