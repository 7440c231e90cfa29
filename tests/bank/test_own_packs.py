"""Packs that a bank brings: complete or in part, checked with places, never of another bank."""

from pathlib import Path

import pytest

from quizgen.bank.load import load
from quizgen.base.problem import Problem, Severity
from quizgen.languages.labels import labels
from quizgen.languages.packs import pack_of, shipped
from quizgen.languages.vocabulary import vocabulary
from quizgen.publish.build import BuildRequest, build
from quizgen.rules.check import check

FRENCH = """\
labels:
  name: Nom
  key: Corrigé
calendar:
  months: [janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre]
vocabulary:
  yes_no_verbs: est était a avait
  yes_no_answers: oui non
"""


@pytest.fixture
def french(sample: Path) -> Path:
    """The sample as a bank in French with a pack of its own."""
    head = sample / "questions.yaml"
    head.write_text(head.read_text("utf-8").replace("\nlanguage: en\n", "\nlanguage: fr\n"), "utf-8")
    write(sample, "fr", FRENCH)
    return sample


def write(bank: Path, tag: str, pack: str | bytes) -> None:
    (bank / "languages").mkdir(exist_ok=True)
    data = pack if isinstance(pack, bytes) else pack.encode()
    (bank / "languages" / f"{tag}.yaml").write_bytes(data)


def of_packs(problems: list[Problem]) -> list[tuple[str, int | None, int | None]]:
    at = [each for each in problems if "languages" in Path(each.place.path).parts]
    return [(each.code, each.place.line, each.place.column) for each in at if each.severity is Severity.ERROR]


def test_a_pack_has_its_words_and_english_ones_for_the_rest(french: Path) -> None:
    bank, problems = load(french)
    assert bank is not None
    assert of_packs(problems) == []
    words = labels(bank.pack)
    assert (words.name, words.key, words.teacher) == ("Nom", "Corrigé", labels("en").teacher)
    assert vocabulary(bank.pack).yes_no_answers == ("oui", "non")
    assert vocabulary(bank.pack).stop_words == frozenset()


def test_how_many_texts_are_missing_is_told_once(french: Path) -> None:
    (note,) = [each for each in load(french)[1] if each.code == "B323"]
    assert note.severity is Severity.INFO
    assert "310 of 312 texts are printed in English: 90 of labels" in note.message


def test_which_rules_do_not_run_is_told_once(french: Path) -> None:
    (note,) = [each for each in check(french, None).problems if each.code == "R104"]
    assert note.severity is Severity.INFO
    assert "Q101" in note.message
    assert "Q103" not in note.message


def test_a_rule_with_words_runs(french: Path) -> None:
    assert "Q103" not in {each.code for each in check(french, None).problems}
    for path in sorted(french.rglob("*.yaml")):
        if "languages" not in path.parts and "ask:" in path.read_text("utf-8"):
            lines = path.read_text("utf-8").splitlines()
            at = next(index for index, line in enumerate(lines) if line.strip().startswith("ask:"))
            lines[at] = lines[at].partition("ask:")[0] + "ask: Était Anna Moll la meunière de la ville ?"
            path.write_text("\n".join(lines) + "\n", "utf-8")
            break
    assert "Q103" in {each.code for each in check(french, None).problems}


def test_parts_of_a_language_that_ships_are_replaced(sample: Path) -> None:
    write(sample, "en", "labels: {key: Solutions}\n")
    bank, problems = load(sample)
    assert bank is not None
    assert of_packs(problems) == []
    assert "B323" not in {each.code for each in problems}
    assert (labels(bank.pack).key, labels("en").key) == ("Solutions", "Answer key")


def test_a_region_goes_over_its_language(sample: Path) -> None:
    write(sample, "de", "labels: {key: Lösungsblatt, name: Vorname}\n")
    write(sample, "de-AT", "labels: {name: Schülername}\n")
    bank, _ = load(sample)
    assert bank is not None
    words = labels(bank.pack_for("de-AT"))
    assert (words.key, words.name, words.date) == ("Lösungsblatt", "Schülername", labels("de").date)
    assert labels(bank.pack_for("de-CH")).name == "Vorname"


