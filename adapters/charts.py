"""Numbers to PNG: a bar chart drawn in a thread, readable on a phone, the same bytes for the same data."""

from __future__ import annotations

import asyncio
import importlib.util
import io
import unicodedata
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bot.ui import Bar, Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH_INCHES, HEIGHT_INCHES, DOTS_PER_INCH = 6.4, 3.6, 150
BARS_MOST = 24
LABEL_MOST = 16
TITLE_MOST = 60
# A sheet of its own, light grey, so that it reads the same on a light and on a dark page.
PAPER, INK, ACCENT = "#f4f4f2", "#2b2b2b", "#2f6f8f"
UNKNOWN = "\N{WHITE SQUARE}"


class ChartsMissing(RuntimeError):
    """The `charts` extra is not installed; show the picture's `alt` or its bars instead."""

    def __init__(self) -> None:
        super().__init__("charts need matplotlib: pip install 'baton[charts]'")


def available() -> bool:
    """Whether `draw` can draw, without loading anything."""
    return importlib.util.find_spec("matplotlib") is not None


async def draw(picture: Picture) -> bytes:
    """The picture as PNG, 960 × 540; the loop goes on meanwhile. Raises ChartsMissing."""
    if not available():
        raise ChartsMissing
    return await asyncio.to_thread(_draw, picture)


def _draw(picture: Picture) -> bytes:
    from matplotlib.figure import Figure  # noqa: PLC0415 - takes most of a second: in the thread, at the first chart

    figure = Figure(figsize=(WIDTH_INCHES, HEIGHT_INCHES), dpi=DOTS_PER_INCH, facecolor=PAPER)
    _plot(figure, picture, _cleaner())
    out = io.BytesIO()
    # No software, no date: the same data gives the same bytes.
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def _plot(figure: Figure, picture: Picture, clean: Callable[[str, int], str]) -> None:
    axes = figure.add_axes((0.04, 0.15, 0.92, 0.68), facecolor=PAPER)
    bars = picture.bars[-BARS_MOST:]
    places = range(len(bars))
    heights = [bar.value for bar in bars]
    drawn = axes.bar(places, heights, width=0.62, color=ACCENT)
    axes.bar_label(drawn, labels=[_number(value) for value in heights], padding=3, color=INK, fontsize=11)
    axes.set_xticks(places, [clean(bar.label, LABEL_MOST) for bar in bars])
    for label in axes.get_xticklabels():
        label.set_parse_math(False)
        if _crowded(bars):
            label.set_rotation(35)
            label.set_horizontalalignment("right")
    figure.text(0.04, 0.9, clean(picture.title, TITLE_MOST), color=INK, fontsize=13, weight="bold", parse_math=False)
    if picture.unit:
        figure.text(0.96, 0.9, clean(picture.unit, LABEL_MOST), color=INK, ha="right", fontsize=10, parse_math=False)
    _frame(axes, heights)


def _frame(axes: Axes, heights: Sequence[float]) -> None:
    """Little ink: a base line, since each bar carries its number, and room for that above the highest."""
    axes.set_ylim(min(0.0, *heights, 0.0) * 1.15, max(1.0, *heights, 1.0) * 1.15)
    axes.tick_params(colors=INK, labelsize=10, length=0)
    axes.set_yticks([])
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(INK)


def _crowded(bars: Sequence[Bar]) -> bool:
    return sum(min(len(bar.label), LABEL_MOST) for bar in bars) > 64


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _cleaner() -> Callable[[str, int], str]:
    """Shortens a text and replaces what the font has no glyph for, so that drawing it warns of nothing."""
    from matplotlib.font_manager import FontProperties, findfont, get_font  # noqa: PLC0415 - as above, in the thread

    known = get_font(findfont(FontProperties())).get_charmap()

    def clean(text: str, most: int) -> str:
        # Control and joining characters show nothing and may turn the direction of what follows.
        line = "".join(" " if char.isspace() else char for char in text[: most * 4])
        shown = [char for char in line if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")]
        short = "".join(char if ord(char) in known else UNKNOWN for char in shown)
        return short if len(short) <= most and len(text) <= most * 4 else short[: most - 1] + "…"

    return clean
