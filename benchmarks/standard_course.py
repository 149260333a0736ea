"""What does the standard course cost, and how much of it is followed step by step?

The standard course: 12 weeks, a dose each day, four size classes and the soluble companion, 100 cells, 256 draws. It
runs in a process of its own with compiled code from the cache, after a course of one draw that loads it. With --oracle
the same course is run again with every day of every draw followed, in the same process, and the two are held together.

    python benchmarks/standard_course.py [--draws 256] [--threads 1] [--scenario serum-on-cheek] [--oracle]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys

INSIDE = """
import json, math, resource, sys, time
import numpy as np
name, draws, threads, oracle = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "yes"
from exoderm import answer, scenario
from exoderm.journey import days, plan, run, summary
from exoderm.journey.donor.harvest import harvest
from exoderm.journey import in_use
data = scenario.load(name).text() | {"weeks": 12.0, "regimen": {"doses": 84, "every": "1 day"}}
each = data["dose"]["volume"].split()
data["product"] |= {"volume": f"{84 * float(each[0]):g} {each[1]}"}

def build(draws):
    return plan.build(scenario.from_data(data | {"draws": draws}, name))

def timed(work):
    wall, cpu = time.perf_counter(), time.process_time()
    done = work()
    return done, time.perf_counter() - wall, time.process_time() - cpu

run.simulate(build(1))
spent = {}
course, *spent["draw the numbers"] = timed(lambda: build(draws))
_, *spent["vial, once more"] = timed(lambda: in_use.course(course, harvest(course), threads))
journey, *spent["compute"] = timed(lambda: run.simulate(course, threads))
_, *spent["summarise"] = timed(lambda: summary.summarise(journey, 0.0))
out = {
    "spent": spent, "followed": sum(journey.followed) / max(journey.followed),
    "residual": float(abs(journey.residual).max()), "redone": journey.redone,
}
if oracle:
    days.ENOUGH, in_use.STEADY = math.inf, -1.0
    whole, *spent["compute, every day followed"] = timed(lambda: run.simulate(course, threads))
    offered, apart = whole.end.book.offered, 0.0
    for one, other in zip(journey.snapshots, whole.snapshots):
        for name in ("sinks", "taken_up", "fates"):
            gap = abs(getattr(one.book, name) - getattr(other.book, name)) / offered[:, :, None]
            apart = max(apart, float(gap.max()))
        for layer in range(4):
            here = journey.depth.layer == layer
            gap = ((one.cells - other.cells) * whole.capacity)[:, :, here].sum(axis=2) / offered
            apart = max(apart, float(abs(gap).max()))
    out["apart"] = apart
out["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps(out))
"""


def main() -> None:
    """Print the table."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--draws", type=int, default=256)
    ask.add_argument("--threads", type=int, default=1)
    ask.add_argument("--scenario", default="serum-on-cheek")
    ask.add_argument("--oracle", action="store_true", help="run it with every day followed, too, and compare")
    asked = ask.parse_args()
    given = (asked.scenario, str(asked.draws), str(asked.threads), "yes" if asked.oracle else "no")
    done = subprocess.run(
        [sys.executable, "-c", INSIDE, *given], capture_output=True, text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"the run failed:\n{done.stderr[-2000:]}")
    found = json.loads(done.stdout)
    machine = f"{platform.machine()}, {os.cpu_count()} processors, {asked.threads} thread(s)"
    print(f"Python {platform.python_version()}, {machine}")
    print(f"scenario {asked.scenario}: 12 weeks, 84 doses, {asked.draws} draws; warm\n")
    print(f"{'':<44}{'wall s':>9}{'processor s':>13}")
    for name, (wall, cpu) in found["spent"].items():
        print(f"  {name:<42}{wall:>9.2f}{cpu:>13.2f}")
    print(f"\n{found['followed']:.2f} of 84 doses followed step by step; {found['redone']} steps redone")
    print(f"largest residual of the ledger {found['residual']:.1e} of the dose; memory {found['memory_mb']:.0f} MB")
    if asked.oracle:
        print(
            f"layers and fates at most {found['apart']:.1e} of what was offered from the course with every day followed"
        )


if __name__ == "__main__":
    main()
