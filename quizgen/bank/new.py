"""A new bank: what it is called, and an id that no other bank has."""

import os
import re
import secrets
import unicodedata
from pathlib import Path
from typing import Final

from quizgen.bank.format.schema import ID_PATTERN, MAX_ID, MAX_LANGUAGE, is_language
from quizgen.base.files import current_folder
from quizgen.base.value import frozen

_SIGNS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
"""What the random part of an id is made of: no two of these look alike."""
_RANDOM: Final = 6
"""Random signs of an id: of a thousand banks of one title, two have one id once in about 1,800 times."""
_MAX_WORDS: Final = 200
"""Characters of a title or a name: it stands on one line of a sheet."""


@frozen
class NewBank:
    """What a new bank says of itself in its head."""

    id: str
    title: str
    language: str
    author: str = ""
    """Who writes the questions; empty where the head is not to say so."""


def suggested_title(folder: Path) -> str:
    """Return a title after the name of *folder*: "Harbour strike" for harbour-strike.

    Raises Failure where its name is that of the current folder, and that cannot be read.
    """
    name = folder.name if folder.name not in ("", "..") else Path(os.path.abspath(current_folder() / folder)).name
    words = " ".join(re.split(r"[-_\s]+", name)).strip()
    return words[:1].upper() + words[1:] if fault_of_words(words) == "" else "A new bank"


def suggested_id(title: str) -> str:
    """Return an id that can be read, and that no other bank has: letters of the *title*, and random signs."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    room = MAX_ID - _RANDOM - 1
    words = "-".join(re.findall("[a-z0-9]+", letters))
    readable = words if len(words) <= room else words[: room + 1].rpartition("-")[0] or words[:room]
    return f"{readable or 'bank'}-{''.join(secrets.choice(_SIGNS) for _ in range(_RANDOM))}"


def suggested_language(environment: str) -> str:
    """Return the language that the value of an *environment* such as LANG names, "de" of "de_AT.UTF-8"; else "en"."""
    language = re.split("[_.@]", environment)[0].casefold()
    return language if is_language(language) and language not in ("c", "posix") else "en"


def fault_of_words(words: str) -> str:
    """Return why *words* can be no title and no author’s name; empty where they can."""
    if not words.strip():
        return "it is empty"
    if not words.isprintable():
        return "it has a control character"
    return f"it is longer than {_MAX_WORDS} characters" if len(words) > _MAX_WORDS else ""


def fault_of_id(id_: str) -> str:
    """Return why *id_* cannot be the id of a bank; empty where it can."""
    is_id = re.fullmatch(ID_PATTERN, id_) and len(id_) <= MAX_ID
    return "" if is_id else f"an id has letters a–z, digits and single hyphens, at most {MAX_ID} in all"


def fault_of_language(language: str) -> str:
    """Return why *language* is no tag of a language; empty where it is one."""
    return "" if is_language(language) else f"a language is a tag such as en or de-AT, of at most {MAX_LANGUAGE} signs"
