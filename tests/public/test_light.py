"""Do light commands stay light? Opening a card or a help page must not load a solver."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]

HEAVY = {"numba", "llvmlite", "scipy", "pandas", "xarray", "h5py", "h5netcdf"}
LOADED = (
    "import sys, json; print('LOADED', json.dumps(sorted({m.split('.')[0] for m in sys.modules})), file=sys.stderr)"
)
RUN = f"""
import atexit
def tell():
    {LOADED}
atexit.register(tell)
from exoderm.cli import main
raise SystemExit(main())
"""


def loaded(said: Any) -> set[str]:
    lines = [line for line in said.err.splitlines() if line.startswith("LOADED ")]
    assert lines, said.all
    return set(json.loads(lines[-1].removeprefix("LOADED ")))


def test_importing_the_package_loads_almost_nothing(apart: Command) -> None:
    modules = loaded(apart(python=f"import exoderm; {LOADED}"))
    assert "exoderm" in modules
    assert not modules & (HEAVY | {"pint", "lxml", "pydantic", "numpy", "typer", "jinja2"})


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["run", "--help"], ["appraise", "--help"]])
def test_help_loads_no_engine_and_no_reader(args: list[str], apart: Command) -> None:
    said = apart(*args, python=RUN)
    assert said.code == 0, said.all
    assert not loaded(said) & (HEAVY | {"pint", "lxml"})


def test_reading_a_page_without_a_run_loads_no_engine(tmp_path: Path, apart: Command) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>Exosomes from ginger pass through intact skin and smooth wrinkles.</p>", encoding="utf-8")
    said = apart("appraise", page, "--no-run", "--json", python=RUN)
    assert said.code == 0, said.all
    assert not loaded(said) & HEAVY
    assert json.loads(said.out)["claims"]


def test_looking_at_a_card_loads_no_engine(apart: Command) -> None:
    said = apart("card", "--kind", "donor", python=RUN)
    assert said.code == 0, said.all
    assert not loaded(said) & HEAVY


@pytest.mark.parametrize("args", [["screen", "serum-on-cheek"], ["evidence", "hair"]])
def test_risks_law_and_evidence_load_no_engine(args: list[str], apart: Command) -> None:
    said = apart(*args, "--json", python=RUN)
    assert said.code == 0, said.all
    assert not loaded(said) & HEAVY
    assert json.loads(said.out)["not_advice"].startswith("Not a recommendation")


def test_searching_cards_loads_no_engine(apart: Command) -> None:
    said = apart("find", "folicle", "--json", python=RUN)
    assert said.code == 0, said.all
    assert not loaded(said) & HEAVY
    assert json.loads(said.out)["hits"]


@pytest.mark.parametrize(("args", "seconds"), [(["--help"], 0.4), (["find", "keratinocite"], 0.5)])
def test_light_commands_answer_at_once(args: list[str], seconds: float, apart: Command) -> None:
    code = (
        "import atexit, time, sys\n"
        "atexit.register(lambda: print('SECONDS', time.process_time(), file=sys.stderr))\n"
        "from exoderm.cli import main\nraise SystemExit(main())"
    )
    apart(*args, python=code)
    spent = min(float(apart(*args, python=code).err.rsplit("SECONDS ", 1)[1]) for _ in range(3))
    assert spent < 2 * seconds, f"{spent:.2f} s of processor time; the floor is {seconds} s on a quiet machine"
