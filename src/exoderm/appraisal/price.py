"""What a vesicle costs: the price as the page writes it, by the declared count, and by what a run lets arrive.

    price per counted vesicle    = price / N
    price per delivered vesicle  = price / (N s)

``N`` is the number of particles that the price buys as the page declares it, ``s`` the share of them that reaches
living skin whole in a run of what the page declares. Nothing is converted, nothing is guessed: without a count or a
run the figure is null and the reason is said. A share below :data:`NOTHING` is none: the price then has no upper end.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exoderm import units
from exoderm.appraisal.finding import RunNumber
from exoderm.page.page import LabelItem
from exoderm.page.prices import Price, prices

BILLION = 1e9
NOTHING = 1e-12
"""Share of the counted particles below which nothing arrives."""


@dataclass(frozen=True)
class Priced:
    """A price with the number of particles that it buys, if the page lets that be told."""

    price: Price
    buys: str
    """What it buys, in words."""
    count: float | None
    reason: str | None
    """Why there is no count."""


def read(label: Sequence[LabelItem], declared: Mapping[str, Any]) -> Priced | None:
    """The price that a page declares; ``None`` where none stands."""
    items = {item.item: item for item in label}
    cost = items.get("cost")
    if cost is None or cost.status != "declared" or cost.passage is None:
        return None
    price = next(prices(cost.passage), None)
    if price is None:
        return None
    counted = items.get("dose_particles")
    return _counted(price, counted.value if counted is not None else None, declared.get("product") or {})


def _counted(price: Price, stated: str | None, product: Mapping[str, Any]) -> Priced:
    per_ml, volume = product.get("concentration", "undeclared"), product.get("volume", "undeclared")
    millilitres = price.volume or (float(units.read(volume, "mL")) if volume != "undeclared" else None)
    buys = (
        f"{millilitres:g} mL" if millilitres and price.each != "session" else f"one {price.each}" if price.each else ""
    )
    number, _, basis = (stated or "").partition(" particle/")
    if basis and basis == price.each:
        return Priced(price, f"one {basis}", float(number), None)
    if price.each == "month":
        return Priced(price, "one month", None, "How much of it a month takes is not said.")
    if price.each == "session":
        return Priced(price, "one session", None, "How many vesicles a session takes is not said.")
    if basis == "vial":
        return Priced(price, buys or "one vial", float(number), None)
    if per_ml == "undeclared":
        return Priced(price, buys, None, "How many vesicles it holds is not said.")
    if millilitres is None:
        return Priced(price, buys, None, "How many millilitres the price buys is not said.")
    count = float(units.read(per_ml, "particle/mL")) * millilitres
    # The scenario holds three digits: no more are shown.
    return Priced(price, buys, float(f"{count:.3g}"), None)


def section(priced: Priced | None, reaching: RunNumber | None) -> dict[str, Any] | None:
    """The price as it stands in the document; ``None`` where no price stands on the page."""
    if priced is None:
        return None
    price, count = priced.price, priced.count
    each = _finite(price.amount / count) if count else None
    delivered = None
    reason = priced.reason
    if each is not None and reaching is not None:
        shares = (reaching.median, reaching.high, reaching.low)
        ends = [_finite(each / share) if share > NOTHING else None for share in shares]
        delivered = dict(zip(("median", "low", "high"), ends, strict=True))
    elif each is not None:
        reason = "No run stands beside the price, so that what arrives is not known."
    return {
        "amount": price.amount,
        "currency": price.currency,
        "buys": priced.buys or None,
        "passage": price.passage,
        "counted": count,
        "per_vesicle": each,
        "per_billion": None if each is None else each * BILLION,
        "per_delivered": delivered,
        "per_billion_delivered": delivered and {k: v and _finite(v * BILLION) for k, v in delivered.items()},
        "quantity": reaching.quantity if delivered and reaching else None,
        "reason": reason,
    }


def _finite(x: float) -> float | None:
    return x if math.isfinite(x) else None
