"""Carry a line forward in time: the door to the compiled depth kernel.

The equations and the meaning of every part are told in `line`, the scheme in `stepper`. Problems are independent of one
another, and the same input gives the same bits whatever the batch, its order, or the number of threads.

The compiled part loads with this module and compiles at the first `advance` (then it is kept on disk).
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from exoderm.numerics.line import FACTORS, Account, Advance, Floats, Line, Seen, build_line, check_line, imbalance
from exoderm.numerics.schedule import Schedule
from exoderm.numerics.stepper import (
    CELL_ROWS,
    FACE_ROWS,
    FATE_SUM,
    LANES,
    LINK_SUM,
    MOVE_SUM,
    SATURABLE_ROWS,
    STORE_ROWS,
    C,
    M,
    advance_block,
)

__all__ = ["Account", "Advance", "Line", "Seen", "advance", "build_line", "check_line", "imbalance"]


def advance(
    line: Line,
    cells: ArrayLike,
    stores: ArrayLike,
    schedule: Schedule,
    observe: Sequence[int] = (),
    threads: int = 1,
) -> Advance:
    """Carry concentrations `cells` (P, n) and amounts `stores` (P, m) from the first to the last node of the schedule.

    `observe` holds indices of time nodes, in rising order, at which states and accounts are kept. The total closes:
    cells and stores at the start + inflow + source = cells and stores at the end + all that left (see `imbalance`).
    Raises ValueError when shapes, nodes or starting values do not fit.
    """
    check_line(line)
    for name in FACTORS:
        length = getattr(line, name).shape[-1]
        if length not in (1, schedule.times.shape[0]):
            raise ValueError(
                f"advance: {name} has {length} time nodes, but the schedule has {schedule.times.shape[0]}; "
                "evaluate the factor at schedule.times"
            )
    P, n = line.capacity.shape
    m, T = line.store_move.shape[1], schedule.times.shape[0]
    start_cells = np.array(np.broadcast_to(np.asarray(cells, dtype=np.float64), (P, n)))
    start_stores = np.array(np.broadcast_to(np.asarray(stores, dtype=np.float64), (P, m)))
    for name, state in (("cells", start_cells), ("stores", start_stores)):
        if not np.isfinite(state).all():
            raise ValueError(f"advance: {name}{np.argwhere(~np.isfinite(state))[0].tolist()} is not a finite number")
    nodes = [int(k) for k in observe]
    if any(k < 0 or k >= T for k in nodes) or any(a >= b for a, b in pairwise(nodes)):
        raise ValueError(f"advance: observe is {nodes}, but needs rising node numbers between 0 and {T - 1}")

    rows = np.array(nodes if nodes[-1:] == [T - 1] else [*nodes, T - 1], dtype=np.int64)
    given = _pack(line, T)
    B, K, U = -(-P // LANES), rows.shape[0], line.saturable_max.shape[1]
    starts = _interleave(start_cells), _interleave(start_stores)
    sums = [_interleave(_sum(rate)) for rate in (line.store_move, line.store_sink, line.link_out)]
    seen_cells, seen_stores = np.zeros((B, K, 2, n * LANES)), np.zeros((B, K, 3, m * LANES))
    seen_taken, seen_ends = np.zeros((B, K, U, n * LANES)), np.zeros((B, K, 4 * LANES))
    redone = np.zeros((B, LANES), dtype=np.int64)
    times = np.require(schedule.times, np.float64, ["C", "W"])
    damped = np.require(schedule.damped, np.bool_, ["C", "W"])

    def work(first: int, last: int) -> None:
        for b in range(first, last):
            w, f = np.zeros((CELL_ROWS, n * LANES)), np.zeros((FACE_ROWS, (n + 1) * LANES))
            v, u = np.zeros((STORE_ROWS, m * LANES)), np.zeros((SATURABLE_ROWS, U, n * LANES))
            column, schur = np.zeros((m, n * LANES)), np.zeros((m, m, LANES))
            ends, accept, scale = np.zeros(4 * LANES), np.zeros(LANES, dtype=np.bool_), np.zeros(LANES)
            w[C], v[M] = starts[0][b], starts[1][b]
            v[MOVE_SUM], v[FATE_SUM], v[LINK_SUM] = (total[b] for total in sums)
            space = (w, f, v, u, column, schur, ends, accept, scale)
            books = (redone[b], seen_cells[b], seen_stores[b], seen_taken[b], seen_ends[b])
            advance_block(times, damped, rows, *(part[b] for part in given), *space, *books)

    run_chunks(work, B, threads)
    cell_states, exposure = np.moveaxis(_problems(seen_cells.reshape(B, K, 2, n, LANES), P), 2, 0)
    store_states, gone, passed = np.moveaxis(_problems(seen_stores.reshape(B, K, 3, m, LANES), P), 2, 0)
    inflow, outflow = np.moveaxis(_problems(seen_ends.reshape(B, K, 2, 2, LANES), P), 2, 0)
    elapsed = times[rows] - times[0]
    account = Account(
        sinks=_sum(line.sink[:, None] * (line.capacity[:, None] * exposure)[:, :, None]),
        saturable=_sum(_problems(seen_taken.reshape(B, K, U, n, LANES), P)),
        store_sinks=_sum(np.swapaxes(line.store_sink, 1, 2)[:, None] * gone[:, :, None]),
        inflow=inflow,
        outflow=outflow,
        source=_sum(line.source)[:, None] * elapsed,
        passed=passed,
        exposure=exposure,
    )
    entries = {part.name: getattr(account, part.name) for part in fields(account)}
    shown = slice(len(nodes))
    seen = Seen(
        cell_states[:, shown],
        store_states[:, shown],
        Account(**{name: entry[:, shown] for name, entry in entries.items()}),
    )
    end = Account(**{name: entry[:, -1] for name, entry in entries.items()})
    return Advance(cell_states[:, -1], store_states[:, -1], end, seen, redone.reshape(-1)[:P])


def _sum(array: Floats) -> Floats:
    """Sum over the last axis, from first to last: always in this order, so that the bits never depend on the batch."""
    total = np.zeros(array.shape[:-1])
    for k in range(array.shape[-1]):
        total += array[..., k]
    return total


def _lanes(array: Floats) -> Floats:
    """From (P, ...) to blocks (B, ..., LANES); the last block repeats the last problem in the lanes left over."""
    P, B = array.shape[0], -(-array.shape[0] // LANES)
    chosen = np.minimum(np.arange(B * LANES), P - 1)
    blocks = array[chosen].reshape(B, LANES, *array.shape[1:])
    return np.ascontiguousarray(np.moveaxis(blocks, 1, -1), dtype=np.float64)


def _interleave(array: Floats) -> Floats:
    """From (P, ..., n) to blocks (B, ..., n x LANES) in which the problems of a block take turns."""
    blocks = _lanes(array)
    return blocks.reshape(*blocks.shape[:-2], blocks.shape[-2] * LANES)


def _problems(blocks: Floats, P: int) -> Floats:
    """From blocks (B, ..., LANES) back to (P, ...)."""
    problems: Floats = np.moveaxis(blocks, -1, 1).reshape(blocks.shape[0] * LANES, *blocks.shape[1:-1])[:P]
    return problems


def _pack(line: Line, T: int) -> tuple[Floats, ...]:
    """The line as the few arrays that the stepper reads, in the order of its row names."""
    P = line.capacity.shape[0]
    loss = _sum(np.swapaxes(line.sink, 1, 2)) * line.capacity
    store_factors = [line.move_factor, line.sink_factor, line.link_factor, line.back_factor]
    nodes = [np.swapaxes(np.broadcast_to(factor, (*factor.shape[:2], T)), 1, 2) for factor in store_factors]
    faces = [np.broadcast_to(factor, (P, T)) for factor in (line.face_factor, line.flow_factor)]
    return (
        _interleave(np.stack([line.capacity, line.partition, line.source, loss], axis=1)),
        _interleave(np.stack([line.conductance, line.conductance_vary, line.flow, line.flow_vary], axis=1)),
        _lanes(line.outside),
        _interleave(np.stack([line.saturable_max * line.capacity[:, None], line.saturable_half], axis=1)),
        _interleave(np.stack([line.link_out, line.link_back], axis=1)),
        _interleave(line.store_move),
        _interleave(np.stack(nodes, axis=1)),
        _lanes(np.stack(faces, axis=1)),
    )


def run_chunks(work: Callable[[int, int], None], count: int, threads: int) -> None:
    """Call work(first, last) over 0..count in pieces, on several threads if asked; pieces do not change any answer."""
    if threads <= 1 or count <= 1:
        work(0, count)
        return
    piece = -(-count // min(count, 2 * threads))
    edges = [*range(0, count, piece), count]
    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(work, a, b) for a, b in pairwise(edges)]:
            done.result()
