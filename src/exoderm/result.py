"""A result: named arrays with units, a JSON summary, and a stamp. Saved as NetCDF, written aside and renamed.

Nothing here knows what was computed. ``to_xarray`` needs xarray (extra "science"); saving and opening do not.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exoderm.errors import ExodermError, FileProblem

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = "exoderm/result/1"


@dataclass(frozen=True)
class Variable:
    """One array with its dimensions, unit and meaning (CF ``long_name``)."""

    dims: tuple[str, ...]
    values: NDArray[Any]
    unit: str
    meaning: str


@dataclass(frozen=True, repr=False)
class Result:
    """Arrays and summary of one run."""

    document: Mapping[str, Any]
    """The summary, as ``exoderm run --json`` prints it."""
    variables: Mapping[str, Variable]

    def __repr__(self) -> str:
        """One line: the headline and what makes the run what it is; the arrays would fill a screen."""
        told = self.document
        head = told.get("headline") or (told.get("scenario") or {}).get("name", "")
        return (
            f"<exoderm result: {head} {told.get('draws')} draws, seed {told.get('seed')}, digest {told.get('digest')}>"
        )

    def to_xarray(self) -> Any:
        """The arrays as an xarray DataTree with one node, attributes and units included."""
        try:
            import xarray
        except ImportError:
            raise ExodermError(
                "xarray is not installed", why="the base package does without it",
                action="install it with: pip install 'exoderm[science]'", code="extra.missing",
            ) from None  # fmt: skip
        data = {
            name: (v.dims, v.values, {"units": v.unit or "1", "long_name": v.meaning})
            for name, v in self.variables.items()
        }
        dataset = xarray.Dataset(data, attrs={"Conventions": "CF-1.11", "summary": json.dumps(self.document)})
        return xarray.DataTree(dataset=dataset, name="exoderm")

    def save(self, path: Path) -> Path:
        """Write NetCDF-4 beside the target, flush it to disk, then rename it into place.

        Raises
        ------
        FileProblem
            If it cannot be written; an older file of that name stays as it was.
        """
        import h5netcdf

        def write(aside: Path) -> None:
            with h5netcdf.File(aside, "w") as file:
                file.attrs["Conventions"] = "CF-1.11"
                file.attrs["format"] = FORMAT
                file.attrs["title"] = str(self.document.get("headline", "exoderm result"))
                file.attrs["summary"] = json.dumps(self.document, allow_nan=False)
                for variable in self.variables.values():
                    for dim, size in zip(variable.dims, variable.values.shape, strict=True):
                        if dim not in file.dimensions:
                            file.dimensions[dim] = size
                for name, variable in self.variables.items():
                    text = variable.values.dtype.kind in "UO"
                    values = variable.values.astype(object) if text else variable.values
                    kind = {"dtype": _text_type()} if text else {"data": values, "compression": "gzip"}
                    made = file.create_variable(name, variable.dims, **kind)
                    if text:
                        made[...] = values
                    made.attrs["long_name"] = variable.meaning
                    made.attrs["units"] = variable.unit or "1"

        return write_aside(path, write)


def _text_type() -> Any:
    import h5py

    return h5py.string_dtype()


def write_aside(path: Path, write: Any) -> Path:
    """Let ``write(aside)`` make a file beside ``path``, flush it to disk, and rename it into place.

    Killed at any moment, ``path`` is the old file or the new one, never half of either.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=".part", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise _unwritable(path, error) from None
    aside = Path(name)
    try:
        write(aside)
        with open(aside, "rb") as file:
            os.fsync(file.fileno())
        os.chmod(aside, 0o644)
        os.replace(aside, path)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        aside.unlink(missing_ok=True)
    return path


def _unwritable(path: Path, error: OSError) -> FileProblem:
    return FileProblem(
        f"cannot be written ({error.strerror or error})", where=str(path), code="file.unwritable",
        why="nothing was changed there", action="choose another folder with --out, or make room",
    )  # fmt: skip


def write_text(path: Path, text: str) -> Path:
    """Write UTF-8 text aside and rename it into place."""
    return write_aside(path, lambda aside: aside.write_text(text, encoding="utf-8"))


def open_result(path: Path) -> Result:
    """Open a saved result.

    Raises
    ------
    FileProblem
        If the file is missing, unfinished, or was not written by exoderm.
    """
    import h5netcdf
    import numpy as np

    if not path.is_file():
        raise FileProblem("no such result", where=str(path), action="check the path", code="file.missing")
    try:
        with h5netcdf.File(path, "r") as file:
            if file.attrs.get("format") != FORMAT:
                raise FileProblem(
                    "this is not a result of exoderm", where=str(path), why=f"its format is not {FORMAT}",
                    action="open a file that 'exoderm run' wrote", code="file.foreign",
                )  # fmt: skip
            document = json.loads(file.attrs["summary"])
            variables = {}
            for name, made in file.variables.items():
                values = np.asarray(made[...])
                if values.dtype.kind == "O":
                    values = np.asarray([v.decode() if isinstance(v, bytes) else str(v) for v in values.ravel()])
                unit = str(made.attrs.get("units", "1"))
                variables[name] = Variable(
                    tuple(made.dimensions), values, "" if unit == "1" else unit, str(made.attrs.get("long_name", ""))
                )
    except (OSError, KeyError, ValueError) as error:
        raise FileProblem(
            f"cannot be read as a result ({type(error).__name__})", where=str(path), code="file.broken",
            why="it is unfinished or damaged", action="run the scenario again",
        ) from None  # fmt: skip
    return Result(document, variables)
