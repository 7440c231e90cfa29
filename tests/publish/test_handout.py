"""Worksheets on the spot: chosen by options, printed again from their form."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quizgen.bank.items import KINDS, Level
from quizgen.bank.model import Entries, Selection
from quizgen.bank.paper import Leaf, Paper, Style
from quizgen.base.problem import Failure, Severity
from quizgen.cli import options
from quizgen.publish import outputs
from quizgen.publish.build import BuildRequest, build
from quizgen.publish.handout import HandoutRequest, make_handout
from quizgen.worksheet.draw import FORMATS
from tests.commands import run
from tests.worksheet.reading import text


def test_the_command_knows_every_kind_level_and_format() -> None:
    assert tuple(kind.kind for kind in KINDS) == options.KINDS
    assert tuple(Level) == options.LEVELS
    assert tuple(Style) == options.STYLES
    assert tuple(Paper) == options.PAPERS
    assert outputs.FORMATS == options.FORMATS
    assert options.SHEET_FORMATS == FORMATS
    assert tuple(Leaf) == options.LEAVES
    assert tuple(Entries) == options.ENTRIES


def test_a_worksheet_holds_what_was_chosen(sample: Path, tmp_path: Path) -> None:
    arguments = ["--bank", str(sample), "--out", str(tmp_path / "out"), "--format", "html", "--kind", "short"]
    result = run("worksheet", *arguments)
    assert result.exit_code == 0
    names = {Path(line).name for line in result.stdout.splitlines()}
    assert names == {"handout-1-sheet.html", "handout-2-key.html", "handout-3-teacher.html"} | {
        "handout-4-check.html",
        "handout.form.json",
    }
    form = json.loads((tmp_path / "out" / "handout.form.json").read_text(encoding="utf-8"))
    assert "wells-failed" in json.dumps(form)
    assert "council-vote" not in json.dumps(form)


def test_only_the_leaves_that_are_asked_for_are_drawn_and_each_in_its_formats(sample: Path, tmp_path: Path) -> None:
    leaves = (Leaf.STRIP, Leaf.CHECK, Leaf.COLLATED, Leaf.STRIP)
    paths, _ = make_handout(HandoutRequest(bank=sample, out=tmp_path, leaves=leaves))
    assert {path.name for path in paths} == {"handout-4-check.html", "handout-5-strip.pdf", "handout.form.json"}
    paths, _ = make_handout(HandoutRequest(bank=sample, out=tmp_path / "two", leaves=leaves, versions=2))
    checks = {f"handout-4-check-{version}.html" for version in "AB"}
    assert {path.name for path in paths} == {
        *checks,
        "handout-5-strip.pdf",
        "handout-7-collated.pdf",
        "handout.form.json",
    }


def test_a_form_prints_the_same_sheet_again(sample: Path, tmp_path: Path) -> None:
    first, _ = make_handout(HandoutRequest(bank=sample, out=tmp_path / "one", versions=2))
    form = tmp_path / "one" / "handout.form.json"
    second, problems = make_handout(HandoutRequest(bank=sample, out=tmp_path / "two", form=form))
    assert not problems
    assert {path.name for path in second} == {path.name for path in first}
    assert all(path.read_bytes() == (tmp_path / "one" / path.name).read_bytes() for path in second)


def test_a_form_of_an_earlier_bank_is_printed_as_it_was_with_a_warning(sample: Path, tmp_path: Path) -> None:
    make_handout(HandoutRequest(bank=sample, out=tmp_path / "one", formats=("html",)))
    path = sample / "decks" / "well" / "drought.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("only mud", "mud"), encoding="utf-8")
    form = tmp_path / "one" / "handout.form.json"
    _, problems = make_handout(HandoutRequest(bank=sample, out=tmp_path / "two", form=form, formats=("html",)))
    assert [problem.code for problem in problems] == ["W415"]
    assert "only mud" in (tmp_path / "two" / "handout-2-key.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("select", "hint"),
    [
        ({"sections": ("drougt",)}, "“drought”"),
        ({"ids": ("wellcost",)}, "“well-cost”"),
        ({"tags": ("core",)}, "none yet"),
        ({"kinds": ("short",), "levels": (Level.EVALUATE,)}, "quizgen list"),
    ],
)
def test_a_choice_that_finds_nothing_is_a_failure_with_a_way_out(
    select: dict[str, tuple[str, ...]], hint: str, sample: Path
) -> None:
    with pytest.raises(Failure) as failure:
        make_handout(HandoutRequest(bank=sample, select=Selection(**select)))  # type: ignore[arg-type]
    assert hint in failure.value.problems[0].hint
    assert not (sample / "build").exists()


def test_a_file_that_is_no_form_is_a_failure(sample: Path) -> None:
    with pytest.raises(Failure):
        make_handout(HandoutRequest(bank=sample, form=sample / "questions.yaml"))


def test_a_form_of_another_bank_is_refused(sample: Path, tmp_path: Path) -> None:
    make_handout(HandoutRequest(bank=sample, out=tmp_path / "one", formats=("html",)))
    head = sample / "questions.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("id: well-sample", "id: other"), encoding="utf-8")
    (sample / "decks" / "quizgen.lock").unlink(missing_ok=True)
    with pytest.raises(Failure, match="W416"):
        make_handout(HandoutRequest(bank=sample, out=tmp_path / "two", form=tmp_path / "one" / "handout.form.json"))
    assert not (tmp_path / "two").exists()


def test_a_passage_that_is_cited_otherwise_by_now_is_printed_without_its_words(sample: Path, tmp_path: Path) -> None:
    texts = sample / "texts"
    make_handout(HandoutRequest(bank=sample, texts=texts, out=tmp_path / "one", formats=("html",)))
    assert "gave nothing but mud" in (tmp_path / "one" / "handout-1-sheet.html").read_text(encoding="utf-8")
    path = sample / "decks" / "well" / "drought.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("from: In the summer of 1921", "from: Forty families fetched"),
        encoding="utf-8",
    )
    form = tmp_path / "one" / "handout.form.json"
    _, problems = make_handout(
        HandoutRequest(bank=sample, texts=texts, out=tmp_path / "two", form=form, formats=("html",))
    )
    assert "W417" in [problem.code for problem in problems]
    assert "gave nothing but mud" not in (tmp_path / "two" / "handout-1-sheet.html").read_text(encoding="utf-8")


def test_a_copy_that_lacks_a_passage_is_told_and_another_text_in_one_line(sample: Path, tmp_path: Path) -> None:
    text = sample / "texts" / "well.txt"
    whole = text.read_text(encoding="utf-8")
    build(BuildRequest(bank=sample, formats=("html",)))
    text.write_text("\n\n".join(whole.split("\n\n")[:-1]), encoding="utf-8")
    _, problems = make_handout(HandoutRequest(bank=sample, out=tmp_path / "one", formats=("html",)))
    assert [problem.code for problem in problems] == ["A110"]
    text.write_text("Quite another text.\n\n" * 40, encoding="utf-8")
    _, problems = make_handout(HandoutRequest(bank=sample, out=tmp_path / "two", formats=("html",)))
    assert [(problem.code, problem.severity) for problem in problems] == [("A112", Severity.WARNING)]


@pytest.mark.parametrize("name", ["", "../evil", "a/b", "a b", "a" * 41, "a" * 100_000, "a\0"])
def test_a_name_that_is_no_files_is_refused_before_anything_is_written(name: str, sample: Path) -> None:
    before = sorted(sample.rglob("*"))
    with pytest.raises(Failure, match="W418") as failure:
        make_handout(HandoutRequest(bank=sample, name=name))
    assert len(str(failure.value)) < 300
    assert sorted(sample.rglob("*")) == before


def test_the_longest_name_is_a_files(sample: Path, tmp_path: Path) -> None:
    paths, _ = make_handout(HandoutRequest(bank=sample, name="a" * 40, versions=2, large_print=True, out=tmp_path))
    assert all(path.is_file() for path in paths)


@pytest.mark.parametrize("option", ["title", "instructions"])
@pytest.mark.parametrize("character", ["\0", "\x07", "\udcff", "\ufffe"])
def test_a_text_that_no_sheet_can_hold_is_refused(option: str, character: str, sample: Path) -> None:
    words: dict[str, Any] = {option: f"a{character}b"}
    with pytest.raises(Failure, match=f"W419 --{option} has U"):
        make_handout(replace(HandoutRequest(bank=sample), **words))


def test_what_a_form_has_decided_no_option_changes(sample: Path, tmp_path: Path) -> None:
    make_handout(HandoutRequest(bank=sample, out=tmp_path, formats=("html",)))
    options = ["worksheet", "--bank", str(sample), "--form", str(tmp_path / "handout.form.json"), "--limit", "3"]
    result = run(*options)
    assert result.exit_code == 2
    assert "--limit" in result.stderr


def cards(folder: Path, *options: str) -> str:
    result = run("worksheet", "--out", str(folder), "--format", "pdf", "--leaf", "cards", *options)
    assert result.exit_code == 0, result.stderr
    return text((folder / "handout-6-cards.pdf").read_bytes())


def test_cards_are_set_as_asked_for_beside_a_sheet_as_alone(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample)
    assert "long edge" in cards(tmp_path, "--leaf", "sheet")
    for beside in ((), ("--leaf", "sheet")):
        assert "short edge" in cards(tmp_path, "--flip", "short", *beside)


def test_another_seed_draws_other_cards(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample)
    assert len({cards(tmp_path, "--limit", "2", "--seed", str(seed)) for seed in range(8)}) > 1


def test_people_and_terms_are_refused_on_a_sheet(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample)
    for leaves in ((), ("--leaf", "cards", "--leaf", "sheet")):
        result = run("worksheet", "--entries", "people", *leaves)
        assert result.exit_code == 2
        assert "--entries goes with --leaf cards alone" in result.stderr
