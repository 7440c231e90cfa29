"""Nothing is written or deleted outside the folder of outputs, whoever names a file: bank, form, option or manifest."""

import json
import re
import shutil
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.anki.notetypes import NOTE_TYPES
from quizgen.bank.format.schema import ID_PATTERN, MAX_ID
from quizgen.bank.paper import Leaf, Paper
from quizgen.base.problem import Failure
from quizgen.publish.build import BuildRequest, build
from quizgen.publish.drawings import drawings
from quizgen.publish.handout import HandoutRequest, make_handout
from quizgen.publish.manifest import MANIFEST, digest_of
from quizgen.publish.paths import (
    PAGE,
    for_students,
    for_teachers,
    form_name,
    is_inside,
    is_output,
    leaf_name,
    name_fault,
    package_name,
    update_name,
)
from quizgen.worksheet.draw import FORMATS
from quizgen.worksheet.view.edition import Edition
from tests.commands import run
from tests.sheets import forms

SINGLE, THREE = forms(), forms(versions=3)
EDITIONS = [
    Edition(paper=paper, large_print=is_large, dyslexia=is_wide)
    for paper, is_large, is_wide in product(Paper, (False, True), (False, True))
]
NAMES = {
    "absolute": "/tmp/outside",
    "parent": "../outside",
    "parents within": "a/../../outside",
    "folder": "folder/outside",
    "backslash": "..\\outside",
    "drive": "C:outside",
    "null": "out\0side",
    "line feed": "outside\n",
    "escape": "out\x1bside",
    "surrogate": "out\ud800side",
    "bidirectional": "out\u202eside",
    "dot": ".",
    "dots": "..",
    "hidden": ".outside",
    "empty": "",
    "blank": "out side",
    "over-long": "outside" * 40,
    "device": "con",
    "device in capitals": "AUX",
    "port": "com1",
}
VERSIONS = {**NAMES, "two letters": "AB", "a digit": "1", "lower case": "a"}
FIELDS = [*(("worksheet", name) for name in NAMES.values()), *(("version", name) for name in VERSIONS.values())]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def built(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample bank with its worksheets, printed."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    build(BuildRequest(bank=sample, formats=("html",)))
    return sample


@pytest.mark.parametrize(("key", "value"), FIELDS)
@pytest.mark.parametrize("versions", [1, 2])
def test_a_form_names_no_file_outside(key: str, value: str, versions: int, built: Path, tmp_path: Path) -> None:
    form = tmp_path / "planted.form.json"
    saved = built / "build" / "teachers" / "well-sheet" / "well-sheet.form.json"
    sound = json.loads(saved.read_text(encoding="utf-8"))
    planted = [{**version, "versions": versions} for version in sound["forms"][:versions]]
    for version in planted if key == "worksheet" else planted[-1:]:
        version[key] = value
    form.write_text(json.dumps({**sound, "forms": planted}), encoding="utf-8")
    before = files(tmp_path)
    with pytest.raises(Failure) as failure:
        make_handout(HandoutRequest(bank=built, out=tmp_path / "out", form=form))
    (problem,) = failure.value.problems
    assert (problem.code, Path(problem.place.path).name) == ("W414", form.name)
    assert files(tmp_path) == before


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_an_option_names_no_file_outside(name: str, sample: Path, tmp_path: Path) -> None:
    before = files(tmp_path)
    with pytest.raises(Failure, match="W418"):
        make_handout(HandoutRequest(bank=sample, out=tmp_path / "out", name=name))
    assert files(tmp_path) == before


@pytest.mark.parametrize(("old", "new"), [("\n  well-sheet:", "\n  nul:"), ("  id: well\n", "  id: con\n")])
def test_an_id_that_is_a_device_is_refused_at_its_place(old: str, new: str, sample: Path) -> None:
    changed = 0
    for path in sample.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, new), encoding="utf-8")
        changed += old in text
    assert changed == 1
    for command in ("check", "build"):
        result = run(command, "--bank", str(sample))
        assert result.exit_code == 1
        assert re.search(r"\.yaml:\d+:\d+: W418", result.stdout + result.stderr)
    assert not (sample / "build").exists()


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("deck", "deck: {id: Well, name: Other, description: Another deck., select: {kinds: [discuss]}}\n"),
        ("worksheet", "worksheets:\n  Well-Sheet: {title: Another, select: {}}\n"),
        ("worksheet", "worksheets:\n  a-B: {title: One, select: {}}\n  A-b: {title: Another, select: {}}\n"),
    ],
)
def test_ids_that_are_equal_but_for_case_are_refused_at_the_second(kind: str, more: str, sample: Path) -> None:
    (sample / "decks" / "zz.yaml").write_text(more, encoding="utf-8")
    for command in ("check", "build"):
        result = run(command, "--bank", str(sample))
        assert result.exit_code == 1
        assert re.search(rf"zz\.yaml:\d+:\d+: B317 .*the {kind} “", result.stdout + result.stderr)
    assert not (sample / "build").exists()


