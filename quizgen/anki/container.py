"""Packages opened: a zip with an SQLite database in it. Anybody may have made it, so nothing of it is trusted."""

import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from struct import error as StructError  # noqa: N812
from typing import Final, TypeVar

from quizgen.base.files import open_regular
from quizgen.base.records import Misfit, read_record

T = TypeVar("T")

MEGABYTE: Final = 2**20
MOST_PACKED: Final = 128 * MEGABYTE
"""The largest package that is read: one of our 660 notes with passages takes 0.7 MB."""
MOST_UNPACKED: Final = 256 * MEGABYTE
"""The largest database, of about 60,000 notes: one with a passage takes 4 kB."""
MOST_MEMBERS: Final = 1_000
"""The most entries of the zip. Ours has two; each takes memory before it can be counted otherwise."""
MOST_ROWS: Final = 200_000
"""The most rows of a table, more than the largest database has notes."""
_STEPS_FOR_SCHEMA: Final = 100_000
"""The most instructions that SQLite runs to learn which tables there are; ours take a few hundred."""
_STEPS_FOR_TABLE: Final = 20 * MOST_ROWS
"""The most instructions that SQLite runs to read a table: a row takes about ten."""
_LIMITS: Final = {
    sqlite3.SQLITE_LIMIT_LENGTH: 4 * MEGABYTE,  # a value, or a row: our note types take 0.3 MB, the longest note 11 kB
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 0,
}
_DATABASE: Final = "collection.anki2"
_EXPORTED: Final = {"collection.anki21", "collection.anki21b", "meta"}
"""What only Anki puts into a package; its collection.anki2 then holds one note that asks for a newer Anki."""
_ENTRY: Final = b"PK\x01\x02"
"""How each entry of a zip's directory begins."""
_ENCRYPTED: Final = 0x1
_ZIP_FAULTS: Final = (
    *(zipfile.BadZipFile, zlib.error, StructError),
    *(OSError, EOFError, ValueError, RuntimeError),  # NotImplementedError is a RuntimeError
)
"""What zipfile raises on damaged files, for want of an error of its own."""
_PLAIN: Final = re.compile(r"CREATE (TABLE|(UNIQUE )?INDEX) ", re.IGNORECASE)
"""How the definition of a table or an index begins; all else, as views and virtual tables, runs code of the file."""


def read_file(path: Path) -> bytes:
    """The bytes of the file at *path*. Raises Misfit where it cannot be read, or is larger than a package."""
    try:
        with open_regular(path) as file:
            data = file.read(MOST_PACKED + 1)
    except OSError as error:
        raise Misfit(f"it cannot be read: {error.strerror or error}") from None
    if len(data) > MOST_PACKED:
        raise Misfit(f"it is larger than {MOST_PACKED // MEGABYTE} MB")
    return data


class PackageTables:
    """The tables of a package's database."""

    def __init__(self, connection: sqlite3.Connection, size: int) -> None:
        self._connection = connection
        self._left = size
        """How many bytes the values that are still to be read can have: all of them are in the file."""

    def rows(self, cls: type[T], table: str) -> list[T]:
        """The rows of *table*, each read into the dataclass *cls*, whose fields are called as the columns.

        Raises Misfit where the table lacks a column, or a row is no such record.
        """
        columns = [column.name for column in fields(cls)]  # type: ignore[arg-type] # a dataclass, which T cannot say
        stored = {
            name for _, name, *_, hidden in self._connection.execute(f"PRAGMA table_xinfo({table})") if not hidden
        }
        if lacking := [name for name in columns if name not in stored]:
            raise Misfit(f"its table {table} has no column {lacking[0]}")
        records: list[T] = []
        for row in self._connection.execute(f"SELECT {', '.join(columns)} FROM {table}"):
            # A value takes a byte of its own, and those of its text.
            self._left -= len(row) + sum(len(value) for value in row if isinstance(value, str | bytes))
            if self._left < 0 or len(records) == MOST_ROWS:
                raise Misfit(f"its table {table} has no end")
            values = dict(zip(columns, row, strict=True))
            records.append(read_record(cls, values, f"row {len(records) + 1}", table))
        return records


@contextmanager
def opened(package: bytes) -> Iterator[PackageTables]:
    """The tables of *package*. Raises Misfit, here or while they are read, where they are damaged or beyond a limit."""
    data = _unzipped(package)
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            _guard(connection)
            connection.deserialize(data)
            connection.set_progress_handler(lambda: True, _STEPS_FOR_SCHEMA)  # which stops a statement
            for (sql,) in connection.execute("SELECT sql FROM sqlite_master"):
                if sql is not None and not (isinstance(sql, str) and _PLAIN.match(sql)):
                    raise Misfit("its database has views, triggers or virtual tables, which quizgen never writes")
            connection.set_progress_handler(lambda: True, _STEPS_FOR_TABLE)
            yield PackageTables(connection, len(data))
        except (sqlite3.Error, UnicodeError) as error:  # the latter where a message of SQLite's is no text
            is_endless = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT
            message = "its database takes too long to read" if is_endless else "its database is damaged"
            raise Misfit(message) from None


def _guard(connection: sqlite3.Connection) -> None:
    """Let *connection* hold no large value, and run nothing that the database defines."""
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA query_only = ON")


def _unzipped(package: bytes) -> bytes:
    """The database in *package*, a zip."""
    if package.count(_ENTRY) > MOST_MEMBERS:
        raise Misfit(f"it has more than {MOST_MEMBERS} entries")
    try:
        with zipfile.ZipFile(BytesIO(package)) as archive:
            member = _member(archive)
            with zipfile.Path(archive, member.filename).open("rb") as file:
                # Never read() without a size: it unpacks all at once, whatever size was declared.
                data = file.read(member.file_size)
    except Misfit:
        raise
    except _ZIP_FAULTS:
        raise Misfit("it is not a zip file, or a damaged one") from None
    if not data.startswith(b"SQLite format 3\0"):
        raise Misfit("its collection is empty, or no database")
    return data


def _member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The entry of *archive* that holds the database."""
    members = archive.infolist()
    if not _EXPORTED.isdisjoint(member.filename for member in members):
        raise Misfit("Anki exported it")
    members = [member for member in members if member.filename == _DATABASE]
    if len(members) != 1:
        raise Misfit(f"it has {_DATABASE} {len(members)} times, not once")
    (member,) = members
    if member.flag_bits & _ENCRYPTED:
        raise Misfit("it is encrypted")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Misfit("it is compressed in a way that quizgen never uses")
    if member.file_size > MOST_UNPACKED:
        raise Misfit(f"its database is larger than {MOST_UNPACKED // MEGABYTE} MB")
    return member
