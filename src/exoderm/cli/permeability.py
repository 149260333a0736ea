"""``exoderm permeability``: how fast small molecules cross human stratum corneum, one row per molecule."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def permeability(
    csv: Annotated[Path, typer.Option("--csv", help="Table with name, logp, mw (g/mol), and smiles if there is one.")],
    out: Annotated[Path, typer.Option("--out", help="Where to write the answers, a CSV file.")],
) -> None:
    """Predict log10 Kp (cm/s) from water through human skin, with 90 % intervals, for each molecule of a table.

    Rows keep their order. Molecules unlike those measured are marked in_domain = false, with the reason in note.
    """
    from exoderm.cli.paper import say
    from exoderm.errors import FileProblem, InputError, PartialResult
    from exoderm.journey.skin import moleculetable
    from exoderm.result import write_text

    if out.exists() and csv.exists() and out.samefile(csv):
        raise FileProblem(
            "--csv and --out are one file", where=str(out), code="file.unwritable",
            why="the table would be lost", action="choose another name with --out",
        )  # fmt: skip
    if out.is_dir():
        raise FileProblem("--out is a folder", where=str(out), why="one file is written", code="file.folder",
                          action="name a file in it")  # fmt: skip
    answers = moleculetable.answer(moleculetable.read(csv))
    write_text(out, moleculetable.write(answers))
    refused = [a for a in answers if a.problem]
    say(f"{len(answers) - len(refused)} of {len(answers)} molecules predicted, written to {out}")
    if not refused:
        return
    lacking = any(a.code == "extra.missing" for a in refused)
    named = [f"line {a.line}, {moleculetable.shown(a.name) or 'without name'}: {a.problem}" for a in refused[:5]]
    rest = [f"and {len(refused) - 5} more"] if len(refused) > 5 else []
    # Where nothing at all could be answered the input is at fault, unless it is our extra that is missing.
    done_in_part = lacking or len(refused) < len(answers)
    raise (PartialResult if done_in_part else InputError)(
        f"{len(refused)} of {len(answers)} molecules have no number",
        where=csv.name,
        why="; ".join([*named, *rest]),
        action=moleculetable.EXTRA if lacking else "mend these rows; the column note says how",
        code="extra.missing" if lacking else "partial" if done_in_part else refused[0].code,
    )
