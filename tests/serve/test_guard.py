"""Who may ask, for what name, how much, and from where: what another site in the same browser cannot do here."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Iterable
from importlib import resources
from typing import Any

import pytest

from exoderm.serve import guard
from exoderm.serve.given import file_name
from exoderm.serve.settings import Settings

from .conftest import HOST, WORDS, telling

PATHS = ["/", "/library", "/about", "/health", "/nowhere", "/static/style.css", "/openapi.json"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(open_page: Any, path: str) -> None:
    headers = open_page().get(path).headers
    for name, value in guard.HEADERS.items():
        assert headers.get_list(name) == [value], name
    assert "server" not in headers
    assert headers["cache-control"] == ("public, max-age=3600" if path.startswith("/static/s") else "no-store")


def test_the_policy_allows_no_script_of_a_page_and_nothing_from_elsewhere() -> None:
    policy = dict(part.strip().split(" ", 1) for part in guard.POLICY.split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "http" not in guard.POLICY
    assert "unsafe-eval" not in guard.POLICY


def test_no_page_holds_a_script_or_a_handler_of_its_own(open_page: Any, judged: Any) -> None:
    page = open_page(telling(judged))
    address = page.post("/appraise", text=WORDS).headers["location"]
    for path in ("/", address, "/library?q=ginger", "/card/donor/ginger", "/about"):
        shown = page.get(path).text
        assert re.findall(r"<script[^>]*>", shown) == ['<script src="/static/htmx.min.js" defer>'], path
        assert not re.search(r"<style|\son\w+=|javascript:", shown), path
        assert not re.search(r'(?:src|href)="(?:https?:)?//', re.sub(r'<a [^>]*rel="noreferrer noopener"', "", shown))


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:80", "localhost:8765.evil.example", ""]
)
def test_another_site_s_name_for_this_computer_is_not_answered(open_page: Any, host: str) -> None:
    refused = open_page().get("/", headers={"host": host})
    assert refused.status_code == 421
    assert "form_token" not in refused.text


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765", "[::1]:8765"])
def test_our_own_names_are_answered(open_page: Any, host: str) -> None:
    assert open_page().get("/", headers={"host": host}).status_code == 200


def test_a_name_given_by_the_user_is_answered() -> None:
    assert "box.lan:9000" in Settings(data=None, port=9000, names=("Box.lan",)).hosts()  # type: ignore[arg-type]
    assert "0.0.0.0:9000" not in Settings(data=None, port=9000, host="0.0.0.0").hosts()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "path", ["/appraise", "/delete-all", f"/appraisal/{'0' * 32}/delete", f"/appraisal/{'0' * 32}/stop"]
)
@pytest.mark.parametrize(
    ("token", "headers"),
    [
        (None, {}),
        ("wrong", {}),
        ("mine", {"origin": "http://evil.example"}),
        ("mine", {"origin": "null"}),
        ("mine", {"origin": "http://127.0.0.1:9999"}),
        ("mine", {"sec-fetch-site": "cross-site"}),
        ("mine", {"sec-fetch-site": "same-site"}),
    ],
)
def test_a_form_of_another_site_is_refused(open_page: Any, path: str, token: str | None, headers: Any) -> None:
    page = open_page()
    own = page.token()
    fields = {"text": WORDS} | ({} if token is None else {"form_token": own if token == "mine" else token})
    refused = page.http.post(path, data=fields, headers=headers)
    assert refused.status_code == 403
    assert "Nothing is kept." in page.get("/").text


def test_the_cookie_is_kept_from_scripts_and_other_sites(open_page: Any) -> None:
    cookie = open_page().get("/").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "expires" not in cookie
    assert "max-age" not in cookie


def test_a_cookie_alone_or_a_token_alone_is_not_enough() -> None:
    ok = {"host": "127.0.0.1:8765", "origin": HOST}
    guard.check_form(ok, "a" * 43, "a" * 43)
    for cookie, field in ((None, "a"), ("a", None), ("", ""), ("a", "b"), ("a", ["a"])):
        with pytest.raises(guard.Refused):
            guard.check_form(ok, cookie, field)


def test_reading_changes_nothing(open_page: Any) -> None:
    page = open_page()
    for path in ("/appraise", "/delete-all", f"/appraisal/{'0' * 32}/delete"):
        assert page.get(path).status_code in (404, 405)
    for method in ("put", "delete", "patch", "options"):
        assert getattr(page.http, method)("/").status_code == 405


def test_what_is_too_large_is_refused_before_it_is_read(open_page: Any) -> None:
    page = open_page()
    assert page.post("/appraise", files={"file": ("x.txt", b"a" * (guard.LARGEST_BODY + 1))}).status_code == 413
    assert page.post("/appraise", files={"file": ("x.txt", b"a" * 10_000_001)}).status_code in (413, 422)
    assert page.get("/", headers={"content-length": "99999999999"}).status_code == 413
    assert page.get("/", headers={"content-length": "-1"}).status_code == 413


def ask(app: Any, messages: Iterable[Any], pause: float = 0.0) -> int:
    """Status of a POST whose body comes in these pieces, with a pause before each."""
    said: list[Any] = []
    waiting = iter(messages)

    async def receive() -> Any:
        await asyncio.sleep(pause)
        return next(waiting, {"type": "http.disconnect"})

    async def send(message: Any) -> None:
        said.append(message)

    headers = [(b"host", b"127.0.0.1:8765"), (b"content-type", b"multipart/form-data; boundary=x")]
    scope = {
        "type": "http", "method": "POST", "path": "/appraise", "raw_path": b"/appraise", "query_string": b"",
        "headers": headers, "scheme": "http", "http_version": "1.1", "client": None, "server": ("127.0.0.1", 8765),
        "asgi": {"version": "3.0"}, "root_path": "",
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))
    return int(said[0]["status"])


def test_a_stream_without_a_length_ends_at_the_largest_size(open_page: Any) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    pieces = [{"type": "http.request", "body": b"a" * 1_000_000, "more_body": True} for _ in range(20)]
    assert ask(open_page().http.app, [{"type": "http.request", "body": head, "more_body": True}, *pieces]) == 413


def test_a_body_that_trickles_is_given_up(open_page: Any) -> None:
    app = open_page(body_seconds=0.3).http.app
    drops = [{"type": "http.request", "body": b"-", "more_body": True} for _ in range(100)]
    assert ask(app, drops, pause=0.05) == 408


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\serum.html", "serum.html"),
        ("<img src=x onerror=1>.html", "img src=x onerror=1.html"),
        ("a\x00b\x1b[31m\r\nSet-Cookie: x.txt", "a b [31m Set-Cookie x.txt"),
        ("", "page"),
        ("...", "page"),
        ("x" * 300 + ".html", "x" * 70 + ".html"),
    ],
)
def test_a_file_s_name_is_only_a_name(given: str, shown: str) -> None:
    assert file_name(given).replace("ab", "a b", 1) == shown or file_name(given) == shown
    assert len(file_name(given)) <= 80


def test_words_of_a_page_are_shown_and_not_acted_on(open_page: Any) -> None:
    page = open_page()
    hostile = '<img src=x onerror=alert(1)> "><script>alert(2)</script> Exosomes {{ 7*7 }} smooth wrinkles.'
    address = page.post("/appraise", text=hostile, name='"><b>x').headers["location"]
    for path in (address, "/"):
        shown = page.get(path).text
        assert "<img" not in shown
        assert "<b>x" not in shown
        assert "alert(2)</script" not in shown
    assert "49" not in page.get(f"{address}.json").json()["document"]["text"]


def test_a_search_is_shown_as_text(open_page: Any) -> None:
    shown = open_page().get("/library", params={"q": '"><script>x</script>'}).text
    assert "<script>x" not in shown


def test_the_script_is_the_one_whose_sum_is_written_down() -> None:
    static = resources.files("exoderm.serve") / "static"
    noted = (static / "README.md").read_text(encoding="utf-8")
    assert hashlib.sha256((static / "htmx.min.js").read_bytes()).hexdigest() in noted
    assert "Zero-Clause BSD" in (static / "htmx.LICENSE").read_text(encoding="utf-8")


def test_pages_that_load_scripts_from_elsewhere_are_left_out(open_page: Any) -> None:
    for path in ("/docs", "/redoc"):
        assert open_page().get(path).status_code == 404


def test_every_answer_names_its_kind(open_page: Any, judged: Any) -> None:
    page = open_page(telling(judged))
    address = page.post("/appraise", text=WORDS).headers["location"]
    kinds = {"/": "text/html; charset=utf-8", address: "text/html; charset=utf-8",
             f"{address}.json": "application/json", "/health": "application/json",
             "/static/style.css": "text/css; charset=utf-8",
             "/static/icon.svg": "image/svg+xml; charset=utf-8", "/nowhere": "text/html; charset=utf-8",
             "/static/htmx.min.js": "text/javascript; charset=utf-8"}  # fmt: skip
    assert {path: page.get(path).headers["content-type"] for path in kinds} == kinds


def test_there_is_no_web_socket(open_page: Any) -> None:
    from starlette.websockets import WebSocketDisconnect

    client = open_page().http
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("ws://127.0.0.1:8765/"):
        pass


def test_each_browser_gets_a_token_of_its_own(open_page: Any) -> None:
    page = open_page()
    tokens = set()
    for _ in range(20):
        page.http.cookies.clear()
        tokens.add(page.token())
    assert len(tokens) == 20
    assert all(len(token) >= 43 for token in tokens)  # 256 bits in letters of six


def test_a_browser_may_send_all_of_what_is_too_large_before_it_reads_the_refusal(open_page: Any) -> None:
    """An answer amid the sending is lost with the connection: so all is taken in, and nothing of it kept."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    pieces = [{"type": "http.request", "body": b"a" * 1_000_000, "more_body": True} for _ in range(30)]
    last = {"type": "http.request", "body": b"", "more_body": False}
    coming = iter([{"type": "http.request", "body": head, "more_body": True}, *pieces, last])
    assert ask(open_page().http.app, coming) == 413
    assert next(coming, None) is None
