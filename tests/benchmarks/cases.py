"""What is measured: commands that race, and for two of them the ratio that is the goal."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

from quizgen.anki.readback import read_package
from quizgen.bank.lock import LOCK
from quizgen.bank.paper import Leaf
from tests.benchmarks import banks
from tests.benchmarks.measure import Command, Figure, python, work

OURS = "quizgen"
"""What is measured, where it is only one thing."""
ROOT = Path(__file__).parents[2]
_HELLO = "import click\n@click.group()\ndef main(): pass\n@main.command()\ndef hello(): click.echo('hello')\nmain()\n"
_TYPST = "import sys, typst\nfor name in sys.argv[1:]: typst.Compiler(input=name).compile(format='pdf')\n"
_WEASYPRINT = "import sys, weasyprint\nfor name in sys.argv[1:]: weasyprint.HTML(name).write_pdf(name + '.pdf')\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Goal:
    """A figure of one command is at most so many times that of another; *per* is how much more work it does."""

    ours: str
    floor: str
    at_most: float | None
    """None where the ratio is told, and nothing is aimed at."""
    figure: Figure = "cpu"
    per: float = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One race."""

    name: str
    commands: dict[str, Command]
    goals: tuple[Goal, ...]
    rounds: int = 5


class Ground:
    """The folder that all measurements work in, and the banks in it, made when they are first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bank = cache(self._bank)

    def _bank(self, items: int, *, one_file: bool = False, text: bool = False) -> Path:
        folder = self.folder / f"bank-{items}{'-in-one-file' * one_file}{'-with-text' * text}"
        section = items if one_file else banks.PASSAGES
        # By another process: to Linux, one that we start has held as much memory as we ever had.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
            other.submit(banks.write, folder, items, text=text, section=section).result()
        return folder

    def copy(self, bank: Path, name: str) -> Path:
        """A copy of a bank, for commands that write into it."""
        folder = self.folder / name
        folder.mkdir()
        shutil.copy(bank / "questions.yaml", folder)
        shutil.copytree(bank / "decks", folder / "decks")
        return folder


def unbuild(bank: Path) -> None:
    """Take away what builds have left in a bank: the next is its first."""
    shutil.rmtree(bank / "build", ignore_errors=True)
    (bank / LOCK).unlink(missing_ok=True)


def _quizgen(*arguments: object) -> Command:
    return python("-m", "quizgen", *map(str, arguments))


def reading(ground: Ground) -> Case:
    """Reading, validating and resolving, against making Python objects of the same YAML."""
    bank = ground.bank(10_000, one_file=True)
    return Case(
        name="Reading and validating 10,000 items in one file",
        commands={OURS: work("bank", bank), "yaml.load(CSafeLoader)": work("yaml_load", bank)},
        goals=(
            Goal(ours=OURS, floor="yaml.load(CSafeLoader)", at_most=0.30),
            Goal(ours=OURS, floor="yaml.load(CSafeLoader)", at_most=0.25, figure="peak"),
        ),
    )


def reading_files(ground: Ground) -> Case:
    """The same in a hundred files, where PyYAML's loader has less garbage to look through."""
    bank = ground.bank(10_000)
    return Case(
        name="Reading and validating 10,000 items in 103 files",
        commands={OURS: work("bank", bank), "yaml.load(CSafeLoader)": work("yaml_load", bank)},
        goals=(Goal(ours=OURS, floor="yaml.load(CSafeLoader)", at_most=1),),
    )


def reading_more(ground: Ground) -> Case:
    """An item of a large bank, against one of a small bank."""
    return Case(
        name="Reading an item of 100,000, against one of 1,000",
        commands={f"{items:,} items": work("bank", ground.bank(items)) for items in (1_000, 100_000)},
        goals=(Goal(ours="100,000 items", floor="1,000 items", at_most=1.3, per=100),),
        rounds=3,
    )


def packing(ground: Ground) -> Case:
    """A package, against its bare rows."""
    bank = ground.bank(10_000)
    return Case(
        name="10,000 notes from memory to an .apkg",
        commands={
            OURS: work("package", bank, ground.folder / "ours.apkg"),
            "executemany and zip": work("rows", bank, ground.folder / "floor.apkg"),
        },
        goals=(Goal(ours=OURS, floor="executemany and zip", at_most=1.6),),
    )


