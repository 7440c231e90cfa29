"""Pieces of work that measure themselves: what stands before a ``yield`` prepares, what follows it is measured."""

import gc
import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

Work = Iterator[None]


def yaml_load(folder: str) -> Work:
    """Every file of a bank as PyYAML's C loader makes Python objects of it: no places, no schema."""
    import yaml

    files = sorted(Path(folder).rglob("*.yaml"))
    yield
    _keep([yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in files])


def bank(folder: str) -> Work:
    """A bank, read, validated and resolved."""
    from quizgen.bank.load import load

    yield
    _keep(load(Path(folder)))


def _read_and_resolved(folder: str, texts: str) -> tuple[Any, Any]:
    """A bank, and its passages found in the texts by what the lock knows of them."""
    from quizgen.bank import lock
    from quizgen.bank.load import load
    from quizgen.passages import copies

    bank, _ = load(Path(folder))
    assert bank
    locked = lock.read(bank.folder, lock.LOCK, bank.head.id)
    return bank, copies.locate(bank, Path(texts), locked)


def resolving(folder: str, texts: str) -> Work:
    """A bank read, its passages found in the texts."""
    from quizgen.rules.run import run_rules  # noqa: F401 # what the other side of the race imports too

    yield
    _keep(_read_and_resolved(folder, texts))


def checking(folder: str, texts: str) -> Work:
    """The same, and every rule."""
    from quizgen.rules.run import run_rules

    yield
    _keep(run_rules(*_read_and_resolved(folder, texts)))


def ruling(folder: str, texts: str) -> Work:
    """The rules alone."""
    from quizgen.rules.run import run_rules

    opened = _read_and_resolved(folder, texts)
    yield
    _keep(run_rules(*opened))


def _released(folder: str) -> tuple[Any, dict[str, int]]:
    """The packed deck of a generated bank, and the times of its note types."""
    from quizgen.anki.deck import resolve_decks
    from quizgen.anki.packed import PackedDeck
    from quizgen.bank.load import require
    from quizgen.bank.lock import Lock
    from quizgen.passages import copies
    from quizgen.passages.citations import cite_passages
    from quizgen.publish.release.release import stamp_release

    bank, _ = require(Path(folder))
    lock = Lock(bank=bank.head.id)
    cited = cite_passages(bank, copies.locate(bank, None, lock), {})
    (deck,) = resolve_decks(bank, cited)
    released = stamp_release(bank, [deck], lock, {}, 1_800_000_000)
    stamps = {name: stamp.time for name, stamp in released.lock.types.items()}
    return PackedDeck(name=deck.name, description=deck.description, notes=released.decks[deck.id]), stamps


def package(folder: str, target: str) -> Work:
    """The package of a bank's notes, from memory to the file."""
    from quizgen.anki.apkg import package

    deck, stamps = _released(folder)
    gc.collect()
    yield
    Path(target).write_bytes(package([deck], stamps))


def rows(folder: str, target: str) -> Work:
    """The floor under a package: the same rows into SQLite, and the file into a zip."""
    schema, tables = _bare(folder)
    yield
    _write_bare(schema, tables, target)


def events_and_rows(folder: str, target: str) -> Work:
    """The least from YAML to a package: the parser's events, of which nothing is made, and rows that are there."""
    schema, tables = _bare(folder)
    yield
    from yaml.cyaml import CParser  # type: ignore[attr-defined] # PyYAML’s types leave it out

    for path in sorted(Path(folder).rglob("*.yaml")):
        event = CParser(path.read_bytes()).get_event
        while event() is not None:
            pass
    _write_bare(schema, tables, target)


_Rows = dict[str, list[tuple[Any, ...]]]


def _bare(folder: str) -> tuple[str, _Rows]:
    """The schema of a generated bank's package, and the rows of its tables."""
    import sqlite3
    from io import BytesIO
    from zipfile import ZipFile

    from quizgen.anki.apkg import package

    deck, stamps = _released(folder)
    with ZipFile(BytesIO(package([deck], stamps))) as archive, sqlite3.connect(":memory:") as connection:
        connection.deserialize(archive.read("collection.anki2"))
        schema = "".join(
            f"{line};" for (line,) in connection.execute("select sql from sqlite_master where sql is not null")
        )
        tables = {name: connection.execute(f"select * from {name}").fetchall() for name in ("col", "notes", "cards")}
    _forget()
    return schema, tables


def _write_bare(schema: str, tables: _Rows, target: str) -> None:
    import sqlite3
    from zipfile import ZIP_DEFLATED, ZipFile

    with sqlite3.connect(":memory:") as connection:
        connection.executescript(schema)
        for name, values in tables.items():
            connection.executemany(f"insert into {name} values ({','.join('?' * len(values[0]))})", values)
        connection.commit()
        data = connection.serialize()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("collection.anki2", data)
        archive.writestr("media", b"{}")


