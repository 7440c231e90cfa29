"""Packages of strangers: read as quizgen built them, or refused with a reason; never a crash, and never for long."""

import os
import random
import time
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from anki.collection import ExportAnkiPackageOptions

from quizgen.anki import container
from quizgen.anki.container import read_file
from quizgen.anki.readback import read_package, unpack
from quizgen.base.problem import Failure
from quizgen.base.records import Misfit
from tests.anki.conftest import SAMPLES, Student, apkg
from tests.anki.damaging import DATABASE, READ, by_json, by_sql, endless, unzipped, zipped

PACKAGE = apkg(*SAMPLES)
SECONDS = 5
"""The longest that one package may take: a hundred times what any of these takes."""


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < SECONDS


def refusal(package: bytes) -> str:
    """Why *package* is refused; empty where it is read."""
    try:
        unpack(package)
    except Misfit as misfit:
        return str(misfit)
    return ""


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("packed", [True, False])
def test_any_bytes_of_a_package_may_be_damaged(packed: bool, seed: int) -> None:
    sound = PACKAGE if packed else unzipped(PACKAGE)
    chance = random.Random(seed)
    for _ in range(10):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 4)):
            start = chance.randrange(len(data)) if chance.random() < 0.5 else chance.randrange(min(len(data), 4096))
            end = start + chance.choice((1, 2, 4, 16, 300))
            damage = (chance.randbytes(end - start), bytes(end - start), b"\xff" * (end - start), b"", data[:300])
            data[start:end] = chance.choice(damage)
        refusal(bytes(data) if packed else zipped(bytes(data)))  # whatever it says, it returns


@pytest.mark.parametrize("length", [0, 1, 21, 22, 100, 1000, len(PACKAGE) - 1])
def test_a_package_that_was_cut_short_is_refused(length: int) -> None:
    assert refusal(PACKAGE[:length])


TEXTS = {"models", "decks", "guid", "tags", "flds"}
VALUES = {
    "null": None,
    "text": "x",
    "a huge text": "x" * (5 * container.MEGABYTE),
    "half a JSON": '{"1": ',
    "binary data": b"\xff\x00",
    "a fraction": 0.5,
    "infinity": float("inf"),
    "the greatest number": 2**63 - 1,
    "the least number": -(2**63),
}


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(("table", "column"), [(table, column) for table in READ for column in READ[table]])
def test_any_column_may_hold_any_value(table: str, column: str, value: str) -> None:
    reason = refusal(by_sql(PACKAGE, f"UPDATE {table} SET {column} = ?", values=(VALUES[value],)))
    sound = str if column in TEXTS else int
    if value == "a huge text":
        assert reason == "its database is damaged"
    elif not isinstance(VALUES[value], sound):
        assert reason.startswith(f"{column} of row 1 of {table} is ")


@pytest.mark.parametrize("column", ["sfld", "csum", "flags", "usn"])
@pytest.mark.parametrize("value", VALUES)
def test_columns_that_are_not_read_do_not_matter(column: str, value: str) -> None:
    if value != "a huge text":
        assert unpack(by_sql(PACKAGE, f"UPDATE notes SET {column} = ?", values=(VALUES[value],))) == unpack(PACKAGE)


def each_type(**changes: Any) -> Callable[[Any], object]:
    """An edit of all note types."""
    return lambda models: {key: {**model, **changes} for key, model in models.items()}


JSON: dict[str, tuple[str, Callable[[Any], object], str]] = {
    "a list": ("decks", lambda _: [], "decks of col is a list"),
    "null": ("models", lambda _: None, "models of col is missing"),
    "deep": ("decks", lambda _: "[" * 100_000 + "]" * 100_000, "decks of col is not JSON"),
    "a number of 5,000 digits": ("decks", lambda _: '{"1": ' + "9" * 5_000 + "}", "decks of col is not JSON"),
    "a deck that is a number": ("decks", lambda _: {"1": 1}, "an entry of decks of col is a whole number"),
    "a deck without a name": ("decks", lambda _: {"1": {}}, "name of an entry of decks of col is missing"),
    "half a character": ("decks", lambda _: '{"1": {"name": "\\ud800"}}', "lone surrogate"),
    "fields that are no list": ("models", each_type(flds={}), "flds of an entry of models of col is an object"),
    "a field without a name": ("models", each_type(flds=[{}]), "name of an entry of flds"),
    "templates of null": ("models", each_type(tmpls=[None]), "an entry of tmpls"),
    "a time that is true": ("models", each_type(mod=True), "mod of an entry of models of col is true or false"),
    "a time of the year 300000": ("models", each_type(mod=10**13), "mod of an entry of models of col is out of range"),
    "a time that is not a number": ("models", each_type(mod=float("nan")), "a number that is not whole"),
}