def packing_from_yaml(ground: Ground) -> Case:
    """A first build of the packages only, against what others need for the same notes once they are drawn.

    The questions are in one file. The least that any program needs is one that neither validates nor draws.
    """
    bank = ground.copy(ground.bank(10_000, one_file=True), "apkg-from-yaml")
    build = _quizgen("build", "-q", "--format", "apkg", "--bank", bank)
    return Case(
        name="10,000 items from YAML to an .apkg, the whole command",
        commands={
            OURS: replace(build, before=partial(unbuild, bank)),
            "CSafeLoader and genanki": work("genanki", bank, ground.folder / "stock.apkg"),
            "YAML’s events and bare rows": work("events_and_rows", bank, ground.folder / "least.apkg"),
        },
        goals=(
            Goal(ours=OURS, floor="CSafeLoader and genanki", at_most=0.25),
            Goal(ours="YAML’s events and bare rows", floor="CSafeLoader and genanki", at_most=None),
        ),
        rounds=3,
    )


def packing_small(ground: Ground) -> Case:
    """A thousand questions, against a program that reads the same notes, drawn already, from Markdown."""
    bank = ground.copy(ground.bank(1_000), "apkg-small")
    build = _quizgen("build", "-q", "--format", "apkg", "--bank", bank)
    subprocess.run(build.arguments, check=True, capture_output=True)
    (ground.folder / "cards").mkdir()
    markdown = _markdown(bank / "build" / "students" / "valley.apkg")
    (ground.folder / "cards" / "cards.md").write_text(markdown, encoding="utf-8")
    ankdown = shutil.which("ankdown", path=str(Path(sys.executable).parent))
    libraries = "its libraries imported, and no more"
    commands = {
        OURS: replace(build, before=partial(unbuild, bank)),
        libraries: python("-c", "import click, genanki, jinja2, markdown_it, yaml"),
    }
    if ankdown:
        target = str(ground.folder / "ankdown.apkg")
        commands["ankdown"] = Command(arguments=(ankdown, "-r", str(ground.folder / "cards"), "-p", target))
    return Case(
        name="1,000 items to an .apkg, the whole command",
        commands=commands,
        goals=(
            Goal(ours=OURS, floor="ankdown", at_most=0.7),
            Goal(ours=libraries, floor="ankdown", at_most=None),
        ),
    )


def _markdown(package: Path) -> str:
    """The notes of a package for ankdown: front, back and tags, each field as the package has it."""
    cards = []
    for note in read_package(package).notes:
        name, front, *back = note.drawn.fields
        tags = " ".join(note.drawn.tags)
        cards.append(f"{front or name}\n\n%\n\n{' '.join(filter(None, back))}\n\n%\n\n{tags}\n")
    return "\n---\n".join(cards)


def rebuilding(ground: Ground) -> Case:
    """A build with nothing to do, against a check: on the bank that this project ships."""
    bank = ground.copy(ROOT, "rebuilding")
    return Case(
        name="`build` of the shipped bank with nothing changed",
        commands={OURS: _quizgen("build", "-q", "--bank", bank), "check": _quizgen("check", "--bank", bank)},
        goals=(Goal(ours=OURS, floor="check", at_most=2),),
    )


def starting(ground: Ground) -> Case:
    """What answers before any work, against a click program that only says hello."""
    hello = ground.folder / "hello.py"
    hello.write_text(_HELLO, encoding="utf-8")
    commands = {
        "--help": _quizgen("--help"),
        "--version": _quizgen("--version"),
        "a usage error": replace(_quizgen("biuld"), status=2),
        "click, hello": python(str(hello), "--help"),
    }
    goals = tuple(Goal(ours=name, floor="click, hello", at_most=1.5) for name in commands if name != "click, hello")
    return Case(name="Start-up", commands=commands, goals=goals, rounds=15)


def versions(ground: Ground) -> Case:
    """Thirty versions in one process, each with key and teacher's edition."""
    bank = ground.bank(300)
    commands = {OURS: work("sheets", bank, 30, 20), "typst alone": work("typst", bank, 30, 20)}
    if find_spec("weasyprint"):
        commands["WeasyPrint"] = work("weasyprint", bank, 30, 20)
    return Case(
        name="30 versions of 20 questions as PDF, with keys",
        commands=commands,
        goals=(
            Goal(ours=OURS, floor="typst alone", at_most=1.3, figure="wall"),
            Goal(ours=OURS, floor="WeasyPrint", at_most=1 / 15, figure="wall"),
            Goal(ours=OURS, floor="WeasyPrint", at_most=1 / 15),  # which keeps one processor busy, and not all
        ),
        rounds=3,
    )


def versions_beside(ground: Ground) -> Case:
    """The same on two processors, against one: layouts pay, since typst works beside Python."""
    bank = ground.bank(300)
    workers = {"two at a time": 2, "one by one": 1}
    return Case(
        name="30 versions of 20 questions as PDF, with keys",
        commands={name: work("sheets", bank, 30, 20, count) for name, count in workers.items()},
        goals=(Goal(ours="two at a time", floor="one by one", at_most=0.8, figure="wall"),),
        rounds=3,
    )