@pytest.mark.parametrize("name", ["well-sheet", "Well-Sheet"])
def test_a_handout_does_not_replace_a_worksheet_of_the_bank(name: str, built: Path, tmp_path: Path) -> None:
    before = files(tmp_path)
    with pytest.raises(Failure, match="W420"):
        make_handout(HandoutRequest(bank=built, name=name))
    assert files(tmp_path) == before
    make_handout(HandoutRequest(bank=built, name=name, out=tmp_path / "out", formats=("html",)))
    make_handout(HandoutRequest(bank=built, name="well", formats=("html",)))
    assert (built / "build" / "teachers" / "well" / "well-2-key.html").exists()


IDS = st.from_regex(ID_PATTERN, fullmatch=True).map(lambda id_: id_[:MAX_ID].rstrip("-"))


@given(ids=st.sets(IDS | st.sampled_from(["a", "a-A", "a-1-sheet", "a-1-sheet-A", "a-2-key", "updates"]), min_size=2))
def test_no_two_outputs_have_one_path_wherever_case_does_not_count(ids: set[str]) -> None:
    distinct = {id_.lower(): id_ for id_ in ids}.values()
    updates = (update_name(package, kind.key) for package, kind in product(distinct, NOTE_TYPES))
    students = [for_students(name) for name in (PAGE, *map(package_name, distinct), *updates)]
    for versions in (SINGLE, THREE):
        paths = list(students)
        for worksheet in distinct:
            forms_ = tuple(replace(form, worksheet=worksheet) for form in versions)
            drawn = drawings(forms_, Leaf, FORMATS)
            names = [drawing.name(edition) for drawing, edition in product(drawn, EDITIONS)]
            paths += [f"{for_teachers(worksheet)}/{name}" for name in (*names, form_name(forms_[0]))]
        assert len({path.lower() for path in paths}) == len(paths)
        assert all(is_output(path) for path in paths)


def plant(bank: Path, named: dict[str, Path], bank_id: str = "well-sample", output: str = "gone.html") -> None:
    """Add files to an output that is to be drawn again, or that no bank has any more.

    *named* are their paths as a manifest has them, and the files with the digests.
    """
    path = bank / "build" / MANIFEST
    document = json.loads(path.read_text(encoding="utf-8"))
    planted = {name: digest_of(file.read_bytes()) for name, file in named.items()}
    entry = document["outputs"].get(output, {"files": {}})
    document["outputs"][output] = {"inputs": "", "files": entry["files"] | planted}
    path.write_text(json.dumps({**document, "bank": bank_id}), encoding="utf-8")


