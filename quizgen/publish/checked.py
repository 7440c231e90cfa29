"""What a check says of a bank before it is published: the manifest keeps it, so that nothing is checked twice."""

from dataclasses import replace

from quizgen.bank.bank import Bank
from quizgen.base.files import display_path, read_bytes
from quizgen.base.problem import Failure, Place, Problem, Severity
from quizgen.passages.anchor.anchor import Status
from quizgen.passages.copies import Copies
from quizgen.passages.workspace import Workspace
from quizgen.publish.manifest import CheckRecord, Manifest, digest_of, program


def check_before(workspace: Workspace, manifest: Manifest) -> int:
    """Return how many warnings all rules give of the bank, and keep that in *manifest*.

    Raises Failure with the errors, where there are any.
    """
    copies = _as_locked(workspace.copies)
    inputs = _inputs(workspace, copies)
    if manifest.checked is None or manifest.checked.inputs != inputs:
        from quizgen.rules.run import run_rules  # most builds change no question

        problems = run_rules(workspace.bank, copies if workspace.texts else None)
        if errors := [problem for problem in problems if problem.severity is Severity.ERROR]:
            raise Failure(*errors, _refusal(workspace.bank, len(errors)))
        warnings = sum(problem.severity is Severity.WARNING for problem in problems)
        manifest.checked = CheckRecord(inputs=inputs, warnings=warnings)
    return manifest.checked.warnings


def _as_locked(copies: Copies) -> Copies:
    """Return *copies* as they are once the build has locked the passages that are new to it."""
    matches = {
        name: replace(match, status=Status.OK) if match.status is Status.UNLOCKED else match
        for name, match in copies.matches.items()
    }
    return replace(copies, matches=matches)


def _inputs(workspace: Workspace, copies: Copies) -> str:
    """Return a digest of all that the rules read: the bank, the copies of its texts and where its passages are."""
    bank = workspace.bank
    paths = [*bank.files]
    if workspace.texts:
        paths += (workspace.texts / bank.texts[text].file for text in copies.documents)
    packs = (pack.digest for pack in bank.packs.values())
    places = [(match.id, match.status.value, match.span) for match in copies.matches.values()]
    return digest_of(program(), *map(read_bytes, paths), *packs, repr([*copies.documents]), repr(places))


def _refusal(bank: Bank, errors: int) -> Problem:
    return Problem(
        place=Place(path=display_path(bank.path)),
        code="B322",
        message=f"nothing is built: the bank has {errors} error{'s' if errors > 1 else ''}",
        hint="Correct them, or build all the same with --unchecked.",
    )
