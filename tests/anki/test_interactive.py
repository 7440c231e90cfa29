"""The cards as a student works them: in a browser, with and without what a client may lack."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from quizgen.anki.page import page
from quizgen.bank.codes import assign
from tests.anki.conftest import BLOCKS, SAMPLES, Reviewer

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

Rendered = Callable[[str], list[tuple[str, str]]]
KEYS = "ghjklnpqw"
DESKTOP = "() => { window.flips = []; window.pycmd = (command) => window.flips.push(command); }"
"""The desktop program's way to show the answer."""


def options(client: Reviewer) -> list[str]:
    return client.read(".options li button")


def press(client: Reviewer, text: str) -> None:
    client.page.locator("button", has_text=text).click()


def marks(client: Reviewer) -> dict[str, str]:
    """What stands before each option on the back: a sign for right or wrong, or nothing."""
    return {
        each.evaluate("entry => (entry.querySelector('summary') ?? entry).firstChild.textContent"): each.evaluate(
            "entry => getComputedStyle(entry, '::before').content.replace('none', '').slice(1, 2)"
        )
        for each in client.page.locator(".options li").all()
    }


def test_options_are_shuffled_afresh_and_stay_so_on_the_back(reviewer: Reviewer, rendered: Rendered) -> None:
    ((front, back),) = rendered("choice")
    seen = set()
    for _ in range(12):
        reviewer.show(front)
        order = options(reviewer)
        assert len(set(order)) == 4
        reviewer.show(back)
        assert [text.split("\n")[0] for text in reviewer.read(".options li")] == order
        seen.add(tuple(order))
    assert len(seen) > 3


@pytest.mark.parametrize("name", ["locked", "verdict"])
def test_a_locked_order_is_never_shuffled(reviewer: Reviewer, rendered: Rendered, name: str) -> None:
    ((front, _),) = rendered(name)
    orders = set()
    for _ in range(8):
        reviewer.show(front)
        orders.add(tuple(options(reviewer)))
    assert orders == {("1936", "1937", "1938", "1939") if name == "locked" else ("True", "False")}


def test_one_tap_answers(reviewer: Reviewer, rendered: Rendered) -> None:
    ((front, back),) = rendered("choice")
    reviewer.show(front)
    reviewer.page.evaluate(DESKTOP)
    press(reviewer, "a deserter")
    assert reviewer.page.evaluate("window.flips") == ["ans"]
    reviewer.show(back)
    assert reviewer.read(".outcome") == ["Not right"]
    assert marks(reviewer) == {"an English spy": "✓", "a police informer": "", "a deserter": "×", "a smuggler": ""}
    assert reviewer.read(".picked") == ["a deserter your choice\nNobody said so."]
    assert "That came later." not in reviewer.page.inner_text(".options")
    reviewer.page.locator("summary", has_text="a smuggler").click()
    assert "That came later." in reviewer.page.inner_text(".options")


def test_the_phone_flips_too(reviewer: Reviewer, rendered: Rendered) -> None:
    reviewer.show(rendered("choice")[0][0])
    reviewer.page.evaluate("() => { window.showAnswer = () => { window.flipped = true; }; }")
    press(reviewer, "an English spy")
    assert reviewer.page.evaluate("window.flipped") is True


def test_a_right_choice(reviewer: Reviewer, rendered: Rendered) -> None:
    ((front, back),) = rendered("choice")
    reviewer.show(front)
    press(reviewer, "an English spy")
    reviewer.show(back)
    assert reviewer.read(".outcome") == ["Right"]
    assert marks(reviewer)["an English spy"] == "✓"


def test_a_choice_can_be_changed_before_the_answer(reviewer: Reviewer, rendered: Rendered) -> None:
    ((front, back),) = rendered("choice")
    reviewer.show(front)
    press(reviewer, "a smuggler")
    press(reviewer, "an English spy")
    assert reviewer.page.locator("button[aria-pressed=true]").all_inner_texts() == ["an English spy"]
    reviewer.show(back)
    assert reviewer.read(".outcome") == ["Right"]


def test_keys_pick_by_place(reviewer: Reviewer, rendered: Rendered) -> None:
    ((front, back),) = rendered("choice")
    reviewer.show(front)
    order = options(reviewer)
    reviewer.page.keyboard.press(KEYS[order.index("an English spy")])
    reviewer.show(back)
    assert reviewer.read(".outcome") == ["Right"]


def test_other_keys_do_nothing(reviewer: Reviewer, rendered: Rendered) -> None:
    reviewer.show(rendered("choice")[0][0])
    for key in ("a", "1", "Control+g", "Alt+g", "n", "z", "Enter", "Shift"):
        reviewer.page.keyboard.press(key)
        assert reviewer.page.locator("button[aria-pressed=true]").count() == 0


