"""A person's verdicts beside the machine's: both stay visible, with name, day, reasons and a seal over all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import exoderm
from exoderm import words
from exoderm.appraisal import seal
from exoderm.errors import InputError, unknown
from exoderm.library import form
from exoderm.library.terms import LETTER_WORDS, PEOPLE_LETTER, VERDICTS

SCHEMA = "exoderm/review/1"
LONGEST_NAME, LONGEST_REASON = 120, 2_000
_RATING = {"A": 5, "B": 4, "C": 3, "D": 2, "E": 1}


@dataclass(frozen=True)
class Override:
    """What a reviewer says of one claim in the machine's stead."""

    claim: int
    """Its number in the report, from one."""
    verdict: str
    reason: str


def parse(text: str) -> Override:
    """``CLAIM=VERDICT:reason`` to an override.

    Raises
    ------
    InputError
        If it is not of this form, the verdict is none of the nine, or there is no reason.
    """
    head, colon, reason = text.partition(":")
    number, equals, verdict = (part.strip() for part in head.partition("="))
    reason = " ".join(reason.split()).strip("\"'")
    if not (colon and equals and number.isascii() and number.isdigit() and len(number) < 7 and reason):
        raise InputError(
            f"'{text[:80]}' is no override", why="it is CLAIM=VERDICT:reason, and a reason is needed",
            action="write it as in --override '3=unsupported:no trial is named'", code="review.override",
        )  # fmt: skip
    if verdict not in VERDICTS:
        raise unknown("verdict", verdict, VERDICTS, where=f"override of claim {number}")
    if len(reason) > LONGEST_REASON:
        raise InputError(
            f"the reason for claim {number} has {len(reason)} characters", why=f"at most {LONGEST_REASON} are kept",
            action="say it in fewer words", code="review.override",
        )  # fmt: skip
    return Override(int(number), verdict, reason)


def sign(
    appraisal: Mapping[str, Any], name: str, overrides: Iterable[Override], today: date, where: str = ""
) -> dict[str, Any]:
    """The document of a review: each claim with the machine's verdict and the reviewer's, and a seal over all.

    Parameters
    ----------
    appraisal: a document of schema exoderm/appraisal/1 with its seal.
    name:      who signs.
    overrides: claims on which the reviewer says something else; on all others they agree by signing.
    today:     the day of the signature.
    where:     the file's name, for messages.

    Raises
    ------
    InputError
        If the appraisal was changed since it was sealed, a claim does not exist or is overridden twice, or the name is
        empty or too long.
    """
    who = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not 1 <= len(who) <= LONGEST_NAME:
        raise InputError(
            "the name that signs is empty or too long", why=f"it has 1 to {LONGEST_NAME} characters",
            action="give it with --sign", code="review.unsigned",
        )  # fmt: skip
    form.check(appraisal, "appraisal", where)
    seal.check(appraisal, where)
    said = _by_claim(overrides, len(appraisal["claims"]))
    claims = [_claim(i, claim, said.get(i)) for i, claim in enumerate(appraisal["claims"], 1)]
    changed = sum(not claim["agreed"] for claim in claims)
    page = appraisal["document"]
    document = {
        "schema": SCHEMA,
        "version": exoderm.__version__,
        "reviewer": {"name": who},
        "date": today.isoformat(),
        "statement": f"{who} looked at {words.plural(len(claims), 'verdict')} on {today.isoformat()} and changed "
        f"{changed or 'none'}.",
        "of": {
            "name": page["name"], "page_digest": page["digest"], "seal": appraisal["seal"],
            "data_date": page["data_date"], "version": page["version"],
        },
        "changed": changed,
        "claims": claims,
        "appraisal": {key: value for key, value in appraisal.items() if key != "file"},
    }  # fmt: skip
    return {**document, "seal": seal.seal(document)}


