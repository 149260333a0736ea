"""The ledger of a run in words: where every vesicle of the doses is at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exoderm.journey.parameter import Floats
from exoderm.journey.said.reading import interval, links
from exoderm.journey.trace import Tracer

FATE_WORDS = {
    "vial: wall": "stuck to the wall of the vial",
    "vial: degraded": "broken in storage",
    "vial: aggregated": "clumped in storage",
    "vial: frozen": "broken by freezing and thawing",
    "vial: dried": "broken by drying and dissolving",
    "shed": "shed with the stratum corneum",
    "skin: lymph": "drained by lymph",
    "skin: blood": "taken by blood",
    "skin: ruptured": "broken between cells",
    "skin: phagocytes": "taken by phagocytes of the skin",
    "muscle: taken up": "taken up by the muscle",
    "muscle: ruptured": "broken in the muscle",
    "body: lymph nodes": "kept by lymph nodes",
    "body: liver": "taken up by the liver",
    "body: spleen": "taken up by the spleen",
    "body: lung": "taken up by the lungs",
    "body: kidney": "taken up by the kidneys",
    "body: elsewhere": "taken up by other organs",
    "body: skin vessels": "stuck to vessels of the skin",
    "body: ruptured": "broken in blood",
    "still in: bag": "still in the bag",
    "still in: muscle": "still in the muscle",
    "still in: lymph": "still in lymph",
    "still in: blood": "still in blood",
    "still in: periphery": "still beside blood",
    "still in: surface": "still on the surface",
    "still in: follicle": "still in follicles",
    "still in: channels": "still in channels through the skin",
    "still in: tips": "still in tips of needles",
    "still in: stratum_corneum": "still in gaps of the stratum corneum",
    "still in: epidermis": "still between cells of the epidermis",
    "still in: junction": "still in the junction",
    "still in: dermis": "still in the dermis",
}


def sinks(ledger: Mapping[str, Floats], good: Any) -> dict[str, float]:
    """The mean share of what was filled that met each fate; together they are one."""
    return {_key(name): float(share[good].mean()) for name, share in ledger.items()}


def told(ledger: Mapping[str, Floats], tracer: Tracer, good: Any) -> dict[str, Any]:
    """Each fate of the ledger in words, with the interval of its share and what it rests on."""
    return {
        _key(name): {
            "label": FATE_WORDS.get(name, name), "mean": float(share[good].mean()),
            **interval(share[good]), **links(tracer.movers(share)),
        }
        for name, share in ledger.items()
    }  # fmt: skip


def _key(label: str) -> str:
    return label.replace(": ", "_").replace(" ", "_")
