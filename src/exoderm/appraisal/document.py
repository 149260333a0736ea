"""An appraisal as plain data: ``exoderm/appraisal/1``, read by other programs. Fields may be added, never renamed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import exoderm
from exoderm.appraisal import beside, seal
from exoderm.appraisal.appraise import Appraisal, Judged
from exoderm.appraisal.finding import Record
from exoderm.appraisal.references import Looked
from exoderm.evidence.sources import Source, sources

SCHEMA = "exoderm/appraisal/1"


def to_document(appraisal: Appraisal, cited: Mapping[str, Source] | None = None) -> dict[str, Any]:
    """The appraisal as a JSON document: no NaN, nothing of this machine, the same for the same page, shelf and day.

    ``cited`` names the records; the package's own shelves if not given.
    """
    page, costs = appraisal.page, beside.costs()
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
        "label": [
            {
                "item": i.item,
                "status": i.status,
                "passage": i.passage,
                "costs": costs.get(i.item),
            }
            for i in appraisal.label
        ],
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


def _claim(judged: Judged, known: Mapping[str, Source]) -> dict[str, Any]:
    claim, verdict = judged.claim, judged.verdict
    assert verdict is not None
    run = verdict.run
    return {
        "text": claim.text,
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
