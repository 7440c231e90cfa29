"""Where outputs lie: the name of every file that a build or a handout writes or deletes is made here.

The students' folder holds what students get and no key; the teachers' has a folder a worksheet. The parts of a name
come from others: the bank, a saved form, the command line, a manifest. None of them leads out of the folder, and no two
outputs of a bank have one path, not even where case does not count.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from quizgen.bank import file_names
from quizgen.bank.format.schema import ID_PATTERN
from quizgen.bank.paper import Leaf, Paper
from quizgen.base.files import display_path
from quizgen.base.problem import fail
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.view.edition import Edition

PAGE: Final = "index.html"
"""The name of the page among what students get, and of the one among what teachers get."""
_VERSION: Final = re.compile("[A-Z]")
# A sheet’s file begins with its worksheet’s id; then come the leaf, the version, the paper and the edition.
_STUDENTS: Final = rf"students/(({ID_PATTERN})\.apkg|updates/({ID_PATTERN})/[a-z]+\.txt|{re.escape(PAGE)})"
_TEACHERS: Final = rf"teachers/(({ID_PATTERN})/({ID_PATTERN})\.(pdf|html|docx|png|form\.json)|{re.escape(PAGE)})"
# Earlier layouts, with one update file a package, and without folders for whom files are: what such a build left goes
# with the next one.
_EARLIER: Final = (
    rf"({ID_PATTERN})\.apkg|(students/)?updates/({ID_PATTERN})\.txt|students\.html|"
    rf"worksheets/({ID_PATTERN})\.(pdf|html|docx|form\.json)"
)
_OUTPUT: Final = re.compile(f"{_STUDENTS}|{_TEACHERS}|{_EARLIER}")


def for_students(name: str) -> str:
    """Return the path, in the folder of outputs, of what students get as *name*."""
    return f"students/{name}"


def for_teachers(name: str) -> str:
    """Return the path, in the folder of outputs, of what teachers get as *name*: a worksheet's folder, or the page."""
    return f"teachers/{name}"


def package_name(deck: str) -> str:
    """Return the name of a deck's package among what students get."""
    return f"{deck}.apkg"


def update_name(package: str, notetype_key: str) -> str:
    """Return the name, among what students get, of a package's update file for the notes of one type."""
    return f"updates/{package}/{notetype_key}.txt"


def leaf_name(form: Form, leaf: Leaf, format_: str, edition: Edition | None = None) -> str:
    """Return the name of a leaf of *form*, such as "plain-1-sheet-A-letter-large.pdf", in the order of use.

    The version is named where there are several and the leaf is of one, and the paper where it is not the form's own.
    """
    version = f"-{form.version}" if form.versions > 1 and leaf.is_for_one_version else ""
    return file_name(form.worksheet, leaf, format_, edition or Edition(paper=form.paper), form.paper, version)


def file_name(worksheet: str, leaf: Leaf, format_: str, edition: Edition, usual: Paper, version: str = "") -> str:
    """Return the name of a leaf of a *worksheet*, of a *version* such as "-A"; the *usual* paper is not named."""
    paper = f"-{edition.paper}" if edition.paper is not usual else ""
    return f"{worksheet}-{leaf.number}-{leaf}{version}{paper}{edition.suffix}.{format_}"


def form_name(form: Form) -> str:
    """Return the name under which *form* itself is saved with all other versions, beside their leaves."""
    return form.saved_as


def picture_name(worksheet: str) -> str:
    """Return the name of the picture of a worksheet's first page, in the folder of the worksheet."""
    return f"{worksheet}.png"


def packages(out: Path) -> Iterable[Path]:
    """Return the packages in the folder of outputs *out*, those of the earlier layout among them."""
    return (*out.glob("students/*.apkg"), *out.glob("*.apkg"))


def outputs(bank_folder: Path) -> Path:
    """Return the folder of outputs of the bank in *bank_folder*, where none is named."""
    return bank_folder / "build"


def name_fault(name: str, version: str = "A") -> str:
    """Return why *name* with *version* cannot be the name of a worksheet's files; empty where it can."""
    if fault := file_names.name_fault(name):
        return fault
    return "" if _VERSION.fullmatch(version) else f"“{version}” cannot be a version"


def is_output(path: str) -> bool:
    """Return whether *path* is one that an output of some bank has in its folder."""
    return _OUTPUT.fullmatch(path) is not None


def is_inside(folder: Path, path: str) -> bool:
    """Return whether the file *path* of *folder* lies in it, with all links followed."""
    try:
        return (folder / path).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a circle, a null character
        return False


def target(folder: Path, path: str) -> Path:
    """Return the file to write for *path* in *folder*; raises Failure where it would lie outside."""
    if not is_inside(folder, path):
        message = f"the file would lie outside {display_path(folder)}"
        raise fail(
            display_path(folder / path), "F103", message, "Delete the link, or name another folder with --out DIR."
        )
    return folder / path
