"""Channels that needles or pulses of a laser leave: they fill with the dose and connect film and living skin.

How deep they are is told by needles or beam, how they close by closing. Per channel of radius a, length L, n per area:

    film and channel    G = n pi a^2 D_ch / (L/2) and an outward exudate q: inward G B(Pe), outward G B(Pe) + q,
                        Pe = q/G, B(x) = x/(exp(x) - 1)
    channel and tissue  side wall: 2 pi L D / [ln(c/a)/r + ln(b/c)], b = 1/sqrt(pi n) the radius of skin per channel
                        end: D / [(c - a)/(pi a^2 r) + 1/(4 a)]
                        with burnt tissue between a and c, in which D is r times that of the tissue (c = a: none)
    closing             both areas go as what is not yet filled, the mouth also as what its crust lets through

The resistance of a single open channel, R = L/(pi a^2 D_ch) + 1/(4 a D), is `numerics.closed.channel_resistance`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from exoderm.journey.ground import Ground, Link, Store, When
from exoderm.journey.parameter import Floats, parameter
from exoderm.journey.physics import BODY, against_flow, free_diffusion
from exoderm.journey.route.closing import Closing, mouth, unfilled, way

SHALLOWEST = 1e-7
"""m: what is less deep than a vesicle is wide holds none. Less deep than this it would exchange with the film at rates
in which the ledger drowns, so it counts as this deep."""


@dataclass(frozen=True)
class Channels:
    """Geometry and bleeding of microchannels."""

    diameter: Floats = parameter("m", "channel diameter at the surface", 1e-6, 1e-3)
    density: Floats = parameter("1/m^2", "channels per area", 0.0, 1e8)
    filling: Floats = parameter("", "share of the channel volume that the dose fills at once", 0.0, 1.0)
    exudate: Floats = parameter("m/s", "outward fluid at first, volume per skin area and time")
    exudate_fading: Floats = parameter("s", "time constant with which the exudate fades", 1.0)
    clot_hindrance: Floats = parameter("", "diffusion in the channel over free diffusion", 1e-4, 1.0)
    coagulum: Floats = parameter("m", "thickness of burnt tissue around a channel", 0.0, 1e-3)
    coagulum_ratio: Floats = parameter("", "diffusion in burnt over that in living tissue", 1e-4, 1e3)


def area_share(channels: Channels) -> Floats:
    """Share of the skin surface that is channel, (draw,)."""
    return np.asarray(channels.density * np.pi * channels.diameter**2 / 4.0)


def fading(channels: Channels, seconds: Floats) -> Floats:
    """Exudate relative to its start, (draw, time), so long after the channels were made."""
    return np.asarray(np.exp(-seconds[None, :] / channels.exudate_fading[:, None]))


def film_exchange(channels: Channels, depth: Floats) -> Floats:
    """G between film and channels per skin area, over free diffusion: n pi a^2 (D_ch/D_0) / (L/2), (draw,), 1/m."""
    return np.asarray(area_share(channels) * channels.clot_hindrance / (np.maximum(depth, SHALLOWEST) / 2.0))


def wall_exchange(channels: Channels) -> Floats:
    """Side walls, exchange per skin area and depth, over tissue diffusion, (draw,), 1/m^2."""
    radius = channels.diameter / 2.0
    apart = np.maximum(1.0 / np.sqrt(np.pi * np.maximum(channels.density, 1e-30)), 1.5 * radius)
    burnt = np.minimum(radius + channels.coagulum, apart)
    resistance = np.log(burnt / radius) / channels.coagulum_ratio + np.log(apart / burnt)
    return np.asarray(channels.density * 2.0 * np.pi / resistance)


def end_exchange(channels: Channels) -> Floats:
    """Exchange through the ends per skin area, over tissue diffusion, (draw,), 1/m."""
    radius = channels.diameter / 2.0
    burnt = channels.coagulum / (np.pi * radius**2 * channels.coagulum_ratio)
    return np.asarray(channels.density / (burnt + 1.0 / (4.0 * radius)))


def stores(
    channels: Channels, closing: Closing, ground: Ground, depth: Floats, film: Store, wet: Link
) -> tuple[Store, Store]:
    """The film as it gives to channels, and the channels beside the line.

    ``depth`` (draw,) of the channels; ``wet`` is how strong the film is, and how far it takes back, by time.
    """
    every, problems = ground.every, np.arange(ground.every.shape[0])
    bottom = np.minimum(depth, ground.bottom["dermis"])
    space = np.maximum(area_share(channels) * np.maximum(depth, SHALLOWEST), 1e-30)[every]
    lengths = ground.overlap(ground.top["epidermis"], bottom)
    end = np.argmax(ground.faces[:, 1:] >= bottom[:, None], axis=1)
    sides = wall_exchange(channels)[every][:, None] * lengths[every]
    sides[problems, end[every]] += end_exchange(channels)[every]
    wall = sides * ground.diffusion * ground.fluid
    # No channels at all, or all of them closed: no exchange rather than 0/0.
    whole = np.maximum(film_exchange(channels, depth)[every] * free_diffusion(ground.diameter, BODY), 1e-200)
    weeping = channels.exudate[every]
    length, covered = way(channels.diameter / 2.0, depth, ground.bottom["epidermis"]), ground.occluded

    def gape(when: When) -> tuple[Floats, Floats]:
        share = unfilled(closing, length, covered, when.open)[every]
        return share, share

    def passing(seconds: Floats) -> tuple[Floats, Floats]:
        outward = weeping[:, None] * fading(channels, seconds)[every]
        left = unfilled(closing, length, covered, seconds) * mouth(closing, covered, seconds)
        through = whole[:, None] * left[every]
        return through * against_flow(outward / np.maximum(through, 1e-200)), outward

    def in_from_film(when: When) -> Floats:
        inward, _ = passing(when.open)
        return np.asarray(wet(when)[0] * inward / whole[:, None])

    def out_to_film(when: When) -> Floats:
        inward, outward = passing(when.open)
        return np.asarray((inward * wet(when)[1] + outward) / (whole + weeping)[:, None])

    giving = replace(film, moves={"channels": whole / ground.thickness[every]}, moving=in_from_film)
    back = {"film": (whole + weeping) / space}
    return giving, Store("channels", wall / space[:, None], wall, {}, back, gape, out_to_film)
