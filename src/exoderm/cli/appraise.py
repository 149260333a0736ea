"""``exoderm appraise``: a page in; its claims judged, the run beside them, one report out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer


def appraise(
    files: Annotated[list[Path] | None, typer.Argument(help="Pages: HTML, text or PDF; or one folder.")] = None,
    example: Annotated[str | None, typer.Option(help="An example page of the package.")] = None,
    run: Annotated[
        bool | None, typer.Option("--run/--no-run", help="Run what a page declares [pages: yes, folder: no].")
    ] = None,
    silence: Annotated[bool, typer.Option("--silence", help="Also run what each silence costs (slow).")] = False,
    out: Annotated[Path | None, typer.Option(help="Folder for the reports [exoderm-out].")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the report.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print the document on standard output.")] = False,
) -> None:
    """Judge what pages claim about exosomes: claim by claim, with the records and the law behind each verdict.

    Where a claim asks for it, what the page declares is run and the number stands beside the claim. A folder is judged
    by records alone unless --run is given; it gives tables, an overview and an audit trail, and can be resumed.
    """
    from exoderm.cli import paper
    from exoderm.errors import ExodermError, InputError, PartialResult

    pages = [*(files or []), *([_example(example)] if example else [])]
    if not pages:
        raise InputError("no page is named", action="name a file, or --example glow-serum", code="command")
    if any(path.is_dir() for path in pages):
        _folder(pages, bool(run), paper.folder(out), open_, json_)
        return
    place = None if json_ and out is None else paper.folder(out)
    documents: list[dict[str, Any]] = []
    failed: list[str] = []
    for path in pages:
        try:
            documents.append(_one(path, run is not False, silence, place, open_, json_))
        except ExodermError as error:
            if len(pages) == 1:
                raise
            failed.append(path.name)
            paper.say(f"exoderm: {error.sentence()} [{error.code}]")
    if json_ and documents:
        paper.print_json(documents, "exoderm/appraisals/1", several=len(pages) > 1)
    if failed and not documents:
        raise InputError(
            f"none of {len(pages)} pages could be read", action="see above, page by page", code="page.none"
        )
    if failed:
        raise PartialResult(f"{len(failed)} of {len(pages)} pages failed", why=f"failed: {', '.join(failed[:20])}")


def _folder(pages: list[Path], run: bool, out: Path, open_: bool, json_: bool) -> None:
    from exoderm.cli import folder, paper
    from exoderm.cli.app import shared
    from exoderm.errors import FileProblem, PartialResult

    if len(pages) > 1:
        raise FileProblem(
            "a folder is named among other things", where=next(p.name for p in pages if p.is_dir()),
            why="a folder is appraised alone", action="name one folder, or files only", code="file.folder",
        )  # fmt: skip
    if not run:
        paper.say("A folder is judged by records alone; --run sets runs beside the claims.")
    overview, entries = folder.appraise_folder(pages[0], out, run, shared.cards)
    if json_:
        folder.print_documents(out, entries, "exoderm/appraisals/1")
    paper.say(f"The overview is {overview}")
    if open_:
        paper.show(overview)
    failed = [entry.file for entry in entries if entry.status != "done"]
    if failed:
        raise PartialResult(f"{len(failed)} of {len(entries)} pages failed", why=f"failed: {', '.join(failed[:20])}")


def _one(path: Path, run: bool, silence: bool, place: Path | None, open_: bool, json_: bool) -> dict[str, Any]:
    from exoderm import answer
    from exoderm.cli import paper
    from exoderm.cli.app import shared
    from exoderm.result import write_text

    content = _read(path)
    tell, stop = paper.progress(path.name)
    try:
        appraised = answer.appraise(
            content, path.name, run=run, silence=silence, threads=paper.threads(), progress=tell, cards=shared.cards
        )
    finally:
        stop()
    document = dict(appraised.document)
    if document["run_refused"]:
        paper.say(f"{path.name}: no run stands beside the claims. {document['run_refused']}")
    if place is not None:
        stem = f"{paper.slug(path.stem)}-{document['document']['digest'][:12]}"
        report = write_text(place / f"{stem}.html", answer.report(appraised))
        write_text(place / f"{stem}.json", paper.dump(document))
        if not json_:
            from exoderm.show.terminal import show_appraisal

            show_appraisal(document)
        paper.say(f"The report is {report}")
        if open_:
            paper.show(report)
    return {"file": path.name, **document}


def _read(path: Path) -> bytes:
    from exoderm.errors import FileProblem
    from exoderm.page.decode import within

    if not path.is_file():
        raise FileProblem("no such file", where=str(path), action="check the spelling of the path", code="file.missing")
    within(path.stat().st_size, path.name)
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileProblem(f"cannot be read ({error.strerror})", where=path.name, code="file.unreadable") from None


def _example(name: str) -> Path:
    from exoderm.errors import unknown
    from exoderm.library import shelf

    known = {path.stem: path for path in sorted((shelf.own() / "example").glob("*.html"))}
    if name not in known:
        raise unknown("example page", name, known)
    return known[name]