def test_two_banks_do_not_share_packs(sample: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for path in sample.rglob("*"):
        if path.is_file() and path.suffix in (".yaml", ".txt"):
            (other / path.relative_to(sample)).parent.mkdir(parents=True, exist_ok=True)
            (other / path.relative_to(sample)).write_bytes(path.read_bytes())
    write(sample, "en", "labels: {key: One}\n")
    write(other, "en", "labels: {key: Two}\n")
    first, second = load(sample)[0], load(other)[0]
    assert first is not None
    assert second is not None
    assert [labels(bank.pack).key for bank in (first, second)] == ["One", "Two"]
    assert pack_of("en") is shipped("en")


FAULTS = {
    "labels: {nothing: x}": ("S201", 1, 10),
    "labels: {version: Version}": ("S204", 1, 19),
    "labels: {version: 'V {letter} {x}'}": ("S204", 1, 19),
    "labels: {version: 'V {letter'}": ("S204", 1, 19),
    "labels: {version: 'V {letter!r}'}": ("S204", 1, 19),
    "labels: {name: [a]}": ("S203", 1, 16),
    "labels: [a]": ("S203", 1, 9),
    "labels: {claim: x}": ("S203", 1, 17),
    "words: {a: b}": ("S201", 1, 1),
    "- a": ("S203", 1, 1),
    "calendar: {months: a b c}": ("S204", 1, 20),
    "calendar: {seasons: {hiver: 13}}": ("S204", 1, 29),
    "vocabulary: {small_numbers: zéro un}": ("S204", 1, 29),
    "vocabulary: {shares: {demi: deux}}": ("S204", 1, 29),
    "vocabulary: {time_units: {eon: x}}": ("S201", 1, 27),
    "vocabulary: {stop_words: {a: b}}": ("S203", 1, 26),
    "vocabulary: {hundred: [a]}": ("S203", 1, 23),
    "typography: {month_first: perhaps}": ("S204", 1, 27),
    "typography: {opening_quotes: [a]}": ("S203", 1, 30),
    "labels: {name: a": ("Y104", 2, 1),
}


@pytest.mark.parametrize(("pack", "fault"), FAULTS.items(), ids=FAULTS)
def test_a_fault_is_told_at_its_place(sample: Path, pack: str, fault: tuple[str, int, int]) -> None:
    write(sample, "fr", pack + "\n")
    assert of_packs(load(sample)[1]) == [fault]


HOSTILE = {
    "no UTF-8": (b"labels: {name: \xff}", {"Y105", "Y106", "Y107", "Y102"}),
    "deep nesting": (b"a: " + b"[" * 3000 + b"]" * 3000, {"Y104", "Y108"}),
    "empty": (b"", {"Y109"}),
    "a null": (b"\0", {"Y105", "Y106", "Y107", "Y102"}),
}


@pytest.mark.parametrize(("pack", "told"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_pack_is_a_message(sample: Path, pack: bytes, told: set[str]) -> None:
    write(sample, "fr", pack)
    bank, problems = load(sample)
    assert bank is not None
    codes = {code for code, _, _ in of_packs(problems)}
    assert codes
    assert codes <= told


def test_a_file_that_is_no_language_is_told(sample: Path) -> None:
    write(sample, "my words", "labels: {}\n")
    assert [code for code, _, _ in of_packs(load(sample)[1])] == ["S204"]


def test_a_link_out_of_the_bank_is_not_read(sample: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("labels: {key: Outside}\n", "utf-8")
    (sample / "languages").mkdir()
    (sample / "languages" / "en.yaml").symlink_to(outside)
    bank, problems = load(sample)
    assert bank is not None
    assert [code for code, _, _ in of_packs(problems)] == ["B303"]
    assert labels(bank.pack).key == "Answer key"


def test_an_edited_pack_is_drawn_again(sample: Path, tmp_path: Path) -> None:
    write(sample, "en", "labels: {key: One}\n")
    request = BuildRequest(bank=sample, out=tmp_path / "out", formats=("html",))
    build(request)
    assert [page for page in (tmp_path / "out").rglob("*-key.html") if "One" in page.read_text("utf-8")]
    write(sample, "en", "labels: {key: Two}\n")
    build(request)
    pages = [*(tmp_path / "out").rglob("*-key.html")]
    assert pages
    assert all("Two" in page.read_text("utf-8") for page in pages)


def test_the_example_of_the_guide_is_a_pack(sample: Path) -> None:
    guide = Path(__file__).parents[2] / "docs" / "languages.md"
    write(sample, "nl", guide.read_text("utf-8").partition("```yaml\n")[2].partition("```")[0])
    bank, problems = load(sample)
    assert bank is not None
    assert of_packs(problems) == []
    assert vocabulary(bank.pack_for("nl")).negations == ("niet", "nooit", "geen")


def test_one_name_in_two_normal_forms_is_one_name(sample: Path) -> None:
    from unicodedata import normalize

    paths = [path for path in sample.rglob("*.yaml") if path.is_file()]
    for path in paths:
        path.write_text(path.read_text("utf-8").replace("Anna", normalize("NFC", "Ånna")), "utf-8")
    composed = load(sample)[0]
    for path in paths:
        path.write_text(normalize("NFD", path.read_text("utf-8")), "utf-8")
    decomposed = load(sample)[0]
    assert composed is not None
    assert decomposed is not None
    assert composed.people == decomposed.people
    assert composed.items == decomposed.items
