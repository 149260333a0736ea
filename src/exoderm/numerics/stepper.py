# mypy: disallow-untyped-decorators=False, disallow-untyped-defs=False, disallow-incomplete-defs=False
"""The compiled loop that moves amounts along a line of cells and between the stores beside it.

Contract shared by all functions here: arrays have the *lane* as last axis, one problem per lane, so that four independent
problems travel together. No operation ever mixes lanes: the answer of a problem cannot depend on its neighbours. The axis
before it counts cells, faces or stores; the first axis says which quantity a row holds (the names in capitals below).
Every transfer is computed once and then taken from one place and given to another, so amounts close to rounding
whatever the error of the linear solve.

Scheme: the two-stage W-method ROS2 (Verwer, Spee, Blom & Hundsdorfer 1999, SIAM J. Sci. Comput. 20:1456),

    (I - g A) k1 = h f(t, y)                 g = gamma h,   gamma = 1 - 1/sqrt(2)
    (I - g A) k2 = h f(t + h, y + k1) - 2 k1
    y' = y + 3/2 k1 + 1/2 k2

with A the Jacobian at t + h. Inserting the stage equations gives the form in which transfers are booked,
y' = y + h/2 [f(t, y) + f(t + h, y + k1) + gamma A (k1 + k2)]; for a linear term a(t) y this is h/2 [a(t) y + a(t + h) x] with
x = y + k1 + gamma (k1 + k2). Damped steps, and steps that are redone because something fell below zero, are backward
Euler, h a(t + h) x with x the new state itself.
"""

import math

from numba import njit

LANES = 4
GAMMA = 1.0 - math.sqrt(0.5)
UNDERSHOOT = 1e-14  # part of a problem's amount that may be missing from a place before the step is redone

# rows of what is given
CAPACITY, PARTITION, SOURCE, LOSS = range(4)  # cells; LOSS = sum of the first-order sinks x capacity
CONDUCTANCE, CONDUCTANCE_VARY, FLOW, FLOW_VARY = range(4)  # faces
VMAX, HALF = range(2)  # saturable sinks; VMAX = largest uptake x capacity
OUT, BACK = range(2)  # links
MOVING, FATE, LINK = range(3)  # factors of the stores, at each node
FACE, STREAM = range(2)  # factors of the faces, at each node
# rows of what is worked out
C, NEW, RATE0, RATE1, K1, X, ALL_LOSS, UPPER, INVERSE, SLOPE, EXPOSURE = range(11)  # cells
FLUX, DOWN0, UP0, DOWN1, UP1 = range(5)  # faces; 0 and 1: at the start and at the end of the step
SLOPES, TAKEN, TAKEN_SO_FAR = range(3)  # saturable sinks
M, NEW_M, RATE0_M, RATE1_M, K1_M, X_M, MOVE_SUM, FATE_SUM, LINK_SUM, LENT0, LENT1, GONE, PASSED = range(13)  # stores

_options = {"cache": True, "nogil": True, "error_model": "numpy"}
_inner = {**_options, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}


@njit(**_inner)
def fit_faces(face, factors, node, cell, f):
    """Exponentially fitted coefficients at a node: flux through face k = down[k] c[k-1] - up[k] c[k]."""
    n = cell.shape[1]
    for k in range(n + 1):
        for lane in range(LANES):
            g = face[CONDUCTANCE, k, lane] + face[CONDUCTANCE_VARY, k, lane] * factors[FACE, node, lane]
            q = face[FLOW, k, lane] + face[FLOW_VARY, k, lane] * factors[STREAM, node, lane]
            speed = abs(q)
            fitted = g  # g B(|q|/g) with B(x) = x / (exp(x) - 1)
            if speed > g * 700.0:
                fitted = 0.0
            elif speed > g * 1e-10:
                fitted = speed / math.expm1(speed / g)
            above = cell[PARTITION, k - 1, lane] if k > 0 else 1.0
            below = cell[PARTITION, k, lane] if k < n else 1.0
            f[DOWN0, k, lane] = f[DOWN1, k, lane]
            f[UP0, k, lane] = f[UP1, k, lane]
            f[DOWN1, k, lane] = (fitted + max(q, 0.0)) / above
            f[UP1, k, lane] = (fitted + max(-q, 0.0)) / below
            if node == 0:
                f[DOWN0, k, lane] = f[DOWN1, k, lane]
                f[UP0, k, lane] = f[UP1, k, lane]


