"""Texts whose paragraphs open alike: a law with stock phrases, a diary, a hymn with a refrain. All are invented."""

import random
from collections.abc import Callable, Sequence

from quizgen.passages.anchor.anchor import Anchor
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.extent import record
from quizgen.passages.anchor.outline import Outline
from quizgen.passages.anchor.rivals import with_rivals

_MATTERS = [
    "the mooring of ferries",
    "the sale of salt",
    "the lighting of the quay",
    "the keeping of bees",
    "the repair of nets",
    "the burial of strangers",
    "the wages of pilots",
    "the ringing of bells",
    "the slaughter of geese",
    "the lease of cellars",
    "the weighing of wool",
    "the storage of tar",
    "the clearing of ice",
    "the blessing of boats",
    "the schooling of orphans",
    "the painting of doors",
    "the hiring of carters",
    "the price of bread",
    "the use of wells",
    "the felling of limes",
]
_BODIES = [
    "the council",
    "the harbour master",
    "the guild of pilots",
    "the chapter",
    "the court of the quay",
    "the widows’ fund",
]
_WEATHER = ["north", "south-west", "east", "west", "north-east"]
_WORKS = [
    "mended the sail of the old boat",
    "sold two barrels of herring to the Danes",
    "read the lesson in the chapel",
    "dug the ground behind the barn",
    "wrote to my brother about the house",
    "carried turf with the boys until noon",
    "sat with the widow, who is no better",
    "walked to the mill and found it shut",
    "salted the pork and hung it",
    "lost a ewe in the snow by the bridge",
    "paid the smith for the hinges",
    "heard that the ferry had gone down",
]
_NIGHTS = [
    "The children asked for the story of the whale again",
    "The lamp smoked, and we went to bed early",
    "Old Pavel came with news of the assize",
    "There was a ring about the moon",
    "Ruth sang, and nobody spoke of the debt",
    "We had no bread but rye",
    "The dog would not come in",
    "I counted the money twice, and it was short",
]
_VERSES = [
    "Who laid the stones beneath the tide\nAnd bade the harbour stand?",
    "Who called the herring from the deep\nTo feed a hungry land?",
    "Who kept the lamp on Raven Hill\nWhen all the stars were gone?",
    "Who led the widow’s son at night\nAcross the ice alone?",
    "Who broke the chain across the mouth\nAnd let the captives free?",
    "Who counts the sparrow and the sail,\nAnd who will count for me?",
    "Who heard the bell beneath the wave\nThat rang when none was near?",
    "Who gave the winter back its sun\nAt turning of the year?",
]
REFRAIN = (
    "O sing the quay, the rope, the oar,\nO sing the bell that calls us home,\nAnd sing till we shall weep no more."
)


def law(articles: int = 20, seed: int = 3) -> list[str]:
    """Articles of three or four paragraphs each, with stock phrases, all of them numbered (1), (2) …"""
    rng = random.Random(seed)
    paragraphs = []
    for article in range(1, articles + 1):
        matter = _MATTERS[(article - 1) % len(_MATTERS)]
        body, other = rng.sample(_BODIES, 2)
        paragraphs += [
            f"Article {article}",
            f"(1) The council shall decide on {matter} within {rng.randint(3, 90)} days. "
            f"It hears {body} before it does.",
            f"(2) Whoever acts against a decision on {matter} pays {rng.randint(2, 60)} crowns to {other}, and "
            f"{rng.choice(['double', 'half as much', 'three times as much'])} if it was done at night.",
            "(3) The decision is read out in the market on the following Sunday and nailed to the door of the court.",
        ]
        if rng.random() < 0.5:
            paragraphs.append(f"(4) This article does not apply to {rng.choice(_BODIES)} in time of war or of plague.")
    return paragraphs


def diary(days: int = 40, seed: int = 4) -> list[str]:
    """A date and two paragraphs for every day, the first of which opens with the hour, the second with the evening."""
    rng = random.Random(seed)
    paragraphs = []
    for day in range(days):
        month, date = ("March", day + 1) if day < 31 else ("April", day - 30)
        first, second, third = rng.sample(_WORKS, 3)
        paragraphs += [
            f"{date} {month}",
            f"Rose at six, the wind {rng.choice(_WEATHER)}. I {first}, and then {second}. Before dark I {third}.",
            f"In the evening we sat by the fire. {'. '.join(rng.sample(_NIGHTS, 2))}.",
        ]
    return paragraphs


def hymn() -> list[str]:
    """Verses under their numbers, each followed by the same refrain."""
    return [part for number, verse in enumerate(_VERSES, start=1) for part in (str(number), verse, REFRAIN)]


REPETITIVE: dict[str, Callable[[], list[str]]] = {"law": law, "diary": diary, "hymn": hymn}


def named(paragraphs: Sequence[str], every: int = 1) -> tuple[list[tuple[int, int]], list[Anchor]]:
    """Every paragraph but the short ones, or every second …, as a passage, named by its place where it has to be.

    The places of the passages, each (first, last) of the paragraphs, and their anchors as the lock records them.
    """
    document = Document.read("\n\n".join(paragraphs))
    assert len(document.blocks) == len(paragraphs)
    outline = Outline(document)
    passages, anchors, spans = [], [], []
    for index, text in enumerate(paragraphs):
        if len(text.split()) <= 3 or index % every:
            continue
        anchor = _named(outline, index, " ".join(text.split()[:5]))
        block = document.blocks[index]
        spans.append((block.start, block.end))
        anchors.append(record(document, anchor, spans[-1]))
        passages.append((index, index))
    return passages, list(with_rivals(document, anchors, spans))


def _named(outline: Outline, block: int, opening: str) -> Anchor:
    id_ = f"P{block}"
    if outline.named(opening) == (block,):
        return Anchor(id=id_, from_=opening)
    title = next(index for index in range(block, -1, -1) if len(outline.words(index).split()) <= 3)
    if outline.named(opening, outline.words(title)) == (block,):
        return Anchor(id=id_, from_=opening, under=outline.words(title))
    return Anchor(id=id_, from_=opening, nth=outline.named(opening).index(block) + 1)
