"""How far a generated scenario may set each number: bounds far wider than any card's, by route and device."""

from __future__ import annotations

# Numbers that a user may set, with bounds far wider than any card's.
EXTREMES = {
    "skin.stratum_corneum.defect_share": (1e-12, 1.0, ""),
    "skin.stratum_corneum.tight_share": (1e-10, 1.0, ""),
    "skin.layers.dermis": (2e-4, 4e-3, "m"),
    "skin.hindrance.permeability": (1e-19, 1e-13, "m^2"),
    "skin.hindrance.give": (1e-3, 0.89, ""),
    "skin.clefts.width": (1e-8, 2e-6, "m"),
    "skin.clefts.permeability": (1e-19, 1e-13, "m^2"),
    "skin.basement.pore": (2e-9, 2e-6, "m"),
    "skin.basement.porosity": (1e-4, 1.0, ""),
    "skin.clearance.motion": (1e-3, 1.0, ""),
    "skin.clearance.opening": (1e-7, 9e-4, "m"),
    "skin.hindrance.corona": (0.0, 9e-8, "m"),
    "skin.hindrance.binding": (1e-3, 1e3, ""),
    "skin.flow.velocity": (1e-12, 9e-6, "m/s"),
    "skin.clearance.phagocytes": (1e-9, 1e-1, "1/s"),
    "skin.clearance.lymph_protein": (1e-7, 1e-2, "1/s"),
    "container.wall.sticking": (1e-13, 1e-3, "m/s"),
    "container.wall.sites": (1e6, 1e16, "particle/m^2"),
    "carrier.decay.rate_at_4c": (1e-12, 1e-4, "1/s"),
    "carrier.aggregation.stability_ratio": (1.0, 1e12, ""),
    "donor.population.median_diameter": (3e-8, 5e-7, "m"),
}
OF_A_CELL = {
    "uptake.clearance": (1e-22, 1e-15, "m^3/(s*cell)"),
    "uptake.sites": (1.0, 1e9, "particle/cell"),
    "uptake.affinity": (1e-3, 1e3, ""),
    "uptake.shallowest": (0.0, 3e-3, "m"),
}
"""The same of any receiving cell."""
OF_A_BODY = {
    "body.blood.to_periphery": (1e-8, 1e-1, "1/s"),
    "body.blood.from_periphery": (1e-8, 1e-1, "1/s"),
    "body.organs.uptake": (1e-8, 1e-1, "1/s"),
    "body.organs.half_filled": (1e3, 1e20, "particle"),
    "body.vessels.extraction": (1e-9, 1.0, ""),
    "body.vessels.albumin_ratio": (1e-3, 1.0, ""),
    "body.nodes.onward": (1e-8, 1e-1, "1/s"),
    "body.nodes.kept": (1e-6, 1.0, ""),
    "skin.clearance.capillary_pore": (4e-9, 1e-6, "m"),
}
"""Of what lies beside the skin, for a dose into a vein or a muscle."""
FILM = {
    "route.film.evaporation": (1e-9, 1e-6, "m/s"),
    "route.film.rupture": (1e-9, 1e-2, "1/s"),
    "route.follicle.crossing": (1e-9, 1e-3, "1/s"),
    "route.follicle.wall_gap": (1e-9, 1e-5, "m"),
    "route.follicle.filling": (1e-3, 1.0, ""),
}
CHANNELS = FILM | {
    "route.channels.exudate": (1e-12, 1e-6, "m/s"),
    "route.closing.crust_half_life": (10.0, 1e6, "s"),
    "route.closing.crust_passage": (1e-3, 1.0, ""),
    "route.closing.growth": (1e-11, 1e-7, "m/s"),
    "route.channels.density": (1e3, 1e7, "1/m^2"),
    "route.channels.clot_hindrance": (1e-3, 1.0, ""),
    "route.channels.coagulum": (0.0, 3e-4, "m"),
    "route.channels.coagulum_ratio": (1e-3, 1e2, ""),
}
PORES = FILM | {
    "route.poration.open_share": (1e-9, 0.3, ""),
    "route.poration.pore_radius": (1e-9, 1e-5, "m"),
    "route.poration.pore_spread": (1.0, 6.0, ""),
    "route.poration.half_life": (10.0, 1e6, "s"),
}
BEAM = {"route.beam.energy_per_volume": (5e8, 5e10, "J/m^3")}
NEEDLES = {
    "route.needles.insertion_share": (0.01, 0.2, ""),
    "skin.layers.dermis": (1.2e-3, 4e-3, "m"),  # the longest needles below must fit, at 95 years too
}
OF_ROUTE = {
    "topical": FILM,
    "topical_massage": FILM | {
        "route.ratchet.step_height": (1e-8, 1e-5, "m"),
        "route.ratchet.stroke": (1e-9, 1e-2, "m"),
    },
    "microneedle_roller": CHANNELS | NEEDLES,
    "stamp": CHANNELS | NEEDLES,
    "ablative_laser": CHANNELS | BEAM,
    "non_ablative_laser": PORES | BEAM | {"route.columns.coagulum_ratio": (1e-3, 1e2, "")},
    "electroporation": PORES,
    "sonophoresis": PORES,
    "iontophoresis": FILM | {
        "route.current.mobility": (-5e-8, 5e-8, "m^2/(V*s)"),
        "route.current.resistance": (1e-3, 50.0, "ohm*m^2"),
        "route.current.conductivity": (1e-2, 5.0, "S/m"),
    },
    "wound_spray": FILM | {
        "route.spray.deposited": (0.02, 1.0, ""),
        "route.spray.survival": (1e-6, 1.0, ""),
    },
    "dissolving_needles": NEEDLES | {
        "route.tips.inserted_share": (1e-6, 1.0, ""),
        "route.tips.tip_share": (0.01, 1.0, ""),
        "route.tips.dissolution": (1e-7, 1.0, "1/s"),
    },
    "hollow_needles": NEEDLES | {
        "route.blebs.backflow": (1e-6, 1.0, ""),
        "route.blebs.height": (1e-5, 3e-3, "m"),
    },
    "intradermal": {
        "route.injection.backflow": (1e-6, 1.0, ""),
        "route.injection.spread": (0.01, 1.0, ""),
    },
    "intravenous": OF_A_BODY | {"route.infusion.left_behind": (1e-6, 1.0, "")},
    "intramuscular": OF_A_BODY | {
        "route.intramuscular.backflow": (1e-6, 1.0, ""),
        "body.muscle.uptake": (1e-8, 1e-1, "1/s"),
    },
}  # fmt: skip
"""Every route card has a line here; a test asks."""
LENGTH = {"needle_length": (0.1, 0.9, "mm")}
OPENED = {"needle_length": (0.1, 2.5, "mm"), "density": (10.0, 900.0, "1/cm^2")}
PULSES = {"pulse_energy": (0.5, 200.0, "mJ"), "density": (1.0, 2000.0, "1/cm^2")}
SETTINGS = {
    "topical": {"filling": (0.01, 1.0, ""), "clearing": (1e-9, 1e-3, "1/s")},
    "microneedle_roller": OPENED,
    "stamp": OPENED | LENGTH,
    "ablative_laser": PULSES,
    "non_ablative_laser": PULSES,
    "iontophoresis": {"current_density": (1e-3, 4.0, "mA/cm^2"), "duration": (0.02, 20.0, "hour")},
    "dissolving_needles": LENGTH,
    "hollow_needles": LENGTH,
    "intradermal": {"centre": (0.0, 1.0, "")},
}
TOGETHER = (PULSES, SETTINGS["iontophoresis"])
"""Settings that are given all or none."""
