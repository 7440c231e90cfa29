"""`quizgen init`: a new bank."""

import os
from collections.abc import Callable
from pathlib import Path

import click

from quizgen.cli.options import FOLDER, only_utf8
from quizgen.cli.terminal import can_ask, print_text


@click.command("init")
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--id", "id_", callback=only_utf8, help="The bank’s id (default: of the title, with random signs).")
@click.option("--title", callback=only_utf8, help="The bank’s title (default: of the folder’s name).")
@click.option("--language", callback=only_utf8, help="The language of the questions, such as en or de.")
@click.option("--author", callback=only_utf8, help="Who writes the questions.")
@click.option("--yes", is_flag=True, help="Ask nothing: take the defaults.")
def command(
    folder: Path, id_: str | None, title: str | None, language: str | None, author: str | None, yes: bool
) -> None:
    """Begin a new bank in DIR, with a sample text; in a terminal it asks what is not given."""
    from quizgen.bank import new
    from quizgen.bank.sample import init, require_free

    require_free(folder)  # before anything is asked
    asks = can_ask() and not yes
    title = _value("title", title, new.suggested_title(folder), new.fault_of_words, "Title of the bank", asks)
    language = _value(
        "language",
        language,
        new.suggested_language(os.environ.get("LANG", "")),
        new.fault_of_language,
        "Language of the questions",
        asks,
    )
    author = _value("author", author, "", _fault_of_author, "Author of the questions (may be empty)", asks)
    id_ = _value("id", id_, new.suggested_id(title), new.fault_of_id, "Id of the bank, which never changes", asks)
    print_text(init(folder, new.NewBank(id=id_, title=title.strip(), language=language, author=author.strip())))


def _fault_of_author(name: str) -> str:
    from quizgen.bank.new import fault_of_words

    return fault_of_words(name) if name else ""


def _value(
    option: str, given: str | None, default: str, fault_of: Callable[[str], str], question: str, asks: bool
) -> str:
    """Return what was *given*, or else the answer to a *question*, or the *default* where nothing is asked.

    Raises UsageError where what was given has a fault; an answer that has one is asked for again.
    """
    if given is not None:
        if fault := fault_of(given):
            raise click.BadParameter(f"{fault}.", param_hint=f"--{option}")
        return given
    if not asks:
        return default

    def checked(answer: str) -> str:
        if fault := fault_of(answer):
            raise click.UsageError(f"{fault}.")
        return answer

    answer: str = click.prompt(question, default=default, value_proc=checked, show_default=bool(default), err=True)
    return answer
