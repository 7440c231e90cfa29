"""What the tests of the Anki output share: sample notes, a student with a real collection, a browser."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportCsvRequest
from anki.models import NotetypeId

from quizgen.anki.apkg import package
from quizgen.anki.cards import places
from quizgen.anki.deck import Note, Related
from quizgen.anki.draw import Drawn, draw
from quizgen.anki.guid import guid
from quizgen.anki.notetypes import NOTE_TYPES
from quizgen.anki.packed import PackedDeck, PackedNote
from quizgen.bank.citation import Citation
from quizgen.bank.claim import Claim, Claims, Speaker
from quizgen.bank.codes import assign
from quizgen.bank.excerpt import Mark, Paragraph
from quizgen.bank.items.blocks import (
    Block,
    EntryBlock,
    Gap,
    Gaps,
    Lines,
    Option,
    Options,
    Pair,
    Pairs,
    Sequence,
    Step,
    Verdict,
)
from quizgen.text.inline import NO_PROSE, Prose

if TYPE_CHECKING:  # the anki package cannot be imported by its parts first
    from anki.cards import Card
    from anki.dbproxy import DBProxy
    from anki.notes import Note as AnkiNote
    from playwright.sync_api import Browser


BLOCKS: dict[str, Block] = {
    "short": Lines(answer=Prose("five years in exile"), accept=("5 years of exile",)),
    "typed": Lines(answer=Prose("Milan Gorkić"), accept=("Gorkić", "M. Gorkić"), typed=True),
    "choice": Options(
        options=(
            Option(text=Prose("an English spy"), key=True),
            Option(text=Prose("a police informer"), key=False, reason=Prose("That was said of another.")),
            Option(text=Prose("a deserter"), key=False, reason=Prose("Nobody said so.")),
            Option(text=Prose("a smuggler"), key=False, reason=Prose("That came later.")),
        )
    ),
    "several": Options(
        options=(
            Option(text=Prose("their money"), key=True),
            Option(text=Prose("their posts"), key=True),
            Option(text=Prose("their office"), key=False, reason=Prose("It stayed where it was.")),
            Option(text=Prose("their paper"), key=False, reason=Prose("It went on for a year.")),
        )
    ),
    "locked": Options(
        options=tuple(Option(text=Prose(year), key=year == "1938") for year in ("1936", "1937", "1938", "1939")),
        locked=True,
    ),
    "verdict": Verdict(true=False, correction=Prose("He was exiled in 1940.")),
    "cloze": Gaps(
        pieces=(
            Prose("Exiled in "),
            Gap(number=1, text=Prose("1940"), accept=("in 1940",)),
            Prose(", he was shot in "),
            Gap(number=2, text=Prose("1942"), hint="year"),
            Prose("."),
        )
    ),
    "order": Sequence(
        steps=(
            Step(text=Prose("He is summoned."), when="July 1937"),
            Step(text=Prose("A successor is named."), when="March 1938"),
            Step(text=Prose("The party expels him."), when="March 1939"),
            Step(text=Prose("He is cleared."), when="1956"),
        )
    ),
    "pair": Pairs(
        pairs=(
            Pair(id="kun", left=Prose("Béla Kun"), right=Prose("led a republic")),
            Pair(id="varga", left=Prose("Jenő Varga"), right=Prose("wrote a letter")),
            Pair(id="nagy", left=Prose("Imre Nagy"), right=Prose("was an informer, says a file")),
        ),
        surplus=(Prose("gave an interview"),),
        focus="varga",
    ),
    "entry": EntryBlock(
        name=Prose("Edmondo Peluso"),
        description=Prose("Veteran of workers’ parties in seven lands"),
        dates="1882–1942",
        fate=Prose("Shot in 1942."),
        forms=("E. Peluso",),
    ),
}
"""A block for every way that a card can work."""


def citation(number: int = 4, text: str = "", marks: tuple[Mark, ...] = ()) -> Citation:
    return Citation(
        passage=f"R{number:03}",
        source="Rogovin ch. 38",
        first=number,
        last=number,
        opening="One of the oldest",
        section=Prose("First victims"),
        label=Prose(f"Label {number}"),
        gist=Prose(f"The gist of passage {number}."),
        paragraphs=(Paragraph(number=number, text=text, marks=marks),) if text else (),
    )


TREPPER = Claims(whole=Claim(speakers=(Speaker(id="trepper", name="Leopold Trepper", basis="hearsay"),)))


def note(item: str, block: Block, **changes: Any) -> Note:
    """A note with something in every field."""
    values: dict[str, Any] = {
        "item": item,
        "oldest": item,
        "part": block.focus if isinstance(block, Pairs) else "",
        "stem": Prose("" if isinstance(block, Gaps | EntryBlock) else f"What of {item}?"),
        "block": block,
        "why": Prose("A board sat *without* the accused."),
        "hint": NO_PROSE,
        "claims": TREPPER,
        "above": False,
        "code": assign("bank", [item], {})[item],
        "citations": (citation(),),
        "sources": (Prose("Weber 1990 gives another date."),),
        "related": (Related(name="Jaan Anvelt", gloss=Prose("secretary of a commission")),),
        "tags": ("bank::first-victims", "core"),
        "session_tags": (),
    }
    return Note(**(values | changes))


def drawn(sample: Note) -> Drawn:
    return draw(sample, language="en")


def guid_of(sample: Note) -> str:
    return guid("bank", sample.name)


def packed(drawn_note: Drawn, guid: str, *, mod: int = 1_000_000, order: int = 100) -> PackedNote:
    cards = places(drawn_note)
    orders = tuple(order + place for place in range(len(cards)))
    return PackedNote(drawn=drawn_note, cards=cards, guid=guid, mod=mod, hash=drawn_note.shown_hash, orders=orders)


def packed_notes(*notes: Note, mod: int = 1_000_000) -> tuple[PackedNote, ...]:
    return tuple(
        packed(drawn(each), guid_of(each), mod=mod, order=100 * number) for number, each in enumerate(notes, 1)
    )


def deck(*notes: PackedNote, name: str = "History::Terror") -> PackedDeck:
    return PackedDeck(name=name, description=Prose("Report errors by the short id."), notes=notes)


IF_NEWER, ALWAYS, NEVER = range(3)
"""When Anki updates a note or a note type that is there already."""
STAMPS = {kind.key: 1_000_000 for kind in NOTE_TYPES}


def apkg(*notes: Note, mod: int = 1_000_000, stamps: dict[str, int] = STAMPS) -> bytes:
    return package([deck(*packed_notes(*notes, mod=mod))], stamps)


SAMPLES = tuple(note(name, block) for name, block in BLOCKS.items())


OUTCOMES = ("new", "updated", "duplicate", "conflicting", "first_field_match", "missing_notetype", "empty_first_field")
"""What can become of a line of a text file."""


class Student:
    """A collection of the real Anki."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.col = Collection(str(folder / "collection.anki2"))

    @property
    def db(self) -> "DBProxy":
        """The database of the collection while it is open."""
        assert self.col.db is not None
        return self.col.db

    def open_package(self, data: bytes, **options: Any) -> Any:
        """Import under Anki's default options, or others; gives its log."""
        path = self.folder / "deck.apkg"
        path.write_bytes(data)
        request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions(**options))
        return self.col.import_anki_package(request).log

    def open_updates(self, updates: Mapping[str, str]) -> dict[str, int]:
        """Import update files as the dialog proposes them; gives how many notes became what, all files together."""
        path = self.folder / "update.txt"
        counts: Counter[str] = Counter()
        for text in updates.values():
            path.write_text(text, encoding="utf-8")
            metadata = self.col.get_csv_metadata(path=str(path), delimiter=None)
            log = self.col.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
            counts.update({part.name: len(notes) for part, notes in log.ListFields() if part.name in OUTCOMES})
        return dict(counts)

    def note(self, guid: str) -> "AnkiNote":
        return self.col.get_note(self.db.scalar("select id from notes where guid = ?", guid))

    def notes(self) -> "list[AnkiNote]":
        return [self.col.get_note(nid) for nid in self.db.list("select id from notes order by id")]

    def cards(self) -> "list[Card]":
        return [self.col.get_card(cid) for cid in self.db.list("select id from cards order by id")]

    def notetype(self, id_: int) -> Any:
        """A note type as it is now: Anki's Python remembers it as it was before an import."""
        self.col.models._clear_cache()
        return self.col.models.get(NotetypeId(id_))

    def review(self, card: "Card") -> None:
        card.start_timer()
        card.load()
        self.col.sched.answerCard(card, 3)

    def history(self) -> dict[int, list[Any]]:
        """What a student must not lose of each card: its deck, its place and schedule, its reviews."""
        rows = self.db.all("select id, did, type, queue, due, ivl, factor, reps, flags from cards")
        return {row[0]: [row[1:], self.db.all("select * from revlog where cid = ?", row[0])] for row in rows}


