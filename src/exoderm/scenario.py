"""What a user writes: product, storage, route, dose, regimen, person, weeks, arms; text with units, checked at reading.

What is left out is a stated default (listed by :meth:`Scenario.defaults`) or ``undeclared``, which stands for a wide
prior; never silence.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import unicodedata
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from exoderm import units
from exoderm.errors import ScenarioError, UnitError, unknown
from exoderm.library import shelf, yamlfile
from exoderm.library.value import Frozen, Text, Value

SCHEMA = "exoderm/scenario/1"
UNDECLARED = "undeclared"
EACH_DOSE, FIRST_DOSE = "each dose", "first dose"


class Refused(ValueError):
    """A refusal inside a record's validation that keeps its error code."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


def _within(unit: str, low: float, high: float, say: str, silent: bool = False) -> AfterValidator:
    """A check that text reads as a quantity in ``unit`` between two bounds; ``silent`` allows "undeclared"."""

    def check(text: str) -> str:
        if text == UNDECLARED:
            if silent:
                return text
            raise Refused("this cannot be left undeclared: a scenario needs it", "value.invalid")
        try:
            number = units.read(text, unit)
        except UnitError as error:
            raise Refused(error.sentence(), error.code) from None
        if not low <= number <= high:
            raise Refused(f"{say} lies between {low:g} and {high:g} {unit}".rstrip(), "value.range")
        return text

    return AfterValidator(check)


def _printable(text: str) -> str:
    """Words that come back as they were from any file: no control characters but the end of a line."""
    if any(unicodedata.category(c) in ("Cc", "Zl", "Zp") and c != "\n" for c in text):
        raise Refused("there is a control character in these words: take it out", "value.invalid")
    return text


Words = Annotated[str, AfterValidator(_printable)]
Concentration = Annotated[Text, _within("particle/mL", 1.0, 1e15, "a concentration", silent=True)]
Volume = Annotated[Text, _within("mL", 1e-4, 1e5, "a volume")]
Purity = Annotated[Text, _within("particle/ug", 1e3, 1e12, "a purity", silent=True)]
PH = Annotated[Text, _within("", 0.0, 14.0, "a pH", silent=True)]
Temperature = Annotated[Text, _within("degC", -196.0, 80.0, "a storage temperature", silent=True)]
Stay = Annotated[Text, _within("day", 0.0, 3660.0, "a time of storage", silent=True)]
Duration = Annotated[Text, _within("day", 0.0, 3660.0, "a duration")]
Collection = Annotated[Text, _within("hour", 0.5, 720.0, "a collection of medium", silent=True)]
Share = Annotated[Text, _within("", 0.0, 1.0, "a share", silent=True)]
Area = Annotated[Text, _within("cm^2", 0.01, 2e4, "a treated area")]


def _procedure(text: str) -> str:
    """When the skin is opened: one of two words, or a time."""
    if text in (EACH_DOSE, FIRST_DOSE):
        return text
    try:
        apart = units.read(text, "hour")
    except UnitError as error:
        raise Refused(f"{error.sentence()}; or write '{EACH_DOSE}' or '{FIRST_DOSE}'", error.code) from None
    if not 1.0 <= apart <= 24.0 * 3660.0:
        raise Refused("between two procedures lie an hour to 3660 days", "value.range")
    return text


Procedure = Annotated[Text, AfterValidator(_procedure)]


def _years(raw: Any) -> Any:
    """A bare number of an age is years."""
    return f"{raw} year" if isinstance(raw, int | float) and not isinstance(raw, bool) else raw


Age = Annotated[Text, BeforeValidator(_years), _within("year", 0.0, 120.0, "a donor's age", silent=True)]


MOST_SIZES = 2000
Histogram = tuple[tuple[float, float], ...]
"""Rows of a measured size histogram: diameter in nm and count."""


def _histogram(rows: Histogram | None) -> Histogram | None:
    """Refuse what is no histogram: a count below zero, diameters that do not rise, no vesicles at all."""
    if rows is None:
        return None
    if not 3 <= len(rows) <= MOST_SIZES:
        raise Refused(f"a size histogram has 3 to {MOST_SIZES} rows of [diameter in nm, count]", "histogram.invalid")
    for i, (diameter, count) in enumerate(rows, 1):
        if not (math.isfinite(diameter) and 10.0 <= diameter <= 1000.0):
            raise Refused(f"row {i}: a vesicle measures 10 to 1000 nm; give diameters in nm", "histogram.invalid")
        if not math.isfinite(count):
            raise Refused(f"row {i}: a count is a number", "histogram.invalid")
        if count < 0.0:
            raise Refused(
                f"row {i} counts {count:g} vesicles: nothing is counted less often than never. Where a background was "
                "subtracted, write 0 for what fell below it",
                "histogram.negative",
            )
    if any(b <= a for (a, _), (b, _) in pairwise(rows)):
        raise Refused("diameters must rise from row to row, each of them once: sort the rows", "histogram.invalid")
    if sum(count > 0.0 for _, count in rows) < 2:
        raise Refused("at least two diameters must have a count above zero", "histogram.invalid")
    return rows


