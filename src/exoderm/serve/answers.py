"""Answers that are no page of ours: JSON, and refusals as a page or as JSON, whichever was asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from exoderm.errors import ExodermError, UnknownName
from exoderm.serve import view
from exoderm.serve.refuse import Refused, missing
from exoderm.show.plain import flat


def teach(app: FastAPI) -> None:
    """Let an application refuse in our words."""
    app.add_exception_handler(ExodermError, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _plain)
    app.add_exception_handler(Exception, _defect)


def as_json(document: Mapping[str, Any], status: int = 200) -> Response:
    content = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1).encode("utf-8", "replace")
    return Response(content, status, media_type="application/json")


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, ExodermError)
    status = (
        error.status if isinstance(error, Refused) else 404 if isinstance(error, UnknownName)
        else 422 if error.exit_code == 2 else 500
    )  # fmt: skip
    return refusal(request, error, status)


async def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    in_path = any(str(e.get("loc", ("",))[0]) == "path" for e in error.errors())
    if in_path:
        return refusal(request, missing("nothing has this address"), 404)
    names = ", ".join(sorted({flat(e.get("loc", ("", ""))[-1])[:40] for e in error.errors()}))
    said = Refused(422, f"{names} cannot be read", code="serve.form", action="open the first page and begin again")
    return refusal(request, said, 422)


async def _plain(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        said = missing("nothing has this address")
    elif error.status_code == 405:
        said = Refused(405, "this address does not do that", code="serve.missing", action="begin on the first page")
    else:
        said = Refused(
            error.status_code, "this request cannot be read", code="serve.form", why=flat(error.detail)[:200],
            action="open the first page and begin again",
        )  # fmt: skip
    response = refusal(request, said, said.status)
    for key, value in (error.headers or {}).items():
        response.headers[key] = value
    return response


async def _defect(request: Request, error: Exception) -> Response:
    """A defect of ours, told by its kind alone: no text of the page, no folders."""
    said = ExodermError(f"a defect of ours: {type(error).__name__}", action="please report what you did")
    return refusal(request, said, 500)


def refusal(request: Request, error: ExodermError, status: int) -> Response:
    """A refusal as a page, or as JSON where JSON was asked for."""
    path, accepts = request.url.path, request.headers.get("accept", "")
    headers = {"Retry-After": "30"} if status == 429 else {}
    response: Response
    if path.endswith(".json") or path == "/health" or ("json" in accepts and "html" not in accepts):
        response = as_json({"error": error.sentence(), "code": error.code}, status)
    else:
        response = HTMLResponse(view.page("refused.html", error=error, status=status), status)
    response.headers.update(headers)
    return response
