"""The languages in which there are cases: what the cases of each are put into, and the paragraphs that are edited."""

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.rules.harness import CORPUS, FRAME

Edit = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class CaseLanguage:
    """What cases in one language stand in."""

    tag: str
    corpus: Path
    frame: Path
    opening: str
    """The opening of a passage of the frame."""
    asked: Mapping[str, Any]
    """A question on the frame."""
    dated: tuple[Mapping[str, Any], ...]
    """Questions with dates in the style of the house."""
    mixed: str
    """A question on a {year}."""
    options: tuple[str, str, str, str]
    """Options for it, the longest one last."""
    claim: str
    """A claim on a {year}."""
    correction: str
    paragraphs: Mapping[str, str]
    edits: Mapping[str, Edit]


_SHARED: Mapping[str, Edit] = {
    "typography": lambda text: text.replace("’", "'").replace(", ", " – "),
    "wrapped": lambda text: textwrap.fill(text, 40),
    "capitals": lambda text: text.upper(),
    "invisible": lambda text: text.replace("re", "r\u00ade").replace(" ", "\u200b "),
    "spaced": lambda text: text.replace(" ", "  ") + " ",
}
ENGLISH = CaseLanguage(
    tag="en",
    corpus=CORPUS,
    frame=FRAME,
    opening="In May 1911 the merchants",
    asked={"ask": "What was cut at Varnholm?", "answer": "wages"},
    dated=(
        {"ask": "What began at Varnholm on 9 May 1911?", "answer": "a strike"},
        {"ask": "What did Karl Wessel do on 1 June 1911?", "answer": "he closed the gates"},
    ),
    mixed="What came to Varnholm in {year}?",
    options=("a tax", "a law", "a ban", "a very long time"),
    claim="A tax came in {year}.",
    correction="A law came in {year}.",
    paragraphs={
        "A": "The strike began in May. Nobody in the lower town had expected it before the summer.",
        "B": "In June the gates were locked, and the captain had the quay guarded by day and by night.",
        "C": "The rope store burnt down on a Sunday; what was left of it fell into the harbour.",
        "D": "The merchants’ club met on Mondays, behind closed shutters, and drank to better days.",
        "E": "Later a pier was built of stone, and the children of the strikers learnt to fish from it.",
        "AGAIN": "In June the gates were opened again, since nobody had come to them for a fortnight.",
        "NEW": "A paragraph that was not there before, with words of its own.",
        "NEWER": "Another one, which says that the weather was fine for once.",
        "NEWEST": "And a last one about nothing in particular.",
    },
    edits={
        "split": lambda text: text.replace(". ", ".\n\n").replace(", and", ",\n\nand").replace("; ", ";\n\n"),
        "edited": lambda text: text.replace("guarded", "watched").replace("better", "quieter"),
        "longer": lambda text: f"{text} Some of them still do, on Sundays.",
        "rewritten": lambda text: {
            "I": "In June the gates were shut for good, and the captain went home by night.",
            "T": "The merchants’ club met on Sundays until it was dissolved; its house burnt down in a storm.",
        }[text[0]],
        "dated": lambda text: text.replace("June", "July"),
        "named": lambda text: text.replace("Mondays", "Fridays"),
        **_SHARED,
    },
)
GERMAN = CaseLanguage(
    tag="de",
    corpus=CORPUS / "de",
    frame=FRAME / "de",
    opening="Im Mai 1911 kürzten die",
    asked={"ask": "Was wurde in Varnholm gekürzt?", "answer": "der Lohn"},
    dated=(
        {"ask": "Was begann in Varnholm am 9. Mai 1911?", "answer": "ein Streik"},
        {"ask": "Was tat Karl Wessel am 1. Juni 1911?", "answer": "er schloss die Tore"},
    ),
    mixed="Was kam {year} nach Varnholm?",
    options=("ein Zoll", "ein Erlass", "ein Verbot", "eine sehr lange Zeit"),
    claim="Ein Zoll kam im Jahr {year}.",
    correction="Ein Erlass kam im Jahr {year}.",
    paragraphs={
        "A": "Der Streik begann im Mai. Niemand in der Unterstadt hatte ihn vor dem Sommer erwartet.",
        "B": "Im Juni wurden die Tore verriegelt, und der Hauptmann ließ den Kai bei Tag und bei Nacht bewachen.",
        "C": "Das Seillager brannte an einem Sonntag ab; was von ihm übrig war, fiel in den Hafen.",
        "D": "Der Klub der Kaufleute traf sich montags, hinter geschlossenen Läden, und trank auf bessere Tage.",
        "E": "Später wurde ein Pier aus Stein gebaut, und die Kinder der Streikenden lernten dort das Angeln.",
        "AGAIN": "Im Juni wurden die Tore wieder geöffnet, da zwei Wochen lang niemand mehr gekommen war.",
        "NEW": "Ein Absatz, der vorher nicht da war, mit Wörtern, die ihm allein gehören.",
        "NEWER": "Noch einer, der davon spricht, dass das Wetter ausnahmsweise schön gewesen ist.",
        "NEWEST": "Und ein letzter, in dem von nichts Besonderem die Rede ist.",
    },
    edits={
        "split": lambda text: text.replace(". ", ".\n\n").replace(", und", ",\n\nund").replace("; ", ";\n\n"),
        "edited": lambda text: text.replace("bewachen", "beobachten").replace("bessere", "ruhigere"),
        "longer": lambda text: f"{text} Manche von ihnen tun es sonntags noch immer.",
        "rewritten": lambda text: {
            "I": "Im Juni wurden die Tore für immer geschlossen, und der Hauptmann ging nachts nach Hause.",
            "D": "Der Klub der Kaufleute traf sich sonntags, bis er aufgelöst wurde; sein Haus stürzte im Sturm ein.",
        }[text[0]],
        "dated": lambda text: text.replace("Juni", "Juli"),
        "named": lambda text: text.replace("montags", "freitags"),
        **_SHARED,
    },
)