def test_a_key_that_works_an_option_does_not_turn_the_card_too(reviewer: Reviewer, rendered: Rendered) -> None:
    reviewer.show(rendered("several")[0][0])
    reviewer.page.evaluate(DESKTOP)
    reviewer.page.evaluate("() => document.addEventListener('keydown', (event) => { window.flips.push(event.key); })")
    first, second = options(reviewer)[:2]
    reviewer.page.locator("button", has_text=first).focus()
    reviewer.page.keyboard.press("Space")
    reviewer.page.keyboard.press("Tab")
    reviewer.page.keyboard.press("Enter")
    assert reviewer.page.locator("button[aria-pressed=true]").all_inner_texts() == [first, second]
    assert reviewer.page.evaluate("window.flips") == []
    reviewer.page.evaluate("document.activeElement.blur()")
    reviewer.page.keyboard.press("Space")
    assert reviewer.page.evaluate("window.flips") == [" "]


def test_several_keys_wait_for_the_answer(reviewer: Reviewer, rendered: Rendered) -> None:
    ((front, back),) = rendered("several")
    reviewer.show(front)
    reviewer.page.evaluate(DESKTOP)
    task = reviewer.page.locator(".task")
    content = task.evaluate("task => getComputedStyle(task, '::before').content")
    assert content in ('"Choose 2."', '"Choose " attr(data-count) "."')
    assert task.get_attribute("data-count") == "2"
    for text in ("their office", "their money", "their posts", "their office"):
        press(reviewer, text)
    assert reviewer.page.evaluate("window.flips") == []
    reviewer.show(back)
    assert reviewer.read(".outcome") == ["Right"]
    reviewer.show(front)
    press(reviewer, "their money")
    reviewer.show(back)
    assert reviewer.read(".outcome") == ["Not right"]


def test_no_choice_no_outcome(reviewer: Reviewer, rendered: Rendered) -> None:
    ((front, back),) = rendered("choice")
    reviewer.show(front)
    press(reviewer, "a smuggler")
    reviewer.show(front)
    reviewer.show(back)
    assert reviewer.read(".outcome") == []
    assert reviewer.page.locator(".picked").count() == 0


def test_a_pair_is_a_choice(reviewer: Reviewer, rendered: Rendered) -> None:
    ((front, back),) = rendered("pair")
    reviewer.show(front)
    assert reviewer.read(".stem") == ["Jenő Varga"]
    press(reviewer, "led a republic")
    reviewer.show(back)
    assert reviewer.read(".picked") == ["led a republic your choice"]
    assert marks(reviewer)["wrote a letter"] == "✓"


STEPS = ["He is summoned.", "A successor is named.", "The party expels him.", "He is cleared."]


def test_steps_are_tapped_in_order(reviewer: Reviewer, rendered: Rendered) -> None:
    ((front, back),) = rendered("order")
    reviewer.show(front)
    for step in STEPS[:3]:
        press(reviewer, step)
    numbers = {each.inner_text(): each.get_attribute("data-nth") for each in reviewer.page.locator("button").all()}
    assert numbers == dict(zip(STEPS, "1234", strict=True))
    reviewer.show(back)
    assert reviewer.read(".outcome") == ["Right"]


def test_a_step_out_of_place_says_where_it_was_put(reviewer: Reviewer, rendered: Rendered) -> None:
    ((front, back),) = rendered("order")
    reviewer.show(front)
    order = options(reviewer)
    for step in (STEPS[1], STEPS[0], STEPS[2]):
        reviewer.page.keyboard.press(KEYS[order.index(step)])
    reviewer.show(back)
    assert reviewer.read(".outcome") == ["2 of 4 in place"]
    assert reviewer.read(".steps li") == [
        "He is summoned. July 1937 × your place: 2",
        "A successor is named. March 1938 × your place: 1",
        "The party expels him. March 1939 ✓",
        "He is cleared. 1956 ✓",
    ]


def test_a_step_can_be_taken_back(reviewer: Reviewer, rendered: Rendered) -> None:
    reviewer.show(rendered("order")[0][0])
    for step in (*STEPS[:3], STEPS[1]):
        press(reviewer, step)
    numbers = {each.inner_text(): each.get_attribute("data-nth") for each in reviewer.page.locator("button").all()}
    assert numbers == dict(zip(STEPS, ("1", "", "2", "3"), strict=True))


def test_an_order_left_open_has_no_outcome(reviewer: Reviewer, rendered: Rendered) -> None:
    ((front, back),) = rendered("order")
    reviewer.show(front)
    press(reviewer, STEPS[0])
    reviewer.show(back)
    assert reviewer.read(".outcome") == []
    assert "×" not in reviewer.page.inner_text(".steps")


