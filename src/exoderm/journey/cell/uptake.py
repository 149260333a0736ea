"""How a cell takes vesicles out of the fluid around it: it binds them at finite sites and draws the bound ones in.

    dB/dt = k_on C (1 - B/B_max) - (k_off + k_int) B        k_int B is taken in per time

Binding relaxes within 1/(k_off + k_int), minutes, and is taken as settled (quasi-steady):

    taken in per cell and time = CL C / (1 + C / C_half)
    CL = k_on k_int / (k_off + k_int)        C_half = B_max k_int / CL = B_max (k_off + k_int) / k_on

CL is the fluid that a cell clears of vesicles per time, far from saturation: what a well shows, and the same number in
a well and in the dermis. So it is what a card gives, and k_on follows from it. The receiving cell sets it; what the
vesicles bear multiplies k_on by ``affinity``, and so do keys that fit its keyholes
(:mod:`exoderm.journey.cell.keyholes`).

What the settled form leaves out is less than the vesicles bound at that moment, so it errs by at most 1/(k_int t) of
what is taken up from a steady fluid by the time t. See docs/stage/cell.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter

LEAST = 1e-60
"""m^3/(s cell): stands for no clearance at all where one divides by it."""


@dataclass(frozen=True)
class Uptake:
    """Uptake by one type of cell, and where such cells lie."""

    clearance: Floats = parameter("m^3/(s*cell)", "fluid cleared of vesicles per cell and time, far from saturation")
    affinity: Floats = parameter(
        "", "binding beside that of vesicles to which no ligand for such cells was added", 0.0, 1e6
    )
    sites: Floats = parameter("particle/cell", "vesicles that a cell can hold bound at one time", 1.0, 1e9)
    internalisation: Floats = parameter("1/s", "rate at which bound vesicles are taken in", 1e-7, 1e2)
    detachment: Floats = parameter("1/s", "rate at which bound vesicles let go again", 0.0, 1e2)
    density_epidermis: Floats = parameter("cell/m^3", "such cells per volume of living epidermis")
    density_dermis: Floats = parameter("cell/m^3", "such cells per volume of the dermis where they lie")
    shallowest: Floats = parameter("m", "depth below the top of the dermis above which none of its such cells lie")
    phagocyte: Floats = parameter("", "whether the skin's sink of phagocytes stands for such cells too", 0.0, 1.0)


def cleared(uptake: Uptake) -> Floats:
    """Fluid cleared per cell and time with the ligands that the vesicles bear, (draw,), m^3/(s cell)."""
    return uptake.clearance * uptake.affinity


def binding(uptake: Uptake) -> Floats:
    """k_on = CL (k_off + k_int) / k_int, (draw,), m^3/(s cell)."""
    return cleared(uptake) * (uptake.detachment + uptake.internalisation) / uptake.internalisation


def half_saturation(uptake: Uptake) -> Floats:
    """Concentration in the fluid at which uptake is half of its largest, (draw,), particle/m^3."""
    return uptake.sites * uptake.internalisation / np.maximum(cleared(uptake), LEAST)


def largest(uptake: Uptake) -> Floats:
    """Most that a cell takes in per time, k_int B_max, (draw,), particle/(s cell); none where nothing binds."""
    return cleared(uptake) * half_saturation(uptake)