@njit(**_inner)
def rates(c, s, rate, rate_s, lent, down, up, node, cell, outside, links, move, factors, w, f, v):
    """Amount per time that each cell and store gains at a node, all but saturable uptake; rows c and s hold the state."""
    n, m = cell.shape[1], move.shape[0]
    for lane in range(LANES):
        f[FLUX, 0, lane] = f[down, 0, lane] * outside[0, lane] - f[up, 0, lane] * w[c, 0, lane]
        f[FLUX, n, lane] = f[down, n, lane] * w[c, n - 1, lane] - f[up, n, lane] * outside[1, lane]
    for k in range(1, n):
        for lane in range(LANES):
            f[FLUX, k, lane] = f[down, k, lane] * w[c, k - 1, lane] - f[up, k, lane] * w[c, k, lane]
    for i in range(n):
        for lane in range(LANES):
            net = f[FLUX, i, lane] - f[FLUX, i + 1, lane]
            w[rate, i, lane] = net - cell[LOSS, i, lane] * w[c, i, lane] + cell[SOURCE, i, lane]
    for j in range(m):
        for lane in range(LANES):
            v[rate_s, j, lane] = -factors[FATE, node, j, lane] * v[FATE_SUM, j, lane] * v[s, j, lane]
    for j in range(m):
        for q in range(m):
            for lane in range(LANES):
                moved = factors[MOVING, node, j, lane] * move[j, q, lane] * v[s, j, lane]
                v[rate_s, j, lane] -= moved
                v[rate_s, q, lane] += moved
        for lane in range(LANES):
            v[lent, j, lane] = 0.0
        for i in range(n):
            for lane in range(LANES):
                gift = links[OUT, j, i, lane] * v[s, j, lane] - links[BACK, j, i, lane] * w[c, i, lane]
                gift *= factors[LINK, node, j, lane]
                w[rate, i, lane] += gift
                v[lent, j, lane] += gift
        for lane in range(LANES):
            v[rate_s, j, lane] -= v[lent, j, lane]


@njit(**_inner)
def drink(c, weight, rate, saturable, w, u):
    """Take saturable uptake from the rates and note weight times its speed."""
    for k in range(saturable.shape[1]):
        for i in range(w.shape[1]):
            for lane in range(LANES):
                speed = saturable[VMAX, k, i, lane] * w[c, i, lane] / (saturable[HALF, k, i, lane] + abs(w[c, i, lane]))
                w[rate, i, lane] -= speed
                u[TAKEN, k, i, lane] += weight * speed


@njit(**_inner)
def lean(tangent, saturable, w, u):
    """Slopes of saturable uptake at the present state: the tangent for second order, the chord where positivity rules."""
    for i in range(w.shape[1]):
        for lane in range(LANES):
            w[SLOPE, i, lane] = 0.0
    for k in range(saturable.shape[1]):
        for i in range(w.shape[1]):
            for lane in range(LANES):
                room = saturable[HALF, k, i, lane] + abs(w[C, i, lane])
                slope = saturable[VMAX, k, i, lane] / room
                if tangent:
                    slope *= saturable[HALF, k, i, lane] / room
                u[SLOPES, k, i, lane] = slope
                u[TAKEN, k, i, lane] = 0.0
                w[SLOPE, i, lane] += slope


@njit(**_inner)
def substitute(g, x, w, f):
    """Solve the tridiagonal system with the factors of `eliminate`; array x holds right-hand side, then solution."""
    n = x.shape[0]
    for lane in range(LANES):
        x[0, lane] *= w[INVERSE, 0, lane]
    for i in range(1, n):
        for lane in range(LANES):
            x[i, lane] = (x[i, lane] + g * f[DOWN1, i, lane] * x[i - 1, lane]) * w[INVERSE, i, lane]
    for r in range(1, n):
        i = n - 1 - r
        for lane in range(LANES):
            x[i, lane] += w[UPPER, i, lane] * x[i + 1, lane]


