"""Packages of strangers as OLD: a message at every command, no lock written, and no work that grows with its square."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.anki.draw import Drawn
from quizgen.anki.guid import guid
from quizgen.anki.notetypes import field_places
from quizgen.anki.readback import note_names, unpack
from quizgen.bank.load import load
from quizgen.bank.note_name import NoteName
from quizgen.publish.updates.risks import _deletions
from tests.anki.conftest import SAMPLES, apkg
from tests.anki.damaging import by_json, by_sql, endless, zipped
from tests.commands import run

PACKAGE = apkg(*SAMPLES)
OLD: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a device without end": lambda path: path.symlink_to("/dev/zero"),
    "an empty file": Path.touch,
    "half a package": lambda path: path.write_bytes(PACKAGE[:5_000]),
    "a database of nothing": lambda path: path.write_bytes(zipped(b"")),
    "a list of decks": lambda path: path.write_bytes(by_json(PACKAGE, "decks", lambda _: [])),
    "fields of null": lambda path: path.write_bytes(by_sql(PACKAGE, "UPDATE notes SET flds = NULL")),
    "a table without end": lambda path: path.write_bytes(endless(PACKAGE, "cards")),
}


@pytest.mark.parametrize("command", ["diff", "build --recover"])
@pytest.mark.parametrize("name", OLD)
def test_every_command_refuses_it_and_writes_nothing(
    name: str, command: str, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample)
    OLD[name](sample / "old.apkg")
    before = sorted(sample.rglob("*"))
    result = run(*command.split(), "old.apkg")
    assert result.exit_code == 1
    assert re.search(r"^old\.apkg: (L105|L109) error: this is .*: ", result.stderr, re.MULTILINE)
    assert sorted(sample.rglob("*")) == before


def test_only_ids_get_into_the_lock(sample: Path) -> None:
    bank, _ = load(sample)
    assert bank
    label = "x: {}\n#"
    forged = guid(bank.head.id, NoteName(oldest=label, notetype="short"))
    package = by_sql(
        apkg(SAMPLES[0]),
        "UPDATE notes SET guid = ?1, flds = ?2 || substr(flds, instr(flds, char(31)))",
        values=(forged, label),
    )
    (note,) = unpack(package).notes
    assert (note.guid, note.label.item) == (forged, label)
    assert note_names(bank, unpack(package)) == {}


def test_deletions_are_read_in_linear_time() -> None:
    def text(count: int) -> Drawn:
        fields = [""] * len(field_places("cloze"))
        fields[field_places("cloze")["text"]] = "{{c1::" * count + "::" * count + "{{c" + "9" * count + "::a}}"
        return Drawn(notetype="cloze", fields=tuple(fields), tags=())

    assert _deletions(text(50_000)) == {}