class DonorState(Frozen):
    """In what state the donor's cells were when their medium was collected; for donors of cultured cells."""

    age: Age = Field(UNDECLARED, description="age of the donor, such as 45 year")
    senescent_share: Share = Field(UNDECLARED, description="share of senescent cells, 0 to 1")
    stress: Share = Field(UNDECLARED, description="stress during collection, from none (0) to all that cells bear (1)")
    culture: Literal["2d", "3d", "hypoxia", "undeclared"] = Field(
        "undeclared", description="flat, as spheroids, or short of oxygen; the cards' numbers hold for flat cultures"
    )
    collection: Collection = Field(UNDECLARED, description="time over which medium was collected")


class Product(Frozen):
    """What is in the vial, as declared."""

    donor: str = Field(UNDECLARED, description="donor card")
    donor_state: DonorState | None = Field(None, description="state of the donor's cells, for cultured cells")
    loaded: str = Field(UNDECLARED, description="microRNA (cargo card) that an engineered or synthetic donor was given")
    histogram: Annotated[Histogram | None, AfterValidator(_histogram)] = Field(
        None, description="measured sizes: rows of [diameter in nm, count], or the name of a .csv beside the scenario"
    )
    size_shape: Literal["as measured", "log-normal"] = Field(
        "as measured", description="how a histogram is used: as it is, or as the one log-normal that it is said to be"
    )
    preparation: str = Field(UNDECLARED, description="donor card with role preparation: how vesicles were isolated")
    concentration: Concentration = Field(UNDECLARED, description="vesicles (particles) per volume, or undeclared")
    purity: Purity = Field(UNDECLARED, description="particles per mass of protein, or undeclared")
    volume: Volume = Field("5 mL", description="content of the container")
    container: str = Field(UNDECLARED, description="container card")
    carrier: str = Field(UNDECLARED, description="carrier card")
    ph: PH = Field(UNDECLARED, description="pH of the carrier, or undeclared")


class Spell(Frozen):
    """One stretch of the product's storage; spells follow each other. What is not declared is drawn."""

    temperature: Temperature = Field(UNDECLARED)
    duration: Stay = Field(UNDECLARED)
    light: Literal["dark", "indoor", "sun"] = "dark"
    air: Literal["closed", "open"] = "closed"
    freeze_thaw: int = Field(0, ge=0, le=50, description="freeze-thaw cycles at the end of the spell")
    reconstituted: bool | None = Field(
        None, description="true where a freeze-dried product was dissolved at the start of the spell; it stays so"
    )
    humidity: Share = Field(UNDECLARED, description="relative humidity of the room, 0 to 1; acts on an opened dry cake")


class RouteChoice(Frozen):
    """How the product reaches the skin: one route card and what is set on its device."""

    card: str = Field("topical", description="route card")
    settings: Mapping[str, Text] = Field({}, description="parameters of the route's mechanisms, by their own names")


class Dose(Frozen):
    """How much is put where, each time."""

    volume: Volume = Field("0.5 mL")
    area: Area = Field("100 cm^2")
    contact: Duration | None = Field(None, description="time until it is washed off; left on if not given")
    occluded: bool = Field(False, description="covered, so that nothing dries and channels stay open longer")


class Regimen(Frozen):
    """How often."""

    doses: int = Field(1, ge=1, le=400)
    every: Duration = Field("1 day")
    procedure: Procedure = Field(
        EACH_DOSE,
        description="when needles, laser, pulses or current open the skin: each dose, first dose, or a time such as "
        "28 day, after which the next dose comes with them again",
    )


class Person(Frozen):
    """Whose skin, and where."""

    age: int = Field(45, ge=18, le=95, description="years; adults only")
    site: str = Field("cheek", description="skin card with role site")
    condition: str = Field("intact", description="skin card with role condition")
    phototype: Literal["I", "II", "III", "IV", "V", "VI", "undeclared"] = Field(
        "undeclared", description="Fitzpatrick phototype; it acts on no transport, since nothing read says that it does"
    )
    senescent_share: Share = Field(UNDECLARED, description="share of senescent cells among those of the skin, 0 to 1")
    stress: Share = Field(UNDECLARED, description="stress of the skin's cells, from none (0) to all that they bear (1)")


