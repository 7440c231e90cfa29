"""A character that no font at hand has is printed by its number, wherever it stands, and stops nothing."""

import re
import sys
import tomllib
import unicodedata
from dataclasses import replace
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizgen.bank.excerpt import Mark, Paragraph
from quizgen.bank.paper import Leaf
from quizgen.text.inline import Prose, escape
from quizgen.text.printable import unprintable
from quizgen.worksheet.draw_bank_form import draw_bank_form
from quizgen.worksheet.pdf import fonts
from quizgen.worksheet.pdf import render as pdf
from quizgen.worksheet.pdf.glyphs import UNSURE, MissingGlyphs
from quizgen.worksheet.pdf.typesetting import unshown
from quizgen.worksheet.view.edition import Edition
from quizgen.worksheet.view.view import Excerpts
from tests.sheets import forms, lindenau, make_item, with_items
from tests.worksheet.reading import text

ROOT = Path(__file__).parents[3]
SURE = [chr(code) for code in range(0x20, 0x3000) if not UNSURE.match(chr(code))]


def sheet(stem: str, *, leaf: Leaf = Leaf.SHEET, edition: Edition | None = None, **options: str) -> str:
    """What a sheet with one question says."""
    question = replace(make_item("short", 1, 0, ("W1",)), ask=Prose(stem))  # type: ignore[call-arg]
    return text(pdf.render(forms(with_items(question), **options)[0], leaf=leaf, edition=edition))


def told(excerpts: Excerpts) -> list[str]:
    """What is told of the user's text on a sheet."""
    _, problems = draw_bank_form(lindenau(), forms(select={"ids": ("wells-failed",)}), Leaf.SHEET, "pdf", excerpts)
    assert {problem.code for problem in problems} == {"W404"}
    return [problem.message for problem in problems]


@pytest.mark.parametrize("leaf", [Leaf.SHEET, Leaf.TEACHER])
def test_a_character_of_the_bank_is_printed_by_its_number(leaf: Leaf) -> None:
    assert "What does [U+6587] mean, and [U+1F600]?" in sheet("What does 文 mean, and 😀?", leaf=leaf)


@pytest.mark.parametrize("edition", [Edition(), Edition(large_print=True), Edition(dyslexia=True)])
def test_so_it_is_in_italics_bold_type_and_code_and_in_all_editions(edition: Edition) -> None:
    words = sheet("*文* **文** ***文*** `文`", edition=edition)
    assert words.count("[U+6587]") == 4


def test_so_it_is_in_the_title_of_a_sheet() -> None:
    assert "A [U+1F600] sheet" in sheet("What?", title="A 😀 sheet")


@pytest.mark.parametrize(
    ("sequence", "printed"),
    [
        ("👩\u200d👧", r"\[U\+1F469\]\u200d?\[U\+1F467\]"),
        ("🇩🇪", r"\[U\+1F1E9\]\[U\+1F1EA\]"),
        ("😀\ufe0f!", r"\[U\+1F600\]\ufe0f?!"),
        ("文\u0323 but e\u0323", r"\[U\+6587\].{0,4} but (ẹ|e\u0323)"),
        ("☃\ufe0f", "☃\ufe0f?"),
        ("a\ufeffb", r"a\[U\+FEFF\]b"),
    ],
)
def test_of_a_sequence_only_what_no_font_has_is_printed_by_number(sequence: str, printed: str) -> None:
    assert re.search(f"Is it {printed}", sheet(f"Is it {sequence}"))


def test_a_letter_that_a_missing_mark_takes_along_stays_a_letter() -> None:
    mark = "\u1ac5"  # no font that has it has an a
    assert unshown([f"a{mark} 文"]) == {mark, "文"}
    assert f"Banana a[U+{ord(mark):04X}] mama" in sheet(f"Banana a{mark} mama")


def test_a_diagnostic_of_something_else_is_no_matter_of_glyphs() -> None:
    with pytest.raises(RuntimeError, match="file not found"):
        MissingGlyphs("error: file not found")


@pytest.mark.parametrize("style", ["{}", "*{}*", "**{}**", "***{}***", "`{}`"])
def test_every_font_that_is_always_there_together_has_what_counts_as_sure(
    style: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "EXTRAS", ())
    fonts.fonts.cache_clear()
    assert len(SURE) > 2000
    assert not any(unicodedata.category(character)[0] == "M" for character in SURE)
    words = escape(" ".join(SURE)) if style != "`{}`" else "".join(SURE).replace("`", "")
    assert "[U+" not in sheet(style.format(words.strip()))  # a layout of what is sure is not searched for numbers
    assert unshown(["".join(SURE) + "文"]) == {"文"}