def _by_claim(overrides: Iterable[Override], most: int) -> dict[int, Override]:
    said: dict[int, Override] = {}
    for override in overrides:
        number = override.claim
        if not 1 <= number <= most:
            raise InputError(
                f"there is no claim {number}", why=f"the appraisal has {words.plural(most, 'claim')}",
                action="take the number that stands in the report's badge", code="review.override",
            )  # fmt: skip
        if number in said:
            raise InputError(
                f"claim {number} is overridden twice", why="one claim has one verdict", action="drop one of the two",
                code="review.override",
            )  # fmt: skip
        said[number] = override
    return said


def _claim(number: int, claim: Mapping[str, Any], override: Override | None) -> dict[str, Any]:
    machine = {"verdict": claim["verdict"], "letter": claim["letter"], "reason": claim["reason"]}
    mine = machine if override is None else {
        "verdict": override.verdict, "letter": PEOPLE_LETTER[override.verdict], "reason": override.reason
    }  # fmt: skip
    agreed = mine["verdict"] == machine["verdict"]
    return {"claim": number, "text": claim["text"], "machine": machine, "reviewer": mine, "agreed": agreed}


def verify(review: Mapping[str, Any], where: str = "") -> None:
    """Hold a review to its form and to both its seals, and its account of the machine to the appraisal inside.

    Raises
    ------
    InputError
        If anything was changed since it was signed.
    """
    form.check(review, "review", where)
    seal.check(review, where)
    inner = review["appraisal"]
    form.check(inner, "appraisal", where)
    seal.check(inner, where)
    said = {
        c["claim"]: Override(c["claim"], c["reviewer"]["verdict"], c["reviewer"]["reason"]) for c in review["claims"]
    }
    made = [_claim(i, claim, said.get(i)) for i, claim in enumerate(inner["claims"], 1)]
    if made != review["claims"] or review["of"]["seal"] != inner["seal"]:
        raise InputError(
            "this review is not of the appraisal inside it", where=where, why="one of the two was exchanged",
            action="review the appraisal anew", code="review.tampered",
        )  # fmt: skip


def beside(review: Mapping[str, Any]) -> dict[str, Any]:
    """The appraisal of a review with the reviewer's verdict beside each claim, as the report shows it."""
    who, day = review["reviewer"]["name"], review["date"]
    pairs = zip(review["appraisal"]["claims"], review["claims"], strict=True)
    claims = [{**c, "review": {**r["reviewer"], "agreed": r["agreed"], "by": who, "date": day}} for c, r in pairs]
    return {**review["appraisal"], "claims": claims, "reviewed": review["statement"]}


def claim_reviews(review: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    """A signed review as ClaimReview of schema.org (JSON-LD), and how many claims were left out as not checkable.

    The rating runs from 1 (wrong) to 5 (holds). A verdict that a machine alone has spoken never gets here.
    """
    who, page = review["reviewer"]["name"], str(review["of"]["name"])
    graph: list[dict[str, Any]] = []
    cited: Sequence[Mapping[str, Any]] = review["appraisal"]["claims"]
    for claim, source in zip(review["claims"], cited, strict=True):
        letter = claim["reviewer"]["letter"]
        if letter not in _RATING:
            continue
        graph.append(
            {
                "@type": "ClaimReview",
                "datePublished": review["date"],
                "author": {"@type": "Person", "name": who},
                "claimReviewed": claim["text"],
                "reviewBody": claim["reviewer"]["reason"],
                "itemReviewed": {
                    "@type": "Claim",
                    "appearance": {"@type": "CreativeWork", "name": page, "identifier": review["of"]["page_digest"]},
                },
                "reviewRating": {
                    "@type": "Rating",
                    "ratingValue": _RATING[letter],
                    "worstRating": 1,
                    "bestRating": 5,
                    "alternateName": words.sentence(LETTER_WORDS[letter]).rstrip("."),
                },
                "citation": [record["citation"] for record in source["records"]] if claim["agreed"] else [],
            }
        )
    return {"@context": "https://schema.org", "@graph": graph}, len(review["claims"]) - len(graph)
