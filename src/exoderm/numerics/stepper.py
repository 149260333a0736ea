# mypy: disallow-untyped-decorators=False, disallow-untyped-defs=False, disallow-incomplete-defs=False
"""The compiled loop that moves amounts along a line of cells and between the stores beside it.

Contract shared by all functions here. LANES problems travel together, interleaved: entry e = place x LANES + lane, so
the neighbours of a place lie LANES entries away, and independent problems keep the processor busy while each waits for
the place before. (Loops reach ahead, e + LANES, never back: so the compiler knows that no index is negative.) No
operation ever mixes lanes: the answer of a problem cannot depend on its neighbours. The first axis of a table says
which quantity a row holds (the names in capitals below). Every transfer is computed once and then taken from one place
and given to another, so amounts close to rounding whatever the error of the linear solve.

Scheme: the two-stage W-method ROS2 (Verwer, Spee, Blom & Hundsdorfer 1999, SIAM J. Sci. Comput. 20:1456),

    (I - g A) k1 = h f(t, y) + d                    g = gamma h,   gamma = 1 - 1/sqrt(2)
    (I - g A) k2 = h f(t + h, y + k1) - 2 k1 - d    d = g [f(t + h, y) - f(t, y)]
    y' = y + 3/2 k1 + 1/2 k2

with A the Jacobian at t + h. The term d follows coefficients that change in time: without it, what is in fast balance
with a drying film lags, to first order in h. Inserting the stage equations gives the form that books transfers,
y' = y + h/2 [f(t, y) + f(t + h, y + k1) + gamma A (k1 + k2)]. For a linear term a(t) y this is
h/2 [a(t) y + a(t + h) x] with x = y + k1 + gamma (k1 + k2). Damped steps, and steps that are redone because something
fell below zero or because saturable uptake bends too much within them, are backward Euler: h a(t + h) x with x the new
state itself.
"""

import math
from typing import Any

from numba import njit

LANES = 4  # a power of two; benchmarks/depth_kernel.py --lanes times 1, 4 and 8
LANE = LANES - 1  # e & LANE is the lane of entry e
GAMMA = 1.0 - math.sqrt(0.5)
TRUST = 0.3  # how far, as part of (half + c), the straight line drawn for saturable uptake may mislead a step
UNDERSHOOT = 1e-14  # part of a problem's amount that may be missing from a place before the step is redone

# rows of what is given
CAPACITY, PARTITION, SOURCE, LOSS = range(4)  # cells; LOSS = sum of the first-order sinks x capacity
CONDUCTANCE, CONDUCTANCE_VARY, FLOW, FLOW_VARY = range(4)  # faces
VMAX, HALF = range(2)  # saturable sinks; VMAX = largest uptake x capacity
OUT, BACK = range(2)  # links
MOVING, FATE, LINK, RETURN = range(4)  # factors of the stores, at each node
FACE, STREAM = range(2)  # factors of the faces, at each node
# rows of what is worked out
C, NEW, RATE0, RATE1, K1, X, UPPER, INVERSE, SLOPE, EXPOSURE = range(10)  # cells
FLUX, DOWN0, UP0, DOWN1, UP1 = range(5)  # faces; 0 and 1: at the start and at the end of the step
SLOPES, TAKEN, TAKEN_SO_FAR = range(3)  # saturable sinks
M, NEW_M, RATE0_M, RATE1_M, K1_M, X_M, MOVE_SUM, FATE_SUM, LINK_SUM, LENT0, LENT1, GONE, PASSED = range(13)  # stores
CELL_ROWS, FACE_ROWS, SATURABLE_ROWS, STORE_ROWS = 10, 5, 3, 13

_options: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy"}
# what is called from one place is inlined early: each level of calls would be optimised again, and compiling is slow
_inner: dict[str, Any] = {"nogil": True, "error_model": "numpy", "no_cpython_wrapper": True, "no_cfunc_wrapper": True}


