"""Are the public names those that we promise, and is each loaded only when used?"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest

import exoderm

PROMISED = {"load", "simulate", "open", "report", "cite", "appraise"}


def test_the_promised_names_are_there_and_few() -> None:
    assert set(exoderm.__all__) >= PROMISED
    assert len(exoderm.__all__) <= 15
    assert set(exoderm.__all__) <= set(dir(exoderm))


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_each_name_opens_with_a_sentence_and_says_its_types(name: str) -> None:
    thing = getattr(exoderm, name)
    assert callable(thing)
    first = (inspect.getdoc(thing) or "").split("\n\n")[0]
    assert first.endswith("."), f"{name}: the first line of its docstring is no sentence"
    signature = inspect.signature(thing)
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(p.annotation is not inspect.Parameter.empty for p in signature.parameters.values())


def test_a_mistyped_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="appraisse"):
        exoderm.appraisse  # noqa: B018


def test_names_are_loaded_on_first_use(apart: Callable[..., Any]) -> None:
    said = apart(python="import exoderm, sys; n = len(sys.modules); exoderm.load; print(n < len(sys.modules))")
    assert said.out.strip() == "True", said.all
