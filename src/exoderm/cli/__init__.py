"""The command line: one short file per command, each loading what it needs when it is called.

Exit codes: 0 done, 2 refused, 3 done in part, 1 our own fault, 130 interrupted. Machine-readable output goes to
standard output alone; everything else goes to standard error.
"""

from __future__ import annotations

import os
import sys
from typing import Any


def main() -> int:
    """Run the command; returns the exit code. A traceback is shown with ``--debug`` only."""
    from exoderm.cli.app import arguments, build
    from exoderm.errors import ExodermError

    debug = "--debug" in sys.argv[1:]
    try:
        return _call(build(), arguments(sys.argv[1:]))
    except ExodermError as error:
        print(f"exoderm: {error.sentence()} [{error.code}]", file=sys.stderr)
        if debug:
            raise
        return error.exit_code
    except KeyboardInterrupt:
        print(
            "exoderm: interrupted. Nothing of this job was saved; earlier files are as they were. [interrupted]",
            file=sys.stderr,
        )
        return 130
    except BrokenPipeError:
        # Whoever read our output has left; nothing more can be said to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except MemoryError:
        print("exoderm: out of memory. Ask for fewer draws. [memory]", file=sys.stderr)
        return 2
    except Exception as error:
        if debug:
            raise
        print(
            f"exoderm: a defect of ours: {type(error).__name__}: {error}. Please report it with the command and its "
            "input; --debug shows where. [defect]",
            file=sys.stderr,
        )
        return 1


def _call(app: Any, words: list[str]) -> int:
    import typer

    try:
        done = int(app(words, standalone_mode=False) or 0)
    except typer.Exit as end:
        done = int(end.exit_code)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except _complaint() as error:
        print(f"exoderm: {error.format_message()} [command]", file=sys.stderr)
        return 2
    if done == 130:  # how typer passes on Ctrl-C
        raise KeyboardInterrupt
    return done


def _complaint() -> Any:
    """The root of typer's complaints about a command's words, which it does not export by name."""
    import typer

    return next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