def test_a_typed_answer_counts_whatever_its_case_and_accents(reviewer: Reviewer, rendered: Rendered) -> None:
    ((front, back),) = rendered("typed")
    for typed in ("Milan Gorkić", "milan gorkic", "MILAN GORKIĆ", "gorkić ", "m gorkic", "Gorkic\u0301", "„Gorkić“."):
        reviewer.show(front)
        reviewer.page.fill("input", typed)
        reviewer.show(back)
        assert reviewer.read(".outcome") == [f"Right: you typed “{typed.strip()}”"]


def test_another_answer_does_not(reviewer: Reviewer, rendered: Rendered) -> None:
    ((front, back),) = rendered("typed")
    for typed in ("Gork", "Josip Gorkić", "<b>Milan Gorkić</b> x"):
        reviewer.show(front)
        reviewer.page.fill("input", typed)
        reviewer.show(back)
        assert reviewer.read(".outcome") == [f"Not right: you typed “{typed}”"]
        assert reviewer.read(".answer") == ["Milan Gorkić"]
        assert reviewer.read(".accept li") == []
        reviewer.page.locator(".more summary").click()
        assert reviewer.read(".accept li") == ["Gorkić", "M. Gorkić"]


def test_enter_answers_and_letters_stay_letters(reviewer: Reviewer, rendered: Rendered) -> None:
    ((front, back),) = rendered("typed")
    reviewer.show(front)
    reviewer.page.evaluate(DESKTOP)
    assert reviewer.page.evaluate("document.activeElement.tagName") == "INPUT"
    reviewer.page.keyboard.type("ghjkl")
    assert reviewer.page.input_value("input") == "ghjkl"
    reviewer.page.keyboard.press("Enter")
    assert reviewer.page.evaluate("window.flips") == ["ans"]
    reviewer.show(front)
    reviewer.show(back)
    assert reviewer.read(".outcome") == []


def test_keys_of_a_card_that_is_gone_do_nothing(chromium: "Browser", rendered: Rendered) -> None:
    client = Reviewer(chromium, long_lived=True)
    for name in ("choice", "several", "order", "choice"):
        client.show(rendered(name)[0][0])
    client.show("<p>A card of another deck</p>")
    client.page.evaluate(DESKTOP)
    for key in KEYS:
        client.page.keyboard.press(key)
    assert client.page.evaluate("window.flips") == []
    assert client.faults == []


CODES = assign("bank", ["choice"], {})
LACKING = {
    "storage that throws": "Object.defineProperty(window, 'sessionStorage', {get() {throw new DOMException('no')}})",
    "no storage": "Object.defineProperty(window, 'sessionStorage', {value: undefined})",
    "storage that is full": "Storage.prototype.setItem = () => { throw new DOMException('full'); }",
    "storage of others": f"sessionStorage.setItem('quizgen choice {CODES['choice']}', 'null')",
}


@pytest.mark.parametrize("script", LACKING.values(), ids=LACKING)
@pytest.mark.parametrize("long_lived", [True, False])
def test_without_storage_every_card_still_works(
    chromium: "Browser", rendered: Rendered, script: str, long_lived: bool
) -> None:
    client = Reviewer(chromium, long_lived=long_lived)
    client.context.add_init_script(script)
    client.load("")
    for name, answer in {"choice": "an English spy", "order": "He is summoned.", "typed": "Milan Gorkić"}.items():
        ((front, back),) = rendered(name)
        client.show(front)
        if name == "choice":
            press(client, answer)
        client.show(back)
        assert answer in client.page.inner_text("#quizgen")
        assert client.read(".outcome") == (["Right"] if long_lived and name == "choice" else [])
    client.context.close()
    assert client.faults == []


@pytest.fixture
def plain(chromium: "Browser") -> Iterator[Reviewer]:
    client = Reviewer(chromium, long_lived=False, java_script_enabled=False)
    yield client
    client.context.close()


@pytest.mark.parametrize("name", BLOCKS)
def test_without_scripts_every_card_asks_and_answers(plain: Reviewer, rendered: Rendered, name: str) -> None:
    expected = {"choice": "✓", "several": "✓", "locked": "✓", "verdict": "✓", "pair": "✓"}
    for front, back in rendered(name):
        plain.show(front)
        assert plain.page.locator("input:visible, button, .outcome").count() == 0
        assert plain.page.locator("#quizgen").inner_text().strip()
        assert not any(element.is_visible() for element in plain.page.locator("small").all())
        plain.show(back)
        assert plain.read(".outcome") == []
        if name in expected:
            assert list(marks(plain).values()).count("✓") == (2 if name == "several" else 1)
    if name == "order":
        assert plain.read(".steps li")[0].startswith("He is summoned.")