@njit(**_inner)
def eliminate(g, node, cell, links, move, factors, w, f, v, column, schur):
    """Factor (capacity - g A): the cells as a tridiagonal matrix, the stores as what is left once cells are eliminated."""
    n, m = cell.shape[1], move.shape[0]
    for i in range(n):
        for lane in range(LANES):
            w[ALL_LOSS, i, lane] = cell[LOSS, i, lane] + w[SLOPE, i, lane]
    for j in range(m):
        for i in range(n):
            for lane in range(LANES):
                w[ALL_LOSS, i, lane] += factors[LINK, node, j, lane] * links[BACK, j, i, lane]
    for i in range(n):
        for lane in range(LANES):
            pivot = cell[CAPACITY, i, lane] + g * (f[UP1, i, lane] + f[DOWN1, i + 1, lane] + w[ALL_LOSS, i, lane])
            if i > 0:
                w[UPPER, i - 1, lane] = g * f[UP1, i, lane] * w[INVERSE, i - 1, lane]
                pivot -= w[UPPER, i - 1, lane] * (g * f[DOWN1, i, lane])
            w[INVERSE, i, lane] = 1.0 / pivot
    for j in range(m):
        for i in range(n):
            for lane in range(LANES):
                column[j, i, lane] = g * factors[LINK, node, j, lane] * links[OUT, j, i, lane]
        substitute(g, column[j], w, f)
    for r in range(m):
        for j in range(m):
            for lane in range(LANES):
                schur[r, j, lane] = -g * factors[MOVING, node, j, lane] * move[j, r, lane]
            if r == j:
                for lane in range(LANES):
                    leave = factors[MOVING, node, j, lane] * v[MOVE_SUM, j, lane]
                    leave += factors[FATE, node, j, lane] * v[FATE_SUM, j, lane]
                    leave += factors[LINK, node, j, lane] * v[LINK_SUM, j, lane]
                    schur[r, j, lane] += 1.0 + g * leave
            for i in range(n):
                for lane in range(LANES):
                    back = g * factors[LINK, node, r, lane] * links[BACK, r, i, lane]
                    schur[r, j, lane] -= back * column[j, i, lane]
    for p in range(m):
        for r in range(p + 1, m):
            for lane in range(LANES):
                schur[r, p, lane] /= schur[p, p, lane]
            for j in range(p + 1, m):
                for lane in range(LANES):
                    schur[r, j, lane] -= schur[r, p, lane] * schur[p, j, lane]


@njit(**_inner)
def solve(g, x, s, node, links, factors, w, f, v, column, schur):
    """Solve for cells (row x) and stores (row s) together, in place."""
    n, m = w.shape[1], schur.shape[0]
    substitute(g, w[x], w, f)
    for j in range(m):
        for i in range(n):
            for lane in range(LANES):
                v[s, j, lane] += g * factors[LINK, node, j, lane] * links[BACK, j, i, lane] * w[x, i, lane]
    for r in range(m):
        for p in range(r):
            for lane in range(LANES):
                v[s, r, lane] -= schur[r, p, lane] * v[s, p, lane]
    for q in range(m):
        r = m - 1 - q
        for p in range(r + 1, m):
            for lane in range(LANES):
                v[s, r, lane] -= schur[r, p, lane] * v[s, p, lane]
        for lane in range(LANES):
            v[s, r, lane] /= schur[r, r, lane]
    for j in range(m):
        for i in range(n):
            for lane in range(LANES):
                w[x, i, lane] += column[j, i, lane] * v[s, j, lane]


@njit(**_inner)
def try_second_order(h, node, cell, outside, saturable, links, move, factors, w, f, v, u, column, schur):
    """Both stages of ROS2: leaves x, its rates, and the rates at the start of the step."""
    n, m, g = w.shape[1], v.shape[1], GAMMA * h
    lean(True, saturable, w, u)
    eliminate(g, node, cell, links, move, factors, w, f, v, column, schur)
    rates(C, M, RATE0, RATE0_M, LENT0, DOWN0, UP0, node - 1, cell, outside, links, move, factors, w, f, v)
    for i in range(n):
        for lane in range(LANES):
            w[K1, i, lane] = w[RATE0, i, lane]
    drink(C, 0.5 * h, K1, saturable, w, u)
    for i in range(n):
        for lane in range(LANES):
            w[K1, i, lane] *= h
    for j in range(m):
        for lane in range(LANES):
            v[K1_M, j, lane] = h * v[RATE0_M, j, lane]
    solve(g, K1, K1_M, node, links, factors, w, f, v, column, schur)
    for i in range(n):
        for lane in range(LANES):
            w[NEW, i, lane] = w[C, i, lane] + w[K1, i, lane]
    for j in range(m):
        for lane in range(LANES):
            v[NEW_M, j, lane] = v[M, j, lane] + v[K1_M, j, lane]
    rates(NEW, NEW_M, X, X_M, LENT1, DOWN1, UP1, node, cell, outside, links, move, factors, w, f, v)
    drink(NEW, 0.5 * h, X, saturable, w, u)
    for i in range(n):
        for lane in range(LANES):
            w[X, i, lane] = h * w[X, i, lane] - 2.0 * cell[CAPACITY, i, lane] * w[K1, i, lane]
    for j in range(m):
        for lane in range(LANES):
            v[X_M, j, lane] = h * v[X_M, j, lane] - 2.0 * v[K1_M, j, lane]
    solve(g, X, X_M, node, links, factors, w, f, v, column, schur)
    for k in range(saturable.shape[1]):
        for i in range(n):
            for lane in range(LANES):
                u[TAKEN, k, i, lane] += 0.5 * g * u[SLOPES, k, i, lane] * (w[K1, i, lane] + w[X, i, lane])
    for i in range(n):
        for lane in range(LANES):
            w[X, i, lane] = w[NEW, i, lane] + GAMMA * (w[K1, i, lane] + w[X, i, lane])
    for j in range(m):
        for lane in range(LANES):
            v[X_M, j, lane] = v[NEW_M, j, lane] + GAMMA * (v[K1_M, j, lane] + v[X_M, j, lane])


