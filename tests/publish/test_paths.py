"""Nothing is written or deleted outside the folder of outputs, whoever names a file: bank, form, option or manifest."""

import json
import shutil
from pathlib import Path

import pytest

from quizgen.base.problem import Failure
from quizgen.publish.build import BuildRequest, build
from quizgen.publish.handout import HandoutRequest, make_handout
from quizgen.publish.manifest import MANIFEST, digest_of
from quizgen.publish.paths import is_inside, is_output, name_fault

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
    sound = json.loads((built / "build" / "worksheets" / "well-sheet-A.form.json").read_text(encoding="utf-8"))
    form.write_text(json.dumps({**sound, "versions": versions, key: value}), encoding="utf-8")
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
    with pytest.raises(Failure, match=r"\.yaml:\d+:\d+: .*W418"):
        build(BuildRequest(bank=sample, formats=("apkg", "html")))
    assert not (sample / "build").exists()


def plant(bank: Path, named: dict[str, Path], bank_id: str = "well-sample") -> None:
    """Add outputs that no bank has any more: their paths as a manifest has them, and the files with the digests."""
    path = bank / "build" / MANIFEST
    document = json.loads(path.read_text(encoding="utf-8"))
    for number, (name, file) in enumerate(named.items()):
        digest = digest_of(file.read_bytes())
        document["outputs"][f"gone-{number}.html"] = {"inputs": "", "files": {name: digest}}
    path.write_text(json.dumps({**document, "bank": bank_id}), encoding="utf-8")


def test_a_planted_manifest_deletes_nothing_but_outputs(built: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    victim = outside / "sheet.html"
    victim.write_text("mine", encoding="utf-8")
    folder = built / "build"
    notes = folder / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    (folder / "updates").symlink_to(outside, target_is_directory=True)
    (outside / "gone.txt").write_text("mine", encoding="utf-8")
    (folder / "linked.apkg").symlink_to(victim)
    own = folder / "worksheets" / "gone.html"
    own.write_text("an output", encoding="utf-8")
    relative = {
        str(victim): victim,
        "../../outside/sheet.html": victim,
        "worksheets/../../../outside/sheet.html": victim,
        "updates/gone.txt": victim,
        "linked.apkg": victim,
        "notes.txt": notes,
        "worksheets//gone.html": victim,
        "worksheets/out\0side.html": victim,
        "../questions.yaml": built / "questions.yaml",
        MANIFEST: victim,
        "worksheets": victim,
        "": victim,
        "worksheets/gone.html": own,
    }
    plant(built, relative)
    before = files(tmp_path)
    build(BuildRequest(bank=built, formats=("html",)))
    after = files(tmp_path)
    lost = {name for name in before if name not in after}
    assert lost == {str(own.relative_to(tmp_path))}
    assert {name for name in after if after[name] != before.get(name)} == {
        str((folder / MANIFEST).relative_to(tmp_path))
    }
    assert (folder / "linked.apkg").is_symlink()


def test_the_manifest_of_another_bank_deletes_nothing(built: Path) -> None:
    own = built / "build" / "worksheets" / "gone.html"
    own.write_text("of another bank", encoding="utf-8")
    plant(built, {"worksheets/gone.html": own}, bank_id="another")
    build(BuildRequest(bank=built, formats=("html",)))
    assert own.exists()


@pytest.mark.parametrize("linked", ["worksheets", "worksheets/well-sheet-A.html", MANIFEST])
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
    assert (tmp_path / "elsewhere" / "worksheets" / "well-sheet-A.html").exists()


def test_names_that_are_good_stay_good(tmp_path: Path) -> None:
    assert not [name for name in ("a", "9", "well-sheet", "A-1", "console", "x" * 40) if name_fault(name)]
    good = ["well.apkg", "updates/well.txt", "students.html", "worksheets/well-A-key.pdf", "worksheets/w.form.json"]
    assert all(is_output(path) and is_inside(tmp_path, path) for path in good)
