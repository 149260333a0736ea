"""What moves along a line of cells, leaks from it, and is exchanged with the stores beside it.

For each problem, with c the concentration in a cell, V its capacity, K its partition, and M the amounts of the stores:

    V dc/dt = F(above) - F(below) - sinks V c - vmax c / (half + |c|) V + source + sum_j (f_j out_j M_j - b_j back_j c)
    F       = G [B(-Pe) c/K (above) - B(Pe) c/K (below)],   Pe = q / G,   B(x) = x / (exp(x) - 1)
    dM_j/dt = - sum_i (f_j out_ji M_j - b_j back_ji c_i) - moves and losses of j + moves into j

G = conductance + conductance_vary face_factor(t) and q = flow + flow_vary flow_factor(t), downward positive. What flows
with q is c/K. The outside concentrations have K = 1. A face with neither conductance nor flow is sealed.

The engine has no units: use one set of units for amount, length and time throughout. P problems are independent of one
another: none can see who shares its batch, and the same input gives the same bits whatever the batch or the threads.
Shapes are written with P problems, n cells, m stores, S sinks, U saturable sinks, R fates of the stores, T time nodes.

This file holds the records only and loads no compiled code; `transport.advance` solves.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_AXES = {
    "capacity": "Pn", "conductance": "Pf", "conductance_vary": "Pf", "flow": "Pf", "flow_vary": "Pf",
    "partition": "Pn", "outside": "P2", "sink": "PSn", "saturable_max": "PUn", "saturable_half": "PUn",
    "source": "Pn", "store_move": "Pmm", "store_sink": "PmR", "link_out": "Pmn", "link_back": "Pmn",
    "move_factor": "PmT", "sink_factor": "PmT", "link_factor": "PmT", "back_factor": "PmT",
    "face_factor": "PT", "flow_factor": "PT",
}  # fmt: skip
FACTORS = ("move_factor", "sink_factor", "link_factor", "back_factor", "face_factor", "flow_factor")
_SIGNED = ("flow", "flow_vary", "conductance_vary", "face_factor", "flow_factor")
_POSITIVE = ("capacity", "partition", "saturable_half")


@dataclass(frozen=True)
class Line:
    """P lines of n cells with m stores beside each; build it with `build_line`, which fills what is absent."""

    capacity: Floats  # (P, n) amount per unit concentration
    conductance: Floats  # (P, n+1) area x diffusivity / distance at each face; faces 0 and n look outside
    conductance_vary: Floats  # (P, n+1) part multiplied by face_factor(t)
    flow: Floats  # (P, n+1) volume per time through each face, downward positive
    flow_vary: Floats  # (P, n+1) part multiplied by flow_factor(t)
    partition: Floats  # (P, n) c/K is continuous
    outside: Floats  # (P, 2) concentrations outside faces 0 and n
    sink: Floats  # (P, S, n) first-order loss, 1/time
    saturable_max: Floats  # (P, U, n) largest uptake, concentration/time
    saturable_half: Floats  # (P, U, n) concentration at half of it
    source: Floats  # (P, n) amount/time
    store_move: Floats  # (P, m, m) rate from store i to store j, 1/time
    store_sink: Floats  # (P, m, R) rate from a store to a fate, 1/time
    link_out: Floats  # (P, m, n) rate from a store into a cell, 1/time
    link_back: Floats  # (P, m, n) volume/time from a cell back into a store
    move_factor: Floats  # (P, m, T) multiplies what leaves a store for other stores
    sink_factor: Floats  # (P, m, T) multiplies what leaves a store for its fates
    link_factor: Floats  # (P, m, T) multiplies what a store gives to the cells
    back_factor: Floats  # (P, m, T) multiplies what the cells give back to a store; link_factor where not given
    face_factor: Floats  # (P, T)
    flow_factor: Floats  # (P, T)


@dataclass(frozen=True)
class Account:
    """Where the amounts went since the start of the interval; every entry is an integral made by the step itself.

    Leading axes are those of the state it belongs to: (P,) at the end, (P, K) at K observed nodes.
    """

    sinks: Floats  # (..., S)
    saturable: Floats  # (..., U)
    store_sinks: Floats  # (..., R)
    inflow: Floats  # (..., 2) came in through face 0 and face n
    outflow: Floats  # (..., 2) left through face 0 and face n
    source: Floats  # (...)
    passed: Floats  # (..., m) net amount that each store gave to the cells (within the system: not part of the balance)
    exposure: Floats  # (..., n) integral of concentration over time: sink x capacity x exposure is the loss of one cell


@dataclass(frozen=True)
class Seen:
    """The states at the observed time nodes."""

    cells: Floats  # (P, K, n)
    stores: Floats  # (P, K, m)
    account: Account


@dataclass(frozen=True)
class Advance:
    """State and account at the end of the interval, and what was seen on the way."""

    cells: Floats  # (P, n)
    stores: Floats  # (P, m)
    account: Account
    seen: Seen
    redone: NDArray[np.int64]  # (P,) steps repeated as backward Euler (below zero, or misled by uptake)


def build_line(capacity: ArrayLike, conductance: ArrayLike, **parts: ArrayLike) -> Line:
    """Make a line from the parts that exist: what is left out is absent (partition and factors: 1).

    Arrays may lack leading or have length-1 axes where NumPy can broadcast them to the shapes of `Line`. A factor of
    one time node, such as those that are left out, serves any schedule.
    Raises TypeError for a part that `Line` has not, ValueError for a shape or a value that cannot be.
    """
    given = {name: np.asarray(part, dtype=np.float64) for name, part in parts.items()}
    unknown = sorted(set(given) - set(_AXES))
    if unknown:
        raise TypeError(f"a line has no part {unknown[0]!r}; its parts are {', '.join(_AXES)}")
    if "link_factor" in given:
        given.setdefault("back_factor", given["link_factor"])
    given["capacity"] = np.asarray(capacity, dtype=np.float64)
    given["conductance"] = np.asarray(conductance, dtype=np.float64)
    size = {"2": 2, "T": 1, "S": 0, "U": 0, "m": 0, "R": 0, "P": 1, "n": given["capacity"].shape[-1]}
    size["f"] = size["n"] + 1
    for letter in "PmSUR":
        for name, array in given.items():
            place = len(_AXES[name]) - _AXES[name].find(letter)
            if letter in _AXES[name] and array.ndim >= place:
                size[letter] = max(size[letter], array.shape[-place])
    built = {}
    for name, axes in _AXES.items():
        array = given.get(name, np.asarray(1.0 if name in (*FACTORS, "partition") else 0.0))
        size["T"] = array.shape[-1] if array.ndim else 1
        shape = tuple(size[letter] for letter in axes)
        try:
            built[name] = np.array(np.broadcast_to(array, shape), dtype=np.float64)
        except ValueError:
            raise ValueError(f"line: {name} has shape {array.shape}, but {axes} = {shape} is needed") from None
    line = Line(**built)
    check_line(line)
    return line


def check_line(line: Line) -> None:
    """Refuse shapes that disagree and values that no line can have; raises ValueError with the part and the place."""
    size = {"2": 2, "n": line.capacity.shape[1], "f": line.capacity.shape[1] + 1}
    for part in fields(line):
        array: Floats = getattr(line, part.name)
        axes = _AXES[part.name]
        if array.ndim != len(axes):
            raise ValueError(f"line: {part.name} has {array.ndim} axes, but {len(axes)} ({axes}) are needed")
        for letter, length in zip(axes, array.shape, strict=True):
            if letter != "T" and size.setdefault(letter, length) != length:
                needed = f"axis {letter} of {axes} is {size[letter]} elsewhere"
                raise ValueError(f"line: {part.name} has shape {array.shape}, but {needed}")
        wrong = ~np.isfinite(array)
        if part.name in _POSITIVE:
            wrong |= array <= 0.0
        elif part.name not in _SIGNED:
            wrong |= array < 0.0
        if wrong.any():
            place = tuple(int(i) for i in np.argwhere(wrong)[0])
            need = "above zero" if part.name in _POSITIVE else "finite" if part.name in _SIGNED else "zero or more"
            raise ValueError(f"line: {part.name}{list(place)} is {array[place]:g}, but must be {need}")


def imbalance(line: Line, cells: ArrayLike, stores: ArrayLike, end: Advance) -> Floats:
    """Amount that the account cannot explain, per problem (P,): zero but for rounding."""
    book = end.account
    came = book.inflow.sum(axis=1) + book.source
    left = sum(entry.sum(axis=1) for entry in (book.outflow, book.sinks, book.saturable, book.store_sinks))
    change = (line.capacity * (end.cells - np.asarray(cells))).sum(axis=1)
    change += (end.stores - np.asarray(stores)).sum(axis=1)
    residual: Floats = came - left - change
    return residual
