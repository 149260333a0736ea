"""Do refusals still say the same? These sentences are what people search for; change them on purpose only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exoderm import units
from exoderm.errors import ExodermError, InputError, UnknownName, nearest, unknown
from exoderm.library import shelf, yamlfile
from exoderm.library.card import Card

CARD = {"id": "mine", "kind": "donor", "name": "Mine", "about": "My own."}


def check(**change: object) -> None:
    shelf.validate({**CARD, **change}, Card, "donor/mine.yaml")


SENTENCES: list[tuple[Callable[[], object], str]] = [
    (
        lambda: units.read("0.5 s", "m"),
        "'s' is a time. A quantity in 'm' (a length) is needed. Write it with a unit that converts to 'm'.",
    ),
    (
        lambda: units.read("3", "mL"),
        "no unit stands behind it. A quantity in 'mL' (a volume) is needed. "
        "Write it with a unit that converts to 'mL'.",
    ),
    (
        lambda: units.read("3 parsnips", "mL"),
        "the unit 'parsnips' is unknown. 'parsnips' is not defined in the unit registry. Write it in 'mL'.",
    ),
    (
        lambda: units.read("some", "mL"),
        "'some' does not begin with a number. A quantity is a number and its unit, such as '0.5 mm'.",
    ),
    (
        lambda: yamlfile.parse("a: 1\na: 2\n", "mine.yaml"),
        "mine.yaml, line 2, column 1: the key 'a' stands twice. "
        "Plain YAML is needed: keys once, no tags, no aliases. Mend that line.",
    ),
    (
        lambda: yamlfile.parse("a: &x 1\nb: *x\n", "mine.yaml"),
        "mine.yaml, line 2, column 4: an alias ('*name') is not accepted here. "
        "Plain YAML is needed: keys once, no tags, no aliases. Mend that line.",
    ),
    (
        lambda: check(abuot="x"),
        "donor/mine.yaml, abuot: unknown key 'abuot'. Did you mean 'about'? Mend that key.",
    ),
    (
        lambda: shelf.validate({"id": "mine", "kind": "donor", "name": "Mine"}, Card, "donor/mine.yaml"),
        "donor/mine.yaml, about: a field is missing. It must be given. Add it.",
    ),
    (
        lambda: check(name=7),
        "donor/mine.yaml, name: found 7. Words are needed.",
    ),
    (
        lambda: yamlfile.read(Path("nowhere/mine.yaml")),
        "nowhere/mine.yaml: no such file. Check the spelling of the path.",
    ),
    (
        lambda: (_ for _ in ()).throw(unknown("donor card", "gingr", ["ginger", "umbilical"], action="list them")),
        "there is no donor card called 'gingr'. Did you mean 'ginger'? List them.",
    ),
    (
        lambda: (_ for _ in ()).throw(unknown("donor card", "xyz", ["ginger", "umbilical"])),
        "there is no donor card called 'xyz'. Known: ginger, umbilical.",
    ),
]


@pytest.mark.parametrize(("act", "sentence"), SENTENCES, ids=[s[:40] for _, s in SENTENCES])
def test_a_refusal_says_what_where_why_and_what_to_do(act: Callable[[], object], sentence: str) -> None:
    with pytest.raises(InputError) as refusal:
        act()
    assert str(refusal.value) == sentence


def test_the_family_of_errors_keeps_its_exit_codes() -> None:
    def family(root: type[ExodermError]) -> set[tuple[str, int]]:
        found = {(root.__name__, root.exit_code)}
        for child in root.__subclasses__():
            found |= family(child)
        return found

    assert family(ExodermError) >= {
        ("ExodermError", 1),
        ("InputError", 2),
        ("CardError", 2),
        ("ScenarioError", 2),
        ("UnitError", 2),
        ("PageError", 2),
        ("UnknownName", 2),
        ("FileProblem", 2),
        ("PartialResult", 3),
        ("Interrupted", 130),
    }
    assert {code for _, code in family(ExodermError)} <= {1, 2, 3, 130}


def test_the_nearest_name_comes_first_and_nonsense_has_none() -> None:
    assert nearest("keratinocite", ["fibroblast", "keratinocyte", "melanocyte"])[0] == "keratinocyte"
    assert nearest("qqqq", ["fibroblast", "keratinocyte"]) == []
    assert isinstance(unknown("card", "x", []), UnknownName)
