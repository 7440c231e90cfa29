"""PDF files read back: their words with their places on the page, and their structure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject


@dataclass(frozen=True)
class Printed:
    """A run of text where it stands: the page from 1, points from the lower left, and its font and size."""

    page: int
    x: float
    y: float
    text: str
    font: str
    size: float


def printed(pdf: bytes) -> list[Printed]:
    """All text of a PDF, in the order of its tags."""
    runs: list[Printed] = []
    for number, page in enumerate(PdfReader(BytesIO(pdf)).pages, start=1):

        def keep(text: str, user: Any, matrix: Any, font: Any, size: float, number: int = number) -> None:
            if text.strip():
                x, y = matrix[4] * user[0] + user[4], matrix[5] * user[3] + user[5]
                runs.append(Printed(number, x, y, text, str((font or {}).get("/BaseFont", "")), size))

        page.extract_text(visitor_text=keep)
    return runs


def text(pdf: bytes) -> str:
    """The words of a PDF, one space between them, ligatures and hyphens at line ends as printed."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def tags(pdf: bytes) -> list[str]:
    """The structure elements of a tagged PDF, in reading order."""
    names: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, ArrayObject):
            for child in node:
                walk(child)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                names.append(str(node["/S"])[1:])
            if "/K" in node:
                walk(node["/K"])

    walk(PdfReader(BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"])  # type: ignore[index]
    return names


@dataclass(frozen=True)
class Box:
    """Where glyphs stand that are shown at one go, in points from the lower left of their page, and their size."""

    page: int
    left: float
    right: float
    baseline: float
    size: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two are set over each other, more than letters may touch."""
        low, high = sorted((self, other), key=lambda box: box.baseline)
        across = min(self.right, other.right) - max(self.left, other.left)
        return self.page == other.page and across > 1 and high.baseline - low.baseline < 0.5 * min(low.size, high.size)


def boxes(pdf: bytes) -> list[Box]:
    """The boxes of all that is seen of a PDF's text, by the widths of its glyphs."""
    reader = PdfReader(BytesIO(pdf))
    shown: list[Box] = []
    for number, page in enumerate(reader.pages, start=1):
        widths = {name: _widths(font) for name, font in page["/Resources"]["/Font"].items()}  # type: ignore[index]
        shown += (
            box for box in _boxes(number, ContentStream(page.get_contents(), reader), widths) if box.size > 2
        )  # what is read aloud alone has 1 point
    return shown


def _boxes(page: int, stream: ContentStream, widths: dict[str, Callable[[int], float]]) -> Iterator[Box]:
    line = IDENTITY
    font, size, spacing = "", 0.0, 0.0
    for operands, operator, current in _operations(stream):
        match operator:
            case b"BT":
                line = IDENTITY
            case b"Tf":
                font, size = operands[0], float(operands[1])
            case b"Tc":
                spacing = float(operands[0])
            case b"Tm":
                line = _transform(operands)
            case b"Td":
                line = _times((1, 0, 0, 1, float(operands[0]), float(operands[1])), line)
            case b"Tj" | b"TJ":
                advance = 0.0
                for part in operands[0] if operator == b"TJ" else operands:
                    if isinstance(part, int | float):
                        advance -= float(part) / 1000 * size
                    else:
                        data = part.original_bytes
                        codes = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
                        advance += sum(widths[font](code) / 1000 * size + spacing for code in codes)
                a, _, _, d, left, baseline = _times(line, current)
                yield Box(page, left, left + advance * a, baseline, size * abs(d))
                line = _times((1, 0, 0, 1, advance, 0), line)
            case b"Do" | b"T*" | b"TD" | b"'" | b'"' | b"Tw" | b"Tz":
                raise AssertionError(f"{operator!r} is not read yet")


@dataclass(frozen=True)
class Stroke:
    """A level line: its page from 1, its height in points from the bottom of the page, and how wide it is."""

    page: int
    y: float
    width: float


def strokes(pdf: bytes) -> list[Stroke]:
    """The level lines that are drawn on the pages of a PDF."""
    reader = PdfReader(BytesIO(pdf))
    drawn: list[Stroke] = []
    for number, page in enumerate(reader.pages, start=1):
        start: tuple[float, float] = (0, 0)
        for operands, operator, current in _operations(ContentStream(page.get_contents(), reader)):
            match operator:
                case b"m":
                    start = _point(operands, current)
                case b"l":
                    end = _point(operands, current)
                    if abs(end[1] - start[1]) < 0.01:
                        drawn.append(Stroke(number, end[1], abs(end[0] - start[0])))
    return drawn


def _operations(stream: ContentStream) -> Iterator[tuple[Any, bytes, "Transform"]]:
    """What is drawn: operands and operator, and the transformation that holds for it."""
    current = IDENTITY
    saved: list[Transform] = []
    for operands, operator in stream.operations:
        match operator:
            case b"q":
                saved.append(current)
            case b"Q":
                current = saved.pop()
            case b"cm":
                current = _times(_transform(operands), current)
            case _:
                yield operands, operator, current


def _point(operands: Any, current: "Transform") -> tuple[float, float]:
    x, y = map(float, operands)
    *_, left, low = _times((1, 0, 0, 1, x, y), current)
    return left, low


Transform = tuple[float, float, float, float, float, float]
"""A matrix of a PDF."""
IDENTITY: Transform = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _transform(operands: Any) -> Transform:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _times(first: Transform, second: Transform) -> Transform:
    """What *first* does, and then what *second* does."""
    a, b, c, d, e, f = first
    k, m, n, o, p, q = second
    return (a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q)


def _widths(font: Any) -> Callable[[int], float]:
    """The widths of the glyphs of a composite font, in thousandths of its size."""
    (descendant,) = font.get_object()["/DescendantFonts"]
    descendant = descendant.get_object()
    known: dict[int, float] = {}
    entries = list(descendant.get("/W", ()))
    while entries:
        first, second = int(entries.pop(0)), entries.pop(0)
        if isinstance(second, ArrayObject):
            known |= {first + index: float(width) for index, width in enumerate(second)}
        else:
            width = float(entries.pop(0))
            known |= dict.fromkeys(range(first, int(second) + 1), width)
    default = float(descendant.get("/DW", 1000))
    return lambda code: known.get(code, default)
