"""What stands before every page, and the token without which no form is taken.

Whose name was asked for, how much is sent and how slowly, and what a browser may do with the answer.

Host
    A page elsewhere can point a name of its own at 127.0.0.1 (DNS rebinding) and so read what is served here. Only our
    own names are answered.
Token
    Each form carries the value of a cookie that another site can neither read nor send (double submit), and where the
    browser says whence the form came (``Origin``, ``Sec-Fetch-Site``), it must be from here.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from exoderm.page.decode import LARGEST
from exoderm.serve.refuse import Refused
from exoderm.serve.settings import Settings

COOKIE, FIELD = "exoderm_form", "form_token"
LARGEST_BODY = LARGEST + 100_000
"""A page of the largest size, and the form around it."""
MOST_DROPPED = 20 * LARGEST_BODY
"""Of what is too large, so much is taken in and dropped: a browser reads no refusal before it has sent all."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No script but our one file, nothing from elsewhere. Attributes of style set the widths of the bar of marks."""

HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # "no-referrer" would make browsers send "Origin: null" with our own forms.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Answer = Callable[[Scope, Refused], Any]


class Guard:
    """Stands before the application; ``answer`` makes the page of a refusal."""

    def __init__(self, app: App, settings: Settings, answer: Answer) -> None:
        self._app, self._settings, self._answer = app, settings, answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through what may pass, and dress every answer in the headers above."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(k, v) for k, v in message.get("headers", ()) if k.lower() not in _NAMES]
                if not any(k.lower() == b"cache-control" for k, _ in own):
                    own.append((b"cache-control", b"no-store"))
                message = {**message, "headers": [*own, *_PAIRS]}
            await send(message)

        try:
            self._check(scope)
        except Refused as refusal:
            if refusal.status == 413:
                await _drop(receive, asyncio.get_running_loop().time() + self._settings.body_seconds)
            await self._answer(scope, refusal)(scope, receive, dressed)
            return
        await self._app(scope, self._measured(receive), dressed)

    def _check(self, scope: Scope) -> None:
        hosts = _all(scope, b"host")
        if len(hosts) != 1 or hosts[0].lower() not in self._settings.hosts():
            raise Refused(
                421, "this name is not ours", code="serve.host",
                why="another site may have pointed its name at this computer",
                action=f"ask for http://127.0.0.1:{self._settings.port}/",
            )  # fmt: skip
        length = _all(scope, b"content-length")
        if length and (not length[0].isascii() or not length[0].isdigit() or int(length[0]) > LARGEST_BODY):
            raise large()

    def _measured(self, receive: Receive) -> Receive:
        """The same stream, ended with a refusal when it brings too much or takes too long."""
        seen, end = 0, asyncio.get_running_loop().time() + self._settings.body_seconds
        finished = False

        async def measured() -> Message:
            nonlocal seen, finished
            if finished:  # from here on only the word that the browser has left can come
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), max(0.0, end - asyncio.get_running_loop().time()))
            except TimeoutError:
                raise Refused(
                    408, "the page did not arrive in time", code="serve.slow", action="send it again",
                    why=f"{self._settings.body_seconds:g} seconds are given for sending",
                ) from None  # fmt: skip
            seen += len(message.get("body", b""))
            finished = message["type"] != "http.request" or not message.get("more_body", False)
            if seen > LARGEST_BODY:
                if not finished:
                    await _drop(receive, end)
                raise large()
            return message

        return measured


_PAIRS = [(k.encode(), v.encode()) for k, v in HEADERS.items()]
_NAMES = {k for k, _ in _PAIRS} | {b"server"}


async def _drop(receive: Receive, end: float) -> None:
    """Take in what still comes and keep nothing of it, until it ends, is far too much or takes too long."""
    dropped = 0
    while dropped < MOST_DROPPED:
        left = end - asyncio.get_running_loop().time()
        try:
            message = await asyncio.wait_for(receive(), max(0.0, left))
        except TimeoutError:
            return
        dropped += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body", False):
            return


def large() -> Refused:
    """The refusal of what is too large."""
    return Refused(
        413, "this is too much", code="page.large", why=f"at most {LARGEST / 1e6:g} MB are read",
        action="save the article alone, as text",
    )  # fmt: skip


def _all(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1").strip() for key, value in scope.get("headers", ()) if key.lower() == name]


def new_token() -> str:
    """A token for the forms of one browser: 256 random bits."""
    return secrets.token_urlsafe(32)


def check_form(headers: Mapping[str, str], cookie: str | None, field: object) -> None:
    """Refuse a form that did not come from a page of ours.

    Raises
    ------
    Refused
        If the token is missing or differs from the cookie's, or the browser says that another site sent the form.
    """
    host, origin = headers.get("host", ""), headers.get("origin")
    from_here = origin is None or origin.lower() in (f"http://{host}".lower(), f"https://{host}".lower())
    from_here = from_here and headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
    same = bool(cookie) and isinstance(field, str) and hmac.compare_digest(str(cookie).encode(), field.encode())
    if not (from_here and same):
        raise Refused(
            403, "this form does not come from a page of ours", code="serve.form",
            why="its token is missing or old, or another site sent it", action="open the first page and send it again",
        )  # fmt: skip
