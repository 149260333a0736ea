"""Does every list of words find its example and leave its counter-example, and is a faulty file refused?"""

from __future__ import annotations

from pathlib import Path

import pytest

from exoderm.errors import CardError, InputError
from exoderm.page import files, wordlist

EVERY = [(name, key) for name in wordlist.names() for key in wordlist.load(name)]


@pytest.mark.parametrize(("name", "key"), EVERY)
def test_a_list_shows_what_it_holds(name: str, key: str) -> None:
    found = wordlist.load(name)[key]
    for text in found.fires:
        assert wordlist.pattern(name, key).search(text), text
    for text in found.silent:
        assert not wordlist.pattern(name, key).search(text), text


def test_no_list_lies_unused() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("page", "appraisal")
        for path in (files.DATA.parent / folder).rglob("*.py")
    )
    asked_whole = {name for name in wordlist.names() if f'wordlist.load("{name}")' in code}
    asked = [(name, key) for name, key in EVERY if name not in asked_whole]
    unused = [f"{name}/{key}" for name, key in asked if f'"{key}"' not in code and f"'{key}'" not in code]
    assert not unused


GOOD = "{means: a colour, words: [red, 'blues?'], fires: [Blue.], silent: [Green.]}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"about: colours\nlists:\n  warm: {GOOD}\n", ""),
        (f"about: colours\nlists:\n  warm: {GOOD[:-1]}, colour: red}}\n", "colour"),
        ("about: colours\nlists:\n  warm: {means: a colour, words: [], fires: [Blue.], silent: [Green.]}\n", "empty"),
        ("about: colours\nlists:\n  warm: {means: a colour, words: ['(red'], fires: [a], silent: [b]}\n", "pattern"),
        (f"lists:\n  warm: {GOOD}\n", "keys"),
    ],
)
def test_a_faulty_file_is_refused(text: str, found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "colours.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(files, "DATA", tmp_path)
    wordlist.load.cache_clear()
    try:
        if found:
            with pytest.raises(CardError, match=found):
                wordlist.pattern("colours", "warm")
        else:
            assert wordlist.load("colours")["warm"].words == ("red", "blues?")
            with pytest.raises(InputError, match="cold"):
                wordlist.either("colours", "cold")
    finally:
        wordlist.load.cache_clear()
