"""`python -m tests.bench [name …]`: every figure beside its goal in one table; exit code 1 when one is missed."""

from __future__ import annotations

import asyncio
import importlib
import sys
from pathlib import Path

from adapters import logs
from tests.bench.row import Row


async def measured(names: list[str]) -> list[Row]:
    """The rows of `<name>_bench.py` for each name, one after another, so that none disturbs the next."""
    rows: list[Row] = []
    for name in names:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        rows += await importlib.import_module(f"tests.bench.{name}_bench").rows()
    return rows


def table(rows: list[Row]) -> str:
    lines = [("", "figure", "goal", ""), *((row.name, row.figure, row.goal, _mark(row)) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def _mark(row: Row) -> str:
    return "reached" if row.reached else "MISSED"


def main() -> int:
    logs.set_up("console")
    every = sorted(file.stem.removesuffix("_bench") for file in Path(__file__).parent.glob("*_bench.py"))
    rows = asyncio.run(measured(sys.argv[1:] or every))
    print(table(rows))
    return 0 if all(row.reached for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
