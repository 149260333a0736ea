"""Nothing of the machine that made a report may stand in it: no folders, no user names."""

from __future__ import annotations

import re

_ROOTED = re.compile(r"(?<![\w/:.])(?:file://|~(?=[\\/])|[A-Za-z]:(?=[\\/]))?[\\/](?:[\w.~+@-]+[\\/])*")


def name_only(path: object) -> str:
    """The last part of a path, whichever way its slashes lean."""
    return re.split(r"[\\/]", str(path).rstrip("\\/"))[-1]


def without_folders(text: object) -> str:
    """A sentence in which each rooted path has lost its folders: "wrote /home/me/a.nc" becomes "wrote a.nc"."""
    return _ROOTED.sub("", str(text))
