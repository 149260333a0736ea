"""What records found of vesicles on each way into the skin, set against what a sentence says of it.

Through undamaged horny layer, past an opened one, along follicles, with electric pulses; small molecules follow a rule
of their own.
"""

from __future__ import annotations

from typing import Literal

from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding, Record
from exoderm.evidence.study import Study
from exoderm.page.ideas import Ideas
from exoderm.page.page import Claim

Way = Literal["intact", "opened", "follicle", "electric"]
Says = Literal["cross", "held", "little", "open", "nothing"]
_CHANGE = "A measurement of whole vesicles below the undamaged horny layer of living people would change this."


def intact(what: Says, claim: Claim, ideas: Ideas, context: Context) -> Finding:
    """On undamaged skin: labelled vesicles stayed in the horny layer."""
    hold, cross = _vesicles_on_intact(context)
    surrogates = [
        s
        for s in _penetration(context, "intact")
        if s.preparation in ("liposomes", "particles") and s.direction == "against"
    ]
    records = tuple(
        [Record(s.id, s.level) for s in hold]
        + [Record(s.id, s.level, ("source",)) for s in surrogates[:3]]
        + [Record(s.id, s.level, against=True) for s in cross]
    )
    found = (
        "Labelled vesicles put on undamaged human skin stayed in the horny layer, "
        "and less than one part in a hundred came out below"
    )
    if not hold:
        return _finding("not_checkable", "No record followed vesicles on undamaged skin.", ())
    if what in ("held", "little"):
        if ideas.says("precondition") or (what == "little" and ideas.says("lowers_passage") and ideas.says("opened")):
            return _finding("contradicted", "Damage to the barrier lets more through, not less.", records)
        return _finding("supported", f"{found}; the sentence agrees with that.", records)
    if ideas.says("precondition"):
        return _finding(
            "contradicted",
            "An undamaged barrier is what keeps vesicles out, not what lets them in.",
            records,
            (_CHANGE,),
        )
    if (claim.certainty == "hedged" or ideas.says("possible")) and not ideas.refutes:
        return _finding(
            "unsupported", f"{found}; that they might pass all the same has not been shown.", records, (_CHANGE,)
        )
    return _finding("contradicted", f"{found}.", records, (_CHANGE,))


def opened(what: Says, claim: Claim, ideas: Ideas, context: Context) -> Finding:
    """Past a horny layer that needles, a laser or damage opened."""
    studies = _penetration(context, "opened")
    records = tuple(Record(s.id, s.level) for s in studies[:5])
    if what == "held" or (what == "little" and ideas.says("lowers_passage")):
        return _finding(
            "contradicted",
            "Where needles, a laser or damage open the horny layer, more gets into the skin, not less.",
            records,
        )
    if what == "cross" and ideas.says("large_share") and claim.certainty != "hedged":
        return _finding(
            "unsupported",
            "An opened horny layer lets some vesicles in; that most or all of them pass has not been measured.",
            records,
        )
    return _finding(
        "supported",
        "Needles, lasers and injection make a way past the horny layer, so vesicles can get below it; how many "
        "do depends on the device.",
        records,
        ("A count of whole vesicles below the surface after this device would say how many.",),
    )


def follicle(what: Says, claim: Claim, ideas: Ideas, context: Context) -> Finding:
    """Along hair follicles: particles get in, not across."""
    studies = _penetration(context, "follicle")
    records = tuple(Record(s.id, s.level, ("source",)) for s in studies[:4])
    if what in ("held", "little"):
        return _finding(
            "supported",
            "Particles were found lying in hair follicles; that anything near the size of a vesicle crossed "
            "their wall was not shown.",
            records,
        )
    return _finding(
        "unsupported",
        "Particles of this size get into hair follicles, but nobody has shown that vesicles leave them for the "
        "living skin.",
        records,
        ("Vesicles followed across the wall of a follicle would change this.",),
    )