def test_without_scripts_the_front_lists_what_there_is_to_choose(plain: Reviewer, rendered: Rendered) -> None:
    plain.show(rendered("choice")[0][0])
    assert sorted(plain.read(".options li")) == ["a deserter", "a police informer", "a smuggler", "an English spy"]
    styles = {
        element.evaluate("entry => getComputedStyle(entry).fontWeight") for element in plain.page.locator("li").all()
    }
    assert len(styles) == 1


@pytest.mark.parametrize("width", [360, 420, 900])
@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_every_side_fits_and_can_be_read(chromium: "Browser", rendered: Rendered, width: int, night: bool) -> None:
    client = Reviewer(chromium, long_lived=False, night=night, viewport={"width": width, "height": 740})
    for sample in SAMPLES:
        for side in (side for pair in rendered(sample.item) for side in pair):
            client.show(side)
            assert client.page.evaluate("document.documentElement.scrollWidth") <= width
            for button in client.page.locator("#quizgen button:visible, #quizgen input:visible").all():
                box = button.bounding_box()
                assert box is not None
                assert box["height"] >= 44
            for text, ratio in contrasts(client):
                assert ratio >= 4.5, (sample.item, text)
    client.context.close()


def contrasts(client: Reviewer) -> list[tuple[str, float]]:
    """The contrast (WCAG 2) of every element that holds text, with what lies behind it."""
    return [
        tuple(pair)
        for pair in client.page.evaluate(
            """() => {
                const channels = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
                const light = (colour) => {
                    const [r, g, b] = channels(colour).map((c) => {
                        const s = c / 255;
                        return s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
                    });
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
                };
                const behind = (element) => {
                    const colour = getComputedStyle(element).backgroundColor;
                    return channels(colour)[3] === 0 ? behind(element.parentElement) : colour;
                };
                const texts = [...document.querySelectorAll("#quizgen *")].filter(
                    (e) => !["SCRIPT"].includes(e.tagName) && e.offsetParent
                        && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
                return texts.map((e) => {
                    const [a, b] = [light(getComputedStyle(e).color), light(behind(e))].sort((x, y) => y - x);
                    return [e.textContent.slice(0, 30), (a + 0.05) / (b + 0.05)];
                });
            }"""
        )
    ]


def test_night_is_dark(chromium: "Browser", rendered: Rendered) -> None:
    grounds = {}
    for night in (False, True):
        client = Reviewer(chromium, long_lived=False, night=night)
        client.show(rendered("short")[0][1])
        colour = client.page.evaluate("getComputedStyle(document.body).backgroundColor")
        grounds[night] = sum(map(int, re.findall(r"\d+", colour)))
        client.context.close()
    assert grounds[True] < 150 < 600 < grounds[False]


def test_lines_are_of_a_length_to_read(chromium: "Browser", rendered: Rendered) -> None:
    client = Reviewer(chromium, long_lived=False, viewport={"width": 1400, "height": 900})
    client.show(rendered("short")[0][1])
    width = client.page.evaluate("""() => {
        const probe = document.createElement("span");
        probe.textContent = "The quick brown fox jumps over the lazy dog and then lies down again to sleep.";
        probe.style.cssText = "white-space: nowrap; position: absolute";
        document.querySelector("#quizgen .why").append(probe);
        const each = probe.getBoundingClientRect().width / probe.textContent.length;
        return document.querySelector("#quizgen").getBoundingClientRect().width / each;
    }""")
    assert 55 <= width <= 75
    client.context.close()


def test_a_screen_reader_hears_the_stem_the_state_and_the_outcome(reviewer: Reviewer, rendered: Rendered) -> None:
    ((front, back),) = rendered("choice")
    reviewer.show(front)
    group = reviewer.page.get_by_role("group", name="What of choice?")
    assert group.get_by_role("button", name="a smuggler", exact=True).count() == 1
    press(reviewer, "a smuggler")
    assert reviewer.page.get_by_role("button", pressed=True).inner_text() == "a smuggler"
    reviewer.show(back)
    assert reviewer.page.get_by_role("status").inner_text() == "Not right"
    reviewer.show(rendered("typed")[0][0])
    assert reviewer.page.get_by_role("textbox", name="What of typed?").count() == 1
    assert reviewer.page.locator("#quizgen").get_attribute("lang") == "en"


def test_the_page_for_curators_works_the_same_way(chromium: "Browser") -> None:
    client = Reviewer(chromium, long_lived=False)
    client.html = page(SAMPLES[2:3], language="en")
    client.page.goto("http://cards.test/")
    press(client, "an English spy")
    assert client.read(".outcome") == ["Right"]
    client.page.get_by_role("button", name="Show question").click()
    assert len(options(client)) == 4
    client.context.close()
    assert client.faults == []
