"""Packages taken apart, damaged, and put together again."""

import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from struct import pack
from typing import Any

DATABASE = "collection.anki2"
READ = {
    "col": ("models", "decks"),
    "notes": ("id", "guid", "mid", "mod", "tags", "flds"),
    "cards": ("nid", "did", "ord", "due"),
}
"""The columns that are read, by their tables."""


def unzipped(package: bytes) -> bytes:
    """The database of a package."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return archive.read(DATABASE)


def zipped(database: bytes, *names: str, method: int = zipfile.ZIP_STORED) -> bytes:
    """A package of a database, under the usual name or under all of *names*."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name in names or (DATABASE,):
            archive.writestr(name, database)
    return target.getvalue()


def by_sql(package: bytes, *statements: str, values: tuple[object, ...] = ()) -> bytes:
    """The package after some SQL, the last with values, in tables that take any value."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(unzipped(package))
        for table in READ:
            names = ", ".join(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))
            connection.execute(f"CREATE TABLE copy ({names})")  # without types: each value stays as it is
            connection.execute(f"INSERT INTO copy SELECT * FROM {table}")
            connection.execute(f"DROP TABLE {table}")
            connection.execute(f"ALTER TABLE copy RENAME TO {table}")
        for number, statement in enumerate(statements, 1):
            connection.execute(statement, values if number == len(statements) else ())
        connection.commit()
        return zipped(connection.serialize())


def by_json(package: bytes, column: str, edit: Callable[[Any], object]) -> bytes:
    """The package whose JSON in a column of ``col`` is what *edit* returns of it."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(unzipped(package))
        (text,) = connection.execute(f"SELECT {column} FROM col").fetchone()
    edited = edit(json.loads(text))
    return by_sql(
        package,
        f"UPDATE col SET {column} = ?",
        values=(edited if isinstance(edited, str) else json.dumps(edited),),
    )


def endless(package: bytes, table: str) -> bytes:
    """The package with a table whose tree has 300 branches at each of 12 levels, all to the same pages.

    Of the table ``sqlite_master`` the tree is the list of tables itself.
    """
    data = bytearray(unzipped(package))
    size = int.from_bytes(data[16:18], "big")
    root = 1
    if table != "sqlite_master":
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(bytes(data))
            query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
            (root,) = connection.execute(query, (table,)).fetchone()
    offset = (root - 1) * size
    pages = len(data) // size
    data += data[offset : offset + size]  # the last level is the old root
    if root == 1:
        leaf = bytearray(data[-size:])
        leaf[:400] = leaf[100:500]  # no page but the first begins with the header of the file
        data[-size:] = leaf
    for level in range(12):
        data += _branches(size, pages + level + 1, 0)
    head = data[:100] if root == 1 else b""
    data[offset : offset + size] = head + _branches(size, pages + 13, len(head))[len(head) :]
    data[28:32] = pack(">I", len(data) // size)
    return zipped(bytes(data))


def _branches(size: int, child: int, start: int) -> bytes:
    """A page of a table's tree with as many branches to the page *child* as there is room for, up to 300."""
    count = min(300, (size - start - 12) // 7)
    cells = [size - 5 * (number + 1) for number in range(count)]
    header = pack(">BHHHBI", 5, 0, count, cells[-1], 0, child) + b"".join(pack(">H", cell) for cell in cells)
    body = (pack(">I", child) + b"\x01") * count
    return bytes(start) + header + bytes(size - start - len(header) - len(body)) + body
