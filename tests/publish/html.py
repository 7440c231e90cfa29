"""A page as its reader has it: its elements, its words, and those before any fold is opened."""

from html.parser import HTMLParser

APART = ("p", "li", "h1", "h2", "h3", "td", "th", "dt", "dd", "br", "summary", "title", "span")
"""Elements whose words stand apart from those before them."""


class Page(HTMLParser):
    """The elements and the words of a page, its style left out."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self._words = ""
        self._unfolded = ""

    @property
    def text(self) -> str:
        """All words, with one space between two."""
        return " ".join(self._words.split())

    @property
    def unfolded(self) -> str:
        """The words that are seen before any fold is opened, the names of the outer folds among them."""
        return " ".join(self._unfolded.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("br", "meta"):
            self._open.append(tag)
        if tag in APART:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        while self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" in self._open or "title" in self._open:
            return
        self._words += data
        folds = self._open.count("details")
        if folds == 0 or (folds == 1 and "summary" in self._open):
            self._unfolded += data


def read(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    return page
