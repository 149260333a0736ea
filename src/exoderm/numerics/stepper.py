# mypy: disallow-untyped-decorators=False
"""The compiled loop that moves amounts along a line of cells and between the stores beside it.

Contract shared by all functions here: work arrays have the cell (or face, or store) first and a short *lane* axis last, one
problem per lane, so that four independent problems fill one processor register. No operation ever mixes lanes, so the
answer of a problem cannot depend on its neighbours. Every transfer is computed once, as an amount, and then taken from
one place and given to the other: amounts close to rounding whatever the error of the linear solve.

Scheme: the two-stage W-method ROS2 (Verwer, Spee, Blom & Hundsdorfer 1999, SIAM J. Sci. Comput. 20:1456),

    (I - g A) k1 = h f(t, y)                 g = gamma h,   gamma = 1 - 1/sqrt(2)
    (I - g A) k2 = h f(t + h, y + k1) - 2 k1
    y' = y + 3/2 k1 + 1/2 k2

with A the Jacobian at t + h. Inserting the stage equations gives the form that is used to book the transfers,
y' = y + h/2 [f(t, y) + f(t + h, y + k1) + gamma A (k1 + k2)], for a linear term h/2 [a(t) y + a(t + h) x] with
x = y + k1 + gamma (k1 + k2). Damped steps, and steps redone because something went below zero, are backward Euler.
"""

import math

import numpy as np
from numba import njit

LANES = 4
GAMMA = 1.0 - math.sqrt(0.5)
UNDERSHOOT = 1e-14  # part of a problem's amount that may be missing from a place before the step is redone

_options = {"cache": True, "nogil": True, "error_model": "numpy"}


@njit(**_options)
def face_coefficients(conductance, conductance_vary, flow, flow_vary, partition, face_factor, flow_factor, down, up):  # type: ignore[no-untyped-def]
    """Exponentially fitted face coefficients: flux through face k = down[k] c[k-1] - up[k] c[k]."""
    n = partition.shape[0]
    for k in range(n + 1):
        for lane in range(LANES):
            g = conductance[k, lane] + conductance_vary[k, lane] * face_factor[lane]
            q = flow[k, lane] + flow_vary[k, lane] * flow_factor[lane]
            speed = abs(q)
            fitted = g  # g B(|q|/g) with B(x) = x / (exp(x) - 1)
            if speed > 0.0:
                if speed < g * 1e-10:
                    fitted = g - 0.5 * speed
                elif speed > g * 700.0:
                    fitted = 0.0
                else:
                    fitted = speed / math.expm1(speed / g)
            a = fitted + max(q, 0.0)
            b = fitted + max(-q, 0.0)
            if k > 0:
                a /= partition[k - 1, lane]
            if k < n:
                b /= partition[k, lane]
            down[k, lane] = a
            up[k, lane] = b


@njit(**_options)
def eliminate(g, capacity, loss, slope, down, up, upper, inverse):  # type: ignore[no-untyped-def]
    """Factor the tridiagonal matrix (capacity - g A) of all lanes; `upper` and `inverse` receive the factors."""
    n = capacity.shape[0]
    for lane in range(LANES):
        pivot = capacity[0, lane] + g * (up[0, lane] + down[1, lane] + loss[0, lane] + slope[0, lane])
        inverse[0, lane] = 1.0 / pivot
    for i in range(1, n):
        for lane in range(LANES):
            ratio = g * up[i, lane] * inverse[i - 1, lane]
            upper[i - 1, lane] = ratio
            pivot = (
                capacity[i, lane]
                + g * (up[i, lane] + down[i + 1, lane] + loss[i, lane] + slope[i, lane])
                - ratio * (g * down[i, lane])
            )
            inverse[i, lane] = 1.0 / pivot


@njit(**_options)
def substitute(g, down, upper, inverse, x):  # type: ignore[no-untyped-def]
    """Solve in place with the factors of `eliminate`: x goes in as right-hand side and comes out as solution."""
    n = x.shape[0]
    for lane in range(LANES):
        x[0, lane] *= inverse[0, lane]
    for i in range(1, n):
        for lane in range(LANES):
            x[i, lane] = (x[i, lane] + g * down[i, lane] * x[i - 1, lane]) * inverse[i, lane]
    for r in range(1, n):
        i = n - 1 - r
        for lane in range(LANES):
            x[i, lane] += upper[i, lane] * x[i + 1, lane]