def genanki(folder: str, target: str) -> Work:
    """From YAML to a package with PyYAML and genanki as they come; the notes are drawn already, as ours are."""
    from quizgen.anki.notetypes import NOTE_TYPES

    deck_, _ = _released(folder)
    name, drawn = deck_.name, [(note.drawn.notetype, note.drawn.fields, note.drawn.tags) for note in deck_.notes]
    del deck_
    _forget()
    yield
    import genanki
    import yaml

    for path in sorted(Path(folder).rglob("*.yaml")):
        yaml.load(path.read_bytes(), yaml.CSafeLoader)
    models = {
        notetype.key: genanki.Model(
            notetype.id,
            notetype.name,
            [{"name": field.name} for field in notetype.fields],
            [{"name": template.name, "qfmt": template.front, "afmt": template.back} for template in notetype.templates],
            notetype.css,
            model_type=int(notetype.cloze),
        )
        for notetype in NOTE_TYPES
    }
    deck = genanki.Deck(2, name)
    for kind, fields, tags in drawn:
        deck.add_note(genanki.Note(model=models[kind], fields=list(fields), tags=list(tags)))
    genanki.Package(deck).write_to_file(target)


def _forget() -> None:
    """What the preparation has left is not looked through by the garbage collector of the work."""
    gc.collect()
    gc.freeze()


def _sheets(folder: str, versions: str, limit: str, kind: str) -> list[Any]:
    """What a build would make of a generated bank's first two worksheets, given so many versions and questions."""
    from quizgen.bank.load import require
    from quizgen.bank.lock import Lock
    from quizgen.bank.model import Selection
    from quizgen.passages import copies
    from quizgen.passages.citations import cite_passages
    from quizgen.publish.outputs import worksheet_outputs
    from quizgen.publish.printed import printed_worksheets

    bank, _ = require(Path(folder))
    cited = cite_passages(bank, copies.locate(bank, None, Lock(bank=bank.head.id)), {})
    worksheets = {
        name: replace(sheet, select=Selection(limit=int(limit)), versions=int(versions) // 2)
        for name, sheet in list(bank.worksheets.items())[:2]
    }
    bank = replace(bank, worksheets=worksheets)
    printed = printed_worksheets(bank, worksheets.values(), cited)
    return [output for sheet in printed for output in worksheet_outputs(bank, sheet) if output.format == kind]


def sheets(folder: str, versions: str, limit: str, workers: str = "") -> Work:
    """The PDFs of so many versions: sheet, key and teacher's edition of each; by all processors or so many workers."""
    from quizgen.publish.manifest import draw_all

    if workers:
        setattr(os, "cpu_count", lambda: int(workers))  # noqa: B010 # what the build asks how many it may use
    outputs = _sheets(folder, versions, limit, "pdf")
    outputs[0].draw()
    yield
    _keep(list(draw_all(outputs)))


def typst(folder: str, versions: str, limit: str) -> Work:
    """The floor under these PDFs: typst alone, on the same templates with the same data."""
    import typst

    calls: list[tuple[dict[str, Any], dict[str, Any]]] = []
    compiler = typst.Compiler

    class Recorder:
        def __init__(self, **made: Any) -> None:
            self.made = made

        def compile(self, **asked: Any) -> Any:
            calls.append((self.made, asked))
            return compiler(**self.made).compile(**asked)

    setattr(typst, "Compiler", Recorder)  # noqa: B010 # what the sheets ask of typst is written down
    for output in _sheets(folder, versions, limit, "pdf"):
        output.draw()
    yield
    for options, arguments in calls:
        compiler(**options).compile(**arguments)


def weasyprint(folder: str, versions: str, limit: str) -> Work:
    """The same sheets, keys and editions, from their HTML, by WeasyPrint."""
    from weasyprint import HTML

    drawn_files = [output.draw().files for output in _sheets(folder, versions, limit, "html")]
    pages = [data.decode() for files in drawn_files for name, data in files.items() if name.endswith(".html")]
    HTML(string=pages[0]).write_pdf()
    yield
    for page in pages:
        HTML(string=page).write_pdf()


def _book(anchors: int) -> tuple[str, list[Any]]:
    """A text of so many passages of half a kilobyte, and an anchor for each."""
    from quizgen.passages.anchor.anchor import Anchor
    from quizgen.passages.anchor.document import Document
    from quizgen.passages.anchor.extent import record
    from tests.benchmarks.banks import events

    raw = "\n\n".join(event.text for event in events(anchors))
    document = Document.read(raw)
    recorded = [
        record(
            document,
            Anchor(id=str(number), from_=" ".join(raw[block.start : block.end].split()[:5])),
            (block.start, block.end),
        )
        for number, block in enumerate(document.blocks)
    ]
    return raw, recorded


def normalising(anchors: str) -> Work:
    """A text normalised, with its map back to the words as they stand."""
    from quizgen.text.normalise import normalise

    raw, _ = _book(int(anchors))
    yield
    _keep(normalise(raw))


def finding(anchors: str) -> Work:
    """All passages of a text found by their anchors."""
    from quizgen.passages.anchor.document import Document
    from quizgen.passages.anchor.locate import resolve_anchors

    raw, recorded = _book(int(anchors))
    document = Document.read(raw)
    yield
    _keep(resolve_anchors(document, recorded))


_kept: list[Any] = []
"""What was made stays until the memory is measured."""


def _keep(result: Any) -> None:
    _kept.append(result)


def _peak() -> float:
    """MiB that this process has held at the most."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
    except OSError:  # not Linux
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def main(name: str, *arguments: str) -> None:
    """Do one piece of work, and print what it took."""
    job: Work = globals()[name](*arguments)
    next(job)
    peak, cpu, wall = _peak(), time.process_time(), time.perf_counter()
    next(job, None)
    took = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall, "peak": _peak() - peak}
    print(json.dumps(took))


if __name__ == "__main__":
    main(*sys.argv[1:])
