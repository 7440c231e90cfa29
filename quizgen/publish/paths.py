"""Where outputs lie: the path of every file that a build or a handout writes or deletes is made here.

Names come from others: the bank, a saved form, the command line, a manifest. None of them leads out of the folder.
"""

import re
from pathlib import Path
from typing import Final

from quizgen.bank.format.schema import ID_PATTERN, MAX_ID
from quizgen.base.files import display_path
from quizgen.base.problem import fail

PAGE: Final = "students.html"
"""The student's page in the folder of outputs."""
# Names that Windows keeps for devices, whatever their ending (Microsoft, “Naming Files, Paths, and Namespaces”).
_RESERVED: Final = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.ASCII | re.IGNORECASE)
_VERSION: Final = re.compile("[A-Z]")
# A sheet’s file has its worksheet’s id, and then the version, the paper, the edition and the leaf.
_SHEET: Final = re.compile(rf"worksheets/({ID_PATTERN})\.(pdf|html|docx|form\.json)")
_PACKAGE: Final = re.compile(rf"({ID_PATTERN})\.apkg|updates/({ID_PATTERN})\.txt|{re.escape(PAGE)}")


def package_path(deck: str) -> str:
    """Return the path of a deck's package in the folder of outputs."""
    return f"{deck}.apkg"


def update_path(deck: str) -> str:
    """Return the path of a deck's update file in the folder of outputs."""
    return f"updates/{deck}.txt"


def sheet_path(name: str) -> str:
    """Return the path of a worksheet's file *name* in the folder of outputs."""
    return f"worksheets/{name}"


def handouts(bank_folder: Path) -> Path:
    """Return the folder of the worksheets of the command line, where none is named."""
    return outputs(bank_folder) / "worksheets"


def outputs(bank_folder: Path) -> Path:
    """Return the folder of outputs of the bank in *bank_folder*, where none is named."""
    return bank_folder / "build"


def name_fault(name: str, version: str = "A") -> str:
    """Return why *name* with *version* cannot be the name of a deck's or a worksheet's files; empty where it can."""
    if len(name) > MAX_ID:
        return f"the name “{name[:MAX_ID]}…” has more than {MAX_ID} characters"
    if not re.fullmatch(ID_PATTERN, name):
        return f"“{name}” cannot be the name of a file"
    if _RESERVED.fullmatch(name):
        return f"Windows keeps the name “{name}” for a device"
    if not _VERSION.fullmatch(version):
        return f"“{version}” cannot be a version"
    return ""


def is_output(path: str) -> bool:
    """Return whether *path* is one that an output of some bank has in its folder."""
    return any(pattern.fullmatch(path) for pattern in (_SHEET, _PACKAGE))


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
