"""A small molecule from an endless donor through dermatomed skin: how much is below after some time."""

from __future__ import annotations

import numpy as np

from exoderm import units
from exoderm.journey.skin.permeation import NORMAL_90, human, predict
from exoderm.numerics.draw import normal_quantile, uniforms
from exoderm.qualify.case import Case
from exoderm.qualify.experiments import Outcome, Run


def run(case: Case, how: Run) -> Outcome:
    """``permeated``: Kp C t in ug/cm^2, with Kp from logP and weight alone. The time lag is neglected."""
    logp, mw = (np.array([units.read(case.setup[key], "")]) for key in ("logp", "mw"))
    found = predict(human(), logp, mw)
    spread = (found.high - found.low) / (2.0 * NORMAL_90)
    log_kp = found.log_kp + spread * normal_quantile(uniforms(how.seed, f"qualify.{case.id}.kp", how.many().draws))
    donor, seconds = units.read(case.setup["donor"], "ug/cm^3"), units.read(case.setup["time"], "s")
    return {"permeated": 10.0**log_kp * donor * seconds}
