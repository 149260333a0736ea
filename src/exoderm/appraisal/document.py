"""An appraisal as plain data: ``exoderm/appraisal/1``, read by other programs. Fields may be added, never renamed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import exoderm
from exoderm.appraisal import price, seal
from exoderm.appraisal.appraise import Appraisal, Judged
from exoderm.appraisal.finding import Record
from exoderm.appraisal.references import Looked
from exoderm.evidence.sources import Source, sources
from exoderm.page import annex, label_cards
from exoderm.page.inci import IngredientList
from exoderm.page.page import LabelItem

SCHEMA = "exoderm/appraisal/1"


def to_document(appraisal: Appraisal, cited: Mapping[str, Source] | None = None) -> dict[str, Any]:
    """The appraisal as a JSON document: no NaN, nothing of this machine, the same for the same page, shelf and day.

    ``cited`` names the records; the package's own shelves if not given.
    """
    page = appraisal.page
    known = sources() if cited is None else cited
    document = {
        "schema": SCHEMA,
        "document": {
            "name": page.name,
            "language": page.language,
            "sentences": len(page.sentences),
            "digest": hashlib.sha256(page.text.encode("utf-8", "surrogatepass")).hexdigest(),
            "data_date": appraisal.data_date,
            "version": exoderm.__version__,
            "today": appraisal.today.isoformat(),
            "about": page.about,
            "notes": list(page.notes),
            "text": page.text,
            "blocks": [{"role": b.role, "start": b.start, "end": b.end} for b in page.blocks],
            **_unread(appraisal),
        },
        "language": page.language,
        "summary": {
            "holds": list(appraisal.headline.holds),
            "does_not": list(appraisal.headline.fails),
            "silent": list(appraisal.headline.silent),
            "ask": list(appraisal.headline.ask),
        },
        "claims": [_claim(j, known) for j in appraisal.claims],
        "references": [_reference(looked) for looked in appraisal.references],
        "label": [_label(i, appraisal) for i in appraisal.label],
        "ingredients": _ingredients(appraisal.ingredients),
        "price": price.section(appraisal.priced, appraisal.reaching),
        "law": [
            {
                "jurisdiction": line.jurisdiction,
                "status": line.code,
                "bearing": line.bearing,
                "statement": line.statement,
                "as_of": line.as_of,
                "stale": line.stale,
                "law": line.law,
                "source": line.source,
            }
            for line in appraisal.law
        ],
        "safety": [
            {
                "risk": line.risk,
                "named_on_page": line.named_on_page,
                "known": line.known,
                "statement": line.statement,
                "source": list(line.source),
                "id": line.id,
            }
            for line in appraisal.safety
        ],
        "questions": list(appraisal.questions),
        "silence": list(appraisal.silence),
        "declared": dict(appraisal.declared),
        "run_refused": appraisal.run_refused,
        "citations": _citations(appraisal, known),
    }
    return {**document, "seal": seal.seal(document)}


def _unread(appraisal: Appraisal) -> dict[str, Any]:
    """Sentences of a page that is read by a gloss and that were not read; nothing for other pages."""
    if not appraisal.unread:
        return {}
    return {"unread": [{"start": start, "end": end, "words": list(words)} for start, end, words in appraisal.unread]}


def _label(item: LabelItem, appraisal: Appraisal) -> dict[str, Any]:
    card = label_cards.by_id()[item.item]
    return {
        "item": item.item,
        "status": item.status,
        "passage": item.passage,
        "costs": card.cost_words,
        "kind": card.kind,
        "group": card.group,
        "severity": card.severity,
        "question": card.question,
        "why": card.why,
        "ask": card.ask,
        "value": item.value,
        "measured": appraisal.measured.get(item.item),
    }


def _ingredients(found: IngredientList | None) -> dict[str, Any] | None:
    if found is None:
        return None
    named = found.vesicles or found.hidden
    return {
        "start": found.start,
        "listed": [
            {
                "position": i.position,
                "name": i.name,
                "percent": i.percent,
                "reads_as": i.reads_as,
                "human": i.human,
                "hits": [
                    {
                        "annex": fact.annex,
                        "entry": fact.entry,
                        "means": fact.means,
                        "name": fact.name,
                        "cas": list(fact.cas),
                        "maximum": fact.maximum,
                        "as_of": fact.as_of,
                        "conditional": fact.conditional,
                    }
                    for fact in i.hits
                ],
            }
            for i in found.ingredients
        ],
        "one_percent": found.one_percent,
        "order": found.order(named[0]) if named else None,
        "attribution": annex.table().attribution,
    }


def _claim(judged: Judged, known: Mapping[str, Source]) -> dict[str, Any]:
    claim, verdict = judged.claim, judged.verdict
    assert verdict is not None
    run = verdict.run
    return {
        "text": claim.text,
        **({"gloss": claim.gloss} if claim.gloss is not None else {}),
        "start": claim.start,
        "end": claim.end,
        "claim_type": claim.claim_type,
        "second_type": claim.second_type,
        "claim_family": claim.claim_family,
        "population": claim.population,
        "certainty": claim.certainty,
        "hype": claim.hype,
        "hype_cue": claim.hype_cue,
        "verdict": verdict.word,
        "letter": verdict.letter,
        "reason": verdict.reason,
        "records": [_record(r, known) for r in verdict.records],
        "run": None
        if run is None
        else {"quantity": run.quantity, "unit": run.unit, "median": run.median, "low": run.low, "high": run.high},
        "flags": list(verdict.flags),
        "would_change": list(verdict.second_thoughts),
    }


def _record(record: Record, known: Mapping[str, Source]) -> dict[str, Any]:
    source = known.get(record.id)
    return {
        "id": record.id,
        "citation": source.short if source else record.id,
        "status": source.status if source else None,
        "level": record.level,
        "transfer_failures": list(record.transfer_failures),
        "against": record.against,
    }


def _citations(appraisal: Appraisal, known: Mapping[str, Source]) -> list[dict[str, Any]]:
    """The records of all verdicts and risks in full, each once, by their short names."""
    names = {r.id for j in appraisal.claims if j.verdict for r in j.verdict.records}
    names |= {name for line in appraisal.safety for name in line.source}
    found = sorted((known[name] for name in names if name in known), key=lambda s: (s.short.lower(), s.id))
    return [
        {"id": s.id, "citation": s.short, "text": s.text, "doi": s.doi, "url": s.url, "status": s.status} for s in found
    ]


def _reference(looked: Looked) -> dict[str, Any]:
    said = looked.reference
    return {
        "number": said.number,
        "text": said.text,
        "status": looked.status,
        "reason": looked.reason,
        "cited": said.cited,
        "listed": said.listed,
        "work": looked.work,
    }
