"""Exposure outside the skin in sentences: what leaves it or goes round it, who gets most, what blood has anyway."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exoderm import words

ORGANS = ("liver", "spleen", "lung", "kidney", "elsewhere")


def sentences(found: Mapping[str, Any]) -> list[str]:
    """Two sentences on the part ``outside`` of a run's document; none where it is missing."""
    if not found:
        return []
    return [_leaving(found), *_beside(found.get("circulating") or {})]


def _leaving(found: Mapping[str, Any]) -> str:
    came, drained = _share(found.get("into_blood")), _share(found.get("drained"))
    said = f"outside the skin, {found.get('when')}: {came} of the dose come to blood as whole vesicles"
    if (found.get("drained") or {}).get("median"):
        said += f", {drained} are drained from the skin by lymph"
    organs = [p for p in found.get("places") or () if p.get("place") in ORGANS and (p.get("came") or {}).get("median")]
    if organs:
        most = max(organs, key=lambda p: p["came"]["median"])
        said += f"; of the organs, most comes to the {most['label']}, {_share(most['came'])}"
    return words.sentence(said)


def _beside(own: Mapping[str, Any]) -> list[str]:
    """Against the body's own vesicles, and for how long blood holds noticeably more."""
    ratio = own.get("ratio") or {}
    if not ratio:
        return []
    said = f"for each own vesicle in plasma, what comes to blood is {_ratio(ratio)}"
    raised = own.get("raised_h") or {}
    above = words.percent(own.get("raised_above"))
    if not raised.get("high"):
        said += f"; at no time does it add {above} to what circulates"
    else:
        longest = words.duration((raised.get("high") or 0.0) * 3600.0)
        middle = words.duration((raised.get("median") or 0.0) * 3600.0)
        said += f"; it adds {above} or more to what circulates for {middle} (up to {longest})"
    return [words.sentence(said)]


def _share(amount: Mapping[str, Any] | None) -> str:
    share = (amount or {}).get("of_dose") or {}
    return words.interval(share.get("median"), share.get("low"), share.get("high"))


def _ratio(ratio: Mapping[str, Any]) -> str:
    return words.interval(ratio.get("median"), ratio.get("low"), ratio.get("high"), words.against)
