"""Does any request, a hundred for each operation, get an answer that is not our own fault and is as described?"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from exoderm.serve import guard
from exoderm.serve.pages import build
from exoderm.serve.settings import Settings
from exoderm.serve.shelves import SHELVES

from .conftest import WORDS, TestClient, telling

pytestmark = pytest.mark.filterwarnings("default")
EXAMPLES = 100
TOKEN = "a" * 43
HOST = "http://127.0.0.1:8765"
TAKE_NOTHING = ("GET /", "GET /about", "GET /health")
"""There is but one such request to make."""
KINDS = sorted(SHELVES)
OPERATIONS = [
    *TAKE_NOTHING, "GET /library", "GET /card/{kind}/{name}", "GET /static/{name}", "GET /appraisal/{id}",
    "GET /appraisal/{id}.json", "GET /appraisal/{id}/run.json", "GET /appraisal/{id}/progress",
    "POST /appraise", "POST /appraisal/{id}/stop", "POST /appraisal/{id}/delete", "POST /delete-all",
]  # fmt: skip


@dataclass
class Site:
    """The page with a worker that judges at once, and a client with its cookie."""

    client: TestClient
    schema: Any
    turn: Iterator[int]
    id: str = ""

    def kept(self) -> str:
        """The id of an appraisal that is there."""
        if not self.id or self.client.get(f"/appraisal/{self.id}").status_code != 200:
            for _ in range(200):
                sent = self.client.post(
                    "/appraise", data={guard.FIELD: TOKEN, "text": WORDS}, follow_redirects=False,
                )  # fmt: skip
                if sent.status_code == 303:
                    break
            self.id = sent.headers["location"].removeprefix("/appraisal/")
        return self.id


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, judged: Any) -> Iterator[Site]:
    app = build(Settings(Path(tmp_path_factory.mktemp("any")), wait_seconds=2), telling(judged))
    with TestClient(app, base_url=HOST, cookies={guard.COOKIE: TOKEN}) as client:
        document = client.get("/openapi.json").json()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield Site(client, schemathesis.openapi.from_dict(document), count())


@pytest.mark.parametrize("label", OPERATIONS)
def test_no_request_is_answered_by_a_defect(label: str, site: Site) -> None:
    """Every second form is one of ours, and every second address one that is there."""
    method, path = label.split(" ")
    operation = site.schema[path][method]
    described, tried = operation.definition.raw["responses"], 0

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        nonlocal tried
        tried += 1
        answer = send(site, case)
        assert answer.status_code < 500, answer.text
        assert str(answer.status_code) in described, f"{label} answered {answer.status_code}"
        assert answer.headers["content-security-policy"] == guard.POLICY
        assert "Traceback" not in answer.text

    ask()
    assert tried >= EXAMPLES or label in TAKE_NOTHING, f"only {tried} examples"


def test_every_operation_is_tried(site: Site) -> None:
    known = {f"{r.ok().method.upper()} {r.ok().path}" for r in site.schema.get_all_operations()}
    assert known == set(OPERATIONS)


def send(site: Site, case: Any) -> Any:
    """The request of a case; odd names and values reach the server as they are."""
    turn, values = next(site.turn), dict(case.path_parameters or {})
    if "id" in values and turn % 2:
        values["id"] = site.kept()
    if "kind" in values and turn % 2:
        values |= {"kind": KINDS[turn % len(KINDS)], "name": values["name"] if turn % 3 else "ginger"}
    target = case.path
    for name, value in values.items():
        target = target.replace("{" + name + "}", quote(str(value), safe=""))
    sent: dict[str, Any] = {}
    if isinstance(case.body, dict):
        sent = multipart({**case.body, guard.FIELD: TOKEN} if turn % 4 < 2 else case.body)
    elif isinstance(case.body, bytes | str):
        sent = {"content": case.body, "headers": {"content-type": "multipart/form-data; boundary=x"}}
    query = {str(k): v if isinstance(v, list) else str(v) for k, v in (case.query or {}).items()}
    if "kind" in query and turn % 2:
        query["kind"] = KINDS[turn % len(KINDS)]
    return site.client.request(case.method, target, params=query, follow_redirects=False, **sent)


def multipart(form: dict[Any, Any]) -> dict[str, Any]:
    """A form of any fields as a browser would send it, as far as they can be sent."""
    parts = []
    for name, value in form.items():
        plain = value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
        label = str(name).encode("utf-8", "replace").replace(b'"', b"%22").replace(b"\n", b"%0A").replace(b"\r", b"%0D")
        file = b'; filename="a.txt"' if name == "file" else b""
        parts.append(b'--x\r\nContent-Disposition: form-data; name="' + label + b'"' + file + b"\r\n\r\n" + plain)
    content = b"\r\n".join([*parts, b"--x--\r\n"])
    return {"content": content, "headers": {"content-type": "multipart/form-data; boundary=x"}}
