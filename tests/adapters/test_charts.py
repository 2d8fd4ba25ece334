"""adapters/charts.py: what is drawn, how, and what hostile words do to it."""

from __future__ import annotations

import asyncio
import importlib.util
import struct
import subprocess
import sys
import time

import pytest

from adapters import charts
from bot.ui import Bar, Picture

HOSTILE = (
    r"$\frac{1}{",
    "$$",
    "_under_score_^",
    "x" * 10_000,
    "שלום עולם",
    "مرحبا",
    "日本語の週",
    "\N{RIGHT-TO-LEFT OVERRIDE}evil",
    "👩‍👩‍👧 \x00\x1b[31m\ud800",
    "",
    "two\nlines\tand a tab",
    "@everyone <!channel> <b>",
)


def picture(*values: float, label: str = "16 Nov", title: str = "Tasks done per week") -> Picture:
    return Picture(title, tuple(Bar(f"{label}", value) for value in values), "done", "the same in words")


async def test_a_chart_is_a_png_of_960_by_540() -> None:
    png = await charts.draw(picture(3, 5, 0, 8))
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (960, 540)


async def test_the_same_data_gives_the_same_bytes_and_other_data_others() -> None:
    one, same, other = await asyncio.gather(
        charts.draw(picture(3, 5)), charts.draw(picture(3, 5)), charts.draw(picture(3, 6))
    )
    assert one == same
    assert one != other


async def test_the_file_says_nothing_of_the_software_or_the_time() -> None:
    png = await charts.draw(picture(1))
    assert b"tEXt" not in png
    assert b"Matplotlib" not in png


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_words_are_drawn_as_words_and_warn_of_nothing(words: str) -> None:
    shown = Picture(words, (Bar(words, 1), Bar("plain", 2)), words, "alt")
    assert (await charts.draw(shown)).startswith(b"\x89PNG")


async def test_a_glyph_that_no_font_has_is_replaced_not_dropped() -> None:
    assert await charts.draw(picture(1, label="日本")) != await charts.draw(picture(1, label=""))


@pytest.mark.parametrize("values", [(), (0,), (0, 0, 0), (-2, 3), (0.5,), (1e9, 1), tuple(range(100))])
async def test_any_numbers_can_be_drawn(values: tuple[float, ...]) -> None:
    assert (await charts.draw(picture(*values))).startswith(b"\x89PNG")


async def test_the_loop_goes_on_while_a_chart_is_drawn() -> None:
    await charts.draw(picture(1))  # loads the library, once
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0)
            ticks += 1

    ticking = asyncio.create_task(tick())
    started = time.perf_counter()
    await charts.draw(picture(*range(24)))
    ticking.cancel()
    assert ticks > 20, f"{ticks} turns of the loop in {time.perf_counter() - started:.2f} s"


async def test_without_the_extra_it_says_so_in_an_error_that_can_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert not charts.available()
    with pytest.raises(charts.ChartsMissing, match=r"baton\[charts\]"):
        await charts.draw(picture(1))


def test_importing_the_module_loads_neither_the_library_nor_its_state() -> None:
    code = "import sys, adapters.charts; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
