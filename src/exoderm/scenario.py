"""What a user writes: product, storage, route, dose, regimen, person, weeks, arms; text with units, checked at reading.

What is left out is a stated default (listed by :meth:`Scenario.defaults`) or ``undeclared``, which stands for a wide
prior; never silence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from exoderm import units
from exoderm.bounds import (
    EACH_DOSE,
    PH,
    UNDECLARED,
    Age,
    Area,
    Collection,
    Concentration,
    Duration,
    Procedure,
    Purity,
    Refused,
    Share,
    Stay,
    Temperature,
    Volume,
    Words,
)
from exoderm.errors import ScenarioError, unknown
from exoderm.histogram import Sizes, read_sizes
from exoderm.library import shelf, yamlfile
from exoderm.library.value import Frozen, Text, Value

SCHEMA = "exoderm/scenario/1"


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
    histogram: Sizes = Field(
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
        product["histogram"] = read_sizes(path, product["histogram"])
    return data


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
