"""Put generated scenarios over all cards to ledger, sign, halved steps and another's solver; say how many hold.

    PYTHONPATH=src python scripts/agree.py OUT/findings.jsonl [--count 560] [--first 0] [--workers 2]

Interrupt it whenever you like: run again, it goes on. 560 take about five minutes on two cores. `docs/credibility.md`
has the outcome, and `tests/properties/test_arithmetic.py` asks the same each night.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "helpers"))

import findings
import tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--count", type=int, default=560)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    seeds = range(given.first, given.first + given.count)
    try:
        for number, _ in enumerate(findings.gather(given.file, seeds, given.workers), 1):
            print(f"\r{number} asked", end="", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        print("\ninterrupted; run again to go on", file=sys.stderr)
    known = findings.read(given.file)
    tell([known[seed] for seed in seeds if seed in known])


def tell(found: list[dict]) -> None:
    """The outcome in words."""
    print(f"\n{len(found)} scenarios, {sum(f.get('seconds', 0.0) for f in found):.0f} s of processor time")
    for what, held in tally.questions(found).items():
        print(f"{what:28} {held.within}/{held.of} ({held.share:.1%})  worst {held.worst:.2g} (seed {held.seed})")
    for kind, some in (("numbers of the cards", False), ("numbers far beyond", True)):
        part = [f for f in found if "error" not in f and bool(f["beyond"]) is some]
        for what, held in tally.questions(part).items() if part else ():
            if what.startswith(("referee", "relative")):
                print(f"  {kind}: {what:24} {held.within}/{held.of} ({held.share:.1%})  worst {held.worst:.2g}")
    for who in tally.WHO:
        drops = tally.drops(found, who)
        if drops:
            tenth, half, most = (drops[int(q * (len(drops) - 1))] for q in (0.1, 0.5, 0.9))
            print(
                f"halving leaves 1/{half:.3g} of the change ({tenth:.3g} to {most:.3g}), {who}, {len(drops)} scenarios"
            )
        near = sorted(f[who]["relative"] for f in found if "error" not in f and f[who]["offered"])
        some = ", ".join(f"{q:.0%}: {near[int(q * (len(near) - 1))]:.2g}" for q in (0.5, 0.9, 0.99)) if near else ""
        print(f"of what a place holds, {who}, {some}")
        for f in tally.misses(found, who):
            one = f[who]
            print(
                f"  miss {who} seed {f['seed']}: {one['apart']:.2g} in {one['where']}, {f['route']}, {f['condition']}, "
                f"{len(f['beyond'])} numbers set; {tally.reason(f, who)}"
            )
    for f in tally.broken(found):
        print(f"  error seed {f['seed']}: {f['error']}")
    drawn = tally.drawn(found)
    if drawn:
        rarest, times = min(drawn.items(), key=lambda item: item[1])
        print(f"{len(drawn)} cards were drawn; the rarest, {rarest}, {times} times")


if __name__ == "__main__":
    main()
