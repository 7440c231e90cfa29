"""Packages with anything in them, as what students have: refused, or compared and recovered from."""

import json
import sqlite3
from contextlib import closing

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from quizgen.bank.lock import LOCK
from tests.anki.damaging import READ, by_json, by_sql, unzipped, zipped
from tests.fuzz.amounts import AMOUNTS, for_all
from tests.fuzz.mutations import TEXTS, bytes_like, documents_like
from tests.fuzz.surroundings import Surroundings

OLD = "old.apkg"
ROWS = tuple((table, column) for table, columns in READ.items() if table != "col" for column in columns)
STORED = (None, 0, -1, 1, 2**31, 2**32, 2**63 - 1, -(2**63), 0.5, 1e300, b"", b"\xff", "", "9" * 400)


@pytest.fixture
def package(surroundings: Surroundings) -> bytes:
    return next(surroundings.bank.rglob("*.apkg")).read_bytes()


def assert_all_are_refused_or_read(amount: int, place: Surroundings, packages: SearchStrategy[bytes]) -> None:
    def hold(example: tuple[bytes, bool]) -> None:
        package, is_lost = example
        place.restore({OLD: package, **({LOCK: None} if is_lost else {})})
        if not is_lost:
            place.run(f"diff {OLD}")
        elif place.run(f"build --recover {OLD} --format apkg").exit_code == 0:
            assert place.run("build --locked --format apkg").exit_code == 0

    for_all(amount, st.tuples(packages, st.booleans()), hold)


@st.composite
def of_other_rows(draw: DrawFn, package: bytes) -> bytes:
    """The package with other values in a few rows."""
    for _ in range(draw(st.integers(1, 3))):
        table, column = draw(st.sampled_from(ROWS))
        value = draw(st.sampled_from(STORED) | TEXTS)
        condition = draw(st.sampled_from(("1", "rowid = (SELECT min(rowid) FROM {0})", "rowid % 3 = 1"))).format(table)
        appended = isinstance(value, str) and draw(st.booleans())
        new = f"{column} || ?" if appended else "?"
        package = by_sql(package, f"UPDATE {table} SET {column} = {new} WHERE {condition}", values=(value,))
    return package


def of_other_json(package: bytes, column: str) -> SearchStrategy[bytes]:
    """The package with another JSON document in a column of ``col``."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(unzipped(package))
        (text,) = connection.execute(f"SELECT {column} FROM col").fetchone()
    return documents_like(json.loads(text)).map(lambda document: by_json(package, column, lambda _: document))


@AMOUNTS
def test_a_package_of_any_bytes(amount: int, surroundings: Surroundings, package: bytes) -> None:
    assert_all_are_refused_or_read(amount, surroundings, bytes_like(package))


@AMOUNTS
def test_a_database_of_any_bytes(amount: int, surroundings: Surroundings, package: bytes) -> None:
    assert_all_are_refused_or_read(amount, surroundings, bytes_like(unzipped(package)).map(zipped))


@AMOUNTS
def test_rows_of_any_values(amount: int, surroundings: Surroundings, package: bytes) -> None:
    assert_all_are_refused_or_read(amount, surroundings, of_other_rows(package))


@AMOUNTS
@pytest.mark.parametrize("column", ["models", "decks"])
def test_note_types_and_decks_of_any_values(
    column: str, amount: int, surroundings: Surroundings, package: bytes
) -> None:
    assert_all_are_refused_or_read(amount, surroundings, of_other_json(package, column))
