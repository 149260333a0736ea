"""The addresses.

    /                            paste, upload, examples; what is kept
    /appraisal/{id}              one appraisal, and /appraisal/{id}.json its twin
    /appraisal/{id}/run.json     the run beside it
    /library  /card/{kind}/{id}  what is known
    /about    /health

Reading is GET; what changes anything is a POST with a token. Refusals are pages in our words; where JSON is asked for
they are JSON.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import FastAPI, Path, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool

from exoderm import __version__
from exoderm.library import shelf
from exoderm.page.decode import LARGEST
from exoderm.serve import guard, shelves, view
from exoderm.serve.answers import as_json, refusal, teach
from exoderm.serve.desk import COMMAND, Desk
from exoderm.serve.given import content_of, examples
from exoderm.serve.keep import Keep, Kept
from exoderm.serve.refuse import Refused, missing
from exoderm.serve.settings import Settings

Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$", description="32 hexadecimal digits")]
Name = Annotated[str, Path(pattern="^[A-Za-z0-9_.-]{1,120}$", description="id of a card")]

_FILES = {
    "style.css": "text/css; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml; charset=utf-8",
}
_TOKEN = {guard.FIELD: {"type": "string", "description": "the value of the cookie exoderm_form"}}


def _form(**fields: Any) -> dict[str, Any]:
    schema = {"type": "object", "properties": {**_TOKEN, **fields}, "required": [guard.FIELD]}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}


_REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"description": said, "content": {"text/html": {}, "application/json": {}}}
    for status, said in {
        400: "cannot be read as a request", 403: "not a form of ours", 404: "nothing is there",
        405: "not done that way", 408: "too slow", 413: "too large", 421: "not our name",
        422: "a page that cannot be read", 429: "two pages are being read already",
    }.items()
}  # fmt: skip
_SEE_OTHER: dict[int | str, dict[str, Any]] = {303: {"description": "see there"}}


def build(settings: Settings, command: tuple[str, ...] = COMMAND) -> guard.App:
    """The whole application, its guard before it."""
    keep = Keep(settings.data, settings.keep_days, settings.most_kept)
    desk = Desk(keep, settings, command)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(desk.close)

    # The pages that FastAPI makes of its schema load scripts from elsewhere: they are left out. Newer releases can tell
    # a collector of measurements of each request: never here.
    app = FastAPI(
        title="exoderm", version=__version__, docs_url=None, redoc_url=None, lifespan=lifespan, responses=_REFUSALS,
        telemetry={
            "tracing": False, "metrics": False, "logs": False, "operation_spans": False, "auto_configure": False,
        },
    )  # fmt: skip
    _pages(app, settings, keep, desk)
    teach(app)
    return guard.Guard(app, settings, lambda scope, said: refusal(Request(scope), said, said.status))


def _pages(app: FastAPI, settings: Settings, keep: Keep, desk: Desk) -> None:
    def kept(id_: str) -> Kept:
        found = keep.get(id_)
        if found is None:
            raise missing("no appraisal is kept at this address")
        return found

    @asynccontextmanager
    async def form(request: Request) -> AsyncIterator[Mapping[str, Any]]:
        await request.body()  # refused here if too large or too slow, before any file is opened
        async with request.form(max_files=1, max_fields=8, max_part_size=guard.LARGEST_BODY) as fields:
            guard.check_form(request.headers, request.cookies.get(guard.COOKIE), fields.get(guard.FIELD))
            yield fields

    @app.get("/", response_class=HTMLResponse)
    def start(request: Request) -> Response:
        """Paste a page, upload one, or try an example; what is kept stands below."""
        recent = keep.recent() if settings.local else []
        return _with_token(
            request, "start.html", examples=sorted(examples()), settings=settings,
            kept=[(k, view.day(k.made)) for k in recent], megabytes=LARGEST // 1_000_000,
        )  # fmt: skip

    text = {"type": "string", "description": "the words of a page"}
    file = {"type": "string", "format": "binary", "description": "a page as HTML, text or PDF"}
    said = {"type": "string", "maxLength": 80}
    fields = _form(text=text, file=file, example=said, name=said, run={"type": "string", "enum": ["yes", ""]})

    @app.post("/appraise", status_code=303, responses=_SEE_OTHER, openapi_extra=fields)
    async def appraise(request: Request) -> Response:
        """Take a page in; the answer is the address of its appraisal."""
        async with form(request) as given:
            (name, content), run = await content_of(given), given.get("run") == "yes"
        job = await run_in_threadpool(desk.take, name, content, run)
        await run_in_threadpool(job.judged.wait, settings.wait_seconds)
        if job.refused is not None:
            await run_in_threadpool(keep.delete, job.id)
            raise Refused(422, job.refused[0], code=job.refused[1])
        return RedirectResponse(f"/appraisal/{job.id}", status_code=303)

    @app.get("/appraisal/{id}.json", response_class=JSONResponse)
    def twin(id: Id) -> Response:
        """The appraisal as a document of schema exoderm/appraisal/1; 404 until the page is judged."""
        found = kept(id)
        if found.document is None:
            raise missing("this page is not judged yet" if found.open else found.said or "this page was not judged")
        return as_json({"file": found.name, **found.document})

    @app.get("/appraisal/{id}", response_class=HTMLResponse)
    def appraisal(request: Request, id: Id) -> Response:
        """The report, the same as the command writes."""
        found = kept(id)
        token, job = _token(request), desk.job(id)
        if found.document is None:
            shown = view.page("waiting.html", kept=found, job=job, token=token)
        else:
            shown = view.appraisal(found, job=job, token=token)
        return _cookie(request, HTMLResponse(shown), token)

    @app.get("/appraisal/{id}/progress", response_class=HTMLResponse)
    def progress(id: Id, seen: Annotated[str, Query(pattern="^(waiting|judged)$")] = "judged") -> Response:
        """How far it is: the part of the page that htmx asks for again and again."""
        found = kept(id)
        arrived = seen == "waiting" and (found.document is not None or not found.open)
        shown = view.page("progress.html", kept=found, job=desk.job(id), seen=seen, polled=True)
        return HTMLResponse(shown, headers={"HX-Refresh": "true"} if arrived else {})

    @app.get("/appraisal/{id}/run.json", response_class=JSONResponse)
    def run_twin(id: Id) -> Response:
        """The run beside the appraisal, as a document of schema exoderm/run/1."""
        found = kept(id)
        if found.run is None:
            raise missing("no run stands beside this appraisal")
        return as_json(found.run)

    @app.post("/appraisal/{id}/stop", status_code=303, responses=_SEE_OTHER, openapi_extra=_form())
    async def stop(request: Request, id: Id) -> Response:
        """Leave the run off; the verdicts stay."""
        async with form(request):
            found = await run_in_threadpool(kept, id)
            await run_in_threadpool(desk.stop, found.id)
            return RedirectResponse(f"/appraisal/{found.id}", status_code=303)

    @app.post("/appraisal/{id}/delete", status_code=303, responses=_SEE_OTHER, openapi_extra=_form())
    async def delete(request: Request, id: Id) -> Response:
        """Delete an appraisal for good."""
        async with form(request):
            await run_in_threadpool(desk.stop, id)
            if not await run_in_threadpool(keep.delete, id):
                raise missing("no appraisal is kept at this address")
            return RedirectResponse("/", status_code=303)

    @app.post("/delete-all", status_code=303, responses=_SEE_OTHER, openapi_extra=_form())
    async def delete_all(request: Request) -> Response:
        """Delete everything that is kept."""
        async with form(request):
            for found in await run_in_threadpool(keep.recent, settings.most_kept):
                await run_in_threadpool(desk.stop, found.id)
            await run_in_threadpool(keep.delete_all)
            return RedirectResponse("/", status_code=303)

    @app.get("/library", response_class=HTMLResponse)
    def library(q: Annotated[str, Query(max_length=200)] = "", kind: Annotated[str, Query(max_length=40)] = "") -> str:
        """Studies, law, risks and all other cards: a shelf, or what a search finds."""
        shown = shelves.library(q, kind, settings.cards)
        counts = {k: len(shelf.paths(k, settings.cards)) for k in shelves.SHELVES}
        return view.page("library.html", shelf=shown, shelves=shelves.SHELVES, counts=counts)

    @app.get("/card/{kind}/{name}", response_class=HTMLResponse)
    def card(kind: Name, name: Name) -> str:
        """One card, with what rests on it."""
        return view.page("card.html", card=shelves.card(kind, name, settings.cards), shelves=shelves.SHELVES)

    @app.get("/about", response_class=HTMLResponse)
    def about() -> str:
        """What this is, what it keeps, and what it does not do."""
        return view.page("about.html", settings=settings)

    @app.get("/health", response_class=JSONResponse)
    def health() -> Response:
        """Whether it answers."""
        return as_json({"status": "ok", "version": __version__})

    @app.get("/static/{name}", response_class=Response)
    def static(name: Name) -> Response:
        """Our own three files."""
        if name not in _FILES:
            raise missing("no such file is served")
        content = view.style().encode() if name == "style.css" else view.static(name)
        return Response(content, media_type=_FILES[name], headers={"Cache-Control": "public, max-age=3600"})


def _token(request: Request) -> str:
    return request.cookies.get(guard.COOKIE) or guard.new_token()


def _with_token(request: Request, template: str, **said: Any) -> Response:
    token = _token(request)
    return _cookie(request, HTMLResponse(view.page(template, token=token, **said)), token)


def _cookie(request: Request, response: Response, token: str) -> Response:
    """Give the browser its token, for as long as it stays open; no script can read it, no other site can send it."""
    if guard.COOKIE not in request.cookies:
        response.set_cookie(guard.COOKIE, token, httponly=True, samesite="strict", path="/")
    return response
