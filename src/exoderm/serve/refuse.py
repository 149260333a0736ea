"""A refusal that a browser sees: the same sentence as on a terminal, with the status of the web."""

from __future__ import annotations

from exoderm.errors import InputError


class Refused(InputError):
    """A request that is not answered as asked."""

    default_code = "serve.form"

    def __init__(self, status: int, found: str, *, code: str, why: str = "", action: str = "", where: str = "") -> None:
        super().__init__(found, where=where, why=why, action=action, code=code)
        self.status = status


def missing(what: str) -> Refused:
    """Nothing stands at this address."""
    return Refused(
        404, what, code="serve.missing", why="it was never there, was deleted, or its time was over",
        action="begin again on the first page",
    )  # fmt: skip