@njit(inline="always", **_inner)
def fit_faces(face, factors, node, partition, f):
    """Exponentially fitted coefficients at a node: flux through a face = down c(above) - up c(below)."""
    end = partition.size
    for e in range(end + LANES):
        lane = e & LANE
        g = face[CONDUCTANCE, e] + face[CONDUCTANCE_VARY, e] * factors[FACE, node, lane]
        q = face[FLOW, e] + face[FLOW_VARY, e] * factors[STREAM, node, lane]
        speed = abs(q)
        fitted = g  # g B(|q|/g) with B(x) = x / (exp(x) - 1)
        if speed > g * 700.0:
            fitted = 0.0
        elif speed > g * 1e-10:
            fitted = speed / math.expm1(speed / g)
        f[DOWN0, e], f[UP0, e] = f[DOWN1, e], f[UP1, e]
        f[DOWN1, e] = (fitted + max(q, 0.0)) / (partition[e - LANES] if e >= LANES else 1.0)
        f[UP1, e] = (fitted + max(-q, 0.0)) / (partition[e] if e < end else 1.0)
        if node == 0:
            f[DOWN0, e], f[UP0, e] = f[DOWN1, e], f[UP1, e]


@njit(**_inner)
def rates(c, s, rate, rate_s, lent, down, up, node, cell, outside, links, move, factors, flux, v):
    """Amount per time that each cell and store gains at a node, by all but saturable uptake; c and s hold the state."""
    end = c.size
    for lane in range(LANES):
        flux[lane] = down[lane] * outside[0, lane] - up[lane] * c[lane]
        last = end + lane
        flux[last] = down[last] * c[last - LANES] - up[last] * outside[1, lane]
    for e in range(end - LANES):
        flux[e + LANES] = down[e + LANES] * c[e] - up[e + LANES] * c[e + LANES]
    for e in range(end):
        rate[e] = flux[e] - flux[e + LANES] - cell[LOSS, e] * c[e] + cell[SOURCE, e]
    for a in range(s.size):
        rate_s[a] = -factors[FATE, node, a] * v[FATE_SUM, a] * s[a]
        lent[a] = 0.0
    for j in range(move.shape[0]):
        for e in range(end):
            a = j * LANES + (e & LANE)
            gift = factors[LINK, node, a] * links[OUT, j, e] * s[a]
            gift -= factors[RETURN, node, a] * links[BACK, j, e] * c[e]
            rate[e] += gift
            lent[a] += gift
        for b in range(s.size):
            moved = factors[MOVING, node, j * LANES + (b & LANE)] * move[j, b] * s[j * LANES + (b & LANE)]
            rate_s[j * LANES + (b & LANE)] -= moved
            rate_s[b] += moved
    for a in range(s.size):
        rate_s[a] -= lent[a]


@njit(**_inner)
def drink(c, weight, rate, saturable, taken):
    """Take saturable uptake from the rates and note weight times its speed."""
    for k in range(taken.shape[0]):
        for e in range(c.size):
            speed = saturable[VMAX, k, e] * c[e] / (saturable[HALF, k, e] + abs(c[e]))
            rate[e] -= speed
            taken[k, e] += weight * speed


@njit(inline="always", **_inner)
def lean(tangent, saturable, w, u):
    """Slopes of saturable uptake at the present state: tangents for second order, chords where positivity rules."""
    for e in range(w.shape[1]):
        w[SLOPE, e] = 0.0
    for k in range(u.shape[1]):
        for e in range(w.shape[1]):
            room = saturable[HALF, k, e] + abs(w[C, e])
            slope = saturable[VMAX, k, e] / room
            if tangent:
                slope *= saturable[HALF, k, e] / room
            u[SLOPES, k, e] = slope
            u[TAKEN, k, e] = 0.0
            w[SLOPE, e] += slope


@njit(**_inner)
def substitute(g, x, w, f):
    """Solve the tridiagonal system with the factors of `eliminate`; x enters as right-hand side, leaves as solution."""
    end = x.size
    for e in range(LANES):
        x[e] *= w[INVERSE, e]
    for e in range(end - LANES):
        x[e + LANES] = (x[e + LANES] + g * f[DOWN1, e + LANES] * x[e]) * w[INVERSE, e + LANES]
    for r in range(LANES, end):
        e = end - 1 - r
        x[e] += w[UPPER, e] * x[e + LANES]


