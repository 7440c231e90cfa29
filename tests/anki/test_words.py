"""The words beside the bank's own: every one comes from a language pack, and no template holds any."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from importlib.resources import files
from typing import TYPE_CHECKING, Any, get_args

import pytest

from quizgen.anki import notetypes, page, words
from quizgen.anki.draw import draw
from quizgen.anki.notetypes import NOTE_TYPES, NoteType
from quizgen.languages import card_words, labels, packs
from quizgen.languages.card_words import CardWords
from quizgen.languages.packs import languages
from tests.anki.conftest import BLOCKS, SAMPLES, Reviewer, note
from tests.anki.conftest import words as seen

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEMPLATES = files("quizgen.anki").joinpath("templates")
each_type = pytest.mark.parametrize("kind", NOTE_TYPES, ids=lambda kind: kind.key)


def sides(kind: NoteType) -> Iterator[str]:
    for template in kind.templates:
        yield from (template.front, template.back)


def named(html: str) -> set[str]:
    return set(re.findall(r'data-word="([^"]+)"', html))


@each_type
def test_no_template_holds_a_word(kind: NoteType) -> None:
    for side in sides(kind):
        html = side.replace(words.withdrawn(), "")
        html = re.sub(r"(?s)<script>.*?</script>", "", html)
        html = re.sub(r"\{\{[^{}]+\}\}", "", html)
        assert re.findall(r"\w+", seen(html)) == []
        assert not re.search(r'(placeholder|title|aria-label|alt)="', html)


@each_type
def test_every_word_that_a_template_names_is_filled_in_for_every_language(kind: NoteType) -> None:
    for language in languages():
        card = "#quizgen" if language == packs.FALLBACK else f"#quizgen:lang({language})"
        for name in set().union(*map(named, sides(kind))):
            assert f'{card} [data-word="{name}"]::before' in kind.css, (language, name)


def test_the_script_has_no_words_of_its_own() -> None:
    script = TEMPLATES.joinpath("card.js").read_text(encoding="utf-8")
    code = re.sub(r"(?m)^\s*//.*$|\s//.*$", "", script)
    spoken = re.findall(r'textContent = "|(?:tell|remark)\([^;]*?["“`][A-Z]', code)
    assert spoken == []


def test_the_words_of_all_languages_ride_in_the_script() -> None:
    script = words.with_words("WORDS = { /* words */ };")
    read = json.loads(script.removeprefix("WORDS = ").removesuffix(";"))
    assert set(read) == set(languages())
    assert read["de"]["wrong"] == "Nicht richtig"


def test_a_word_is_a_string_of_css_whatever_is_in_it() -> None:
    assert words._content('a "b" \\ <c> {count} d') == r'"a \22 b\22  \5c  \3c c\3e  " attr(data-count) " d"'


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A pack of a made-up language, every word of which is the English one between ⟦ and ⟧."""

    def marked(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: marked(inner) for key, inner in value.items()}
        return f"⟦{value}⟧" if isinstance(value, str) else value

    caches = (labels.labels, card_words.card_words, notetypes._whole, notetypes._styling)
    real = packs.shipped
    known = (*languages(), "qps")
    english = {name: real("en").section(name) for name in get_args(packs.Section)}
    pack = packs.Pack(
        "qps", {name: marked(part) if name in ("labels", "cards") else part for name, part in english.items()}
    )
    monkeypatch.setattr(packs, "shipped", lambda tag: pack if tag == "qps" else real(tag))
    monkeypatch.setattr(packs, "languages", lambda: known)
    monkeypatch.setattr(words, "languages", lambda: known)
    for cache in caches:
        cache.cache_clear()
    yield
    monkeypatch.undo()
    for cache in caches:
        cache.cache_clear()


@pytest.mark.usefixtures("pseudo")
def test_with_another_pack_every_drawn_word_is_of_that_pack() -> None:
    drawn = draw(note("a", BLOCKS["verdict"]), language="qps")
    assert drawn.value("options").count("⟦") == 2
    assert "⟦" in drawn.value("says")
    css = NOTE_TYPES[0].css
    rules = [line for line in css.splitlines() if line.startswith("#quizgen:lang(qps)")]
    assert len(rules) > 15
    assert all("⟦" in rule for rule in rules)
    html = page.page(SAMPLES[:1], language="qps")
    assert html.count("⟦Show answer⟧") == 2


def test_every_pack_has_every_word_of_cards() -> None:
    names = {field.name for field in fields(CardWords)}
    for language in languages():
        assert set(packs.section(language, "cards")) == names, language
        for name in names:
            english = packs.section("en", "cards")[name]
            assert set(re.findall(r"\{\w+\}", packs.section(language, "cards")[name])) == set(
                re.findall(r"\{\w+\}", english)
            ), (language, name)


SHOWN = "element => getComputedStyle(element, '::before').content"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "hint", "align"),
    [("en", '"Hint"', "left"), ("de-AT", '"Hinweis"', "left"), ("he", '"Hint"', "right")],
)
def test_a_browser_shows_the_words_of_the_cards_language(
    chromium: "Browser", language: str, hint: str, align: str
) -> None:
    from quizgen.anki.cards import sides as sides_of

    drawn = draw(note("a", BLOCKS["typed"], hint="A hint."), language=language)
    front, back = sides_of(drawn, 0)
    client = Reviewer(chromium, long_lived=False, viewport={"width": 390, "height": 664})
    client.show(front)
    assert client.page.locator("summary").evaluate(SHOWN) == hint
    assert client.page.get_attribute("input", "placeholder") == (
        "Deine Antwort" if language == "de-AT" else "Your answer"
    )
    box = client.page.locator(".stem").evaluate(
        "element => { const range = document.createRange(); range.selectNodeContents(element);"
        "const text = range.getBoundingClientRect(), whole = element.getBoundingClientRect();"
        "return [text.left - whole.left, whole.right - text.right]; }"
    )
    assert (box[0] < box[1]) is (align == "left")
    client.page.fill("input", "x")
    client.show(back)
    outcome = client.read(".outcome")
    assert outcome == (["Nicht richtig: eingegeben: „x“"] if language == "de-AT" else ["Not right: you typed “x”"])
    client.context.close()
    assert client.faults == []