class Scenario(Frozen):
    """One product on one skin for some weeks, in one or more arms."""

    schema_: Literal["exoderm/scenario/1"] = Field("exoderm/scenario/1", alias="schema")
    name: Words = Field("unnamed", min_length=1, max_length=120)
    about: Words = Field("", max_length=2000)
    product: Product = Product()
    storage: tuple[Spell, ...] = Field(
        (), max_length=60, description="spells in order; none, or undeclared, is unknown"
    )
    route: RouteChoice = RouteChoice()
    dose: Dose = Dose()
    regimen: Regimen = Regimen()
    person: Person = Person()
    receivers: tuple[str, ...] = Field(("keratinocyte", "fibroblast"), min_length=1, max_length=12)
    cargo: tuple[str, ...] = Field(
        (), max_length=24, description="named cargo (cargo cards) to follow; one abundant microRNA is always followed"
    )
    weeks: float = Field(1.0, gt=0, le=52)
    arms: tuple[Literal["treated", "vehicle"], ...] = Field(("treated", "vehicle"), min_length=1, max_length=2)
    draws: int = Field(256, ge=1, le=100_000)
    seed: int = Field(20417, ge=0, lt=2**63)
    set: Mapping[str, Text | Value] = Field({}, description="any parameter of the plan by its path")

    @model_validator(mode="before")
    @classmethod
    def _one_route(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        if data.get("storage") == UNDECLARED:
            data = {**data, "storage": ()}
        route = data.get("route")
        if isinstance(route, list) and len(route) == 1:
            route = route[0]
            data = {**data, "route": route}
        if isinstance(route, list):
            names = [r.get("card", "?") if isinstance(r, dict) else str(r) for r in route]
            raise Refused(
                f"{len(names)} routes are given ({', '.join(map(str, names))}), and they exclude each other: a dose "
                "takes one way in. Write one scenario per route and compare them",
                "route.exclusive",
            )
        if isinstance(route, str):
            return {**data, "route": {"card": route}}
        return data

    @model_validator(mode="after")
    def _fits(self) -> Scenario:
        vial = units.read(self.product.volume, "mL")
        used = units.read(self.dose.volume, "mL") * self.regimen.doses
        if used > vial * (1 + 1e-9):
            raise Refused(
                f"{self.regimen.doses} dose(s) of {self.dose.volume} need {used:g} mL, but the vial holds {vial:g} mL: "
                "give a larger product.volume, a smaller dose.volume or fewer doses",
                "dose.larger",
            )
        last = units.read(self.regimen.every, "day") * (self.regimen.doses - 1)
        if last > self.weeks * 7:
            raise Refused(
                f"the last dose falls on day {last:g}, after the {self.weeks:g} weeks of the scenario: give more weeks "
                "or fewer doses",
                "regimen.longer",
            )
        if self.dose.contact and self.regimen.doses > 1:
            contact, every = units.read(self.dose.contact, "s"), units.read(self.regimen.every, "s")
            if contact > every * (1 + 1e-9):
                raise Refused(
                    f"a dose stays on for {self.dose.contact}, longer than the {self.regimen.every} between doses: "
                    "shorten dose.contact, or leave it out for a product that is never washed off",
                    "regimen.overlap",
                )
        if self.regimen.doses > 1 and units.read(self.regimen.every, "hour") < 1:
            raise Refused("doses less than an hour apart are one dose: raise regimen.every", "value.range")
        if len(set(self.arms)) != len(self.arms):
            raise Refused("an arm stands twice", "value.invalid")
        if len(set(self.receivers)) != len(self.receivers):
            raise Refused("a receiver stands twice: each type of cell is one", "value.invalid")
        if len(set(self.cargo)) != len(self.cargo):
            raise Refused("a cargo stands twice: name each once", "value.invalid")
        if self.product.size_shape != "as measured" and self.product.histogram is None:
            raise Refused(
                "product.size_shape says how a histogram is used, but none is given: add product.histogram, or leave "
                "size_shape out, since a donor card's sizes are log-normal anyway",
                "histogram.invalid",
            )
        return self

    def asked(self) -> tuple[str, ...]:
        """The named cargo to follow: what is asked for, and what the product is loaded with."""
        loaded = self.product.loaded
        return self.cargo if loaded in (UNDECLARED, *self.cargo) else (*self.cargo, loaded)

    def text(self) -> dict[str, Any]:
        """The scenario as plain data with every field written out, in the order of the schema."""
        return self.model_dump(mode="json", by_alias=True)

    def digest(self) -> str:
        """Twelve hexadecimal digits of the SHA-256 of the written-out scenario."""
        canonical = json.dumps(self.text(), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:12]

    def defaults(self) -> list[tuple[str, str]]:
        """Paths that were left out, with the default or "undeclared" that stands for each."""

        def walk(record: Frozen, path: str) -> list[tuple[str, str]]:
            out: list[tuple[str, str]] = []
            for name in type(record).model_fields:
                if not path and name in {"schema_", "name", "about", "set"}:
                    continue
                value = getattr(record, name)
                here = f"{path}.{name}" if path else name
                if isinstance(value, Frozen):
                    out += walk(value, here)
                elif name not in record.model_fields_set:
                    out.append((here, _plain(value)))
            return out

        return walk(self, "")


OF_AN_AREA = ("dose.area", "dose.contact", "dose.occluded")
"""What only a dose on or into a treated area of skin has."""
VOLUMES = {"infusion": (0.1, 1000.0, "a vein"), "intramuscular": (0.01, 10.0, "a muscle")}
"""mL of one dose, beyond which a slip of the unit is likelier than a dose; no advice."""


def refuse_area(scenario: Scenario, way: str) -> None:
    """Refuse what a dose into a vein or a muscle does not have: an area, a contact, a cover, one state of skin.

    Raises
    ------
    ScenarioError
        With the field to take out, or the volume between its bounds.
    """
    low, high, place = VOLUMES[way]
    for path in OF_AN_AREA:
        name = path.removeprefix("dose.")
        if name in scenario.dose.model_fields_set:
            given = str(getattr(scenario.dose, name)).lower()
            raise ScenarioError(
                f"{name} is {given}", where=path, code="dose.systemic",
                why=f"a dose into {place} is counted for the whole body, and reaches the whole skin by blood",
                action=f"take {path} out: only the volume counts",
            )  # fmt: skip
    if scenario.person.condition != "intact":
        raise ScenarioError(
            f"condition is {scenario.person.condition}", where="person.condition", code="dose.systemic",
            why=f"a dose into {place} reaches the whole skin, which is not in that state all over",
            action="leave person.condition out, or write intact",
        )  # fmt: skip
    if not low <= units.read(scenario.dose.volume, "mL") <= high:
        raise ScenarioError(
            f"volume is {scenario.dose.volume}", where="dose.volume", code="value.range",
            why=f"one dose into {place} lies between {low:g} and {high:g} mL", action="check the unit",
        )  # fmt: skip


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or UNDECLARED
    return "none" if value is None or value == {} else str(value)


def from_data(data: Any, where: str) -> Scenario:
    """Turn plain data into a scenario, or refuse it by field with a remedy."""
    if not isinstance(data, dict):
        raise ScenarioError("this is a list or a word", where=where, why="a scenario is a set of 'key: value' lines")
    return shelf.validate(data, Scenario, where, ScenarioError)


def read_data(path: Path) -> Any:
    """The plain data of a scenario file; a histogram that it names lies in the same folder and is read into it."""
    data = yamlfile.read(path, "scenario")
    product = data.get("product") if isinstance(data, dict) else None
    if isinstance(product, dict) and isinstance(product.get("histogram"), str):
        product["histogram"] = _sizes(path, product["histogram"])
    return data


def _sizes(scenario: Path, name: str) -> list[tuple[float, float]]:
    """Rows of a CSV of two columns, diameter in nm and count; a first line of words is a heading."""
    where = f"{scenario.name}, product.histogram"
    if Path(name).name != name or not name.endswith(".csv"):
        raise ScenarioError(
            f"histogram is {name!r:.60}", where=where, why="only a .csv in the scenario's own folder is read",
            action="put it there and write its name alone", code="histogram.invalid",
        )  # fmt: skip
    lines = yamlfile.read_text(scenario.parent / name, MOST_SIZES * 100, "histogram").splitlines()
    rows = []
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in re.split(r"[,;\t]", line)]
        try:
            diameter, count = map(float, cells)
        except ValueError:
            if not line.strip() or (number == 1 and not re.search(r"\d", cells[-1])):
                continue
            raise ScenarioError(
                f"line {number} is not two numbers", where=f"{where}, {name}",
                why="each line is a diameter in nm and a count, with a comma, semicolon or tab between",
                action="keep these two columns, and write decimals with a point", code="histogram.invalid",
            ) from None  # fmt: skip
        rows.append((diameter, count))
    return rows


def read(path: Path) -> Scenario:
    """Read a scenario file."""
    return from_data(read_data(path), path.name)


def examples() -> dict[str, Path]:
    """The package's example scenarios by name."""
    return shelf.paths("scenario")


def locate(name: str | Path) -> Path:
    """Where a scenario lies: a file, or an example of the package where no file bears the name.

    Raises
    ------
    UnknownName
        With the nearest examples, if the name is neither.
    """
    path = Path(name)
    known = examples()
    if str(name) in known and not path.exists():
        return known[str(name)]
    if path.suffix in {".yaml", ".yml"} or path.exists() or "/" in str(name):
        return path
    raise unknown("example scenario or file", str(name), known, action="name a .yaml file or one of the examples")


def load(name: str | Path) -> Scenario:
    """A scenario by file or by the name of an example."""
    return read(locate(name))