@njit(inline="always", **_inner)
def eliminate(g, node, cell, links, move, factors, w, f, v, column, schur):
    """Factor (capacity - g A): the cells as a tridiagonal matrix, the stores as what is left without the cells."""
    end, m = w.shape[1], move.shape[0]
    for e in range(end):
        w[INVERSE, e] = cell[CAPACITY, e] + g * (f[UP1, e] + f[DOWN1, e + LANES] + cell[LOSS, e] + w[SLOPE, e])
    for j in range(m):
        for e in range(end):
            a = j * LANES + (e & LANE)
            w[INVERSE, e] += g * factors[RETURN, node, a] * links[BACK, j, e]
            column[j, e] = g * factors[LINK, node, a] * links[OUT, j, e]
    for e in range(LANES):
        w[INVERSE, e] = 1.0 / w[INVERSE, e]
    for e in range(end - LANES):
        ratio = g * f[UP1, e + LANES] * w[INVERSE, e]
        w[UPPER, e] = ratio
        w[INVERSE, e + LANES] = 1.0 / (w[INVERSE, e + LANES] - ratio * (g * f[DOWN1, e + LANES]))
    for j in range(m):
        substitute(g, column[j], w, f)
    for lane in range(LANES if m > 0 else 0):
        for r in range(m):
            for j in range(m):
                a, b = j * LANES + lane, r * LANES + lane
                rest = -g * factors[MOVING, node, a] * move[j, b]
                if r == j:
                    leave = factors[MOVING, node, a] * v[MOVE_SUM, a] + factors[FATE, node, a] * v[FATE_SUM, a]
                    rest += 1.0 + g * (leave + factors[LINK, node, a] * v[LINK_SUM, a])
                for e in range(lane, end, LANES):
                    rest -= g * factors[RETURN, node, b] * links[BACK, r, e] * column[j, e]
                schur[r, j, lane] = rest
        for p in range(m):
            for r in range(p + 1, m):
                schur[r, p, lane] /= schur[p, p, lane]
                for j in range(p + 1, m):
                    schur[r, j, lane] -= schur[r, p, lane] * schur[p, j, lane]


@njit(**_inner)
def solve(g, x, s, node, links, factors, w, f, column, schur):
    """Solve for cells x and stores s together, in place."""
    m = schur.shape[0]
    substitute(g, x, w, f)
    for lane in range(LANES if m > 0 else 0):
        for r in range(m):
            a = r * LANES + lane
            for e in range(lane, x.size, LANES):
                s[a] += g * factors[RETURN, node, a] * links[BACK, r, e] * x[e]
            for p in range(r):
                s[a] -= schur[r, p, lane] * s[p * LANES + lane]
        for q in range(m):
            r = m - 1 - q
            a = r * LANES + lane
            for p in range(r + 1, m):
                s[a] -= schur[r, p, lane] * s[p * LANES + lane]
            s[a] /= schur[r, r, lane]
    for j in range(m):
        for e in range(x.size):
            x[e] += column[j, e] * s[j * LANES + (e & LANE)]


@njit(inline="always", **_inner)
def try_second_order(h, varies, node, cell, outside, saturable, links, move, factors, w, f, v, u, column, schur):
    """Both stages of ROS2: leaves x in row X, and the rates at the start of the step in row RATE0."""
    end, g = w.shape[1], GAMMA * h
    k1, x, new = w[K1], w[X], w[NEW]
    rates(
        w[C], v[M], w[RATE0], v[RATE0_M], v[LENT0], f[DOWN0], f[UP0], node - 1,
        cell, outside, links, move, factors, f[FLUX], v,
    )  # fmt: skip
    for e in range(end):
        k1[e] = w[RATE0, e]
    drink(w[C], 0.5 * h, k1, saturable, u[TAKEN])
    drift, drift_s = w[RATE1], v[RATE1_M]
    if varies:
        rates(
            w[C], v[M], drift, drift_s, v[LENT1], f[DOWN1], f[UP1], node,
            cell, outside, links, move, factors, f[FLUX], v,
        )  # fmt: skip
    for e in range(end):
        drift[e] = g * (drift[e] - w[RATE0, e]) if varies else 0.0
        k1[e] = h * k1[e] + drift[e]
    for a in range(v.shape[1]):
        drift_s[a] = g * (drift_s[a] - v[RATE0_M, a]) if varies else 0.0
        v[K1_M, a] = h * v[RATE0_M, a] + drift_s[a]
    solve(g, k1, v[K1_M], node, links, factors, w, f, column, schur)
    for e in range(end):
        new[e] = w[C, e] + k1[e]
    for a in range(v.shape[1]):
        v[NEW_M, a] = v[M, a] + v[K1_M, a]
    rates(
        new, v[NEW_M], x, v[X_M], v[LENT1], f[DOWN1], f[UP1], node,
        cell, outside, links, move, factors, f[FLUX], v,
    )  # fmt: skip
    drink(new, 0.5 * h, x, saturable, u[TAKEN])
    for e in range(end):
        x[e] = h * x[e] - 2.0 * cell[CAPACITY, e] * k1[e] - drift[e]
    for a in range(v.shape[1]):
        v[X_M, a] = h * v[X_M, a] - 2.0 * v[K1_M, a] - drift_s[a]
    solve(g, x, v[X_M], node, links, factors, w, f, column, schur)
    for k in range(u.shape[1]):
        for e in range(end):
            u[TAKEN, k, e] += 0.5 * g * u[SLOPES, k, e] * (k1[e] + x[e])
    for e in range(end):
        x[e] = new[e] + GAMMA * (k1[e] + x[e])
    for a in range(v.shape[1]):
        v[X_M, a] = v[NEW_M, a] + GAMMA * (v[K1_M, a] + v[X_M, a])