@njit(**_inner)
def try_backward_euler(h, node, cell, outside, saturable, links, move, factors, w, f, v, u, column, schur):
    """One implicit step of length h with the coefficients at the end of the step: leaves x."""
    n, m = w.shape[1], v.shape[1]
    lean(False, saturable, w, u)
    eliminate(h, node, cell, links, move, factors, w, f, v, column, schur)
    for i in range(n):
        for lane in range(LANES):
            w[X, i, lane] = cell[CAPACITY, i, lane] * w[C, i, lane] + h * cell[SOURCE, i, lane]
            w[RATE0, i, lane] = 0.0
    for lane in range(LANES):
        w[X, 0, lane] += h * f[DOWN1, 0, lane] * outside[0, lane]
        w[X, n - 1, lane] += h * f[UP1, n, lane] * outside[1, lane]
    for j in range(m):
        for lane in range(LANES):
            v[X_M, j, lane] = v[M, j, lane]
            v[RATE0_M, j, lane] = 0.0
            v[LENT0, j, lane] = 0.0
    solve(h, X, X_M, node, links, factors, w, f, v, column, schur)
    for k in range(saturable.shape[1]):
        for i in range(n):
            for lane in range(LANES):
                u[TAKEN, k, i, lane] = h * u[SLOPES, k, i, lane] * w[X, i, lane]


@njit(**_inner)
def book(w0, w1, node, judge, accept, scale, cell, outside, saturable, links, move, factors, w, f, v, u, ends):
    """Book w0 times the transfers at the start and w1 times those of x; with `judge`, only where nothing is missing."""
    n, m = w.shape[1], v.shape[1]
    rates(X, X_M, RATE1, RATE1_M, LENT1, DOWN1, UP1, node, cell, outside, links, move, factors, w, f, v)
    for i in range(n):
        for lane in range(LANES):
            w[NEW, i, lane] = w0 * w[RATE0, i, lane] + w1 * w[RATE1, i, lane]
    for k in range(saturable.shape[1]):
        for i in range(n):
            for lane in range(LANES):
                w[NEW, i, lane] -= u[TAKEN, k, i, lane]
    for lane in range(LANES):
        scale[lane] = 0.0
    for i in range(n):
        for lane in range(LANES):
            w[NEW, i, lane] = w[C, i, lane] + w[NEW, i, lane] / cell[CAPACITY, i, lane]
            scale[lane] += cell[CAPACITY, i, lane] * abs(w[NEW, i, lane])
    for j in range(m):
        for lane in range(LANES):
            v[NEW_M, j, lane] = v[M, j, lane] + (w0 * v[RATE0_M, j, lane] + w1 * v[RATE1_M, j, lane])
            scale[lane] += abs(v[NEW_M, j, lane])
    if judge:
        for i in range(n):
            for lane in range(LANES):
                missing = cell[CAPACITY, i, lane] * w[NEW, i, lane] < -UNDERSHOOT * scale[lane]
                accept[lane] = accept[lane] and not missing
        for j in range(m):
            for lane in range(LANES):
                accept[lane] = accept[lane] and not v[NEW_M, j, lane] < -UNDERSHOOT * scale[lane]
    for lane in range(LANES):
        if accept[lane]:
            ends[0, 0, lane] += (w0 * f[DOWN0, 0, lane] + w1 * f[DOWN1, 0, lane]) * outside[0, lane]
            ends[0, 1, lane] += (w0 * f[UP0, n, lane] + w1 * f[UP1, n, lane]) * outside[1, lane]
            ends[1, 0, lane] += w0 * f[UP0, 0, lane] * w[C, 0, lane] + w1 * f[UP1, 0, lane] * w[X, 0, lane]
            ends[1, 1, lane] += w0 * f[DOWN0, n, lane] * w[C, n - 1, lane] + w1 * f[DOWN1, n, lane] * w[X, n - 1, lane]
    for i in range(n):
        for lane in range(LANES):
            if accept[lane]:
                w[EXPOSURE, i, lane] += w0 * w[C, i, lane] + w1 * w[X, i, lane]
                w[C, i, lane] = w[NEW, i, lane]
    for k in range(saturable.shape[1]):
        for i in range(n):
            for lane in range(LANES):
                if accept[lane]:
                    u[TAKEN_SO_FAR, k, i, lane] += u[TAKEN, k, i, lane]
    for j in range(m):
        for lane in range(LANES):
            if accept[lane]:
                v[GONE, j, lane] += (
                    w0 * factors[FATE, node - 1, j, lane] * v[M, j, lane] + w1 * factors[FATE, node, j, lane] * v[X_M, j, lane]
                )
                v[PASSED, j, lane] += w0 * v[LENT0, j, lane] + w1 * v[LENT1, j, lane]
                v[M, j, lane] = v[NEW_M, j, lane]