def test_what_is_sure_is_never_laid_out_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert unshown(["".join(SURE), "Ősz, Żeleński, Москва → Ἀ"[:-1]]) == frozenset()


PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)


@given(PRINTABLE)
@example('"\u1ac5\\\u1ac5')
@example("\u0323\u200d\ufe0f")
@example("文\u200d\U00012000\u0301 \ufeff")
@example("3\xad亣")
@settings(max_examples=60, deadline=None)
def test_no_text_of_a_stem_stops_a_sheet_and_what_is_told_is_what_is_printed(words: str) -> None:
    if unprintable(words) or not words.strip():
        return
    printed = sheet(f"Is it {escape(words)} ?").replace("\xad", "")  # which is not seen, and read in the wrong place
    numbers = {chr(int(number, 16)) for number in re.findall(r"\[U\+([0-9A-F]+)\]", printed)}
    assert numbers == unshown([f"Is it {words} ?"]) or "[U+" in words


def test_a_character_of_the_users_text_is_shown_by_its_number_with_a_warning() -> None:
    (form,) = forms(select={"ids": ("wells-failed",)})
    paragraph = Paragraph(number=1, text="Mud 😀 and 文 mud.", marks=(Mark(start=10, end=14, label="wells-failed"),))
    words = text(pdf.render(form, leaf=Leaf.TEACHER, excerpts={"W1": (paragraph,)}))
    assert "Mud [U+1F600] and [U+6587] mud." in words
    assert told({"W1": (paragraph,)}) == [
        "no font at hand has “文” (U+6587) of The Well at Lindenau, ¶ 1 (W1): a PDF prints [U+6587] instead",
        "no font at hand has “😀” (U+1F600) of The Well at Lindenau, ¶ 1 (W1): a PDF prints [U+1F600] instead",
    ]


def test_a_byte_order_mark_amid_a_text_which_no_accessible_pdf_may_hold_is_shown_by_its_number() -> None:
    (form,) = forms(select={"ids": ("wells-failed",)})
    excerpts = {"W1": (Paragraph(number=1, text="Mud\ufeff, 文 mud."),)}
    assert "Mud[U+FEFF], [U+6587] mud." in text(pdf.render(form, excerpts=excerpts))
    assert len(told(excerpts)) == 2


def test_of_a_character_in_many_paragraphs_of_the_users_text_the_first_is_named() -> None:
    paragraphs = tuple(Paragraph(number=number, text="Mud 文.") for number in (3, 4, 6))
    (message,) = told({"W1": paragraphs})
    assert "“文” (U+6587) of The Well at Lindenau, ¶ 3 (W1) and 2 more: a PDF" in message


def test_lines_are_counted_with_the_numbers_in_place() -> None:
    """Twenty numbers fill lines that twenty characters would not: the line of what follows is the later one."""
    (form,) = forms(select={"ids": ("wells-failed",)})
    marked = "It is all mud."
    lines = []
    for filling in ("文 " * 60, "[U+6587] " * 60):
        words = f"{filling}{marked}"
        mark = Mark(start=len(filling), end=len(words), label="wells-failed")
        excerpts = {"W1": (Paragraph(number=1, text=words, marks=(mark,)),)}
        lines.append(pdf.line_numbers(form, edition=Edition(), excerpts=excerpts))
    assert lines[0] == lines[1]
    assert lines[0]["wells-failed@W1"][0] > 5


def test_every_extra_with_fonts_is_one_of_the_package() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    for extra in fonts.EXTRAS:
        (requirement,) = extras[extra.name]
        assert re.split("[<>=]", requirement)[0] == extra.module.replace("_", "-")


def test_the_fonts_of_an_installed_extra_are_at_hand_and_it_is_not_named_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fonts.helpful_extra("文") == "cjk"

    def find_spec(module: str) -> ModuleSpec | None:
        spec = ModuleSpec(module, None, is_package=True)
        spec.submodule_search_locations = [f"/fonts/{module}"]
        return spec if module != "manimgx_fonts" else None

    monkeypatch.setattr(fonts, "find_spec", find_spec)
    assert [*fonts.font_folders()] == ["/fonts/font_source_sans_pro", "/fonts/manimgx_fonts_cjk"]
    assert fonts.helpful_extra("文") == ""
    assert fonts.helpful_extra("😀") == "fonts"
