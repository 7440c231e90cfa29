"""What several commands take: the options for the bank, the texts and output files, and the words that options know."""

from pathlib import Path
from typing import Final

import click

# Repeated here: the modules that know them are too heavy for --help. A test keeps them true.
KINDS: Final = ("short", "choice", "truefalse", "cloze", "match", "order", "evidence", "discuss")
"""The kinds of question."""
FORMATS: Final = ("apkg", "pdf", "html", "docx")
"""The formats that a build writes: packages, then worksheets."""
SHEET_FORMATS: Final = FORMATS[1:]
"""The formats that a worksheet is written in."""
LEVELS: Final = ("recall", "understand", "analyse", "evaluate")
"""The levels of a question."""
STYLES: Final = ("questions", "reading", "test")
"""What a worksheet is for."""
FURTHER_LEAVES: Final = ("check", "strip", "cards", "collated")
LEAVES: Final = ("sheet", "key", "teacher", *FURTHER_LEAVES)
"""The leaves of a worksheet."""
ENTRIES: Final = ("none", "people", "terms", "both")
"""What cards to cut out may be of beside questions."""
PAPERS: Final = ("a4", "letter")
"""Paper sizes."""
FOLDER: Final = click.Path(file_okay=False, path_type=Path)
"""A folder, there or not."""
FILE: Final = click.Path(dir_okay=False, path_type=Path)
"""A file, there or not."""

bank_option = click.option(
    "--bank",
    type=click.Path(path_type=Path),
    help="The bank: questions.yaml or its folder (default: the nearest above).",
)
texts_option = click.option(
    "--texts", type=FOLDER, help="The folder of source texts (default: texts/ beside the bank)."
)


def find_bank(given: Path | None) -> Path:
    """Return the bank that was named, or the nearest one from the current folder upwards.

    Raises Failure where there is none, or where the current folder was deleted.
    """
    from quizgen.bank.load import find
    from quizgen.base.files import current_folder

    if given is not None and given.is_absolute():
        return given
    here = current_folder()
    return given or find(here)


def only_utf8(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return text of the command line as it is; a usage error where it has stray bytes, which can be in no sheet."""
    try:
        (value or "").encode()
    except UnicodeEncodeError as error:
        raise click.BadParameter(f"byte {error.start + 1} is not UTF-8.", ctx, param) from None
    return value
