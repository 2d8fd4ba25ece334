"""Process maps: DOT in, SVG or PNG out, drawn by Graphviz's `dot` or the wheel that stands for it."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

SECONDS = 10.0
WHEEL = "graphviz-pure"

Which = Callable[[str], str | None]
Format = Literal["svg", "png"]


class NotDrawn(Exception):
    """There is no renderer, or it failed; `str` says which."""


def renderer(which: Which = shutil.which) -> str:
    """The program to draw with: the system's `dot` first, else the wheel's, beside this Python. Raises NotDrawn."""
    found = which("dot") or pure_renderer(which)
    if found is None:
        raise NotDrawn("neither dot nor graphviz-pure is installed: pip install 'baton[maps]'")
    return found


def pure_renderer(which: Which = shutil.which) -> str | None:
    """The wheel's program, which draws the same bytes on every machine."""
    beside = Path(sys.executable).with_name(WHEEL)
    return which(str(beside)) or which(WHEEL)


async def draw(source: str, form: Format, program: str | None = None, seconds: float = SECONDS) -> bytes:
    """The picture of a DOT source. In a process of its own, so that nothing waits for it; raises NotDrawn."""
    process = await asyncio.create_subprocess_exec(
        program or renderer(),
        f"-T{form}",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(seconds):
            drawn, said = await process.communicate(source.encode())
    except TimeoutError:
        process.kill()
        await process.wait()
        raise NotDrawn(f"not drawn within {seconds:g} s") from None
    if process.returncode:
        raise NotDrawn(said.decode(errors="replace").strip()[:300])
    return drawn
