"""The texts in which passages are looked for: a chronicle of an invented town, and the real ones if they are there."""

import os
import random
import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[3]

SENTENCE = """\
In the spring of {year} {name} {did} {thing}, and {thing} of {name} stood {place} until {month}.
{name} {did} {thing}; nobody {place} knew that {name} had {did} {thing} as well.
On {day} {month} {year} the council, by {few} votes to {few}, gave {name} leave to go {place} with {thing}.
“Who {did} {thing}?” asked {name}, but {name} only {did} {thing}.
According to {name}, {thing} cost {sum} crowns, i.e. more than {thing} and {thing} together.
It was recorded in the book of the free harbour that {name} {did} {thing} {place}.
For {few} years {name} had {did} {thing} {place}, although {name} never {did} {thing}.
Neither {thing} nor {thing} was left when {name} came {place} in {month}.
The council of the free harbour took note of {thing}, which {name} {did} {place} on {day} {month}.
{few} of {sum} families {did} {thing}… the others, as {name} told {name}, {did} {thing}."""
WORDS = {
    "name": "Alda Brenn|Mirko Sało|Teodor Vasch|Ona Kerrigan|J. Lund|the widow Szabó|Zh. Orel|Ruth|old Pavel",
    "place": "{where} {somewhere}",
    "where": "at|behind|near|beyond",
    "somewhere": "the salt market|the mill|the north quay|the council house|Raven Hill|Tarnholm|Ljubva|St. Ann’s",
    "thing": "{whose} {sort} {object}",
    "whose": "the|this|his|their",
    "sort": "old|broken|painted|stolen|heavy|borrowed|blessed|cursed|Danish|unpaid|frozen|forgotten|little|gilded",
    "object": "ferry|barrel|charter|lantern|rope|letter|bell|sheep|key|map|loaf|coat|anchor|drum|ledger|cradle|lute"
    "|sail|oven|hammer|mirror|spoon|candle|ladder|door|wheel|net|goose|orchard|well|chimney|boat|basket|stove|ring|flag",
    "did": "sold|hid|mended|refused|counted|carried|painted|lost|wanted|described|burned|measured|buried|weighed"
    "|forged|blessed|pawned|inherited|cleaned|guarded|returned|bought|kicked|admired",
    "month": "January|March|April|May|June|July|August|September|October|November",
    "sum": "{few},{hundreds}",
}
NUMBERS = {"year": (1612, 1699), "day": (1, 30), "few": (2, 99), "hundreds": (100, 999)}


def chronicle(count: int, seed: int = 1) -> list[str]:
    """So many paragraphs in the manner of the real texts: stock phrases, lead-ins, quotations, initials, figures."""
    rng = random.Random(seed)

    def filled(pattern: str) -> str:
        return re.sub(r"{(\w+)}", lambda slot: filled(word(slot[1])), pattern)

    def word(slot: str) -> str:
        return str(rng.randint(*NUMBERS[slot])) if slot in NUMBERS else rng.choice(WORDS[slot].split("|"))

    def sentences(count: int) -> str:
        said = (filled(rng.choice(SENTENCE.splitlines())) for _ in range(count))
        return " ".join(sentence[0].upper() + sentence[1:] for sentence in said)

    paragraphs: list[str] = []
    while len(paragraphs) < count:
        if rng.random() < 0.2:
            paragraphs += [f"{sentences(1)} Of this {word('name')} wrote:", f"“{sentences(rng.randint(1, 4))}”"]
        else:
            paragraphs.append(sentences(rng.randint(2, 9)))
    return paragraphs[:count]


def real(name: str) -> list[str]:
    """The paragraphs of one of the texts that the bank is about; skips the test where there is no copy of it."""
    folder = Path(os.environ.get("QUIZGEN_TEXTS") or CHECKOUT.parent / "shared" / "texts")
    path = folder / name
    if not path.is_file():
        pytest.skip(f"no copy of {name}: point QUIZGEN_TEXTS to the folder of texts")
    return [line for line in path.read_text(encoding="utf-8-sig").splitlines() if any(map(str.isalnum, line))]
