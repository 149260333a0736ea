"""What a sentence denies: clauses within which a "not" holds, remarks that keep theirs, and denials that cancel.

Negation is counted inside a clause: "do not pass" denies, "it is untrue that they do not pass" affirms again. The words
stand in ``data/denial/words.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from itertools import pairwise

from exoderm.library import yamlfile
from exoderm.page import files, wordlist
from exoderm.page.phrase import Index, compile_phrases, index
from exoderm.page.relative import finite, given, relatives, saying

Span = tuple[int, int]
LONGEST = 2_000
"""Characters of a sentence that are looked at."""


@lru_cache(maxsize=1)
def grammar() -> dict[str, re.Pattern[str]]:
    """The words that deny, cancel, border or command, as patterns by their use."""
    return {name: compile_phrases(phrases) for name, phrases in _words().items()}


@lru_cache(maxsize=1)
def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = yamlfile.read(files.own("denial")["words"], "words of denial")
    return words


@lru_cache(maxsize=1)
def _counted() -> Index:
    return index({name: _words()[name] for name in _COUNTED})


@lru_cache(maxsize=1)
def ideas() -> dict[str, list[str]]:
    """The phrases of every idea, from all files of ``data/idea``."""
    found: dict[str, list[str]] = {}
    for path in files.own("idea").values():
        found.update(yamlfile.read(path, "file of ideas"))
    return found


@lru_cache(maxsize=1)
def _needle_free() -> re.Pattern[str]:
    return compile_phrases(ideas()["needle_free"])


@lru_cache(maxsize=8192)
def negative(phrase: str) -> bool:
    """Whether a phrase itself holds a negation ("without needles"): that is part of the idea and turns nothing."""
    return "negation" in _counted().ideas(phrase)


@dataclass(frozen=True)
class Denials:
    """One sentence with its clauses and remarks, ready to be asked which of its words are denied."""

    text: str

    @cached_property
    def asides(self) -> list[Span]:
        """Remarks and relative clauses: what they deny stays inside them, and the clause goes on behind them."""
        remarks = [m.span() for m in _aside().finditer(self.text)]
        clauses = sorted({*relatives(self.text), *given(self.text)})
        return remarks + [(a, b) for a, b in clauses if not any(a < d and c < b for c, d in remarks)]

    @cached_property
    def clauses(self) -> list[Span]:
        """Stretches within which a negation holds."""
        return _clauses(_blank(self.text, self.asides))

    @cached_property
    def _plain(self) -> str:
        """The sentence without remarks and without the "never" of an exclamation ("never seen them go this deep")."""
        hollow = (m.span(1) for pattern in (_exclaims(), _matchless()) for m in pattern.finditer(self.text))
        return _blank(self.text, [*self.asides, *hollow])

    @cached_property
    def _present(self) -> frozenset[str]:
        """Which kinds of denying words occur at all: most sentences have none, and need no further look."""
        return _counted().ideas(self.text)

    @property
    def some(self) -> bool:
        """Whether any word that could deny occurs."""
        return bool(self._present)

    def clause(self, at: int) -> Span:
        """The remark or clause in which a place lies."""
        for span in self.asides:
            if span[0] <= at < span[1]:
                return span
        return next((c for c in self.clauses if c[0] <= at < c[1]), (0, len(self.text)))

    def assumed(self, at: int) -> bool:
        """Whether the words lie in a stretch that only leads up to the statement ("once they have passed, ...")."""
        start, end = self.clause(at)
        opens = grammar()["assuming"].match(self.text[start:end].lstrip(' ,"“'))
        return bool(opens) and end < len(self.text.rstrip(' .!"”'))

    def denied(self, at: int, until: int, inside: bool) -> bool:
        """Whether an odd number of negations reaches the words at ``at``..``until``.

        ``inside``: whether negations within the words count too.
        """
        if not self.some:
            return False
        start, end = self.clause(at)
        body = self.text if (start, end) in self.asides else self._plain
        return self._count(body, start, at, until, end, inside) % 2 == 1

    def _count(self, text: str, start: int, at: int, until: int, end: int, inside: bool) -> int:
        words, present = grammar(), self._present
        before, within, after = text[start:at], text[at:until], text[until:end]
        above = text[:at]
        if "negation" in present:
            before = _rhetorical().sub(" ", _lacking().sub(" ", _needle_free().sub(" ", before)))
            if _tells().match(within):
                # "Photos without a control group say little": the verb stands in the very words that are asked about.
                before = _bare_of().sub(" ", before)
        if _adverbial().match(within):
            # "Free of flare-ups for life": what it is free of ends before the time.
            before = _free_of().sub(" ", before)
        if "not_a_negation" in present:
            before, above = (words["not_a_negation"].sub(" ", part) for part in (before, above))
        count = 0
        if "wrapping" in present:
            # "It is a myth that ..." reaches over the border of its clause.
            count += len(words["wrapping"].findall(above))
            before = words["wrapping"].sub(" ", before)
        if "negation" in present:
            count += len(words["negation"].findall(_pair(before, within)))
        if inside and "negation_inside" in present:
            count += len(words["negation_inside"].findall(_pair(within)))
        if inside and "negation_object" in present:
            # "Has approved no product": the object carries the denial.
            count += bool(words["negation_object"].match(after.lstrip()))
        if "negation_after" in present and not _whoever().match(before):
            behind = words["negation_after"].search(after[:90])
            if behind and not words["turns_away"].search(_NAME.sub(" ", after[: behind.start()])):
                # "Is not lacking" affirms what it speaks of.
                count += not words["want"].match(after[behind.end() :].lstrip())
        if "negation_late" in present:
            count += bool(words["negation_late"].search(words["not_a_negation"].sub(" ", after[:120])))
        if "retraction" in present:
            # "Overwhelming proof; there is none", "'approved', says the poster; that is false".
            count += bool(words["retraction"].search(text[until:]))
        return count + bool("negation" in present and _none_has().search(text[until:]))


_adverbial = partial(wordlist.pattern, "denial", "adverbial")
_free_of = partial(wordlist.pattern, "denial", "free_of")
_COUNTED = (
    "negation", "negation_inside", "negation_object", "negation_after", "negation_late", "not_a_negation", "wrapping",
    "retraction",
)  # fmt: skip
_either = partial(wordlist.either, "denial")
"""Words at which the reach of a denial begins or ends, from ``data/words/denial.yaml``."""


_NAME = re.compile(r"\b[A-Z]\w+ (?:and|for) [A-Z]\w+")
"""A name in which a word of joining stands ("Food and Drug Administration"): it begins no other clause."""


@cache
def _lacking() -> re.Pattern[str]:
    """What a thing or a study lacks ("a series without controls described ..."): it does not reach past the verb."""
    return re.compile(rf"(?<=\w )without (?:[\w-]+ ){{1,4}}?(?={saying()}\b|{finite()}\b)", re.IGNORECASE)


@cache
def _bare_of() -> re.Pattern[str]:
    return re.compile(r"(?<=\w )without (?:[\w-]+ ){1,4}$", re.IGNORECASE)


@cache
def _tells() -> re.Pattern[str]:
    return re.compile(rf"{saying()}\b", re.IGNORECASE)


@cache
def _rhetorical() -> re.Pattern[str]:
    """A question that means yes ("who wouldn't want ...")."""
    return re.compile(r"^\W*(?:who|why) (?:would|does|could)(?: not|n't)\b", re.IGNORECASE)


@cache
def _none_has() -> re.Pattern[str]:
    """An ending that takes back what was held out before ("may earn approval one day, but so far none has")."""
    none = rf"\b(?:{_either('takes_back')}|;)\W.{{0,40}}?\b{_either('not_one')}(?: {_either('until_now')})?"
    has = rf"(?:has|have|had|is|are|was|were|did|does|do)(?: {_either('until_now')})?"
    return re.compile(rf"{none} {has}\W*$", re.IGNORECASE)


@cache
def _whoever() -> re.Pattern[str]:
    """A subject that is a clause ("who reaches for it has not ..."): the denial behind it is of the person."""
    return re.compile(rf"^\W*(?:who(?:ever)?|{_either('person')} who)\b[^,;:]*$", re.IGNORECASE)


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(rf",\s*{_either('aside')}\b[^,;.]{{0,120}}?(?:,|(?=[.!]?$))", re.IGNORECASE)


@cache
def _exclaims() -> re.Pattern[str]:
    seen, this = _either("exclaimed"), _either("exclaiming")
    return re.compile(rf"\b(never)(?= (?:before )?{seen}\b.{{0,60}}?\b{this}\b)", re.IGNORECASE)


@cache
def _matchless() -> re.Pattern[str]:
    """A denial of all others that affirms one ("nothing goes through skin as exosomes do")."""
    end = rf"\b(?:as|like|than|the way) {_either('like_them')} (?:do|does|did|can|could|will)\W*$"
    return re.compile(rf"\b({_either('nothing_like')})\b(?=[^.;:]{{1,120}}{end})", re.IGNORECASE)


def _blank(text: str, spans: Iterable[Span]) -> str:
    """The text with some stretches emptied, every other character in its place."""
    for a, b in spans:
        text = f"{text[:a]}{' ' * (b - a)}{text[b:]}"
    return text


@cache
def _any_but() -> re.Pattern[str]:
    return re.compile(rf"\b{_either('whatever')}\s+$", re.IGNORECASE)


@cache
def _lead() -> re.Pattern[str]:
    """A stretch at the beginning that only leads up to the statement."""
    return re.compile(rf"^\W*(?:even )?{_either('lead')}\b[^,;:]*[,;:]", re.IGNORECASE)


@cache
def _manner() -> re.Pattern[str]:
    """A manner in which somebody says a thing ("without hesitation the doctor said ...")."""
    said = rf"(?={_either('somebody')} [^,;:]{{1,80}}? {saying()}\b)"
    return re.compile(rf"^\W*(?:without|with no)\b[^,;:]{{1,80}}? {said}", re.IGNORECASE)


@cache
def _anew() -> re.Pattern[str]:
    """A comma behind which a new clause begins, or a denial ends ("no cells, only what they release")."""
    return re.compile(rf",\s+(?=(?:{_either('anew')}|{_either('instead')})\b)", re.IGNORECASE)


_MARK = re.compile(r"[;:()|–—]|\s-\s|[.!?]\s")


def _clauses(text: str) -> list[Span]:
    """Stretches of text within which a negation holds."""
    cuts = [0]
    for border in grammar()["border"].finditer(text):
        if not _any_but().search(text[: border.start()]):
            cuts.append(border.start())
    cuts += [m.end() for m in _MARK.finditer(text)]
    cuts += [m.start() for m in _anew().finditer(text)]
    cuts += [m.end() for m in _lead().finditer(text)]
    cuts += [m.end() for m in _manner().finditer(text)]
    cuts += [m.start() for m in _as_said().finditer(text)]
    cuts += [m.end() for m in _one_more().finditer(text) if _denies_before(text, m.start(), cuts)]
    cuts += [m.start("second") for m in _AND_THAT.finditer(text) if _denied_within(text, m)]
    cuts = sorted({*cuts, len(text)})
    return list(pairwise(cuts))


_AND_THAT = re.compile(r"\bthat\b(?P<first>[^.;:]{1,200}?)(?P<second>,? (?:and|but) that\b)", re.IGNORECASE)
"""Two things said by the same verb: what the first denies ("that it has approved none, and that ...") ends with it."""


@cache
def _one_more() -> re.Pattern[str]:
    """A comma behind which a row goes on with a predicate denied anew ("have no nucleus, cannot divide")."""
    return re.compile(rf",\s+(?={_either('denied_anew')}\b)", re.IGNORECASE)


def _denies_before(text: str, at: int, cuts: Iterable[int]) -> bool:
    """Whether the clause denies something before a place already: what follows would be denied twice."""
    start = max(cut for cut in cuts if cut <= at)
    return bool(grammar()["negation"].search(text[start:at]))


@cache
def _as_said() -> re.Pattern[str]:
    """Who says so, told behind it (", as a study shows"): the denial before does not reach the study."""
    return re.compile(rf",\s+as (?:[\w-]+ ){{1,5}}?{saying()}\b", re.IGNORECASE)


def _denied_within(text: str, two: re.Match[str]) -> bool:
    """Whether the first of two things said denies by itself, and not the verb that governs both."""
    negation = grammar()["negation"]
    return bool(negation.search(two["first"])) and not negation.search(text[: two.start()])


_ROW_OF_NO = re.compile(r"\b(?:no|without)(?: [\w-]+){1,4}(?:,|,? and|,? or) (?=(?:no|without)\b)", re.IGNORECASE)
"""Denials side by side ("no cell and no nucleus", "no perfume, no dye"): each denies its own word only."""


_NEITHER = re.compile(r"\bneither\b.*\bnor\b", re.IGNORECASE)
_NOR = re.compile(r"\bnor\b", re.IGNORECASE)


def _pair(text: str, following: str = "") -> str:
    """ "Neither ... nor ... nor ..." is one denial, and of a row of "no" only the last reaches what follows."""
    text = _ROW_OF_NO.sub(" ", text + following).removesuffix(following)
    return _NEITHER.sub(lambda row: _NOR.sub(" ", row.group()), text)
