"""A question in, an answer out: the one place that joins the journey and the appraisal.

They meet through a scenario (what a page declares, what it leaves open) and a result (the number beside a claim). A run
explains a claim; records judge it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exoderm import __version__
from exoderm.errors import InputError, PartialResult, ScenarioError, UnitError
from exoderm.library.terms import ROUTE_WORDS
from exoderm.scenario import Scenario, from_data

if TYPE_CHECKING:
    from exoderm.appraisal.appraise import Appraisal
    from exoderm.appraisal.finding import RunNumber
    from exoderm.journey.gaps import Look
    from exoderm.library.cite import Citation
    from exoderm.page.declare import Declaration
    from exoderm.result import Result

Progress = Callable[[float, str], None]


@dataclass(frozen=True, repr=False)
class Appraised:
    """A page judged, and the run that its claims asked for."""

    document: Mapping[str, Any]
    """Schema exoderm/appraisal/1."""
    result: Result | None
    """The run of what the page declares; none where no claim asks for one, or where ``run_refused`` says why not."""

    def __repr__(self) -> str:
        """One line: name, number of claims by letter, and the run if there is one."""
        letters = "".join(sorted(claim["letter"] for claim in self.document["claims"]))
        counted = ", ".join(f"{letter} {letters.count(letter)}" for letter in dict.fromkeys(letters)) or "no claims"
        return f"<exoderm appraisal of {self.document['document']['name']}: {counted}; run: {self.result}>"


def simulate(
    scenario: Scenario, *, threads: int = 1, progress: Progress | None = None, cards: Path | None = None
) -> Result:
    """Follow the vesicles of a scenario from the vial to the cell.

    Parameters
    ----------
    scenario: what to run.
    threads:  worker threads; the answer is the same to the last bit for any number.
    progress: called with the share done and a word for the stage.
    cards:    a folder of cards of one's own, beside the package's.
    """
    from exoderm.evidence import origin, study
    from exoderm.journey import plan, run, summary
    from exoderm.library.cite import cite as cite_works
    from exoderm.result import Result
    from exoderm.show.say import say

    began = time.perf_counter()
    built, known = plan.build(scenario, cards), study.load(cards)
    origin.check(((row.card, row.path, row.value) for row in built.table), known)
    journey = run.simulate(built, threads, progress)
    result = summary.summarise(journey, time.perf_counter() - began)
    named = [name for name in result.document["citations"] if name in known]
    works = [{"id": c.id, "text": c.text, "doi": known[c.id].doi} for c in cite_works(named, known)]
    return Result(say({**result.document, "citations": works}), result.variables)


def look(scenario: Scenario, *, threads: int = 1, progress: Progress | None = None, cards: Path | None = None) -> Look:
    """Run a scenario and lay its answers beside the numbers of its plan, so that its gaps can be weighed."""
    from exoderm.cohort.readouts import readouts
    from exoderm.journey import plan
    from exoderm.journey.gaps import Look

    result = simulate(scenario, threads=threads, progress=progress, cards=cards)
    found = {i: r for i, r in readouts(result).items() if i == "living_skin" or i.startswith("copies.")}
    # The draws depend on seed and path alone, so that a plan built anew holds the numbers that the run had.
    return Look(scenario, result, plan.build(scenario, cards).table, found)


def incubate(well: Mapping[str, Any], *, threads: int = 1, cards: Path | None = None) -> dict[str, Any]:
    """Leave vesicles over cells in a well: the document of schema exoderm/well/1.

    Parameters
    ----------
    well:    fields of :class:`exoderm.journey.incubation.Choice`: cell, cells, volume, concentration, hours and more.
    threads: worker threads; the answer is the same for any number.
    cards:   a folder of cards of one's own, beside the package's.
    """
    from exoderm.evidence import origin, study
    from exoderm.journey import incubation
    from exoderm.library.cite import cite as cite_works

    began, known = time.perf_counter(), study.load(cards)
    dish = incubation.simulate(incubation.choose(well, "the well"), threads, cards)
    origin.check(((row.card, row.path, row.value) for row in dish.plan.table), known)
    document = incubation.document(dish, time.perf_counter() - began)
    named = [name for name in document["citations"] if name in known]
    works = [{"id": c.id, "text": c.text, "doi": known[c.id].doi} for c in cite_works(named, known)]
    return {**document, "citations": works}


def appraise(
    content: str | bytes,
    name: str = "page",
    *,
    run: bool = True,
    silence: bool = False,
    today: date | None = None,
    threads: int = 1,
    progress: Progress | None = None,
    cards: Path | None = None,
) -> Appraised:
    """Say claim by claim what evidence, law and physics leave of a page.

    Parameters
    ----------
    content: text or HTML; never followed, fetched or executed.
    name:    what to call the page, such as its file name.
    run:     whether to run what the page declares where a claim, or a price with a count, asks for it.
    silence: whether to run as well, with few draws, what each silence costs: once as it is, once with an example told.
    today:   the day against which law is stale; the present day if not given.

    Raises
    ------
    PageError
        If the content cannot be read as a page.
    """
    from exoderm.appraisal import appraise as judging
    from exoderm.appraisal import fact
    from exoderm.appraisal.document import to_document
    from exoderm.evidence import law, risk, study, work
    from exoderm.evidence.sources import sources
    from exoderm.page import declare, language
    from exoderm.page.claims import read_claims
    from exoderm.page.label import read_label, sells
    from exoderm.page.reader import read_page

    page = read_page(content, name)
    glossed = None
    if page.language in language.GLOSSED:
        # English is what the rules are asked about; a German page has a stand-in.
        from exoderm.page.german.pages import glossed as stand_in

        glossed = stand_in(page)
        page = glossed.page
    claims = read_claims(page)
    label = read_label(page, claims)
    declared = declare.read(page, claims, label, cards)
    studies, laws, risks = study.load(cards), law.load(cards), risk.load(cards)
    appraisal = judging.appraise_page(
        replace(page, notes=(*page.notes, *declared.notes)),
        claims,
        label,
        declared.scenario,
        today or date.today(),
        studies=studies,
        facts=fact.load(cards),
        laws=laws,
        risks=risks,
        route=declared.route,
        works=work.load(cards),
    )
    if glossed is not None:
        from exoderm.appraisal.original import restore

        appraisal = restore(appraisal, glossed)
    result = None
    if run and (appraisal.asks_run or appraisal.asks_arrival):
        result, appraisal = _run_declared(appraisal, declared, name, threads, progress, cards)
    if run and silence and sells(appraisal.label) and not declared.unmodelled:
        from exoderm.appraisal import silence as silences

        costs = silences.cost(appraisal, declared.scenario, name, partial(simulate, threads=threads, cards=cards))
        appraisal = replace(appraisal, measured=costs)
    return Appraised(to_document(appraisal, sources(studies, laws, risks)), result)


def _run_declared(
    appraisal: Appraisal,
    declared: Declaration,
    name: str,
    threads: int,
    progress: Progress | None,
    cards: Path | None,
) -> tuple[Result | None, Appraisal]:
    """Run what the page declares and set the share that reaches living skin beside the claims that ask for it.

    What cannot be run leaves the verdicts as they are and says why: a page is never refused for what it declares.
    """
    from exoderm.page import declare

    data, plain = declare.runnable(declared.scenario), declared.unmodelled
    if plain:
        unmodelled = f"Nobody has modelled this way of use here yet: {ROUTE_WORDS[declared.route]}."
        if not appraisal.asks_plain_run:
            return None, appraisal.without_run(unmodelled)
        # Some claims speak of undamaged skin all the same: the plain case is run for them, and only for them.
        data = {key: value for key, value in data.items() if key not in ("route", "person")}
        note = f"{unmodelled} The run is of the plain case, undamaged skin, of which some claims speak."
        appraisal = replace(appraisal, page=replace(appraisal.page, notes=(*appraisal.page.notes, note)))
    try:
        scenario = from_data(data, f"what {name} declares")
        result = simulate(scenario, threads=threads, progress=progress, cards=cards)
    except (ScenarioError, UnitError, PartialResult) as error:
        return None, appraisal.without_run(f"What the page declares could not be run. {error.sentence()}")
    number = _reaching(result)
    if plain:
        number = replace(number, of="the plain case, on undamaged skin")
    return result, appraisal.with_run(number, plain)


def _reaching(result: Result) -> RunNumber:
    """The share of the counted particles that reaches living skin as whole vesicles by the time a run is read."""
    from exoderm.appraisal.finding import RunNumber

    living = next(s for s in result.document["stages"] if s["stage"] == "living_skin")["of_dose"]
    return RunNumber(
        f"share of the counted vesicles that reaches living skin whole {result.document['when']}", "share",
        living["median"], living["low"], living["high"],
    )  # fmt: skip


def report(answer: Result | Appraised, *, today: date | None = None) -> str:
    """One HTML page with all that there is to see, readable offline and with scripts off.

    Parameters
    ----------
    answer: a result or an appraised page.
    today:  the day to print; the present day if not given.
    """
    from exoderm.show.report import render

    appraisal = answer.document if isinstance(answer, Appraised) else None
    result = answer.result if isinstance(answer, Appraised) else answer
    return render(appraisal, result.document if result else None, stamp(appraisal, today))


def stamp(appraisal: Mapping[str, Any] | None, today: date | None = None) -> dict[str, str]:
    """What a report says of its own making: version, day, and of an appraisal the page's digest and the law's date."""
    made = {"version": __version__, "date": (today or date.today()).isoformat()}
    if appraisal is not None:
        made["evidence_as_of"] = str(appraisal["document"].get("data_date") or "")
        made["digest"] = str(appraisal["document"].get("digest") or "")[:12]
    return made


def cite(answer: Result | Appraised | Iterable[str], *, cards: Path | None = None) -> list[Citation]:
    """The works that an answer rests on, ready to print; or those of the given study ids."""
    from exoderm.evidence import study
    from exoderm.library.cite import cite as cite_works

    known = study.load(cards)
    if isinstance(answer, Appraised):
        names = {r["id"] for claim in answer.document["claims"] for r in claim["records"]}
        if answer.result is not None:
            names |= {c["id"] for c in answer.result.document["citations"]}
        return list(cite_works(sorted(n for n in names if n in known), known))
    if isinstance(answer, str):
        raise InputError("a single word was given", why="cite takes a result, an appraisal or a list of study ids")
    document = getattr(answer, "document", None)
    names = {c["id"] for c in document["citations"]} if document is not None else set(answer)  # type: ignore[arg-type]
    return list(cite_works(sorted(names), known))
