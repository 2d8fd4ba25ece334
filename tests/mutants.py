"""`make mutants`: how many small faults in each room's rules its tests notice; ends with 1 below the goal.

The faults are mutmut's (pyproject.toml says where and with which tests): within functions only, so tables such as
STEPS in bot/handoff/rules.py are outside; the tests write those tables out once more by hand.
`mutmut results` then lists what nobody noticed, `mutmut show NAME` shows one.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

GOAL = 0.8
NOTICED = frozenset({"killed", "timeout"})
MUTMUT = Path(sys.executable).with_name("mutmut")


def main() -> int:
    print("Every small fault of every rule is tried in turn; this takes about a quarter of an hour.", flush=True)
    shutil.rmtree("mutants", ignore_errors=True)
    run = subprocess.run([MUTMUT, "run"], capture_output=True, text=True, check=False)
    if run.returncode:
        print(run.stdout.replace("\r", "\n")[-4_000:], run.stderr[-4_000:], sep="\n", file=sys.stderr)
        return 1
    results = subprocess.run([MUTMUT, "results", "--all", "true"], capture_output=True, text=True, check=True)
    found = count(results.stdout.splitlines())
    print(table(found))
    missing = sorted(str(path) for path in Path("bot").glob("*/rules.py") if str(path) not in found)
    for path in missing:
        print(f"{path}: nothing was tried")
    return int(bool(missing) or any(share(of) < GOAL for of in found.values()))


def count(lines: Iterable[str]) -> dict[str, Counter[str]]:
    """How often each verdict was given, by file, from lines like `bot.team.rules.x_back__mutmut_1: killed`."""
    found: dict[str, Counter[str]] = {}
    for line in lines:
        name, _, verdict = line.strip().partition(": ")
        module, _, function = name.rpartition(".")
        if function:
            found.setdefault(f"{module.replace('.', '/')}.py", Counter())[verdict] += 1
    return found


def share(verdicts: Counter[str]) -> float:
    """What part of the faults the tests noticed; one that no test runs is not noticed."""
    return noticed(verdicts) / max(verdicts.total(), 1)


def noticed(verdicts: Counter[str]) -> int:
    return sum(verdicts[verdict] for verdict in NOTICED)


def table(found: dict[str, Counter[str]]) -> str:
    every: Counter[str] = sum(found.values(), Counter())
    rows = [*sorted(found.items()), ("together", every)]
    lines = [
        f"{name:24} {noticed(verdicts):5} of {verdicts.total():5} {share(verdicts):7.1%}"
        f"{'' if share(verdicts) >= GOAL else f'  below {GOAL:.0%}'}"
        for name, verdicts in rows
    ]
    return "\n".join([f"{'rules':24} {'noticed':>14} {'share':>7}", *lines])


if __name__ == "__main__":
    sys.exit(main())
