"""What a form brings: a file, words or an example, and what to call it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any

from starlette.datastructures import UploadFile

from exoderm.errors import unknown
from exoderm.library import shelf
from exoderm.page.decode import LARGEST
from exoderm.serve import guard
from exoderm.serve.refuse import Refused
from exoderm.show.plain import flat


async def content_of(given: Mapping[str, Any]) -> tuple[str, bytes]:
    """Name and bytes of what was sent: a file, words, or an example; exactly one of them."""
    file, text, example = given.get("file"), given.get("text"), given.get("example")
    content = await file.read() if isinstance(file, UploadFile) else b""
    if isinstance(file, UploadFile) and (content or file.filename):
        if isinstance(text, str) and text.strip():
            raise Refused(
                422, "a file and words were sent together", code="serve.form", why="one page is judged at a time",
                action="leave one of them out",
            )  # fmt: skip
        return file_name(str(file.filename or "")), content
    if isinstance(example, str) and example:
        known = examples()
        if example not in known:
            raise unknown("example page", example[:80], known)
        return f"{example}.html", known[example].read_bytes()
    words, name = (text if isinstance(text, str) else ""), given.get("name")
    encoded = words.encode("utf-8", "ignore")
    if len(encoded) > LARGEST:
        raise guard.large()
    if not encoded.strip():
        raise Refused(
            422, "there is nothing to judge", code="page.empty", why="no words and no file were sent",
            action="paste the text of a page, or choose a file",
        )  # fmt: skip
    return file_name(name if isinstance(name, str) and name.strip() else "pasted text"), encoded


def file_name(given: str) -> str:
    """What to call a page: the last part of a name, without folders, control characters or marks of mark-up."""
    last = PurePath(given.replace("\\", "/").replace("\x00", "")).name
    shown = "".join(c for c in flat(last) if c not in '<>:"|?*&%').strip(". ")
    stem, dot, ending = shown.rpartition(".")
    if len(shown) > 80:
        shown = f"{stem[:70]}.{ending[:9]}" if dot and len(ending) < 10 else shown[:80]
    return shown or "page"


def examples() -> dict[str, Path]:
    """The invented pages of the package, by name."""
    return {path.stem: path for path in sorted((shelf.own() / "example").glob("*.html"))}