@pytest.mark.parametrize("output", ["gone.html", "teachers/well-sheet/well-sheet-1-sheet-A.html"])
def test_a_planted_manifest_deletes_nothing_but_outputs(output: str, built: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    victim = outside / "sheet.html"
    victim.write_text("mine", encoding="utf-8")
    folder = built / "build"
    notes = folder / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    (folder / "students").mkdir()
    (folder / "students" / "updates").symlink_to(outside, target_is_directory=True)
    (outside / "gone").mkdir()
    for name in ("gone.txt", "gone/short.txt"):
        (outside / name).write_text("mine", encoding="utf-8")
    (folder / "students" / "linked.apkg").symlink_to(victim)
    own = folder / "teachers" / "gone" / "gone-1-sheet.html"
    own.parent.mkdir()
    own.write_text("an output", encoding="utf-8")
    earlier = folder / "worksheets" / "gone-key.html"
    earlier.parent.mkdir()
    earlier.write_text("an output of the earlier layout", encoding="utf-8")
    relative = {
        str(victim): victim,
        "../../outside/sheet.html": victim,
        "teachers/../../../outside/sheet.html": victim,
        "teachers/gone/../../../../outside/sheet.html": victim,
        "students/updates/gone.txt": victim,
        "students/updates/gone/short.txt": victim,
        "students/linked.apkg": victim,
        "notes.txt": notes,
        "teachers//gone.html": victim,
        "teachers/gone/out\0side.html": victim,
        "../questions.yaml": built / "questions.yaml",
        MANIFEST: victim,
        "teachers": victim,
        "": victim,
        "teachers/gone/gone-1-sheet.html": own,
        "worksheets/gone-key.html": earlier,
    }
    plant(built, relative, output=output)
    before = files(tmp_path)
    build(BuildRequest(bank=built, formats=("html",)))
    after = files(tmp_path)
    lost = {name for name in before if name not in after}
    assert lost == {str(path.relative_to(tmp_path)) for path in (own, earlier)}
    assert not own.parent.exists()
    assert not earlier.parent.exists()
    assert {name for name in after if after[name] != before.get(name)} == {
        str((folder / MANIFEST).relative_to(tmp_path))
    }
    assert (folder / "students" / "linked.apkg").is_symlink()


def test_the_manifest_of_another_bank_deletes_nothing(built: Path) -> None:
    own = built / "build" / "teachers" / "well-sheet" / "gone.html"
    own.write_text("of another bank", encoding="utf-8")
    plant(built, {"teachers/well-sheet/gone.html": own}, bank_id="another")
    build(BuildRequest(bank=built, formats=("html",)))
    assert own.exists()


@pytest.mark.parametrize("linked", ["teachers", "teachers/well-sheet/well-sheet-1-sheet-A.html", MANIFEST])
def test_no_build_writes_through_a_link_that_leads_out(linked: str, built: Path, tmp_path: Path) -> None:
    inner, outside = built / "build" / linked, tmp_path / "outside"
    shutil.move(inner, outside)
    inner.symlink_to(outside, target_is_directory=outside.is_dir())
    for path in (built / "decks").rglob("*.yaml"):  # everything is to be drawn again
        path.write_text(path.read_text(encoding="utf-8").replace("only mud", "mud"), encoding="utf-8")
    before = files(tmp_path)
    with pytest.raises(Failure, match="F103"):
        build(BuildRequest(bank=built, formats=("html",)))
    assert files(tmp_path) == before


def test_a_folder_of_outputs_may_itself_be_a_link(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (sample / "build").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    build(BuildRequest(bank=sample, formats=("html",)))
    assert (tmp_path / "elsewhere" / "teachers" / "well-sheet" / "well-sheet-1-sheet-A.html").exists()


def test_names_that_are_good_stay_good(tmp_path: Path) -> None:
    assert not [name for name in ("a", "9", "well-sheet", "A-1", "console", "x" * 40) if name_fault(name)]
    earlier = ["well.apkg", "updates/well.txt", "students.html", "worksheets/well-A-key.pdf", "worksheets/w.form.json"]
    earlier += ["students/updates/well.txt"]
    assert all(is_output(path) and is_inside(tmp_path, path) for path in earlier)


def test_a_sheet_is_named_after_its_leaf_version_and_edition() -> None:
    second = THREE[1]
    names = {leaf_name(second, leaf, "pdf") for leaf in Leaf}
    together = {
        "sheet-2-key.pdf",
        "sheet-3-teacher.pdf",
        "sheet-5-strip.pdf",
        "sheet-6-cards.pdf",
        "sheet-7-collated.pdf",
    }
    assert names == {"sheet-1-sheet-B.pdf", "sheet-4-check-B.pdf"} | together
    assert leaf_name(SINGLE[0], Leaf.KEY, "docx") == "sheet-2-key.docx"
    large = Edition(paper=Paper.LETTER, large_print=True, dyslexia=True)
    assert leaf_name(second, Leaf.SHEET, "pdf", large) == "sheet-1-sheet-B-letter-large-dyslexia.pdf"
    assert leaf_name(replace(second, paper=Paper.LETTER), Leaf.SHEET, "pdf", Edition(paper=Paper.LETTER)) == (
        "sheet-1-sheet-B.pdf"
    )
    assert (form_name(second), form_name(SINGLE[0])) == ("sheet.form.json", "sheet.form.json")
