"""A whole qualification, computed once with few draws."""

from __future__ import annotations

from typing import Any

import pytest

from exoderm.qualify.qualify import qualify


@pytest.fixture(scope="session")
def document() -> dict[str, Any]:
    return qualify(draws=40)


@pytest.fixture(scope="session")
def cases(document: dict[str, Any]) -> dict[str, Any]:
    return {case["id"]: case for case in document["cases"]}
