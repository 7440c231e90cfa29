"""Markdown read: CommonMark with tables and footnotes, by markdown-it-py."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from quizgen.text.markup import without_markup
from quizgen.text.paragraphs import BlockKind
from quizgen.text.reading.composer import Composer
from quizgen.text.reading.marks import SourceMarks
from quizgen.text.reading.model import RunningText

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# What an editor of Markdown writes before the text: its title and the like, in YAML.
_FRONT: Final = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_DEFINITION: Final = re.compile(
    r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?!\s*\n|\s*\[\^|#).+)*(?:\n[ \t]*\n(?: {4}|\t).+(?:\n(?!\s*\n).+)*)*)",
    re.MULTILINE,
)
_REFERENCE: Final = re.compile(r"\[\^([^\]\s]+)\]")
_ATTRIBUTES: Final = re.compile(r"\s*\{[#.][^{}]*\}\s*$")
_EMPTY: Final = "\u00a0"


def read_markdown(marks: SourceMarks) -> RunningText:
    """Read Markdown; a footnote joins the block that refers to it first.

    The items of a list that has no blank lines between them are one block; otherwise each paragraph is one.
    """
    notes: dict[str, str] = {}

    def keep_note(match: re.Match[str]) -> str:
        notes.setdefault(match[1], match[2])
        return ""

    source = _DEFINITION.sub(keep_note, _FRONT.sub("", marks.raw))
    writer = _MarkdownWriter(Composer(marks), notes)
    writer.write(_parser().parse(source))
    writer.write_notes()
    return writer.composer.reading()


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # heavy: only a text in Markdown needs it

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


class _MarkdownWriter:
    """Writes the tokens of a parsed text."""

    def __init__(self, composer: Composer, notes: dict[str, str]) -> None:
        self.composer = composer
        self._notes = notes
        self._quotes = 0
        self._lists: list[int | None] = []  # the numbers of the next items; None in a list without numbers
        self._marker = ""  # of the item that begins
        self._is_tight = False

    def write(self, tokens: "Sequence[Token]") -> None:
        """Write *tokens* in their order."""
        for index, token in enumerate(tokens):
            match token.type:
                case "blockquote_open":
                    self._quotes += 1
                case "blockquote_close":
                    self._quotes -= 1
                case "bullet_list_open" | "ordered_list_open":
                    self._open_list(tokens, index)
                case "bullet_list_close" | "ordered_list_close":
                    self._close_list()
                case "list_item_open":
                    self._open_item(token.markup)
                case "table_open":
                    self.composer.begin(BlockKind.TABLE)
                case "tr_close":
                    self.composer.line()
                case "th_close" | "td_close" if tokens[index + 1].type != "tr_close":
                    self.composer.cell()
                case "inline":
                    self._write_inline(tokens[index - 1].type, token)
                case "code_block" | "fence":
                    self.composer.begin(BlockKind.VERSE)
                    self.composer.write(token.content.strip("\n"), kept=True)
                case "html_block":
                    self._write_html(token.content)

    def write_notes(self) -> None:
        """Write the footnotes that nothing refers to, each as a block."""
        for note in self._notes.values():
            self.composer.begin(BlockKind.NOTE)
            self.composer.write(_plain(note))

    def _open_list(self, tokens: "Sequence[Token]", index: int) -> None:
        if not self._lists:
            close = next(n for n in range(index, len(tokens)) if tokens[n].level == tokens[index].level and n > index)
            within = [token for token in tokens[index:close] if token.type == "paragraph_open"]
            self._is_tight = all(token.hidden for token in within)
            if self._is_tight:
                self.composer.begin(BlockKind.LIST)
        is_numbered = tokens[index].type == "ordered_list_open"
        self._lists.append(int(tokens[index].attrs.get("start", 1)) if is_numbered else None)

    def _close_list(self) -> None:
        self._lists.pop()
        if not self._lists:
            self._marker, self._is_tight = "", False

    def _open_item(self, markup: str) -> None:
        number = self._lists[-1]
        self._marker = f"{number}{markup} " if number is not None else "• "
        if number is not None:
            self._lists[-1] = number + 1

    def _write_inline(self, opened: str, token: "Token") -> None:
        match opened:
            case "heading_open":
                self.composer.begin(BlockKind.HEADING)
                if token.children:
                    token.children[-1].content = _ATTRIBUTES.sub("", token.children[-1].content)
            case "paragraph_open" if not self._is_tight:
                kind = BlockKind.QUOTATION if self._quotes else BlockKind.PARAGRAPH
                self.composer.begin(BlockKind.LIST if self._marker else kind)
                self._write_marker()
            case "paragraph_open":
                self.composer.resume(BlockKind.LIST)
                self._write_marker()
            case _ if not token.content.strip():
                self.composer.write(_EMPTY)
        self._write_children(token.children or (), is_head=opened == "th_open")

    def _write_marker(self) -> None:
        if self._marker:
            level = len(self._lists) - 1 if self.composer.is_open else 0
            self.composer.write("  " * level + self._marker, kept=True)
            self._marker = ""

    def _write_children(self, tokens: "Sequence[Token]", *, is_head: bool) -> None:
        em, strong = 0, int(is_head)
        for token in tokens:
            match token.type:
                case "em_open" | "em_close":
                    em += token.nesting
                case "strong_open" | "strong_close":
                    strong += token.nesting
                case "softbreak":
                    self.composer.write(" ")
                case "hardbreak":
                    self.composer.break_line()
                case "html_inline" if token.content.lower().startswith("<br"):
                    self.composer.break_line()
                case "text" | "code_inline":
                    self._write_words(token.content, em=em > 0, strong=strong > 0)

    def _write_words(self, text: str, *, em: bool, strong: bool) -> None:
        for index, part in enumerate(_REFERENCE.split(text)):
            if index % 2 == 0:
                self.composer.write(part, em=em, strong=strong)
            elif part in self._notes:
                self.composer.note(_plain(self._notes.pop(part)))

    def _write_html(self, content: str) -> None:
        """Write the text of a piece of HTML between paragraphs, each of its own a paragraph."""
        for paragraph in re.split(r"\n\s*\n", without_markup(content + "</p>")):
            self.composer.begin(BlockKind.PARAGRAPH)
            self.composer.write(paragraph)


def _plain(note: str) -> str:
    """The words of a footnote, on one line."""
    tokens = (child for token in _parser().parse(note) if token.type == "inline" for child in token.children or ())
    breaks = ("softbreak", "hardbreak")
    return "".join(" " if token.type in breaks else token.content for token in tokens if token.type != "html_inline")
