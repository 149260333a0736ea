"""Walks through the page in a real browser, with scripts on and off: nothing is asked of any other computer, axe finds
nothing serious, and nothing sticks out on a phone.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import WORDS

playwright = pytest.importorskip("playwright.sync_api", reason="NOT WALKED: playwright is not installed")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.skipif(BROWSER is None, reason="NOT WALKED: no Chromium here (Debian: apt-get install chromium)"),
    pytest.mark.filterwarnings("default"),
]
PAGE = f"<html><body><h1>Serum</h1><p>{WORDS}</p><p>Exosomes are vesicles of 30 to 150 nm.</p></body></html>"
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


class Walk:
    """One reader's window. What it asks of others, and what the policy had to stop, is written down."""

    def __init__(self, browser: Any, base: str, **window: Any) -> None:
        self.base, self.outside, self.stopped = base, [], []
        self.window = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **window})
        self.window.set_default_timeout(30_000)
        self.window.route("**/*", self._route)
        self.page = self.window.new_page()
        self.page.on("console", lambda m: self.stopped.append(m.text) if "Content Security" in m.text else None)
        self.page.on("pageerror", lambda error: self.stopped.append(str(error)))

    def _route(self, route: Any) -> None:
        if route.request.url.startswith(self.base):
            route.continue_()
            return
        self.outside.append(route.request.url)
        route.abort()

    def go(self, path: str = "/") -> Any:
        answer = self.page.goto(self.base + path)
        return answer

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def link(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def heading(self) -> str:
        return str(self.page.locator("h1").inner_text())

    def on_appraisal(self) -> str:
        self.page.wait_for_url(re.compile(r"/appraisal/[0-9a-f]{32}$"))
        return str(self.page.url).removeprefix(self.base)

    def settled(self) -> None:
        """Wait until nothing is worked out any more: the next walk needs the desk."""
        for _ in range(120):
            if not self.page.get_by_text("Look again").count():
                return
            self.page.wait_for_timeout(500)
            self.page.reload()
        raise AssertionError("it is still being worked on")


@pytest.fixture
def walk(chromium: Any, served: str) -> Iterator[Any]:
    walks: list[Walk] = []

    def start(**window: Any) -> Walk:
        walks.append(Walk(chromium, served, **window))
        return walks[-1]

    yield start
    for each in walks:
        each.window.close()
        assert not each.outside, "something was asked of another computer"
        assert not each.stopped, "the policy had to stop something, or a script failed"


@pytest.fixture(scope="module")
def kept(chromium: Any, served: str) -> str:
    """Address of an example that is judged and run."""
    first = Walk(chromium, served)
    first.go()
    first.press("glow serum")
    address = first.on_appraisal()
    first.settled()
    first.window.close()
    return address


def test_words_are_pasted_and_judged(walk: Any) -> None:
    w = walk()
    w.go()
    w.page.get_by_label("Words of a page").fill(WORDS)
    w.page.get_by_label("What to call it").fill("ginger page")
    w.page.get_by_label("Run what the page declares").uncheck()
    w.press("Judge it")
    w.on_appraisal()
    assert "exosomes" in w.heading()
    assert w.page.locator("#page mark").count() >= 1
    w.settled()
    w.link("exoderm")
    w.page.get_by_role("link", name="ginger page").wait_for()


def test_a_file_is_uploaded_and_judged(walk: Any, tmp_path: Path) -> None:
    (tmp_path / "serum.html").write_text(PAGE, encoding="utf-8")
    w = walk()
    w.go()
    w.page.get_by_label("Or a file").set_input_files(tmp_path / "serum.html")
    w.page.get_by_label("Run what the page declares").uncheck()
    w.press("Judge it")
    w.on_appraisal()
    assert "serum.html" in w.page.locator(".kicker").first.inner_text()
    w.settled()


def test_a_run_shows_its_progress_is_left_and_found_again(walk: Any) -> None:
    w = walk()
    w.go()
    w.press("glow serum")
    address = w.on_appraisal()
    w.page.get_by_text("What the page declares is being run").wait_for()
    w.page.locator("#progress progress").wait_for()
    w.link("Library")
    w.go(address)
    w.page.get_by_role("link", name="Show the page with the run beside it").wait_for(timeout=120_000)
    w.link("Show the page with the run beside it")
    w.page.locator("#run svg").first.wait_for()
    assert "What the page declares was run" in w.page.locator("#progress").inner_text()
    w.page.get_by_role("link", name="the run as JSON").wait_for()


def test_a_run_is_left_off(walk: Any) -> None:
    w = walk()
    w.go()
    w.press("glow serum")
    w.on_appraisal()
    w.press("Leave the run off")
    w.page.get_by_text("stopped before it was finished").wait_for()
    w.page.locator("#page mark").first.wait_for()
    assert w.page.locator("#page mark").count() > 5


def test_an_appraisal_is_deleted(walk: Any) -> None:
    w = walk()
    w.go()
    w.page.get_by_label("Words of a page").fill(WORDS)
    w.page.get_by_label("Run what the page declares").uncheck()
    w.press("Judge it")
    address = w.on_appraisal()
    w.settled()
    w.press("Delete")
    w.page.wait_for_url(w.base + "/")
    assert w.go(address).status == 404
    assert w.heading() == "Nothing is here."


def test_the_library_answers_while_one_types(walk: Any) -> None:
    w = walk()
    w.go("/library")
    w.page.evaluate("window.here = true")
    w.page.get_by_label("Words, an id").press_sequentially("folicle", delay=20)
    w.page.get_by_text("searched for “follicle”").wait_for()
    assert w.page.locator("#hits li").count() > 3
    assert w.page.evaluate("window.here") is True, "the page was loaded anew"
    assert w.page.get_by_label("Words, an id").input_value() == "folicle"


def test_one_goes_from_a_number_to_the_study_and_back(walk: Any) -> None:
    w = walk()
    w.go("/library")
    w.page.get_by_role("link", name=re.compile("^donors")).click()
    w.link("ginger vesicles")
    w.link("study vogel_2016")
    w.page.wait_for_url("**/card/study/vogel_2016")
    w.page.get_by_role("link", name="ginger vesicles").click()
    w.page.wait_for_url("**/card/donor/ginger")


def test_the_law_leads_to_its_source_by_a_link_that_says_nothing(walk: Any) -> None:
    w = walk()
    w.go("/library?kind=law")
    w.page.locator("#hits a").first.click()
    source = w.page.locator("dl.facts a[rel]").first
    assert source.get_attribute("href", timeout=5000).startswith("https://")
    assert "noreferrer" in source.get_attribute("rel")


def test_the_keyboard_is_enough(walk: Any) -> None:
    w = walk()
    w.go()
    w.page.keyboard.press("Tab")
    assert w.page.evaluate("document.activeElement.className") == "skip"
    for _ in range(30):
        w.page.keyboard.press("Tab")
        if w.page.evaluate("document.activeElement.id") == "text":
            break
    w.page.keyboard.type(WORDS)
    for _ in range(3):
        w.page.keyboard.press("Tab")
    assert w.page.evaluate("document.activeElement.id") == "run"
    w.page.keyboard.press("Space")
    w.page.keyboard.press("Tab")
    w.page.keyboard.press("Enter")
    w.on_appraisal()
    w.settled()


def test_an_empty_form_is_answered_in_words(walk: Any) -> None:
    w = walk()
    w.go()
    w.press("Judge it")
    w.page.get_by_text("There is nothing to judge").wait_for()
    w.link("Back to the first page")
    w.page.wait_for_url(w.base + "/")


def test_the_twin_is_the_document(walk: Any, kept: str) -> None:
    w = walk()
    w.go(kept)
    w.page.get_by_role("link", name="JSON", exact=True).click()
    assert json.loads(w.page.locator("pre").inner_text())["schema"] == "exoderm/appraisal/1"


def test_script_off_words_are_judged_and_the_run_is_found_by_looking_again(walk: Any) -> None:
    w = walk(java_script_enabled=False)
    w.go()
    w.page.get_by_label("Words of a page").fill(WORDS)
    w.press("Judge it")
    address = w.on_appraisal()
    assert w.page.locator("#page mark").count() >= 1
    for _ in range(120):
        again = w.page.get_by_role("link", name="Look again")
        if not again.count():
            break
        again.click()
        w.page.wait_for_timeout(500)
    assert w.page.url.endswith(address)
    w.page.locator("#run svg").first.wait_for()


def test_script_off_the_library_is_searched(walk: Any) -> None:
    w = walk(java_script_enabled=False)
    w.go("/library")
    w.page.get_by_label("Words, an id").fill("granuloma")
    w.page.get_by_label("Shelf").select_option("risks")
    w.press("Search")
    w.page.wait_for_url("**/library?q=granuloma*")
    assert "granuloma" in w.page.locator("#hits").inner_text().lower()
    w.page.locator("#hits a").first.click()
    w.page.wait_for_url("**/card/risk/*")


def test_script_off_everything_is_deleted(walk: Any) -> None:
    w = walk(java_script_enabled=False)
    w.go()
    w.page.get_by_label("Words of a page").fill(WORDS)
    w.page.get_by_label("Run what the page declares").uncheck()
    w.press("Judge it")
    w.on_appraisal()
    w.settled()
    w.go()
    w.press("Delete everything")
    w.page.get_by_text("Nothing is kept.").wait_for()


@pytest.mark.parametrize(
    "window",
    [{}, {"color_scheme": "dark"}, {"viewport": {"width": 375, "height": 800}}],
    ids=["light", "dark", "phone"],
)
def test_nothing_serious_is_found_and_nothing_sticks_out(walk: Any, kept: str, window: Any) -> None:
    """What axe calls serious or critical, such as weak contrast; and width, which must be that of the window."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="NOT CHECKED: axe is not installed").Axe()
    w = walk(**window)
    folder = os.environ.get("EXODERM_SHOTS")
    cards = ("/card/donor/ginger", "/card/study/vogel_2016")
    for path in ("/", kept, "/library?q=ginger", "/library?kind=law", *cards, "/about", "/nowhere"):
        w.go(path)
        for details in w.page.locator("details").all()[:3]:
            details.evaluate("d => d.open = true")
        found = axe.run(w.page).response["violations"]
        bad = [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found if v["impact"] in SERIOUS]
        assert not bad, f"{path}: {bad}"
        over = w.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{path} sticks out by {over} pixels"
        if folder:
            name = re.sub(r"\W+", "-", path.split("?")[0][:16]).strip("-") or "start"
            w.page.screenshot(path=Path(folder) / f"{'-'.join(map(str, window)) or 'light'}-{name}.png", full_page=True)
