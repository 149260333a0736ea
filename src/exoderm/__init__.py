"""exoderm: the journey of skin exosomes, and what remains of the claims made for them.

    scenario = exoderm.load("serum-on-cheek")
    result = exoderm.simulate(scenario)
    result.save(Path("serum.nc"))
    print(exoderm.report(result))

    appraised = exoderm.appraise("<p>Our exosomes slip through the skin.</p>")

Education and research; never advice on dose, use or purchase. Names are loaded on first use.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOME = {
    "load": "exoderm.scenario",
    "Scenario": "exoderm.scenario",
    "simulate": "exoderm.answer",
    "appraise": "exoderm.answer",
    "report": "exoderm.answer",
    "cite": "exoderm.answer",
    "open": "exoderm.result",
    "Result": "exoderm.result",
    "ExodermError": "exoderm.errors",
}

__all__ = [
    "ExodermError",
    "Result",
    "Scenario",
    "__version__",
    "appraise",
    "cite",
    "load",
    "open",
    "report",
    "simulate",
]

if TYPE_CHECKING:
    from exoderm.answer import appraise, cite, report, simulate
    from exoderm.errors import ExodermError
    from exoderm.result import Result
    from exoderm.result import open_result as open
    from exoderm.scenario import Scenario, load


def __getattr__(name: str) -> Any:
    if name in _HOME:
        import importlib

        return getattr(importlib.import_module(_HOME[name]), "open_result" if name == "open" else name)
    raise AttributeError(f"module 'exoderm' has no attribute '{name}'; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
