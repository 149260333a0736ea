"""Where a work can be found, as a link that a browser opens as a page, or none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

READ = {"secondary": "second-hand", "recalled": "from memory"}
"""How a record was read, if not at first hand."""


def citation(given: Mapping[str, Any] | str) -> dict[str, str]:
    """Text and address of a citation (id, text, doi or url); an address of any other kind stays out."""
    if isinstance(given, str):
        return {"text": given, "url": ""}
    doi = str(given.get("doi") or "")
    url = f"https://doi.org/{doi}" if doi else str(given.get("url") or "")
    safe = url if url.startswith(("https://", "http://")) else ""
    return {"text": str(given.get("text") or given.get("citation") or given.get("id") or ""), "url": safe}
