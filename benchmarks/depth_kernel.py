"""How fast is the depth kernel beside SciPy's LSODA (banded) at equal error? One core, one paired run.

The problem: a week after a drop on the surface of a skin-like line of 100 cells (a thin film, a tight layer, a living
layer, a membrane, a deep layer) with first-order capture and drainage. Error: rms over cells and daily times, relative
to the largest concentration; the truth is LSODA at 1e-12. Both solvers are set to about 3e-5, LSODA to the loosest
tolerance that reaches it. Times are processor times of one thread.

    python benchmarks/depth_kernel.py [--lanes]      (--lanes: also time other widths of a block)
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

HOUR, WEEK = 3600.0, 7 * 24 * 3600.0
LAYERS = [40.0, 15.0, 80.0, 2.0, 900.0]  # micrometres
CELLS = [8, 20, 30, 4, 38]
DIFFUSIVITY = [6.0, 0.003, 0.5, 0.02, 0.8]  # um2/s
UPTAKE = [0.0, 0.0, 3e-6, 0.0, 2e-5]  # 1/s
DRAIN = [0.0, 0.0, 0.0, 0.0, 5e-6]
SEEN = [k * 24 * HOUR for k in range(1, 8)]


def problems(count):
    """`count` lines that differ in their diffusivities, and the dose of 1 in the first cell of each."""
    from exoderm.numerics.grid import Grid, conductances, layered_faces, spread
    from exoderm.numerics.line import build_line

    grid = Grid(layered_faces(LAYERS, CELLS))
    vary = np.exp(np.random.default_rng(0).normal(0, 0.3, (count, len(LAYERS))))
    vary[0] = 1.0
    conductance = conductances(grid, spread(np.array(DIFFUSIVITY) * vary, CELLS))
    sink = np.stack([spread(UPTAKE, CELLS), spread(DRAIN, CELLS)])
    line = build_line(np.broadcast_to(grid.volumes, (count, 100)), conductance, sink=sink)
    cells = np.zeros((count, 100))
    cells[:, 0] = 1.0 / grid.volumes[0]
    return line, cells


def schedule(first=2.0, growth=1.1, longest=np.inf):
    from exoderm.numerics.schedule import growing_steps

    return growing_steps(WEEK, first, growth, longest, SEEN)


def lsoda(line, cells, rtol, atol):
    """The same week by SciPy: banded Jacobian given exactly, ledger left out (which favours SciPy)."""
    from scipy.integrate import solve_ivp

    g, V, k = line.conductance[0], line.capacity[0], line.sink[0].sum(0)
    n = V.size
    band = np.zeros((3, n))
    band[0, 1:] = g[1:n] / V[:-1]
    band[1] = -(g[:-1] + g[1:]) / V - k
    band[2, :-1] = g[1:n] / V[1:]

    def rates(_, c):
        change = band[1] * c
        change[:-1] += band[0, 1:] * c[1:]
        change[1:] += band[2, :-1] * c[:-1]
        return change

    run = solve_ivp(
        rates, (0, WEEK), cells[0], "LSODA", SEEN, rtol=rtol, atol=atol, jac=lambda t, c: band, lband=1, uband=1
    )  # fmt: skip
    return run.y.T


def rms(values, truth):
    return float(np.sqrt(((values - truth) ** 2).mean()) / np.max(truth))


def describe(values, truth):
    own = np.sqrt(((values - truth) ** 2).mean() / (truth**2).mean())
    return f"error {rms(values, truth):.1e} ({own:.1e} of the rms itself)"


def fastest(work, seconds=2.0, least=5):
    """Best and median processor time: both solvers run on one thread, and neighbours on the machine do not count."""
    times = []
    while len(times) < least or sum(times) < seconds:
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times), float(np.median(times))


def start_up():
    """Seconds for import, compile and the first call of a fresh process; then the same from the cache."""
    program = (
        "import time; a = time.perf_counter(); import numba; b = time.perf_counter();"
        "from exoderm.numerics.transport import advance, build_line;"
        "from exoderm.numerics.schedule import even_steps; import numpy as np; c = time.perf_counter();"
        "advance(build_line(np.ones((1, 5)), np.ones(6)), 1.0, np.zeros((1, 0)), even_steps(1.0, 9));"
        "print(b - a, c - b, time.perf_counter() - c, time.process_time())"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name in ("cold", "cached"):
            done = subprocess.run(
                [sys.executable, "-c", program],
                env={**os.environ, "NUMBA_CACHE_DIR": folder}, capture_output=True, text=True, check=True,
            )  # fmt: skip
            numba, ours, first, cpu = map(float, done.stdout.split())
            print(f"{name:>7}: import numba {numba:.2f} s, ours {ours:.2f} s, first call {first:.2f} s")
            print(f"         processor time of the whole process {cpu:.1f} s")


def time_kernel(count=256):
    """Seconds per problem and week on one thread."""
    from exoderm.numerics.transport import advance

    line, cells = problems(count)
    plan, none = schedule(*CHOSEN), np.zeros((count, 0))
    nodes = plan.find(SEEN)
    best, median = fastest(lambda: advance(line, cells, none, plan, nodes))
    return best / count, median / count, len(plan.times) - 1


CHOSEN = (60.0, 1.2, WEEK / 30)  # first step, growth, longest step


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lanes", action="store_true", help="also time other widths of a block")
    parser.add_argument("--width", type=int, help=argparse.SUPPRESS)
    choice = parser.parse_args()
    if choice.width:
        from exoderm.numerics import stepper, transport

        stepper.LANES, stepper.LANE, transport.LANES = choice.width, choice.width - 1, choice.width
        time_kernel(8)
        print(time_kernel()[0])
        return

    from exoderm.numerics.transport import advance, imbalance

    start_up()
    line, cells = problems(1)
    none = np.zeros((1, 0))
    truth = lsoda(line, cells, 1e-12, 1e-18)

    plan = schedule(*CHOSEN)
    end = advance(line, cells, none, plan, plan.find(SEEN))
    found, off = end.seen.cells[0], abs(imbalance(line, cells, none, end))[0]
    print(
        f"kernel: {len(plan.times) - 1} steps, {describe(found, truth)}, redone {end.redone[0]}, books off by {off:.0e}"
    )
    rtol = 1e-2
    while rms(lsoda(line, cells, rtol, rtol * cells.max() * 1e-3), truth) > 3.2e-5:
        rtol /= 1.1
    peer = lambda: lsoda(line, cells, rtol, rtol * cells.max() * 1e-3)  # noqa: E731
    print(f" LSODA: rtol {rtol:.1e}, {describe(peer(), truth)}")

    theirs, theirs_median = fastest(peer)
    ours, ours_median, _ = time_kernel()
    one, _ = fastest(lambda: advance(line, cells, none, plan, plan.find(SEEN)))
    print(f"class-weeks/s on one thread: kernel {1 / ours:.0f} (median {1 / ours_median:.0f}), LSODA {1 / theirs:.1f}")
    alone, medians = theirs / one, theirs_median / ours_median
    print(f"ratio {theirs / ours:.0f} (medians {medians:.0f}); a single problem alone {alone:.0f}")
    if choice.lanes:
        with tempfile.TemporaryDirectory() as folder:
            for width in (1, 4, 8):
                done = subprocess.run(
                    [sys.executable, __file__, "--width", str(width)],
                    env={**os.environ, "NUMBA_CACHE_DIR": f"{folder}/{width}"},
                    capture_output=True, text=True, check=True,
                )  # fmt: skip
                print(f"lanes: {width} per block, {1 / float(done.stdout):.0f} class-weeks/s")


if __name__ == "__main__":
    main()
