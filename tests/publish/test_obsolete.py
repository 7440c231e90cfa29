"""What an output has no longer is deleted, with the same care as what the bank has no longer."""

from pathlib import Path

from quizgen.base import files
from quizgen.publish.manifest import DrawnFiles, Manifest, Output

NAME = "teachers/a/a-1-sheet.html"
SHEET, KEY, TEACHER = (f"teachers/a/a-{leaf}.html" for leaf in ("1-sheet", "2-key", "3-teacher"))


def record(folder: Path, name: str, *paths: str) -> list[Path]:
    """Draw an output with these files, as a build does; gives what is obsolete then."""
    manifest = Manifest(folder, "bank")
    drawn_files = DrawnFiles(files=dict.fromkeys(paths, b"drawn"))
    output = Output(name=name, inputs="of the bank", draw=lambda: drawn_files)
    contents = manifest.record(output, drawn_files)
    files.write_all({**contents, **manifest.changed()})
    return manifest.obsolete


def test_a_file_that_an_output_has_no_longer_is_obsolete_unless_it_was_changed_by_hand(tmp_path: Path) -> None:
    assert record(tmp_path, NAME, SHEET, KEY, TEACHER) == []
    assert record(tmp_path, NAME, SHEET, KEY) == [tmp_path / TEACHER]
    (tmp_path / KEY).write_bytes(b"mine")
    assert record(tmp_path, NAME, SHEET) == []


def test_a_file_that_another_output_has_now_is_not_obsolete(tmp_path: Path) -> None:
    record(tmp_path, "former.html", SHEET, KEY)
    record(tmp_path, NAME, SHEET, KEY)
    assert record(tmp_path, "former.html") == []


def test_a_file_that_no_build_could_have_written_is_not_obsolete(tmp_path: Path) -> None:
    record(tmp_path, NAME, SHEET, "notes.txt")
    assert record(tmp_path, NAME, SHEET) == []