@njit(**_inner)
def look(kept, w, v, u, ends, seen_cells, seen_stores, seen_taken, seen_ends):
    """Write down the state and the account."""
    for lane in range(LANES):
        for i in range(w.shape[1]):
            seen_cells[kept, 0, i, lane] = w[C, i, lane]
            seen_cells[kept, 1, i, lane] = w[EXPOSURE, i, lane]
            for k in range(u.shape[1]):
                seen_taken[kept, k, i, lane] = u[TAKEN_SO_FAR, k, i, lane]
        for j in range(v.shape[1]):
            seen_stores[kept, 0, j, lane] = v[M, j, lane]
            seen_stores[kept, 1, j, lane] = v[GONE, j, lane]
            seen_stores[kept, 2, j, lane] = v[PASSED, j, lane]
        for way in range(2):
            for end in range(2):
                seen_ends[kept, way, end, lane] = ends[way, end, lane]


@njit(**_options)
def advance_block(
    times, damped, observe, cell, face, outside, saturable, links, move, factors, face_factors,
    w, f, v, u, column, schur, ends, accept, scale, redone, seen_cells, seen_stores, seen_taken, seen_ends,
):  # fmt: skip
    """Take LANES problems, whose state is in rows C and M, over all steps; write what is seen at the observed nodes."""
    varies = False
    for k in range(face.shape[1]):
        for lane in range(LANES):
            varies = varies or face[CONDUCTANCE_VARY, k, lane] != 0.0 or face[FLOW_VARY, k, lane] != 0.0
    kept = 0
    for node in range(times.shape[0]):
        if node == 0 or varies:
            fit_faces(face, face_factors, node, cell, f)
        parts = 0  # backward-Euler parts of the step that ends here
        if node > 0:
            h = times[node] - times[node - 1]
            for lane in range(LANES):
                accept[lane] = True
            if damped[node - 1]:
                parts = 1
            else:
                try_second_order(h, node, cell, outside, saturable, links, move, factors, w, f, v, u, column, schur)
                book(0.5 * h, 0.5 * h, node, True, accept, scale, cell, outside, saturable, links, move, factors, w, f, v, u, ends)
                for lane in range(LANES):
                    accept[lane] = not accept[lane]
                    if accept[lane]:
                        parts = 2
                        redone[lane] += 1
        for _ in range(parts):
            part = h / parts
            try_backward_euler(part, node, cell, outside, saturable, links, move, factors, w, f, v, u, column, schur)
            book(0.0, part, node, False, accept, scale, cell, outside, saturable, links, move, factors, w, f, v, u, ends)
        if kept < observe.shape[0] and observe[kept] == node:
            look(kept, w, v, u, ends, seen_cells, seen_stores, seen_taken, seen_ends)
            kept += 1
