"""Signs that are taken for a standing that they do not give: a register number, a notified cosmetic, a reagent.

The traps are those of ``data/verdict/traps.yaml``: a sentence that joins sign and standing walks into one, a sentence
that keeps them apart is right.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exoderm.appraisal import lawbook
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding
from exoderm.library.terms import Flag
from exoderm.page.ideas import Ideas


def trap(ideas: Ideas) -> Mapping[str, Any] | None:
    """The trap that a sentence walks into or warns of; one that only shows the sign is no case yet."""
    if ideas.has("warned"):
        return None
    return next(
        (
            trap
            for trap in lawbook.traps()
            if ideas.has(*trap["sign"])
            and all(ideas.has(need) for need in trap.get("needs", ()))
            and (ideas.has(*trap["taken_for"]) or (ideas.has("unapproved") and "approved" in trap["taken_for"]))
        ),
        None,
    )


def sign_alone(ideas: Ideas, context: Context) -> Mapping[str, Any] | None:
    """A sign that on the page of a product is worth a flag by itself, such as "for research use only"."""
    if not context.product or ideas.has("warned"):
        return None
    return next((trap for trap in lawbook.traps() if trap.get("alone") and ideas.says(*trap["sign"])), None)


def trapped(trap: Mapping[str, Any], ideas: Ideas, context: Context) -> Finding:
    """What a sentence with such a sign makes of it."""
    signs = ideas.of(*trap["sign"])
    # "Licence" is a word of approval too: what stands inside the sign itself concludes nothing from it.
    taken = [m for m in ideas.of(*trap["taken_for"]) if not any(s.start < m.end and m.start < s.end for s in signs)]
    records = lawbook.records(context.laws[i] for i in trap["laws"] if i in context.laws)
    apart = ideas.says("unapproved", "only_planned") or any(m.denied for m in taken)
    if apart and not any(m.idea == "approved" and not m.denied for m in taken):
        return lawbook.finding("supported", trap["why"], records)
    flags: tuple[Flag, ...] = ("regulatory", "safety") if trap["id"] == "research_only" else ("regulatory",)
    return lawbook.finding(trap["joined"], trap["why"], records, flags)