@njit(**_options)
def border(g, leave, move, link_out, link_back, link, moving, down, upper, inverse, column, schur):  # type: ignore[no-untyped-def]
    """Eliminate the cells from the equations of the stores: `column` = response of the cells, `schur` = what is left, factored."""
    m, n = link_out.shape[0], link_out.shape[1]
    for j in range(m):
        for i in range(n):
            for lane in range(LANES):
                column[j, i, lane] = g * link[j, lane] * link_out[j, i, lane]
        substitute(g, down, upper, inverse, column[j])
    for r in range(m):
        for j in range(m):
            for lane in range(LANES):
                schur[r, j, lane] = -g * move[j, r, lane] * moving[j, lane]
                if r == j:
                    schur[r, j, lane] += 1.0 + g * leave[j, lane]
            for i in range(n):
                for lane in range(LANES):
                    schur[r, j, lane] -= g * link[r, lane] * link_back[r, i, lane] * column[j, i, lane]
    for p in range(m):
        for r in range(p + 1, m):
            for lane in range(LANES):
                schur[r, p, lane] /= schur[p, p, lane]
            for j in range(p + 1, m):
                for lane in range(LANES):
                    schur[r, j, lane] -= schur[r, p, lane] * schur[p, j, lane]


@njit(**_options)
def solve(g, link_back, link, down, upper, inverse, column, schur, x, s):  # type: ignore[no-untyped-def]
    """Solve cells x and stores s together, in place."""
    m, n = link_back.shape[0], link_back.shape[1]
    substitute(g, down, upper, inverse, x)
    for j in range(m):
        for i in range(n):
            for lane in range(LANES):
                s[j, lane] += g * link[j, lane] * link_back[j, i, lane] * x[i, lane]
    for r in range(m):
        for p in range(r):
            for lane in range(LANES):
                s[r, lane] -= schur[r, p, lane] * s[p, lane]
    for q in range(m):
        r = m - 1 - q
        for p in range(r + 1, m):
            for lane in range(LANES):
                s[r, lane] -= schur[r, p, lane] * s[p, lane]
        for lane in range(LANES):
            s[r, lane] /= schur[r, r, lane]
    for j in range(m):
        for i in range(n):
            for lane in range(LANES):
                x[i, lane] += column[j, i, lane] * s[j, lane]


@njit(**_options)
def fluxes(down, up, outside, c, flux):  # type: ignore[no-untyped-def]
    """Amount per time through each face, downward positive."""
    n = c.shape[0]
    for lane in range(LANES):
        flux[0, lane] = down[0, lane] * outside[0, lane] - up[0, lane] * c[0, lane]
        flux[n, lane] = down[n, lane] * c[n - 1, lane] - up[n, lane] * outside[1, lane]
    for k in range(1, n):
        for lane in range(LANES):
            flux[k, lane] = down[k, lane] * c[k - 1, lane] - up[k, lane] * c[k, lane]


