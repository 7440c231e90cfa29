"""The rooms of the package and the imports between them, read from the code; ``python -m docs.rooms`` draws them."""

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "quizgen"
PICTURE = Path(__file__).parent / "rooms.svg"
ROOMS = (
    *("base", "languages", "text", "bank", "passages"),
    *("rules", "anki", "worksheet", "coverage", "publish", "cli"),
)
"""The rooms, the lowest first: a room uses only rooms before it."""


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """An import of one module of the package by another, wherever in the file it stands."""

    importer: str
    imported: str
    line: int


def modules() -> dict[str, Path]:
    """Return the files of the package by the names of their modules, such as ``quizgen.bank.lock``."""
    paths = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        paths[name.removesuffix(".__init__")] = path
    return paths


def imports() -> Iterator[Arrow]:
    """Yield every import within the package, those inside functions and for the type checker too."""
    paths = modules()
    for importer, path in paths.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                module = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
                for alias in node.names:
                    name = f"{module}{alias.name}"
                    imported = name if name in paths else name.rpartition(".")[0]
                    if imported in paths:
                        yield Arrow(importer=importer, imported=imported, line=node.lineno)


def room_of(module: str) -> str:
    """Return the room of a module; empty for the package itself and for a module in its top folder."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in ROOMS else ""


def uses() -> dict[str, set[str]]:
    """Return for each room the rooms below it that it imports from; that none imports from above is tested."""
    used: dict[str, set[str]] = {room: set() for room in ROOMS}
    for arrow in imports():
        importer, imported = room_of(arrow.importer), room_of(arrow.imported)
        if importer and imported and ROOMS.index(imported) < ROOMS.index(importer):
            used[importer].add(imported)
    return used


def direct(used: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Return the arrows that are not implied by a longer way: from each room to the nearest ones below it."""

    def reachable(room: str) -> set[str]:
        return used[room].union(*(reachable(below) for below in used[room]))

    return {
        room: {below for below in rooms if not any(below in reachable(other) for other in rooms - {below})}
        for room, rooms in used.items()
    }


# ---- The picture.

_WIDTH, _BOX_HEIGHT, _ROW_HEIGHT, _MARGIN = 960, 74, 112, 20
"""In pixels."""
_BOX_WIDTH = 290


def _purpose(room: str) -> str:
    """What a room is for: the first clause of its docstring."""
    docstring = ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n")[0].rstrip(".")


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _rows(arrows: Mapping[str, set[str]]) -> list[list[str]]:
    """The rooms from the top: each as low as it can be, above all that it uses."""
    level: dict[str, int] = {}
    for room in ROOMS:
        level[room] = 1 + max((level[below] for below in arrows[room]), default=-1)
    return [[room for room in ROOMS if level[room] == height] for height in range(max(level.values()), -1, -1)]


def svg() -> str:
    """Return the picture: a box a room, the lowest at the bottom, and an arrow to each room that it uses directly."""
    arrows = direct(uses())
    rows = _rows(arrows)
    centres: dict[str, tuple[float, float]] = {}
    for row_number, row in enumerate(rows):
        for place, room in enumerate(row):
            x = _WIDTH * (2 * place + 1) / (2 * len(row))
            centres[room] = (x, _MARGIN + row_number * _ROW_HEIGHT + _BOX_HEIGHT / 2)
    height = 2 * _MARGIN + (len(rows) - 1) * _ROW_HEIGHT + _BOX_HEIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
        ' font-family="sans-serif">',
        "<title>The rooms of quizgen and what each uses</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="#555"/></marker></defs>',
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
    ]
    for room, below in sorted(arrows.items()):
        for other in sorted(below):
            parts.append(_arrow(centres[room], centres[other]))
    parts += [_box(room, *centres[room]) for row in rows for room in row]
    return "\n".join([*parts, "</svg>", ""])


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x1, y1), (x2, y2) = start, end
    y1, y2 = y1 + _BOX_HEIGHT / 2, y2 - _BOX_HEIGHT / 2
    return f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke="#555" marker-end="url(#tip)"/>'


def _box(room: str, x: float, y: float) -> str:
    left, top = x - _BOX_WIDTH / 2, y - _BOX_HEIGHT / 2
    folders = sorted({path.parent.name for path in (PACKAGE / room).rglob("*.py")} - {room})
    title = f"{room}/" + (f" <tspan font-weight='normal' fill='#555'>{' '.join(folders)}</tspan>" if folders else "")
    lines = _wrapped(_purpose(room), 46)[:3]
    body = "".join(
        f'<text x="{left + 10:.0f}" y="{top + 36 + 14 * number:.0f}" font-size="11" fill="#333">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{_BOX_WIDTH}" height="{_BOX_HEIGHT}" rx="6" fill="#f6f4ee"'
        ' stroke="#888"/>'
        f'<text x="{left + 10:.0f}" y="{top + 18:.0f}" font-size="13" font-weight="bold">{title}</text>{body}'
    )


if __name__ == "__main__":
    PICTURE.write_text(svg(), encoding="utf-8")
    sys.stdout.write(f"{PICTURE.name} is drawn.\n")
