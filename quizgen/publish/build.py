"""Building: the bank, the lock and the user's texts become files; the lock is replaced first."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from quizgen.anki.deck import resolve_decks
from quizgen.bank import lock
from quizgen.bank.bank import Bank
from quizgen.bank.lock import Lock
from quizgen.bank.model import DeckSpec, Worksheet
from quizgen.bank.paper import Leaf
from quizgen.base import files
from quizgen.base.clock import now
from quizgen.base.files import display_path
from quizgen.base.problem import Failure, Problem, fail
from quizgen.base.value import frozen
from quizgen.languages.labels import unlabelled
from quizgen.passages.workspace import Workspace, open_workspace
from quizgen.publish import paths
from quizgen.publish.checked import check_before
from quizgen.publish.course import course
from quizgen.publish.manifest import Manifest, Output, draw_all
from quizgen.publish.outputs import FORM, FORMATS, package_outputs, teachers_page, with_forms, worksheet_outputs
from quizgen.publish.printed import printed_worksheets
from quizgen.publish.release.release import renamed_decks, stamp_release, unknown_note_types
from quizgen.worksheet.pdf.pages import page_count

Progress = Callable[[str], None] | None
"""Called with the path of each output, below the folder of outputs, as soon as it is drawn."""


@frozen
class BuildRequest:
    """What a build is asked for."""

    bank: Path
    """The head of the bank, or the folder that contains it."""
    names: tuple[str, ...] = ()
    """Ids of decks and worksheets; none means all."""
    out: Path | None = None
    """The folder of outputs; by default build/ beside the bank."""
    texts: Path | None = None
    """The folder of source texts; by default that of the environment, or texts/ beside the bank."""
    formats: tuple[str, ...] = FORMATS
    """The formats to write: apkg for packages, the others for worksheets."""
    leaves: tuple[Leaf, ...] = ()
    """Leaves of each worksheet beside those that it has."""
    locked: bool = False
    """Whether to fail where the lock is out of date, instead of writing it."""
    unchecked: bool = False
    """Whether to build although the rules find errors: they do not run at all."""
    new_lock: bool = False
    """Whether to start a new lock although there are outputs, or a lock, of an earlier build."""
    recover: tuple[Path, ...] = ()
    """Packages from which a lost lock is rebuilt."""


@frozen
class BuildSummary:
    """What a build did."""

    out: Path
    """The folder of outputs."""
    written: tuple[Path, ...]
    """The files that were written, the lock and the manifest not among them."""
    current: int
    """Number of outputs that were up to date and not drawn again."""
    kinds: Counter[str]
    """Number of questions of each kind in the bank."""
    problems: tuple[Problem, ...]
    """Warnings and notes; with an error nothing is built."""
    moved: Mapping[str, int] | None
    """Numbers of notes that are new, updated and withdrawn; None where the lock is unchanged."""
    with_texts: tuple[str, ...] | None
    """Short names of the texts of which the user has a copy; None where the bank has no texts."""
    warnings: int | None
    """How many warnings the rules give; None where they did not run."""
    seconds: float
    """How long the build took."""

    def as_text(self) -> str:
        """Return what was written, how many items of each kind there are, and how long it took; a line each."""
        folders = Counter(path.relative_to(self.out).parts[0] for path in self.written)
        lines = [
            f"{count:4} file{'s' if count > 1 else ''} in {display_path(self.out / folder)}/"
            for folder, count in sorted(folders.items())
        ]
        if self.current:
            lines.append(f"{self.current:4} output{'s' if self.current > 1 else ''} unchanged")
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.kinds.most_common())
        texts = f", with the passages of {', '.join(self.with_texts)}" if self.with_texts else ", without the texts"
        lines.append(f"{sum(self.kinds.values())} items ({kinds}){'' if self.with_texts is None else texts}.")
        if self.moved is not None:
            notes = ", ".join(f"{count} {what}" for what, count in self.moved.items())
            lines.append(f"The lock moved on ({notes}): commit {lock.LOCK} with the bank.")
        if self.warnings is None:
            lines.append("Not checked: there may be errors that `quizgen check` reports.")
        else:
            count = f"{self.warnings} warnings" if self.warnings != 1 else "1 warning"
            lines.append(f"Checked: no errors, {count}" + (" (`quizgen check` shows them)." if self.warnings else "."))
        return "\n".join([*lines, f"Done in {self.seconds:.1f} s."])


def build(request: BuildRequest, progress: Progress = None) -> BuildSummary:
    """Write the lock and the outputs of *request*. Raises Failure before anything is written."""
    start = time.perf_counter()
    ignore_lock = request.new_lock or bool(request.recover)
    workspace = open_workspace(request.bank, request.texts, ignore_lock=ignore_lock)
    bank = workspace.bank
    problems = list(workspace.problems)
    out = request.out or paths.outputs(bank.folder)
    decks, sheets = _selected(bank, request.names)
    workspace = _with_lock_to_build_on(workspace, out, request, problems)
    manifest = Manifest(out, bank.head.id)
    problems += manifest.problems
    warnings = None if request.unchecked else check_before(workspace, manifest)
    homes = resolve_decks(bank, workspace.citations)
    release = stamp_release(bank, homes, workspace.lock, workspace.fingerprints, now())
    changed_lock = _changed_lock(workspace, release.lock, locked=request.locked)
    days = course(bank, workspace.citations)
    formats = with_forms(request.formats)
    printed = (
        [*printed_worksheets(bank, sheets, workspace.citations, request.leaves)] if sheets and FORM in formats else []
    )
    outputs: list[Output] = []
    others: list[Output] = []  # of worksheets that are not asked for, or in further formats
    for sheet in printed:
        is_wanted = bank.worksheets[sheet.worksheet.id] in sheets
        for output in worksheet_outputs(bank, sheet):
            (outputs if is_wanted and output.format in formats else others).append(output)
    others = [output for output in others if manifest.holds(output)]
    if "apkg" in formats:
        outputs += package_outputs(bank, decks, homes, days, release)
    drawn = _draw_stale(outputs, manifest, problems, progress)
    if printed:
        problems += unlabelled(bank.head.language, bank.pack, bank.head.place("language"))
        page = teachers_page(bank, days, printed, _page_counts([*outputs, *others], manifest, drawn))
        outputs.append(page)
        drawn += _draw_stale([page], manifest, problems, progress)
    contents = {path: data for files_ in drawn for path, data in files_.items()}
    current_names = {output.name for output in outputs}
    if not request.names:
        manifest.forget_all_but(current_names, formats)
    obsolete = manifest.obsolete
    clean = {*manifest.folders, workspace.lock_path.parent}
    # A build that is killed meanwhile must leave no package that the lock does not know: somebody may publish it.
    files.write_all({**changed_lock, **contents, **manifest.changed()}, obsolete=obsolete, clean=clean)
    files.remove_emptied(obsolete, out)
    return BuildSummary(
        out=out,
        written=tuple(contents),
        current=len(outputs) - len(drawn),
        kinds=Counter(item.kind for item in bank.items.values()),
        problems=(*problems, *workspace.lost_passages(bank.passages)),
        moved=_moved(workspace.lock, release.lock) if changed_lock else None,
        with_texts=tuple(bank.texts[text].short for text in workspace.copies.documents) if bank.texts else None,
        warnings=warnings,
        seconds=time.perf_counter() - start,
    )


def _selected(bank: Bank, names: Iterable[str]) -> tuple[list[DeckSpec], list[Worksheet]]:
    """Return the decks and worksheets that are named, or all; a deck brings the worksheets of its file."""
    if not names:
        return list(bank.decks.values()), list(bank.worksheets.values())
    decks: dict[str, DeckSpec] = {}
    sheets: dict[str, Worksheet] = {}
    for name in names:
        if name in bank.decks:
            decks[name] = bank.decks[name]
            path = decks[name].origin.path
            sheets |= {sheet.id: sheet for sheet in bank.worksheets.values() if sheet.origin.path == path}
        elif name in bank.worksheets:
            sheets[name] = bank.worksheets[name]
        else:
            raise bank.unknown("B310", "deck or worksheet", name, (*bank.decks, *bank.worksheets))
    return list(decks.values()), list(sheets.values())


def _with_lock_to_build_on(
    workspace: Workspace, out: Path, request: BuildRequest, problems: list[Problem]
) -> Workspace:
    """Return the workspace with the lock that the request asks for: the bank's, a recovered or an empty one.

    Raises Failure where the lock is missing and earlier outputs show that there was one, or where it records decks or
    note types that this build would lose.
    """
    if request.recover:
        workspace = _recovered(workspace, request.recover, problems)
    elif not (workspace.is_locked or request.new_lock) and any(paths.packages(out)):
        raise fail(
            display_path(workspace.lock_path),
            "L103",
            f"the lock is gone, but {display_path(out)} holds decks: building now would fork students’ histories",
            "Restore it from version control, or rebuild it with --recover OLD.apkg (the last package that students "
            "have); --new-lock begins anew.",
        )
    if strange := (*unknown_note_types(workspace.lock), *renamed_decks(workspace.bank, workspace.lock)):
        raise Failure(*strange)
    return workspace


def _recovered(workspace: Workspace, packages: Sequence[Path], problems: list[Problem]) -> Workspace:
    """Return the workspace with the lock that *packages* were built with; what they lack is added to *problems*."""
    from quizgen.publish.updates.recover import recover_lock

    if files.is_there(workspace.lock_path):
        hint = "Delete it, if students have what the package holds and not what the lock says."
        raise fail(display_path(workspace.lock_path), "L116", "there is a lock: nothing has to be recovered", hint)
    recovered, lacking = recover_lock(workspace.bank, packages)
    problems += lacking
    return workspace.with_lock(recovered)


def _changed_lock(workspace: Workspace, new: Lock, *, locked: bool) -> dict[Path, bytes]:
    """Return the lock file to write, nothing where it is as it was; raises Failure where *locked* forbids a change."""
    path, text = workspace.lock_path, lock.dump(new)
    if _is_as(path, text):
        return {}
    if locked:
        raise _out_of_date(path, workspace.lock, new)
    return {lock.file_of(path): text.encode()}


def _is_as(path: Path, text: str) -> bool:
    try:
        return files.read_bytes(path) == text.encode()
    except OSError:
        return False


def _out_of_date(path: Path, old: Lock, new: Lock) -> Failure:
    notes = _moved_entries(old.notes, new.notes)
    others = [
        *_moved_entries(old.types, new.types),
        *_moved_entries(old.passages, new.passages),
        *_moved_entries(old.decks, new.decks),
    ]
    names = ", ".join([*notes, *others][:5]) + (" …" if len(notes) + len(others) > 5 else "")
    message = f"the lock is out of date: {len(notes)} notes and {len(others)} other entries moved ({names})"
    return fail(display_path(path), "L104", message, "Run `quizgen build` without --locked and commit the lock.")


def _moved_entries(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    """Return the names of the entries that are new, changed or gone."""
    changed = [name for name, entry in new.items() if old.get(name) != entry]
    return [*changed, *(name for name in old if name not in new)]


def _draw_stale(
    outputs: Sequence[Output], manifest: Manifest, problems: list[Problem], progress: Progress
) -> list[dict[Path, bytes]]:
    """Draw those *outputs* that the manifest does not hold, and record them; returns the files of each, to be written.

    What is to be told of them is added to *problems*.
    """
    drawn: list[dict[Path, bytes]] = []
    for output, drawn_files in draw_all([output for output in outputs if not manifest.holds(output)]):
        # Versions of a worksheet share their passages, and so their warnings.
        problems += [problem for problem in drawn_files.problems if problem not in problems]
        if progress:
            progress(next(iter(drawn_files.files)))  # not its name, which ends with the format that asks for it
        drawn.append(manifest.record(output, drawn_files))
    return drawn


def _page_counts(
    outputs: Iterable[Output], manifest: Manifest, drawn: Iterable[Mapping[Path, bytes]]
) -> dict[str, int]:
    """Return the number of pages of all files of *outputs* by their paths: 0 where they are no PDF.

    They are read off the files themselves, just *drawn* or not: what is told of a file is true of that file.
    """
    new = {path: data for files_ in drawn for path, data in files_.items()}
    counts = {}
    for output in outputs:
        for path in manifest.entries[output.name].files:
            file = manifest.folder / path
            counts[path] = page_count(new.get(file) or files.read_bytes(file)) if file.suffix == ".pdf" else 0
    return counts


def _moved(old: Lock, new: Lock) -> dict[str, int]:
    """How many notes are new, updated and withdrawn."""
    pairs = [(old.notes[name], stamp) for name, stamp in new.notes.items() if name in old.notes]
    withdrawn = sum(stamp.withdrawn and not before.withdrawn for before, stamp in pairs)
    changed = sum(stamp.time != before.time for before, stamp in pairs)
    return {"new": len(new.notes) - len(pairs), "updated": changed - withdrawn, "withdrawn": withdrawn}
