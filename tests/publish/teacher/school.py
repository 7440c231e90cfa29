"""A bank as a teacher builds it: the well at Lindenau with a sheet in every leaf, a second one, and two sessions."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.sheets import BANK

LEAVES = ["strip", "cards", "collated"]


def school(folder: Path, worksheets: Mapping[str, Any] | None = None, *, language: str = "en") -> Path:
    """Write the bank with further *worksheets* to *folder*, and return the folder."""
    shutil.copytree(BANK, folder)
    head = folder / "questions.yaml"
    bank = yaml.safe_load(head.read_text(encoding="utf-8"))
    bank["language"] = language
    bank["worksheets"] = {
        "short-sheet": {"title": "Short & *sweet*", "select": {"kinds": ["short"]}, "note": "Bring the map."},
        **(worksheets or {}),
    }
    bank["sessions"] = {
        "one": {"title": "The drought", "read": ["drought"], "print": ["short-sheet"]},
        "two": {"title": "Afterwards", "read": ["afterwards"], "print": ["well-sheet", "short-sheet"]},
    }
    head.write_text(yaml.safe_dump(bank, allow_unicode=True, sort_keys=False), encoding="utf-8")
    deck = folder / "decks" / "well" / "deck.yaml"
    text = deck.read_text(encoding="utf-8")
    deck.write_text(text.replace("    versions: 2\n", f"    versions: 2\n    leaves: {LEAVES}\n"), encoding="utf-8")
    return folder