@pytest.fixture
def student(tmp_path: Path) -> Iterator[Student]:
    someone = Student(tmp_path)
    yield someone
    someone.col.close()


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[tuple[str, str]]]:
    """Both sides of a sample's cards, as the real Anki renders them."""
    someone = Student(tmp_path_factory.mktemp("rendered"))
    someone.open_package(apkg(*SAMPLES))
    sides: dict[str, list[tuple[str, str]]] = {}
    for sample in SAMPLES:
        cards = someone.note(guid_of(sample)).cards()
        sides[sample.item] = [(card.question(), card.answer()) for card in cards]
    someone.col.close()
    return sides.__getitem__


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.silent = tag in ("script", "style")
        if tag == "br":
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent = False

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def words(html: str) -> str:
    """What a reader sees of *html*."""
    parser = _Words()
    parser.feed(html)
    parser.close()
    return "".join(parser.words)


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>body { margin: 20px } button { margin: 1em .5em } li { text-align: start } %s</style>
</head><body class="card %s"><div id="qa">%s</div></body></html>"""
"""A client's page, with the styling that the desktop program gives buttons and lists."""


class Reviewer:
    """A client that shows cards: one long page, as on the desktop, or a page a side, as on a phone."""

    def __init__(self, browser: "Browser", *, long_lived: bool, night: bool = False, **context: Any) -> None:
        self.context = browser.new_context(**({"viewport": {"width": 800, "height": 900}} | context))
        self.context.set_default_timeout(3000)
        self.page = self.context.new_page()
        self.long_lived = long_lived
        self.night = "nightMode" if night else ""
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.requests: list[str] = []
        self.html = ""
        self.page.route("**", lambda route: route.fulfill(body=self.html, content_type="text/html"))
        if long_lived:
            self.load("")

    def show(self, side: str) -> None:
        """Put one side of a card on the page."""
        if not self.long_lived:
            self.load(side)
            return
        self.page.evaluate(
            """side => {
                const qa = document.getElementById("qa");
                qa.innerHTML = side;
                for (const old of qa.querySelectorAll("script")) {
                    const script = document.createElement("script");
                    script.textContent = old.textContent;
                    old.replaceWith(script);
                }
            }""",
            side,
        )

    def load(self, side: str) -> None:
        """A page of its own for one side of a card."""
        self.html = PAGE % (NOTE_TYPES[0].css, self.night, side)
        self.page.goto("http://cards.test/")

    def read(self, selector: str) -> list[str]:
        """The texts of what is visible."""
        return [element.inner_text() for element in self.page.locator(selector).all() if element.is_visible()]


@pytest.fixture(params=["a page for all", "a page a side"])
def reviewer(request: pytest.FixtureRequest, chromium: "Browser") -> Iterator[Reviewer]:
    client = Reviewer(chromium, long_lived=request.param == "a page for all")
    yield client
    client.context.close()
    assert client.faults == []
    assert set(client.requests) <= {"http://cards.test/", "http://cards.test/favicon.ico"}
