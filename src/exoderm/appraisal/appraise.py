"""A page in, an appraisal out: every claim judged, the label audited, law and safety beside, never averaged in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from exoderm.appraisal import beside, fact, headline, origin, price, references, rules, verdict
from exoderm.appraisal.context import Context
from exoderm.appraisal.fact import Fact
from exoderm.appraisal.finding import RunNumber, Verdict
from exoderm.appraisal.headline import Headline
from exoderm.appraisal.price import Priced
from exoderm.evidence import law as law_cards
from exoderm.evidence import risk as risk_cards
from exoderm.evidence import study as study_cards
from exoderm.evidence import work as work_cards
from exoderm.evidence.law import Law
from exoderm.evidence.risk import Risk
from exoderm.evidence.study import Study
from exoderm.evidence.work import Work
from exoderm.library.terms import Route
from exoderm.page import inci, reference
from exoderm.page.inci import IngredientList
from exoderm.page.label import sells
from exoderm.page.page import Claim, LabelItem, Page

Word = TypeVar("Word", bound=str)

_SILENT = ("unknown", "mixed", "bench", "not_applicable")


@dataclass(frozen=True)
class Judged:
    """One sentence of the page with its verdict; sentences that claim nothing carry none."""

    claim: Claim
    verdict: Verdict | None


@dataclass(frozen=True)
class Appraisal:
    """All that is to be said about a page."""

    page: Page
    judged: tuple[Judged, ...]
    references: tuple[references.Looked, ...]
    label: tuple[LabelItem, ...]
    law: tuple[beside.LawLine, ...]
    safety: tuple[beside.SafetyLine, ...]
    questions: tuple[str, ...]
    silence: tuple[str, ...]
    headline: Headline
    declared: Mapping[str, Any]
    today: date
    data_date: str | None
    """Day on which the newest study card was made: what was published later is not in the verdicts."""
    ingredients: IngredientList | None = None
    """The ingredient list of a page that offers something, if it has one."""
    priced: Priced | None = None
    """The price that the page names, if it does."""
    reaching: RunNumber | None = None
    """The share of the counted vesicles that arrives in a run of the page's own way of use."""
    measured: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By label item: what its silence costs, from a run with it and one without it."""
    run_refused: str | None = None
    """Why what the page declares could not be run though a claim asks for it, in sentences."""
    unread: tuple[tuple[int, int, tuple[str, ...]], ...] = ()
    """Places of sentences that were not read since the lexicon lacks some of their words, and those words."""

    @property
    def claims(self) -> tuple[Judged, ...]:
        """The sentences that claim something."""
        return tuple(j for j in self.judged if j.verdict is not None)

    @property
    def asks_run(self) -> bool:
        """Whether any claim asks that what the page declares be run."""
        return any(j.verdict.asks_run for j in self.judged if j.verdict)

    @property
    def asks_arrival(self) -> bool:
        """Whether a price stands on the page whose count is known, so that a run tells the price of what arrives."""
        return self.priced is not None and self.priced.count is not None

    @property
    def asks_plain_run(self) -> bool:
        """Whether any claim that asks for a run speaks of undamaged skin."""
        return any(j.verdict.whole_skin for j in self.judged if j.verdict)

    def with_run(self, run: RunNumber, plain: bool = False) -> Appraisal:
        """The same appraisal with a run's number beside every claim that asks for one; no verdict changes.

        ``plain``: the run is of undamaged skin, and stands only beside claims that speak of it.
        """
        judged = tuple(
            replace(j, verdict=verdict.with_run(j.verdict, run))
            if j.verdict and (j.verdict.whole_skin if plain else j.verdict.asks_run)
            else j
            for j in self.judged
        )
        return replace(self, judged=judged, reaching=self.reaching if plain else run)

    def without_run(self, reason: str) -> Appraisal:
        """The same appraisal with the reason why no run stands beside it."""
        return replace(self, run_refused=reason)


def judge(claim: Claim, context: Context) -> Verdict:
    """The verdict on one claim: every rule is asked, and what they answer is combined."""
    return verdict.combine(rules.ask(claim, context), claim.claim_type)


def context_of(
    claims: Sequence[Claim],
    *,
    today: date,
    label: Sequence[LabelItem] = (),
    route: Route = "unknown",
    studies: Mapping[str, Study] | None = None,
    facts: Mapping[str, Fact] | None = None,
    laws: Mapping[str, Law] | None = None,
    risks: Mapping[str, Risk] | None = None,
) -> Context:
    """What rules may look at beside a claim; shelves that are not given are the package's own.

    ``route`` is how a page that offers a product says that it is used, modelled or not.
    """
    spoken = [c for c in claims if c.is_claim]
    offers = sells(label)
    return Context(
        today=today,
        studies=study_cards.load() if studies is None else studies,
        facts=fact.load() if facts is None else facts,
        laws=law_cards.load() if laws is None else laws,
        risks=risk_cards.load() if risks is None else risks,
        label=tuple(label),
        route=route
        if offers and route not in _SILENT
        else _usual((c.slots.route for c in spoken if "route" not in c.slots.inherited), "unknown"),
        # Only a product has one source; an article speaks of several.
        species=_usual((c.slots.species for c in spoken if offers and "species" not in c.slots.inherited), "unknown"),
        preparation=_usual((c.slots.preparation for c in spoken if "preparation" not in c.slots.inherited), "unknown"),
        product=offers,
        clash=origin.clash(claims) if offers else None,
        dose_declared=any(item.item == "dose_particles" and item.status == "declared" for item in label),
    )


def _verdict(claim: Claim, page: Page, context: Context) -> Verdict | None:
    # What a page about something else states is no claim here.
    return judge(claim, context) if claim.is_claim and page.about else None


def _usual(said: Iterable[Word], silent: Word) -> Word:
    """The one circumstance that a page keeps to: named at least twice and in two mentions of three, else unknown."""
    counts = Counter(word for word in said if word not in _SILENT)
    if not counts:
        return silent
    word, most = counts.most_common(1)[0]
    return word if most >= 2 and 3 * most >= 2 * counts.total() else silent


def appraise_page(
    page: Page,
    claims: Sequence[Claim],
    label: Sequence[LabelItem],
    declared: Mapping[str, Any],
    today: date,
    studies: Mapping[str, Study],
    facts: Mapping[str, Fact],
    laws: Mapping[str, Law],
    risks: Mapping[str, Risk],
    route: Route = "unknown",
    works: Mapping[str, Work] | None = None,
) -> Appraisal:
    """Judge a page that was read.

    Parameters
    ----------
    page, claims, label, declared: what :mod:`exoderm.page` read, in the order of the page.
    today:  the date against which laws are stale and statements outdated.
    studies, facts, laws, risks: the shelf.
    route:  how the page says that its product is used, in the words of :mod:`exoderm.library.terms`.
    works:  records by which its references are looked up; the package's own if none are given.
    """
    looked = references.look_up(reference.references(page), work_cards.load() if works is None else works)
    label = beside.checked(label, looked)
    context = context_of(
        claims, today=today, label=label, route=route, studies=studies, facts=facts, laws=laws, risks=risks
    )
    judged = tuple(Judged(c, _verdict(c, page, context)) for c in claims)
    pairs = [(j.claim, j.verdict) for j in judged if j.verdict is not None]
    questions, silence = beside.questions(context), beside.silence(context)
    return Appraisal(
        page=page,
        judged=judged,
        references=looked,
        label=label,
        ingredients=inci.read(page) if context.product else None,
        priced=price.read(label, declared) if context.product else None,
        law=beside.law_lines([c for c, _ in pairs], context, page),
        safety=beside.safety_lines(page, claims, context),
        questions=questions,
        silence=silence,
        headline=headline.write(pairs, silence, questions),
        declared=dict(declared),
        today=today,
        data_date=max((s.as_of for s in studies.values()), default=None),
    )
