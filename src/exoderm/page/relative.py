"""Relative clauses without a comma that hold a denial of their own ("a nurse who had no training told me ...").

Such a clause ends at the next comma, at a verb of saying, at a second finite verb or, where it is no more than "is not
purified" or "do not divide", behind that. Where none of these is found its end is unknown, and it is left alone.
"""

from __future__ import annotations

import re
from functools import cache, partial

from exoderm.page import wordlist

Span = tuple[int, int]

_either = partial(wordlist.either, "relative")


def saying() -> str:
    """Verbs of saying in a finite form, as part of a pattern."""
    return _either("saying")


def finite() -> str:
    """Finite forms of auxiliaries, as part of a pattern."""
    return _either("finite")


@cache
def _relative() -> re.Pattern[str]:
    goes_on = rf"(?!{_either('no_verb')}\b)\w"
    been = r"(?:(?:is|are|was|were)(?: not|n't)|(?:has|have|had)(?: not|n't| never) been)"
    state = rf" {been} (?!{_either('no_state')}\b)\w+(?= {goes_on})"
    helped = r"(?:cannot|(?:do|does|did|can|could|will|would)(?: not|n't))"
    alone = rf" {helped} {_either('alone')}(?= {goes_on})"
    # "Vesicles that do not clump pass ...": a second verb in the plural is the main one.
    before_verb = rf" {helped} (?!{_either('takes_verb')}\b)\w+(?= {_either('clear_verb')}\b)"
    many = rf"(?<!not)(?<!n't)(?<! to)(?<!never)(?<! can)(?<! could)(?<! did)(?<! would)(?= {_either('saying_many')}\b)"
    return re.compile(
        rf"(?<=[\w\"”)]) (?:who|which|whose \w+|that(?= {_either('auxiliary')}(?:n't)?\b))\b"
        rf"(?:{state}|{alone}|{before_verb}|[^,;.:]{{1,120}}?(?:(?=,| (?:\w+ly )?{saying()}\b| {finite()}\b)|{many}))",
        re.IGNORECASE,
    )


@cache
def _denies() -> re.Pattern[str]:
    return re.compile(rf"\b{_either('denies')}\b|n't\b", re.IGNORECASE)


@cache
def _nobody() -> re.Pattern[str]:
    """What the clause may not follow: "there is nobody who does not say so" says that all do."""
    return re.compile(rf"\b{_either('nobody')}(?: \w+){{0,2}}$", re.IGNORECASE)


@cache
def _given() -> re.Pattern[str]:
    end = rf"[,;.:!]|$| (?:\w+ly )?{saying()}\b| {finite()}\b| \w+(?:ed|s) (?:the|in|on|at|no|more|less)\b"
    return re.compile(
        rf"(?<=[\w\"”)]) (?:that|which) {_either('was')} (?!not\b|never\b)[^,;.:]{{1,120}}?(?={end})", re.IGNORECASE
    )


@cache
def _definite() -> re.Pattern[str]:
    return re.compile(rf"\b{_either('known')}(?: [\w-]+){{1,3}}$", re.IGNORECASE)


def given(text: str) -> list[Span]:
    """Relative clauses in the past about a thing that is known ("none of the vesicles that were injected ..."): what
    happened to it is taken for granted, and no denial outside them reaches in.
    """
    return [hit.span() for hit in _given().finditer(text) if _definite().search(text[: hit.start()])]


def relatives(text: str) -> list[Span]:
    """Where they stand."""
    return [
        hit.span()
        for hit in _relative().finditer(text)
        if _denies().search(hit.group()) and not _nobody().search(text[: hit.start()])
    ]