def electric(what: Says, claim: Claim, ideas: Ideas, context: Context) -> Finding:
    """With pulses, currents or ultrasound: nobody has measured it."""
    studies = [s for s in context.studies.values() if s.route in ("electroporation", "iontophoresis", "sonophoresis")]
    return _finding(
        "unsupported",
        "Nobody has measured how many vesicles electric pulses, currents or ultrasound carry through skin.",
        tuple(Record(s.id, s.level, ("outcome",)) for s in studies[:3]),
        ("A count of whole vesicles in skin with and without the device would change this.",),
    )


def label(same: bool, context: Context) -> Finding:
    """That a label seen below is not yet a whole vesicle there; ``same``: whether the sentence denies it."""
    followed = [s for s in _penetration(context, "intact") if any("not intact vesicles" in b for b in s.bias)]
    return _finding(
        "contradicted" if same else "supported",
        "What was followed in skin is a label, which can part from its vesicle; a label below is not yet a whole "
        "vesicle there.",
        tuple(Record(s.id, s.level) for s in followed),
    )


def unsettled(way: Way, context: Context) -> Finding:
    """That it is open how much gets through."""
    hold, cross = _vesicles_on_intact(context)
    records = tuple([Record(s.id, s.level) for s in hold] + [Record(s.id, s.level, against=True) for s in cross])
    return _finding(
        "supported",
        "How much gets through living human skin, and whether it is enough to act, has not been settled; "
        "laboratory records point to very little.",
        records,
    )


def of_molecules(ideas: Ideas, what: Says, way: Way, context: Context) -> Finding:
    """Of molecules, which pass by their size."""
    studies = [s for s in _penetration(context, "intact") if s.preparation == "molecules"]
    records = tuple(Record(s.id, s.level) for s in studies)
    if ideas.says("raises_passage") and way == "intact":
        return _finding("unsupported", "Nobody has shown that vesicles help other ingredients through the skin.", ())
    if not ideas.has("molecule", "large_molecule"):
        return _finding(
            "not_checkable", "Which ingredient is meant, and how large it is, the sentence does not say.", ()
        )
    small = ideas.has("molecule") and not ideas.has("large_molecule")
    crosses = what == "cross"
    if way != "intact":
        return _finding(
            "supported" if crosses else "contradicted", "An opened horny layer lets molecules of any size in.", records
        )
    if small == crosses:
        word: Literal["supported", "contradicted"] = "supported"
    else:
        word = "contradicted"
    return _finding(
        word,
        "Small molecules, up to about 500 dalton, can pass undamaged skin and larger ones hardly do; it says "
        "nothing of whole vesicles.",
        records,
    )


def _penetration(context: Context, way: Way) -> list[Study]:
    """Penetration records of one way into the skin, in a fixed order: vesicles first, then stand-ins."""
    groups = {
        "intact": ("topical_intact",),
        "opened": ("microneedle", "laser", "injection", "topical_compromised", "mixed"),
        "follicle": ("topical_intact",),
        "electric": ("electroporation", "iontophoresis", "sonophoresis"),
    }
    studies = [s for s in context.studies.values() if "penetration" in s.families and s.route in groups[way]]
    if way == "follicle":
        studies = [s for s in studies if s.preparation == "particles" and s.direction in ("mechanism", "mixed")]
    return sorted(studies, key=lambda s: (s.preparation != "vesicles", s.id))


def _vesicles_on_intact(context: Context) -> tuple[list[Study], list[Study]]:
    """Records of vesicles on undamaged skin: those in which they were held back, those that report passage."""
    studies = [s for s in _penetration(context, "intact") if s.preparation in ("vesicles", "engineered_vesicles")]
    hold = [s for s in studies if s.direction in ("against", "no_difference")]
    return hold, [s for s in studies if s.direction.startswith("favours")]


def _finding(
    word: Literal["supported", "contradicted", "unsupported", "not_checkable"],
    reason: str,
    records: tuple[Record, ...],
    change: tuple[str, ...] = (),
) -> Finding:
    return Finding("penetration", word, reason, records, would_change=change, asks_run=word != "not_checkable")