@njit(**_options)
def advance_range(  # type: ignore[no-untyped-def]
    first, last, times, damped, observe,
    g_capacity, g_conductance, g_conductance_vary, g_flow, g_flow_vary, g_partition, g_outside,
    g_sink, g_vmax, g_half, g_source,
    g_move, g_store_sink, g_link_out, g_link_back,
    g_move_factor, g_sink_factor, g_link_factor, g_face_factor, g_flow_factor,
    g_cells, g_stores,
    o_cells, o_stores, o_exposure, o_sinks, o_saturable, o_store_sinks, o_inflow, o_outflow, o_source, o_passed,
    o_redone,
):
    """Advance problems first..last-1 over all steps and write their states at the observed nodes."""
    n = g_capacity.shape[1]
    m, U, S, R = g_stores.shape[1], g_vmax.shape[1], g_sink.shape[1], g_store_sink.shape[2]
    K = observe.shape[0]
    L = LANES

    capacity, partition, source = np.empty((n, L)), np.empty((n, L)), np.empty((n, L))
    conductance, conductance_vary = np.empty((n + 1, L)), np.empty((n + 1, L))
    flow, flow_vary = np.empty((n + 1, L)), np.empty((n + 1, L))
    outside, loss = np.empty((2, L)), np.empty((n, L))
    vmax, half = np.empty((U, n, L)), np.empty((U, n, L))
    move, link_out, link_back = np.empty((m, m, L)), np.empty((m, n, L)), np.empty((m, n, L))
    link_sum, move_sum, fate_sum = np.empty((m, L)), np.empty((m, L)), np.empty((m, L))

    c, new, k1, x, total_loss = np.empty((n, L)), np.empty((n, L)), np.empty((n, L)), np.empty((n, L)), np.empty((n, L))
    upper, inverse, slope, slopes = np.empty((n, L)), np.empty((n, L)), np.empty((n, L)), np.empty((U, n, L))
    taken = np.empty((U, n, L))
    exposure, saturated = np.empty((n, L)), np.empty((U, n, L))
    flux0, flux1 = np.empty((n + 1, L)), np.empty((n + 1, L))
    down0, up0, down1, up1 = np.empty((n + 1, L)), np.empty((n + 1, L)), np.empty((n + 1, L)), np.empty((n + 1, L))
    M, newM, kM1, xM = np.empty((m, L)), np.empty((m, L)), np.empty((m, L)), np.empty((m, L))
    column, schur = np.empty((m, n, L)), np.empty((m, m, L))
    link0, link1, moving0, moving1 = np.empty((m, L)), np.empty((m, L)), np.empty((m, L)), np.empty((m, L))
    fate0, fate1, leave = np.empty((m, L)), np.empty((m, L)), np.empty((m, L))
    inflow, outflow, elapsed = np.zeros((2, L)), np.zeros((2, L)), 0.0
    gone, passed, link_now = np.empty((m, L)), np.empty((m, L)), np.empty((m, L))
    face_factor, flow_factor = np.empty(L), np.empty(L)
    accept, redone, scale = np.empty(L, np.bool_), np.empty(L, np.int64), np.empty(L)

    for base in range(first, last, L):
        # gather: the last block repeats its last problem in the lanes that are left over
        varies = False
        for lane in range(L):
            p = min(base + lane, last - 1)
            redone[lane] = 0
            for i in range(n):
                capacity[i, lane] = g_capacity[p, i]
                partition[i, lane] = g_partition[p, i]
                source[i, lane] = g_source[p, i]
                c[i, lane] = g_cells[p, i]
                exposure[i, lane] = 0.0
                rate = 0.0
                for s in range(S):
                    rate += g_sink[p, s, i]
                loss[i, lane] = rate * g_capacity[p, i]
                slope[i, lane] = 0.0
                for u in range(U):
                    vmax[u, i, lane] = g_vmax[p, u, i] * g_capacity[p, i]
                    half[u, i, lane] = g_half[p, u, i]
                    saturated[u, i, lane] = 0.0
            for k in range(n + 1):
                conductance[k, lane] = g_conductance[p, k]
                conductance_vary[k, lane] = g_conductance_vary[p, k]
                flow[k, lane] = g_flow[p, k]
                flow_vary[k, lane] = g_flow_vary[p, k]
                if g_conductance_vary[p, k] != 0.0 or g_flow_vary[p, k] != 0.0:
                    varies = True
            for e in range(2):
                outside[e, lane] = g_outside[p, e]
                inflow[e, lane] = 0.0
                outflow[e, lane] = 0.0
            for j in range(m):
                M[j, lane] = g_stores[p, j]
                gone[j, lane] = 0.0
                passed[j, lane] = 0.0
                link_sum[j, lane] = 0.0
                move_sum[j, lane] = 0.0
                fate_sum[j, lane] = 0.0
                for i in range(n):
                    link_out[j, i, lane] = g_link_out[p, j, i]
                    link_back[j, i, lane] = g_link_back[p, j, i]
                    link_sum[j, lane] += g_link_out[p, j, i]
                for q in range(m):
                    move[j, q, lane] = g_move[p, j, q]
                    move_sum[j, lane] += g_move[p, j, q]
                for r in range(R):
                    fate_sum[j, lane] += g_store_sink[p, j, r]
                link1[j, lane] = g_link_factor[p, j, 0]
                moving1[j, lane] = g_move_factor[p, j, 0]
                fate1[j, lane] = g_sink_factor[p, j, 0]
            face_factor[lane] = g_face_factor[p, 0]
            flow_factor[lane] = g_flow_factor[p, 0]
        face_coefficients(
            conductance, conductance_vary, flow, flow_vary, partition, face_factor, flow_factor, down1, up1
        )
        if not varies:
            down0[:] = down1
            up0[:] = up1
        elapsed = 0.0
        seen = 0

        for step in range(times.shape[0]):
            # report the state at this node
            while seen < K and observe[seen] == step:
                for lane in range(L):
                    p = base + lane
                    if p >= last:
                        continue
                    for i in range(n):
                        o_cells[p, seen, i] = c[i, lane]
                        o_exposure[p, seen, i] = exposure[i, lane]
                    for s in range(S):
                        amount = 0.0
                        for i in range(n):
                            amount += g_sink[p, s, i] * capacity[i, lane] * exposure[i, lane]
                        o_sinks[p, seen, s] = amount
                    for u in range(U):
                        amount = 0.0
                        for i in range(n):
                            amount += saturated[u, i, lane]
                        o_saturable[p, seen, u] = amount
                    amount = 0.0
                    for i in range(n):
                        amount += source[i, lane]
                    o_source[p, seen] = amount * elapsed
                    for e in range(2):
                        o_inflow[p, seen, e] = inflow[e, lane]
                        o_outflow[p, seen, e] = outflow[e, lane]
                    for r in range(R):
                        amount = 0.0
                        for j in range(m):
                            amount += g_store_sink[p, j, r] * gone[j, lane]
                        o_store_sinks[p, seen, r] = amount
                    for j in range(m):
                        o_stores[p, seen, j] = M[j, lane]
                        o_passed[p, seen, j] = passed[j, lane]
                seen += 1
            if step == times.shape[0] - 1:
                break

            # coefficients at both ends of the step
            h = times[step + 1] - times[step]
            if varies:
                down0, down1 = down1, down0
                up0, up1 = up1, up0
                for lane in range(L):
                    p = min(base + lane, last - 1)
                    face_factor[lane] = g_face_factor[p, step + 1]
                    flow_factor[lane] = g_flow_factor[p, step + 1]
                face_coefficients(
                    conductance, conductance_vary, flow, flow_vary, partition, face_factor, flow_factor, down1, up1
                )
            for j in range(m):
                for lane in range(L):
                    p = min(base + lane, last - 1)
                    link0[j, lane], moving0[j, lane], fate0[j, lane] = link1[j, lane], moving1[j, lane], fate1[j, lane]
                    link1[j, lane] = g_link_factor[p, j, step + 1]
                    moving1[j, lane] = g_move_factor[p, j, step + 1]
                    fate1[j, lane] = g_sink_factor[p, j, step + 1]
                    leave[j, lane] = (
                        link1[j, lane] * link_sum[j, lane]
                        + moving1[j, lane] * move_sum[j, lane]
                        + fate1[j, lane] * fate_sum[j, lane]
                    )
            for i in range(n):
                for lane in range(L):
                    total_loss[i, lane] = loss[i, lane]
            for j in range(m):
                for i in range(n):
                    for lane in range(L):
                        total_loss[i, lane] += link1[j, lane] * link_back[j, i, lane]

            for lane in range(L):
                accept[lane] = True
            attempt = 1 if damped[step] else 0  # 0: ROS2; 1: backward Euler; 1 and 2: two halves after a refusal
            size = h
            while attempt < 3:
                if attempt == 0:
                    g = GAMMA * h
                    fluxes(down0, up0, outside, c, flux0)
                    for i in range(n):
                        for lane in range(L):
                            k1[i, lane] = h * (
                                flux0[i, lane] - flux0[i + 1, lane] - loss[i, lane] * c[i, lane] + source[i, lane]
                            )
                    for u in range(U):
                        for i in range(n):
                            for lane in range(L):
                                room = half[u, i, lane] + abs(c[i, lane])
                                speed = vmax[u, i, lane] * c[i, lane] / room
                                k1[i, lane] -= h * speed
                                taken[u, i, lane] = 0.5 * h * speed
                                slopes[u, i, lane] = vmax[u, i, lane] * half[u, i, lane] / (room * room)
                    for j in range(m):
                        for lane in range(L):
                            kM1[j, lane] = -M[j, lane] * (
                                moving0[j, lane] * move_sum[j, lane] + fate0[j, lane] * fate_sum[j, lane]
                            )
                        for q in range(m):
                            for lane in range(L):
                                kM1[j, lane] += move[q, j, lane] * moving0[q, lane] * M[q, lane]
                        for i in range(n):
                            for lane in range(L):
                                rate = link0[j, lane] * (
                                    link_out[j, i, lane] * M[j, lane] - link_back[j, i, lane] * c[i, lane]
                                )
                                kM1[j, lane] -= rate
                                k1[i, lane] += h * rate
                        for lane in range(L):
                            kM1[j, lane] *= h
                else:
                    g = size
                    for i in range(n):
                        for lane in range(L):
                            x[i, lane] = capacity[i, lane] * c[i, lane] + size * source[i, lane]
                    for lane in range(L):
                        x[0, lane] += size * down1[0, lane] * outside[0, lane]
                        x[n - 1, lane] += size * up1[n, lane] * outside[1, lane]
                    for u in range(U):
                        for i in range(n):
                            for lane in range(L):
                                slopes[u, i, lane] = vmax[u, i, lane] / (half[u, i, lane] + abs(c[i, lane]))
                    for j in range(m):
                        for lane in range(L):
                            xM[j, lane] = M[j, lane]

                if U > 0:
                    for i in range(n):
                        for lane in range(L):
                            slope[i, lane] = slopes[0, i, lane]
                    for u in range(1, U):
                        for i in range(n):
                            for lane in range(L):
                                slope[i, lane] += slopes[u, i, lane]
                eliminate(g, capacity, total_loss, slope, down1, up1, upper, inverse)
                if m > 0:
                    border(
                        g, leave, move, link_out, link_back, link1, moving1, down1, upper, inverse, column, schur
                    )

                if attempt == 0:
                    solve(g, link_back, link1, down1, upper, inverse, column, schur, k1, kM1)
                    # second stage, at c + k1
                    for i in range(n):
                        for lane in range(L):
                            new[i, lane] = c[i, lane] + k1[i, lane]
                    fluxes(down1, up1, outside, new, flux1)
                    for i in range(n):
                        for lane in range(L):
                            x[i, lane] = (
                                h * (flux1[i, lane] - flux1[i + 1, lane] - loss[i, lane] * new[i, lane])
                                + h * source[i, lane]
                                - 2.0 * capacity[i, lane] * k1[i, lane]
                            )
                    for u in range(U):
                        for i in range(n):
                            for lane in range(L):
                                speed = (
                                    vmax[u, i, lane] * new[i, lane] / (half[u, i, lane] + abs(new[i, lane]))
                                )
                                x[i, lane] -= h * speed
                                taken[u, i, lane] += 0.5 * h * speed
                    for j in range(m):
                        for lane in range(L):
                            newM[j, lane] = M[j, lane] + kM1[j, lane]
                    for j in range(m):
                        for lane in range(L):
                            xM[j, lane] = -newM[j, lane] * (
                                moving1[j, lane] * move_sum[j, lane] + fate1[j, lane] * fate_sum[j, lane]
                            )
                        for q in range(m):
                            for lane in range(L):
                                xM[j, lane] += move[q, j, lane] * moving1[q, lane] * newM[q, lane]
                        for i in range(n):
                            for lane in range(L):
                                rate = link1[j, lane] * (
                                    link_out[j, i, lane] * newM[j, lane] - link_back[j, i, lane] * new[i, lane]
                                )
                                xM[j, lane] -= rate
                                x[i, lane] += h * rate
                        for lane in range(L):
                            xM[j, lane] = h * xM[j, lane] - 2.0 * kM1[j, lane]
                    solve(g, link_back, link1, down1, upper, inverse, column, schur, x, xM)
                    # the state whose rates close the step: x = y + k1 + gamma (k1 + k2)
                    for u in range(U):
                        for i in range(n):
                            for lane in range(L):
                                both = k1[i, lane] + x[i, lane]
                                taken[u, i, lane] += 0.5 * g * slopes[u, i, lane] * both
                    for i in range(n):
                        for lane in range(L):
                            both = k1[i, lane] + x[i, lane]
                            x[i, lane] = c[i, lane] + k1[i, lane] + GAMMA * both
                    for j in range(m):
                        for lane in range(L):
                            both = kM1[j, lane] + xM[j, lane]
                            xM[j, lane] = M[j, lane] + kM1[j, lane] + GAMMA * both
                    w0, w1 = 0.5 * h, 0.5 * h
                else:
                    solve(g, link_back, link1, down1, upper, inverse, column, schur, x, xM)
                    for u in range(U):
                        for i in range(n):
                            for lane in range(L):
                                taken[u, i, lane] = size * slopes[u, i, lane] * x[i, lane]
                    w0, w1 = 0.0, size

                # book every transfer once, as an amount
                fluxes(down1, up1, outside, x, flux1)
                for k in range(n + 1):
                    for lane in range(L):
                        flux1[k, lane] = w1 * flux1[k, lane]
                if attempt == 0:
                    for k in range(n + 1):
                        for lane in range(L):
                            flux1[k, lane] += w0 * flux0[k, lane]
                for i in range(n):
                    for lane in range(L):
                        spent = loss[i, lane] * (w0 * c[i, lane] + w1 * x[i, lane])
                        gain = flux1[i, lane] - flux1[i + 1, lane]
                        new[i, lane] = gain - spent + (w0 + w1) * source[i, lane]
                for u in range(U):
                    for i in range(n):
                        for lane in range(L):
                            new[i, lane] -= taken[u, i, lane]
                for j in range(m):
                    for lane in range(L):
                        link_now[j, lane] = 0.0
                    for i in range(n):
                        for lane in range(L):
                            lent = w0 * link0[j, lane] * (
                                link_out[j, i, lane] * M[j, lane] - link_back[j, i, lane] * c[i, lane]
                            ) + w1 * link1[j, lane] * (
                                link_out[j, i, lane] * xM[j, lane] - link_back[j, i, lane] * x[i, lane]
                            )
                            new[i, lane] += lent
                            link_now[j, lane] += lent
                for lane in range(L):
                    scale[lane] = 0.0
                for i in range(n):
                    for lane in range(L):
                        new[i, lane] = c[i, lane] + new[i, lane] / capacity[i, lane]
                        scale[lane] += capacity[i, lane] * abs(new[i, lane])
                for j in range(m):
                    for lane in range(L):
                        newM[j, lane] = -link_now[j, lane] - fate_sum[j, lane] * (
                            w0 * fate0[j, lane] * M[j, lane] + w1 * fate1[j, lane] * xM[j, lane]
                        )
                for j in range(m):
                    for q in range(m):
                        for lane in range(L):
                            lent = move[j, q, lane] * (
                                w0 * moving0[j, lane] * M[j, lane] + w1 * moving1[j, lane] * xM[j, lane]
                            )
                            newM[j, lane] -= lent
                            newM[q, lane] += lent
                for j in range(m):
                    for lane in range(L):
                        newM[j, lane] += M[j, lane]
                        scale[lane] += abs(newM[j, lane])

                # which problems keep this step? those where nothing is missing anywhere
                refused = False
                if attempt == 0:
                    for i in range(n):
                        for lane in range(L):
                            if capacity[i, lane] * new[i, lane] < -UNDERSHOOT * scale[lane]:
                                accept[lane] = False
                    for j in range(m):
                        for lane in range(L):
                            if newM[j, lane] < -UNDERSHOOT * scale[lane]:
                                accept[lane] = False
                    for lane in range(L):
                        refused = refused or not accept[lane]

                for e in range(2):
                    for lane in range(L):
                        if accept[lane]:
                            if e == 0:
                                came = (w0 * down0[0, lane] + w1 * down1[0, lane]) * outside[0, lane]
                                left = w0 * up0[0, lane] * c[0, lane] + w1 * up1[0, lane] * x[0, lane]
                            else:
                                came = (w0 * up0[n, lane] + w1 * up1[n, lane]) * outside[1, lane]
                                left = w0 * down0[n, lane] * c[n - 1, lane] + w1 * down1[n, lane] * x[n - 1, lane]
                            inflow[e, lane] += came
                            outflow[e, lane] += left
                for i in range(n):
                    for lane in range(L):
                        spent = w0 * c[i, lane] + w1 * x[i, lane]
                        exposure[i, lane] += spent if accept[lane] else 0.0
                        c[i, lane] = new[i, lane] if accept[lane] else c[i, lane]
                for u in range(U):
                    for i in range(n):
                        for lane in range(L):
                            saturated[u, i, lane] += taken[u, i, lane] if accept[lane] else 0.0
                for j in range(m):
                    for lane in range(L):
                        if accept[lane]:
                            gone[j, lane] += w0 * fate0[j, lane] * M[j, lane] + w1 * fate1[j, lane] * xM[j, lane]
                            passed[j, lane] += link_now[j, lane]
                            M[j, lane] = newM[j, lane]

                if attempt == 0:
                    if not refused:
                        break
                    for lane in range(L):
                        accept[lane] = not accept[lane]
                        if accept[lane]:
                            redone[lane] += 1
                    size = 0.5 * h
                    attempt = 1
                elif size == h:
                    break  # a damped step of the schedule
                else:
                    attempt += 1
            elapsed += h

        for lane in range(L):
            if base + lane < last:
                o_redone[base + lane] = redone[lane]
