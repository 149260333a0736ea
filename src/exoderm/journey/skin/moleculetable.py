"""Molecules in, permeabilities out: a table of names, logP, weight and structure lines, read with suspicion.

A row that cannot be predicted stays in its place with the reason; a table that cannot be read is refused whole.
"""

from __future__ import annotations

import csv
import io
import math
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from exoderm.errors import ExodermError, InputError, nearest
from exoderm.journey.skin import molecule, permeation
from exoderm.library.yamlfile import read_text

LARGEST = 20_000_000
"""bytes"""
MOST_ROWS = 200_000
COLUMNS = ("name", "log_kp_cm_s", "low_90", "high_90", "in_domain", "note")
INPUTS = ("name", "logp", "mw", "smiles")
EXTRA = "install it with: pip install 'exoderm[molecules]'"
DISAGREEMENT = 0.05
"""Relative difference of a given weight and that of the structure which is remarked upon."""
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?")
_FORMULA = re.compile(r"((?:^|[;\t\r\n])[\s\"']*)(?=[=+\-@＝＋－＠])")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class Row:
    """One molecule as written."""

    line: int
    name: str
    logp: str
    mw: str
    smiles: str
    too_many: bool = False
    """More cells than columns: what stands where cannot be told."""


@dataclass(frozen=True)
class Answer:
    """One molecule as answered: numbers, or the problem and its code."""

    line: int
    name: str
    log_kp: float = math.nan
    low: float = math.nan
    high: float = math.nan
    in_domain: bool = False
    note: str = ""
    problem: str = ""
    code: str = ""


@dataclass(frozen=True)
class _Ready:
    row: Row
    logp: float
    mw: float
    remarks: tuple[str, ...]


def read(path: Path) -> list[Row]:
    """The rows of a comma-separated table; its first line names the columns, in any order, others are passed over."""
    text = read_text(path, LARGEST, "table of molecules")
    try:
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        header = [cell.strip().lower() for cell in next(lines)]
        places = _places(header, path.name)
        rows: list[Row] = []
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            cells += [""] * (len(header) - len(cells))
            name, logp, mw, smiles = (cells[places[key]].strip() if key in places else "" for key in INPUTS)
            too_many = any(cell.strip() for cell in cells[len(header) :])
            rows.append(Row(lines.line_num, name, logp, mw, smiles, too_many))
            if len(rows) > MOST_ROWS:
                raise InputError(
                    f"more than {MOST_ROWS} molecules", where=path.name, why="that many are read at once",
                    action="split the table", code="file.large",
                )  # fmt: skip
    except csv.Error as error:
        raise _invalid(f"not readable as a table ({error})", path.name, "", "save it again as CSV, UTF-8") from None
    if not rows:
        raise _invalid(
            "this table has no rows", path.name, "a line per molecule is needed", "add them under the header"
        )
    return rows


def _places(header: list[str], where: str) -> dict[str, int]:
    """Where each known column stands."""
    twice = sorted({key for key in INPUTS if header.count(key) > 1})
    if twice:
        raise _invalid(f"the column '{twice[0]}' stands twice", where, "one of them must go", "rename or remove one")
    places = {key: header.index(key) for key in INPUTS if key in header}
    missing = [key for key in ("name", "logp", "mw") if key not in places]
    if "smiles" in places:
        missing = [key for key in missing if key == "name"]
    if not missing:
        return places
    there = ", ".join(shown(cell) for cell in header[:12] if cell)
    close = [hit for key in missing for hit in nearest(key, [c for c in header if c and c not in places], 1)]
    why = f"found: {there or 'nothing'}"
    if len(header) == 1 and re.search("[;\t]", header[0]):
        why += "; the columns must be separated by commas"
    elif close:
        why += f"; rename '{shown(close[0])}'?"
    raise _invalid(
        f"no column '{missing[0]}'" if len(missing) == 1 else "no columns " + ", ".join(f"'{m}'" for m in missing),
        where, why, "the first line must name the columns name,logp,mw, or name,smiles",
    )  # fmt: skip


def _invalid(found: str, where: str, why: str, action: str) -> InputError:
    return InputError(found, where=where, why=why, action=action, code="table.invalid")


