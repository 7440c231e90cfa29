"""Take the measurements and print them as tables; all of them take about ten minutes."""

import argparse
import compileall
import json
import os
import platform
import tempfile
from dataclasses import asdict
from datetime import date
from pathlib import Path

from tests.benchmarks.cases import CASES, OURS, ROOT, Case, Ground
from tests.benchmarks.growth import Growth, growth
from tests.benchmarks.measure import Sample, race

PACKAGES = (ROOT / "quizgen", ROOT / "tests" / "benchmarks")


def main() -> None:
    """Run what is named on the command line, or everything."""
    names = [case.__name__ for case in CASES]
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(names)}, growth")
    parser.add_argument("--json", type=Path, help="also write all figures to this file")
    asked = parser.parse_args()
    if unknown := set(asked.names) - {*names, "growth"}:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    figures: dict[str, object] = {"date": date.today().isoformat(), "machine": machine()}
    print(f"{figures['date']}, {figures['machine']}\n")
    for package in PACKAGES:  # as an installation does: no run is to compile what it imports
        compileall.compile_dir(package, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        ground = Ground(Path(folder))
        print("| what | against | ratio | goal |\n|---|---|---|---|")
        for make in CASES:
            if not asked.names or make.__name__ in asked.names:
                case = make(ground)
                samples = race(case.commands, case.rounds)
                print("\n".join(rows(case, samples)), flush=True)
                figures[make.__name__] = {name: asdict(sample) for name, sample in samples.items()}
        if not asked.names or "growth" in asked.names:
            print("\n| command | items | seconds | MiB | exponent of time | of memory |\n|---|---|---|---|---|---|")
            for trend in growth(ground):
                print(grown(trend), flush=True)
                figures[f"growth of {trend.command}"] = {size: asdict(trend.samples[size]) for size in trend.samples}
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def machine() -> str:
    """What kind of machine this is."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def rows(case: Case, samples: dict[str, Sample]) -> list[str]:
    """One line of the table for each goal, as the README has it; what is not reached is bold."""
    lines = []
    for goal in case.goals:
        figure = {"cpu": "processor time", "wall": "time on the clock", "peak": "memory"}[goal.figure]
        what = f"{case.name}{'' if goal.ours == OURS else f': {goal.ours}'}, {figure}"
        ratio = "not installed"
        if goal.floor in samples:
            ours, floor = (getattr(samples[name], goal.figure) for name in (goal.ours, goal.floor))
            ratio = _times(ours / floor / goal.per)
            if goal.at_most and ours / floor / goal.per > goal.at_most:
                ratio = f"**{ratio}**"
        lines.append(f"| {what} | {goal.floor} | {ratio} | {f'≤ {_times(goal.at_most)}' if goal.at_most else ''} |")
    return lines


def _times(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio > 0.1 else f"1 / {1 / ratio:.0f}"


def grown(trend: Growth) -> str:
    """One line of the table of growth."""
    sizes = " · ".join(f"{size:,}" for size in trend.samples)
    seconds = " · ".join(f"{sample.cpu:.2f}" for sample in trend.samples.values())
    peaks = " · ".join(f"{sample.peak:.0f}" for sample in trend.samples.values())
    exponents = " | ".join(f"{trend.exponent(figure):.2f}" for figure in ("cpu", "peak"))
    return f"| {trend.command} | {sizes} | {seconds} | {peaks} | {exponents} |"


if __name__ == "__main__":
    main()
