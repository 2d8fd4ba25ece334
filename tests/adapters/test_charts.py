"""adapters/charts.py: what is drawn, how, and what hostile words do to it."""

from __future__ import annotations

import asyncio
import importlib.util
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from matplotlib import font_manager

from adapters import chart_fonts, charts
from adapters.chart_fonts import FIRST, UNKNOWN, lettering
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


def test_what_is_drawn_stands_out_from_its_paper_on_a_light_and_on_a_dark_page() -> None:
    """w3.org/TR/WCAG22: 4.5 to 1 for letters (1.4.3), 3 to 1 for what is drawn (1.4.11)."""
    for colours in (charts.LIGHT, charts.DARK):
        for letters in (colours.ink, colours.soft):
            assert contrast(letters, colours.paper) >= 4.5
        for drawn in (colours.accent, colours.apart):
            assert contrast(drawn, colours.paper) >= 3


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_letters_are_at_least_eleven_pixels_high_on_a_phone() -> None:
    on_a_phone = 360 / (charts.WIDTH_INCHES * charts.DOTS_PER_INCH)
    for points in (charts.SMALL, charts.LARGE):
        assert points * charts.DOTS_PER_INCH / 72 * on_a_phone >= 10.5


async def test_a_dark_page_gets_other_bytes_and_again_the_same() -> None:
    light, dark, again = [await charts.draw(picture(3, 5), dark=dark) for dark in (False, True, True)]
    assert dark == again != light


async def test_what_was_late_and_the_goal_show_in_the_drawing() -> None:
    def drawn(part: float, goal: float) -> Picture:
        return Picture("Done", (Bar("16 Nov", 3, part), Bar("23 Nov", 5)), "tasks", "alt", ("on time", "late"), goal)

    pictures = [await charts.draw(drawn(part, goal)) for part, goal in ((0, 0), (1, 0), (0, 4), (1, 4))]
    assert len(set(pictures)) == 4


def test_every_bar_tells_its_number_until_there_are_too_many_then_the_highest_and_the_last() -> None:
    twelve = [Bar("w", 1.5 + week) for week in range(12)]
    assert charts.told(twelve) == set(range(12))
    many = [Bar("w", value) for value in (*range(1000, 1020), 5000, 3, 4, 5)]
    assert charts.told(many) == {20, 23}
    assert charts.told(many[:-2]) == {20}  # the last would touch it
    assert charts.told([]) == set()


def test_labels_are_left_out_evenly_and_the_last_one_stays() -> None:
    assert charts.spread(["16 Nov"] * 4) == {0, 1, 2, 3}
    assert charts.spread(["16 Nov"] * 12) == {2, 5, 8, 11}
    assert charts.spread(["x" * 50] * 3) == {0, 2}
    assert charts.spread([]) == set()


@pytest.mark.parametrize(
    "words", ["Tasks done", "Сделано за неделю", "Ολοκληρωμένα", "Zrobione – gęś, żółć", "Año ñandú ¿?"]
)
def test_latin_cyrillic_and_greek_are_written_as_they_are(words: str) -> None:
    assert lettering().clean(words, 40) == words


def test_a_font_of_the_system_is_used_for_what_the_first_one_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = lettering()
    assert "週" in before.clean("週", 5) or before.clean("週", 5) == UNKNOWN
    monkeypatch.setattr(font_manager.fontManager, "ttflist", list(font_manager.fontManager.ttflist))
    monkeypatch.setattr(chart_fonts, "MORE", ("Baton Test Kanji",))
    font_manager.fontManager.addfont(made_font(tmp_path / "kanji.ttf", "Baton Test Kanji", "週"))
    found = lettering.__wrapped__()
    assert found.families == [FIRST, "Baton Test Kanji"]
    assert found.clean("16 週", 10) == "16 週"


def made_font(file: Path, name: str, char: str) -> str:
    """A font with one letter, a square."""
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for point in ((100, 800), (900, 800), (900, 0)):
        pen.lineTo(point)
    pen.closePath()
    square = pen.glyph()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "square"])
    font.setupCharacterMap({ord(char): "square"})
    font.setupGlyf({".notdef": square, "square": square})
    font.setupHorizontalMetrics({".notdef": (1000, 0), "square": (1000, 0)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": name, "styleName": "Regular", "fullName": name, "psName": name.replace(" ", "")})
    font.setupOS2()
    font.setupPost()
    font.save(file)
    return str(file)


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
