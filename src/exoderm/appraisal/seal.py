"""One number that stands for all that a document says, so that what was changed afterwards is found out.

A seal is no signature: whoever changes a document on purpose can compute a new seal. It guards against slips, and binds
a review to the very appraisal that was looked at.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from exoderm.errors import InputError

_ASIDE = ("seal", "file", "files")
"""Not sealed: the seal itself, and what a file is called."""


def seal(document: Mapping[str, Any]) -> str:
    """SHA-256 of the document as JSON with sorted names and without blanks, in hexadecimal."""
    said = {key: value for key, value in document.items() if key not in _ASIDE}
    text = json.dumps(said, ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def check(document: Mapping[str, Any], where: str) -> None:
    """Refuse a document that says something else than when it was sealed.

    Raises
    ------
    InputError
        If its seal is missing or does not fit.
    """
    if document.get("seal") == seal(document):
        return
    told = "has no seal" if not document.get("seal") else "does not say what it said when it was sealed"
    raise InputError(
        f"this document {told}", where=where, why="it was changed, or written by an older version",
        action="appraise the page anew, and review that", code="review.tampered",
    )  # fmt: skip