@njit(**_inner)
def doubt(h, cell, saturable, slopes, c, k1, new, accept):
    """Refuse a step whose tangent misleads it: saturable uptake at c + k1 is far from the straight line through c."""
    for k in range(slopes.shape[0]):
        for e in range(c.size):
            room = saturable[HALF, k, e] + abs(c[e])
            before = saturable[VMAX, k, e] * c[e] / room
            after = saturable[VMAX, k, e] * new[e] / (saturable[HALF, k, e] + abs(new[e]))
            if h * abs(after - before - slopes[k, e] * k1[e]) > TRUST * cell[CAPACITY, e] * room:
                accept[e & LANE] = False


@njit(inline="always", **_inner)
def try_backward_euler(h, node, cell, outside, saturable, links, factors, w, f, v, u, column, schur):
    """One implicit step of length h with the coefficients at its end: leaves x in row X."""
    end, x = w.shape[1], w[X]
    for e in range(end):
        x[e] = cell[CAPACITY, e] * w[C, e] + h * cell[SOURCE, e]
        w[RATE0, e] = 0.0
    for lane in range(LANES):
        x[lane] += h * f[DOWN1, lane] * outside[0, lane]
        x[end - LANES + lane] += h * f[UP1, end + lane] * outside[1, lane]
    for a in range(v.shape[1]):
        v[X_M, a] = v[M, a]
        v[RATE0_M, a] = 0.0
        v[LENT0, a] = 0.0
    solve(h, x, v[X_M], node, links, factors, w, f, column, schur)
    for k in range(u.shape[1]):
        for e in range(end):
            u[TAKEN, k, e] = h * u[SLOPES, k, e] * x[e]


@njit(inline="always", **_inner)
def book(w0, w1, node, judge, accept, scale, cell, outside, links, move, factors, w, f, v, u, ends):
    """Book w0 times the transfers at the start and w1 times those of x; with `judge`, only where nothing is missing."""
    end = w.shape[1]
    c, x, new = w[C], w[X], w[NEW]
    rates(
        x, v[X_M], w[RATE1], v[RATE1_M], v[LENT1], f[DOWN1], f[UP1], node,
        cell, outside, links, move, factors, f[FLUX], v,
    )  # fmt: skip
    for e in range(end):
        new[e] = w0 * w[RATE0, e] + w1 * w[RATE1, e]
    for k in range(u.shape[1]):
        for e in range(end):
            new[e] -= u[TAKEN, k, e]
    for e in range(end):
        new[e] = c[e] + new[e] / cell[CAPACITY, e]
    for a in range(v.shape[1]):
        v[NEW_M, a] = v[M, a] + (w0 * v[RATE0_M, a] + w1 * v[RATE1_M, a])
    below = 0
    for e in range(end):
        below += 1 if new[e] < 0.0 else 0
    for a in range(v.shape[1]):
        below += 1 if v[NEW_M, a] < 0.0 else 0
    if judge and below > 0:
        for lane in range(LANES):
            scale[lane] = 0.0
        for e in range(end):
            scale[e & LANE] += cell[CAPACITY, e] * abs(new[e])
        for a in range(v.shape[1]):
            scale[a & LANE] += abs(v[NEW_M, a])
        for e in range(end):
            if cell[CAPACITY, e] * new[e] < -UNDERSHOOT * scale[e & LANE]:
                accept[e & LANE] = False
        for a in range(v.shape[1]):
            if v[NEW_M, a] < -UNDERSHOOT * scale[a & LANE]:
                accept[a & LANE] = False
    for lane in range(LANES):
        if accept[lane]:
            low, last = end - LANES + lane, end + lane
            ends[lane] += (w0 * f[DOWN0, lane] + w1 * f[DOWN1, lane]) * outside[0, lane]
            ends[LANES + lane] += (w0 * f[UP0, last] + w1 * f[UP1, last]) * outside[1, lane]
            ends[2 * LANES + lane] += w0 * f[UP0, lane] * c[lane] + w1 * f[UP1, lane] * x[lane]
            ends[3 * LANES + lane] += w0 * f[DOWN0, last] * c[low] + w1 * f[DOWN1, last] * x[low]
    for a in range(v.shape[1]):
        if accept[a & LANE]:
            v[GONE, a] += w0 * factors[FATE, node - 1, a] * v[M, a] + w1 * factors[FATE, node, a] * v[X_M, a]
            v[PASSED, a] += w0 * v[LENT0, a] + w1 * v[LENT1, a]
            v[M, a] = v[NEW_M, a]
    every = True
    for lane in range(LANES):
        every = every and accept[lane]
    if every:
        for e in range(end):
            w[EXPOSURE, e] += w0 * c[e] + w1 * x[e]
            c[e] = new[e]
    else:
        for e in range(end):
            if accept[e & LANE]:
                w[EXPOSURE, e] += w0 * c[e] + w1 * x[e]
                c[e] = new[e]
    for k in range(u.shape[1]):
        for e in range(end):
            u[TAKEN_SO_FAR, k, e] += u[TAKEN, k, e] if accept[e & LANE] else 0.0


