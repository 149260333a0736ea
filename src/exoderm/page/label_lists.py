"""Questions of the audit that lists answer: the ingredients, and the references."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from exoderm.page import inci, reference
from exoderm.page.page import LabelItem, Page, Status
from exoderm.page.told import Told, of_people, of_plants

_TRACED = re.compile(r"10\.\d{4,9}/|pmid|nct\d{8}", re.I)


def _match(item: str, page: Page, told: Sequence[Told]) -> LabelItem:
    found = _listed(page)
    if found is None:
        return LabelItem(item, "missing")
    named = found.vesicles or found.hidden
    if not named:
        return LabelItem(item, "missing", _cut(found.text), found.start, "no vesicle in the list")
    return LabelItem(item, "declared" if found.vesicles else "partial", _cut(found.text), found.start, named[0].name)


def _order(item: str, page: Page, told: Sequence[Told]) -> LabelItem:
    found = _listed(page)
    named = found.vesicles or found.hidden if found is not None else ()
    if found is None or not named:
        return LabelItem(item, "missing")
    return LabelItem(item, "declared", _cut(found.text), found.start, found.order(named[0]))


def _hidden(item: str, page: Page, told: Sequence[Told]) -> LabelItem:
    found = _listed(page)
    human = [i for i in found.ingredients if i.human] if found is not None else []
    plant = [
        t
        for t in told
        if t.own and (t.claim.slots.species == "plant" or of_plants().search(t.flat)) and not of_people().search(t.flat)
    ]
    if not human or not plant:
        return LabelItem(item, "missing")
    return LabelItem(item, "declared", f"{plant[0].claim.text} / {human[0].name}", plant[0].claim.start, human[0].name)


def _resolves(item: str, page: Page, told: Sequence[Told]) -> LabelItem:
    listed = [r for r in reference.references(page) if r.listed]
    if not listed:
        return LabelItem(item, "missing")
    traced = [r for r in listed if r.doi or _TRACED.search(r.text)]
    status: Status = "declared" if len(traced) == len(listed) else "partial"
    return LabelItem(
        item, status, _cut(listed[0].text), listed[0].start, f"{len(traced)} of {len(listed)} with a DOI or number"
    )


def _used(item: str, page: Page, told: Sequence[Told]) -> LabelItem:
    found = reference.references(page)
    listed, absent = [r for r in found if r.listed], [r for r in found if not r.listed]
    if not found:
        return LabelItem(item, "not_applicable")
    never = [r for r in listed if not r.cited]
    if absent:
        return LabelItem(item, "contradictory", _cut(absent[0].text), None, f"{len(absent)} cited and not in the list")
    status: Status = "declared" if not never else "partial" if len(never) < len(listed) else "missing"
    return LabelItem(item, status, _cut(listed[0].text), listed[0].start, f"{len(never)} of {len(listed)} never cited")


READERS: Mapping[str, Callable[[str, Page, Sequence[Told]], LabelItem]] = {
    "inci_match": _match, "inci_order": _order, "hidden_human": _hidden,
    "reference_resolves": _resolves, "reference_used": _used,
}  # fmt: skip


@lru_cache(maxsize=4)
def _listed(page: Page) -> inci.IngredientList | None:
    return inci.read(page)


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 240 else flat[:239].rsplit(" ", 1)[0] + "…"
