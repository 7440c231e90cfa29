"""PDF files read back: their words with their places on the page, and their structure."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject


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