@njit(inline="always", **_inner)
def look(w, v, u, ends, seen_cells, seen_stores, seen_taken, seen_ends):
    """Write down the state and the account."""
    for e in range(w.shape[1]):
        seen_cells[0, e] = w[C, e]
        seen_cells[1, e] = w[EXPOSURE, e]
        for k in range(u.shape[1]):
            seen_taken[k, e] = u[TAKEN_SO_FAR, k, e]
    for a in range(v.shape[1]):
        seen_stores[0, a] = v[M, a]
        seen_stores[1, a] = v[GONE, a]
        seen_stores[2, a] = v[PASSED, a]
    for a in range(ends.size):
        seen_ends[a] = ends[a]


@njit(**_options)
def advance_block(
    times, damped, observe, cell, face, outside, saturable, links, move, factors, face_factors,
    w, f, v, u, column, schur, ends, accept, scale, redone, seen_cells, seen_stores, seen_taken, seen_ends,
):  # fmt: skip
    """Take LANES problems, whose state is in rows C and M, over all steps; write what is seen at the observed nodes."""
    varies = False
    for e in range(face.shape[1]):
        varies = varies or face[CONDUCTANCE_VARY, e] != 0.0 or face[FLOW_VARY, e] != 0.0
    kept = 0
    for node in range(times.shape[0]):
        if node == 0 or varies:
            fit_faces(face, face_factors, node, cell[PARTITION], f)
        for lane in range(LANES):
            accept[lane] = True
        second = node > 0 and not damped[node - 1]
        parts = 0 if node == 0 or second else 1  # backward-Euler parts of the step that ends here
        h = times[node] - times[max(node - 1, 0)]
        part = h
        while second or parts > 0:
            lean(second, saturable, w, u)
            eliminate(GAMMA * h if second else part, node, cell, links, move, factors, w, f, v, column, schur)
            w0, w1 = (0.5 * h, 0.5 * h) if second else (0.0, part)
            if second:
                changes = varies
                for k in range(factors.shape[0]):
                    for a in range(factors.shape[2]):
                        changes = changes or factors[k, node, a] != factors[k, node - 1, a]
                try_second_order(
                    h, changes, node, cell, outside, saturable, links, move, factors, w, f, v, u, column, schur
                )
                doubt(h, cell, saturable, u[SLOPES], w[C], w[K1], w[NEW], accept)
            else:
                try_backward_euler(part, node, cell, outside, saturable, links, factors, w, f, v, u, column, schur)
            book(w0, w1, node, second, accept, scale, cell, outside, links, move, factors, w, f, v, u, ends)
            parts -= 1
            if second:  # redo as two halves what was refused
                second, parts, part = False, 0, 0.5 * h
                for lane in range(LANES):
                    accept[lane] = not accept[lane]
                    if accept[lane]:
                        parts = 2
                        redone[lane] += 1
        if kept < observe.shape[0] and observe[kept] == node:
            look(w, v, u, ends, seen_cells[kept], seen_stores[kept], seen_taken[kept], seen_ends[kept])
            kept += 1