def long_sheet(ground: Ground) -> Case:
    """A long sheet by a fresh process, with key and teacher's edition."""
    bank, out = ground.bank(300), ground.folder / "long"
    options = ("worksheet", "--bank", bank, "--limit", 300, "--out", out)
    commands = {OURS: _quizgen(*options, "--format", "pdf")}
    if find_spec("weasyprint"):
        pages = [str(out / f"handout-{leaf.number}-{leaf}.html") for leaf in (Leaf.SHEET, Leaf.KEY, Leaf.TEACHER)]
        weasyprint = Command(arguments=(sys.executable, "-c", _WEASYPRINT, *pages))
        commands |= {"(HTML for WeasyPrint)": _quizgen(*options, "--format", "html"), "WeasyPrint": weasyprint}
    return Case(
        name="A sheet of 300 questions as PDF, the whole command",
        commands=commands,
        goals=(Goal(ours=OURS, floor="WeasyPrint", at_most=1 / 10, figure="wall"),),
        rounds=1,
    )


def checking(ground: Ground) -> Case:
    """All rules on a bank with its texts, against reading the bank and finding its passages."""
    bank = ground.bank(350, text=True)
    texts = bank / "texts"
    texts_folder = os.environ.get("QUIZGEN_TEXTS")
    if texts_folder and ROOT.joinpath("questions.yaml").exists():
        bank, texts = ROOT, Path(texts_folder)
    return Case(
        name=f"Checking {'the shipped bank' if bank is ROOT else '350 items'} with the texts",
        commands={OURS: work("checking", bank, texts), "read and resolve": work("resolving", bank, texts)},
        goals=(Goal(ours=OURS, floor="read and resolve", at_most=2),),
    )


def checking_more(ground: Ground) -> Case:
    """The rules on a large bank, against a small one: no rule compares each question with each."""
    banks = {f"{items:,} items": ground.bank(items, text=True) for items in (1_000, 10_000)}
    return Case(
        name="All rules on 10,000 items, against 1,000",
        commands={name: work("ruling", bank, bank / "texts") for name, bank in banks.items()},
        goals=(Goal(ours="10,000 items", floor="1,000 items", at_most=12),),
        rounds=3,
    )


def short_sheet(ground: Ground) -> Case:
    """A sheet by a fresh process, against one that lays out as many pages of plain text and does nothing else."""
    name = "A sheet of 20 questions with key and teacher’s edition as PDF, the whole command"
    return _printing(ground, name, "--limit", 20)


def class_test(ground: Ground) -> Case:
    """What a teacher prints ten minutes before class, by a fresh process."""
    name = "A test of 20 questions in three versions, with key and answer strips as PDF, the whole command"
    leaves = ("--leaf", "sheet", "--leaf", "key", "--leaf", "strip")
    return _printing(ground, name, "--limit", 20, "--style", "test", "--versions", 3, *leaves)


def _printing(ground: Ground, name: str, *options: object) -> Case:
    """A worksheet with these *options* as PDF, against typst on as many pages of plain text."""
    out = ground.folder / f"printing-{len(options)}"
    sheet = _quizgen("worksheet", "--bank", ground.bank(300), "--out", out, "--format", "pdf", *options)
    subprocess.run(sheet.arguments, check=True, capture_output=True)
    bare = []
    for sheet_path in sorted(out.glob("*.pdf")):
        pages = sheet_path.read_bytes().count(b"/Type/Page/")
        plain = out / f"{sheet_path.stem}.typ"
        plain.write_text("\n#pagebreak()\n".join(["= A page\n#lorem(300)\n"] * pages), encoding="utf-8")
        bare.append(str(plain))
    return Case(
        name=name,
        commands={OURS: sheet, "typst, as many pages": python("-c", _TYPST, *bare)},
        goals=(Goal(ours=OURS, floor="typst, as many pages", at_most=4, figure="wall"),),
    )


def passages(ground: Ground) -> Case:
    """Finding passages, against what must be done to the text first."""
    return Case(
        name="10,000 passages found in a text of 5 MB",
        commands={"finding": work("finding", 10_000), "normalising": work("normalising", 10_000)},
        goals=(Goal(ours="finding", floor="normalising", at_most=2),),
        rounds=3,
    )


CASES: tuple[Callable[[Ground], Case], ...] = (
    reading,
    reading_files,
    reading_more,
    packing,
    packing_from_yaml,
    packing_small,
    rebuilding,
    checking,
    checking_more,
    starting,
    short_sheet,
    class_test,
    versions,
    versions_beside,
    long_sheet,
    passages,
)