@pytest.mark.parametrize("name", JSON)
def test_json_of_another_shape_is_refused(name: str) -> None:
    column, edit, reason = JSON[name]
    assert reason in refusal(by_json(PACKAGE, column, edit))


TABLES: dict[str, tuple[bytes, str]] = {
    "a view that never ends": (
        by_sql(
            PACKAGE,
            "DROP TABLE cards",
            "CREATE VIEW cards AS WITH RECURSIVE r(nid) AS (SELECT 1 UNION ALL SELECT nid FROM r)"
            " SELECT nid, 1 AS did, 0 AS ord, 0 AS due FROM r",
        ),
        "views",
    ),
    "a trigger": (by_sql(PACKAGE, "CREATE TRIGGER t AFTER INSERT ON notes BEGIN SELECT 1; END"), "triggers"),
    "a virtual table": (by_sql(PACKAGE, "CREATE VIRTUAL TABLE search USING fts5(words)"), "virtual"),
    "a column that is computed": (
        by_sql(
            PACKAGE,
            "ALTER TABLE notes RENAME COLUMN flds TO old",
            "ALTER TABLE notes ADD COLUMN flds AS (hex(zeroblob(1000000)))",
        ),
        "no column flds",
    ),
    "a default of 90 kB for each row": (
        by_sql(
            PACKAGE,
            "INSERT INTO notes(id, guid, mid, mod, tags) SELECT 1, '', 1, 1, '' FROM notes a, notes b, notes c",
            "ALTER TABLE notes RENAME COLUMN flds TO old",
            f"ALTER TABLE notes ADD COLUMN flds DEFAULT '{'x' * 90_000}'",
        ),
        "its table notes has no end",
    ),
    "no table": (by_sql(PACKAGE, "DROP TABLE cards"), "its table cards has no column nid"),
    "an empty collection": (by_sql(PACKAGE, "DELETE FROM col"), "its table col has 0 rows"),
    "two collections": (by_sql(PACKAGE, "INSERT INTO col SELECT * FROM col"), "its table col has 2 rows"),
    "too few fields": (by_sql(PACKAGE, "UPDATE notes SET flds = 'a' || char(31) || 'b'"), "has 2 fields"),
    "too few fields of an unknown type": (by_sql(PACKAGE, "UPDATE notes SET mid = 7, flds = 'a'"), "has 1 fields"),
    "no hash of a content": (by_sql(PACKAGE, "UPDATE notes SET data = '{}'"), "has no hash of its content"),
    "a tree without end": (endless(PACKAGE, "notes"), "its table notes has no end"),
    "a list of tables without end": (endless(PACKAGE, "sqlite_master"), "takes too long to read"),
    "the schema in another encoding": (zipped(unzipped(PACKAGE).replace(b"CREATE", b"CREAT\xff")), "damaged"),
    "an empty database": (zipped(b""), "its collection is empty"),
    "text": (zipped(b"SQL" * 1000), "its collection is empty, or no database"),
    "a header alone": (zipped(b"SQLite format 3\0"), "its database is damaged"),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_database_that_is_not_ours_is_refused(name: str) -> None:
    package, reason = TABLES[name]
    assert reason in refusal(package)


def marked(package: bytes, offset: int, value: bytes) -> bytes:
    """A package with one entry, with a value at *offset* of its entry in the directory."""
    data = bytearray(package)
    start = data.rindex(b"PK\x01\x02") + offset
    data[start : start + len(value)] = value
    return bytes(data)


BOMB = zipped(bytes(container.MOST_UNPACKED + 1), method=zipfile.ZIP_DEFLATED)
PLAIN = zipped(unzipped(PACKAGE))
ZIPS: dict[str, tuple[bytes, str]] = {
    "a bomb that says its size": (BOMB, "its database is larger than 256 MB"),
    "a bomb that says that it is small": (marked(BOMB, 24, b"\x64\0\0\0"), "it is not a zip file, or a damaged one"),
    "a size of four gigabytes": (marked(PLAIN, 24, b"\xfe\xff\xff\xff"), "its database is larger"),
    "encryption": (marked(PLAIN, 8, b"\x01\0"), "it is encrypted"),
    "an unknown compression": (marked(PLAIN, 10, b"\x63\0"), "compressed in a way"),
    "LZMA": (zipped(unzipped(PACKAGE), method=zipfile.ZIP_LZMA), "compressed in a way"),
    "bzip2": (zipped(unzipped(PACKAGE), method=zipfile.ZIP_BZIP2), "compressed in a way"),
    "a later version of zip": (marked(PLAIN, 6, b"\xff\0"), "it is not a zip file"),
    "another place of the entry": (marked(PLAIN, 42, b"\xff\xff\0\0"), "it is not a zip file"),
    "an empty archive": (b"PK\x05\x06" + bytes(18), "has collection.anki2 0 times"),
    "a package in a zip": (zipped(PACKAGE, "deck.apkg"), "has collection.anki2 0 times"),
    "a folder": (zipped(b"", f"{DATABASE}/"), "has collection.anki2 0 times"),
    "a name outside": (zipped(unzipped(PACKAGE), f"../{DATABASE}"), "has collection.anki2 0 times"),
    "two thousand entries": (zipped(b"", *map(str, range(2_000))), "more than 1000 entries"),
    "no zip": (b"format: 1\n", "it is not a zip file"),
    "nothing": (b"", "it is not a zip file"),
}


@pytest.mark.parametrize("name", ZIPS)
def test_a_zip_that_is_not_ours_is_refused(name: str) -> None:
    package, reason = ZIPS[name]
    assert reason in refusal(package)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_databases_are_refused() -> None:
    assert "has collection.anki2 2 times" in refusal(zipped(unzipped(PACKAGE), DATABASE, DATABASE))


def test_a_zip_is_unpacked_no_further_than_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    read = zipfile.ZipExtFile.read

    def measured(file: zipfile.ZipExtFile, n: int = -1) -> bytes:
        sizes.append(n)
        return read(file, n)

    monkeypatch.setattr(zipfile.ZipExtFile, "read", measured)
    refusal(marked(BOMB, 24, b"\x64\0\0\0"))
    assert sizes == [100]


@pytest.mark.parametrize("legacy", [True, False])
def test_a_package_that_anki_exported_is_told_as_that(student: Student, tmp_path: Path, legacy: bool) -> None:
    student.open_package(PACKAGE)
    path = tmp_path / "export.apkg"
    student.col.export_anki_package(
        out_path=str(path),
        options=ExportAnkiPackageOptions(
            with_scheduling=False, with_deck_configs=False, with_media=False, legacy=legacy
        ),
        limit=None,
    )
    with pytest.raises(Failure) as failure:
        read_package(path)
    (problem,) = failure.value.problems
    assert (problem.code, "Anki exported it" in problem.message) == ("L105", True)


@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "missing", "large"])
def test_what_is_no_file_of_a_size_is_not_read(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "old.apkg"
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "large":
            with path.open("wb") as file:
                file.truncate(container.MOST_PACKED + 1)
    with pytest.raises(Misfit):
        read_file(path)


def test_a_sound_package_is_read() -> None:
    with zipfile.ZipFile(BytesIO(PACKAGE)) as archive:
        assert archive.namelist() == [DATABASE, "media"]
    assert {note.guid for note in unpack(PLAIN).notes} == {note.guid for note in unpack(PACKAGE).notes}
    assert len(unpack(PACKAGE).notes) == len(SAMPLES)
