"""``exoderm check``: is a scenario sound, what was left out, and which numbers will be drawn?"""

from __future__ import annotations

from typing import Annotated

import typer


def check(
    scenario: Annotated[str, typer.Argument(help="A scenario file, or the name of an example.")],
    set_: Annotated[list[str] | None, typer.Option("--set", help="path=value, as often as wanted.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="List every number of the plan.")] = False,
) -> None:
    """Read a scenario without running it: refuse what is wrong, list what was left out and what is uncertain."""
    from exoderm.cli.app import shared
    from exoderm.cli.settings import load
    from exoderm.evidence import origin, study
    from exoderm.journey.plan import build

    chosen = load(scenario, None, None, set_ or [])
    plan = build(chosen, shared.cards)
    origin.check(((row.card, row.path, row.value) for row in plan.table), study.load(shared.cards))
    print(f"{chosen.name}: sound. Digest {chosen.digest()}, {len(list(plan.table))} numbers, {chosen.draws} draws.")
    left_out = plan.left_out()
    if left_out:
        print("\nLeft out, and what stands for it:")
        for path, value in left_out:
            print(f"  {path} = {value}")
    assumed = [row for row in plan.table if row.uncertain and row.value.grade == 1]
    rows = list(plan.table) if all_ else [row for row in assumed if row.value.unknown]
    print(f"\n{'Every number' if all_ else 'What nobody knows'} ({len(rows)} of {len(list(plan.table))} numbers):")
    for row in rows:
        print(f"  {row.path} = {row.text()}  [grade {row.value.grade}]  {row.value.unknown or row.parameter.meaning}")
    if not all_:
        print(f"\n{len(assumed)} numbers are assumed; --all lists every one.")
