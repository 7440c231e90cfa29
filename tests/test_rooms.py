"""The structure of the package, read from its code: rooms, arrows, sizes and names."""

import ast
from collections import Counter
from graphlib import TopologicalSorter
from statistics import median

import pytest

from docs.rooms import PACKAGE, PICTURE, ROOMS, imports, modules, room_of, svg

LONGEST = 320
"""Lines of a module."""
MEDIAN = 100
PLACEHOLDERS = {"each", "found", "made", "told", "shown", "held", "said"}
"""Words that say nothing of the thing in a variable."""

SCOPES = (ast.FunctionDef, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
"""Where local variables live; what is a field of a class is part of its shape."""


def test_the_top_folder_has_two_modules_and_the_rooms() -> None:
    names = {path.name for path in PACKAGE.iterdir() if path.name != "__pycache__"}
    assert names == {"__init__.py", "__main__.py", "py.typed", *ROOMS}


def test_a_room_uses_only_rooms_below_it() -> None:
    upwards = [
        f"{arrow.importer}:{arrow.line} imports {arrow.imported}"
        for arrow in imports()
        if room_of(arrow.importer)
        and room_of(arrow.imported)
        and ROOMS.index(room_of(arrow.imported)) > ROOMS.index(room_of(arrow.importer))
    ]
    assert upwards == []


def test_no_files_import_each_other_by_whatever_way() -> None:
    graph: dict[str, set[str]] = {name: set() for name in modules()}
    for arrow in imports():
        if arrow.importer != arrow.imported:
            graph[arrow.importer].add(arrow.imported)
    assert len(list(TopologicalSorter(graph).static_order())) == len(graph)  # CycleError names the circle


def test_no_folders_within_a_room_import_each_other() -> None:
    graph: dict[str, set[str]] = {}
    paths = modules()
    for arrow in imports():
        importer, imported = paths[arrow.importer].parent, paths[arrow.imported].parent
        is_below = importer not in imported.parents and imported not in importer.parents
        if importer != imported and is_below:
            graph.setdefault(str(importer), set()).add(str(imported))
    assert list(TopologicalSorter(graph).static_order())


def test_modules_are_short() -> None:
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules().items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}
    assert median(lengths.values()) < MEDIAN


def test_a_class_name_exists_once() -> None:
    names: Counter[str] = Counter()
    for path in modules().values():
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        names.update(node.name.lstrip("_") for node in nodes if isinstance(node, ast.ClassDef))
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_variable_is_called_after_the_thing_in_it(room: str) -> None:
    placeholders = []
    for path in sorted((PACKAGE / room).rglob("*.py")):
        for scope in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(scope, SCOPES):
                continue
            for node in ast.walk(scope):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in PLACEHOLDERS:
                    placeholders.append(f"{path.relative_to(PACKAGE)}:{node.lineno} {node.id}")
                elif isinstance(node, ast.arg) and node.arg in PLACEHOLDERS:
                    placeholders.append(f"{path.relative_to(PACKAGE)}:{node.lineno} {node.arg}")
    assert placeholders == []


def test_the_picture_of_the_rooms_is_what_the_imports_draw() -> None:
    assert PICTURE.read_text(encoding="utf-8") == svg()