def answer(rows: list[Row]) -> list[Answer]:
    """Predict every row that can be, in order."""
    prepared = [_prepare(row) for row in rows]
    ready = [p for p in prepared if isinstance(p, _Ready)]
    barrier = permeation.human()
    logp, mw = np.array([r.logp for r in ready]), np.array([r.mw for r in ready])
    found = permeation.predict(barrier, logp, mw)
    answers: list[Answer] = []
    at = 0
    for one in prepared:
        if isinstance(one, Answer):
            answers.append(one)
            continue
        inside = bool(found.inside[at])
        remarks = one.remarks if inside else (*one.remarks, permeation.side(barrier.domain, one.logp, one.mw))
        middle, low, high = float(found.log_kp[at]), float(found.low[at]), float(found.high[at])
        answers.append(Answer(one.row.line, one.row.name, middle, low, high, inside, "; ".join(remarks)))
        at += 1
    return answers


def _prepare(row: Row) -> _Ready | Answer:
    """Numbers for one row from its cells or its structure, or why there are none."""
    try:
        if row.too_many:
            raise InputError(
                "more cells than columns", why="a comma in a name or a number makes a cell",
                action="put the name in quotation marks and points in numbers", code="table.invalid",
            )  # fmt: skip
        structure = molecule.read(row.smiles) if row.smiles else None
        remarks: list[str] = []
        mw = _number("mw", row.mw)
        if mw is None and structure is not None:
            mw = structure.weight
            remarks.append(f"mw {mw:.1f} from the structure")
        elif mw is not None and structure is not None and abs(mw / structure.weight - 1.0) > DISAGREEMENT:
            remarks.append(f"mw {mw:.4g} was given and used; the structure weighs {structure.weight:.1f}")
        logp = _number("logp", row.logp)
        if logp is None and structure is not None:
            logp = _computed_logp(row.smiles)
            remarks.append(f"logp {logp:.2f} computed (Crippen)")
        if structure is not None and any(a.charge for a in structure.atoms):
            remarks.append("the structure carries charges; logp is taken as that of the form that crosses")
        if logp is None or mw is None:
            lacking = "logp and mw" if logp is None and mw is None else ("logp" if logp is None else "mw")
            raise InputError(f"{lacking} missing", action="give a number, or a SMILES", code="value.invalid")
        if problem := permeation.impossible(logp, mw):
            raise InputError(problem, action="mend the number", code="value.range")
    except ExodermError as error:
        note = error.sentence().rstrip(".")
        return Answer(row.line, row.name, note=note, problem=error.found, code=error.code)
    return _Ready(row, logp, mw, tuple(remarks))


def _number(name: str, cell: str) -> float | None:
    """A cell as a number; nothing where it is empty or says that there is none."""
    if cell.lower() in ("", "na", "n/a", "nan", "none", "null", "-", "?"):
        return None
    plain = cell.replace("−", "-")
    if not plain.isascii() or not _NUMBER.fullmatch(plain):
        raise InputError(
            f"{name} '{shown(cell)}' is not a finite number", action="write it with a point, without unit",
            code="value.invalid",
        )  # fmt: skip
    return float(plain)


def _computed_logp(smiles: str) -> float:
    """Octanol-water logP by Wildman and Crippen's atoms, from the chemistry library of the extra ``molecules``."""
    try:
        from rdkit import Chem, RDLogger
        from rdkit.Chem import Crippen
    except ImportError:
        raise ExodermError(
            "logp missing", why="to compute it from the SMILES, RDKit is needed", action=EXTRA, code="extra.missing"
        ) from None
    RDLogger.DisableLog("rdApp.*")
    found = Chem.MolFromSmiles(smiles)
    if found is None:
        raise molecule.refusal(smiles, "RDKit finds no valid structure in it")
    return float(Crippen.MolLogP(found))


def write(answers: list[Answer]) -> str:
    """The answers as CSV text; no cell of text begins as a spreadsheet formula does."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(COLUMNS)
    for a in answers:
        numbers = ["" if math.isnan(v) else f"{v:.3f}" for v in (a.log_kp, a.low, a.high)]
        lines.writerow([harmless(a.name), *numbers, str(a.in_domain).lower(), harmless(a.note)])
    return out.getvalue()


def harmless(text: str) -> str:
    """Text that no spreadsheet executes: an apostrophe before a sign that would begin a formula.

    Some spreadsheets split cells at semicolons and tabs too, so a sign after one of those is treated alike.
    """
    return _FORMULA.sub(r"\1'", _UNSEEN.sub(" ", text))


def shown(text: str) -> str:
    """A cell as a message shows it: one line, not long."""
    line = " ".join(_UNSEEN.sub(" ", text).split())
    return line if len(line) <= 40 else line[:37] + "..."
