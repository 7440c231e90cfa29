"""German texts: numbers in one word, dates, sentences, names among nouns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.text.amounts import quantity, ranks
from quizgen.text.capitals import Capitals
from quizgen.text.days import days
from quizgen.text.normalise import normalise
from quizgen.text.number_words import number_words
from quizgen.text.quantities import quantities
from quizgen.text.sentences import sentences
from quizgen.text.terms import figures

NUMBERS = {
    "dreiundzwanzig von 112": "23 von 112",
    "zweihundertfünfzig, zweihundertundfünf": "250 205",
    "neunzehnhundertsiebenunddreißig": "1937",
    "fünfundzwanzigtausend": "25000",
    "25.000; 25 Tausend": "25000 25000",
    "am 3.8.1937": "am 3 8 1937",
    "zwei Millionen": "2000000",
    "siebenhunderttausendeinhundertelf": "700111",
    "der dritte, am siebzehnten, zum einundzwanzigsten": "der 3th am 17th zum 21th",
    "der hundertste": "der 100th",
    "zwei Drittel, ein Viertel": "2/3 1/4",
    "Hundert Tausende": "hundert tausende",
    "Jahrhundert, Jahrtausend, tausendfach": "jahrhundert jahrtausend tausendfach",
}


@pytest.mark.parametrize(("raw", "read"), NUMBERS.items(), ids=NUMBERS)
def test_numbers_are_read_as_figures(raw: str, read: str) -> None:
    assert " ".join(term.text for term in figures(raw, "de")) == read


def spelt(number: int) -> str:
    """A number below a million as German writes it."""
    small = ["null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
    small += [f"{unit}zehn" for unit in ["drei", "vier", "fünf", "sech", "sieb", "acht", "neun"]]
    tens = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
    if number >= 1000:
        return spelt(number // 1000) + "tausend" + (spelt(number % 1000) if number % 1000 else "")
    if number >= 100:
        return small[number // 100] + "hundert" + (spelt(number % 100) if number % 100 else "")
    if number < 20:
        return small[number]
    unit = f"{small[number % 10]}und" if number % 10 else ""
    return unit + tens[number // 10 - 2]


@given(st.integers(min_value=2, max_value=999_999).filter(lambda number: number % 100 != 1))
def test_every_number_below_a_million_is_read(number: int) -> None:
    assert [term.text for term in figures(spelt(number), "de")] == [str(number)]


@given(st.text(st.sampled_from("einzweiundhuttas ß"), max_size=30))
def test_a_word_is_a_number_or_stays_as_it_is(word: str) -> None:
    read = number_words("de").in_figures(word)
    assert read == word or read.removesuffix("th").isdecimal()


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("am 3. August 1937", {"3 August": ["1937"]}),
        ("3. Aug. 1937", {"3 August": ["1937"]}),
        ("vom 28. auf den 29. April 1912", {"28 April": ["1912"], "29 April": ["1912"]}),
        ("3./4. März", {"3 March": [""], "4 March": [""]}),
        ("am dritten Juni", {"3 June": [""]}),
        ("am einundzwanzigsten Dezember des Jahres 1911", {"21 December": ["1911"]}),
        ("der 5. Jänner 1920", {"5 January": ["1920"]}),
        ("im Juni 12 Schiffe", {}),
        ("im August 1937", {}),
    ],
)
def test_days_are_those_of_any_language(raw: str, found: dict[str, list[str]]) -> None:
    read = days(raw, normalise(raw).words, "de")
    assert {day: list(years) for day, years in read.items()} == found


def test_a_day_may_stand_apart_from_its_month() -> None:
    raw = "im August, es war am 11., kamen zwei zurück"
    assert days(raw, normalise(raw).words, "de", generous=True) == {"11": {"": "am 11."}}


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("25.000 Mann im Mai", ["25000", "May"]),
        ("die 1930er Jahre", ["1930s"]),
        ("ein Drittel, die Hälfte", ["1/3", "1/2"]),
        ("1937–38 waren es dreihundert", ["1937", "1938", "300"]),
        ("ein Mann", []),
    ],
)
def test_quantities(raw: str, found: list[str]) -> None:
    assert [each.value for each in quantities(raw, normalise(raw).words, "de")] == found


@pytest.mark.parametrize(
    "said",
    [
        ["Am 3. August kam Dr. Weiß, d. h. die Ärztin.", "Sie blieb."],
        ["Er schrieb: „Es steigt wieder.“", "Niemand las es."],
        ["Das Mehl, z. B. das von Nr. 4, verdarb.", "Es waren 25.000 kg."],
        ["»Wer war das?«", "Niemand wusste es."],
        ["Das geschah 1911.", "Danach war Ruhe."],
        ["Er wohnte in der Str. 5 bzw. Am Kai.", "So war es u. a. im Mai."],
    ],
)
def test_sentences(said: list[str]) -> None:
    raw = " ".join(said)
    assert [raw[start:end] for start, end in sentences(raw, "de")] == said


def test_a_noun_is_no_name() -> None:
    raw = "Die Arbeiter trafen Herrn Lund in Varnholm am Kai. Die NKWD-Akten nennen die Versammlung von Osterby."
    raw += " Kein Arbeiter stand am Kai."  # twice behind an article: a noun
    capitals = Capitals(raw, normalise(raw), "de")
    named = {capitals.normal.words[index] for index in capitals.names}
    assert named == {"lund", "nkwd"}
    words = ("varnholm", "osterby", "lund", "arbeiter", "versammlung", "kai")
    assert [word for word in words if capitals.may_be_name(word)] == ["varnholm", "osterby", "lund"]


def test_amounts_are_sorted() -> None:
    lengths = ranks(("zwei Wochen", "ein Tag", "drei Monate"))
    assert lengths is not None
    assert sorted(lengths) == [lengths[1], lengths[0], lengths[2]]
    assert ranks(("2,5 Millionen", "300.000", "1,2 Millionen")) is not None
    assert quantity("zwölf") == (12,)
