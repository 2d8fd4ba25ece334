"""Numbers to PNG: a bar chart drawn in a thread, readable on a phone, the same bytes for the same data."""

from __future__ import annotations

import asyncio
import importlib.util
import io
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import msgspec

from bot.ui import Bar, Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from adapters.chart_fonts import Lettering

# 960 × 540. Letters of 12 points are 33 of its pixels, which is 12 on a phone that is 360 wide.
WIDTH_INCHES, HEIGHT_INCHES, DOTS_PER_INCH = 4.8, 2.7, 200
LARGE, SMALL = 12, 10.5
LETTER_SHARE = 0.02  # of the width, that a small letter takes
BARS_MOST = 24
LABEL_MOST = 16
TITLE_MOST = 44
# One at a time: several at once would take the loop's turns from it.
_DRAWING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="charts")


class Colours(msgspec.Struct, frozen=True):
    paper: str
    ink: str
    soft: str
    accent: str
    apart: str


# A sheet of its own, light grey, so that it reads the same on a light and on a dark page; `DARK` for a page that asks.
LIGHT = Colours(paper="#f4f4f2", ink="#2b2b2b", soft="#5a635f", accent="#0f6b5c", apart="#b4570e")
DARK = Colours(paper="#1f2221", ink="#e6e9e6", soft="#a9b3ae", accent="#6ecdb7", apart="#f0a05c")


class ChartsMissing(RuntimeError):
    """The `charts` extra is not installed; show the picture's `alt` or its bars instead."""

    def __init__(self) -> None:
        super().__init__("charts need matplotlib: pip install 'baton[charts]'")


def available() -> bool:
    """Whether `draw` can draw, without loading anything."""
    return importlib.util.find_spec("matplotlib") is not None


async def draw(picture: Picture, *, dark: bool = False) -> bytes:
    """The picture as PNG, 960 × 540; the loop goes on meanwhile. Raises ChartsMissing."""
    if not available():
        raise ChartsMissing
    return await asyncio.get_running_loop().run_in_executor(_DRAWING, _draw, picture, DARK if dark else LIGHT)


def _draw(picture: Picture, colours: Colours) -> bytes:
    from matplotlib.figure import Figure  # noqa: PLC0415 - takes most of a second: in the thread, at the first chart

    from adapters.chart_fonts import lettering  # noqa: PLC0415 - as above

    figure = Figure(figsize=(WIDTH_INCHES, HEIGHT_INCHES), dpi=DOTS_PER_INCH, facecolor=colours.paper)
    _Chart(figure, picture, colours, lettering()).plot()
    out = io.BytesIO()
    # No software, no date: the same data gives the same bytes.
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


class _Chart:
    def __init__(self, figure: Figure, picture: Picture, colours: Colours, letters: Lettering) -> None:
        self._figure, self._picture, self._colours, self._letters = figure, picture, colours, letters
        self._bars = picture.bars[-BARS_MOST:]

    def plot(self) -> None:
        axes = self._figure.add_axes((0.04, 0.13, 0.92, 0.58), facecolor=self._colours.paper)
        self._plot_bars(axes)
        self._heading()
        self._frame(axes)

    def _plot_bars(self, axes: Axes) -> None:
        from matplotlib.patheffects import withStroke  # noqa: PLC0415 - loaded already, by the figure

        places, colours = range(len(self._bars)), self._colours
        rest = [bar.value - bar.part for bar in self._bars]
        halo = [withStroke(linewidth=2.5, foreground=colours.paper)] if self._picture.goal > 0 else None
        axes.bar(places, rest, width=0.62, color=colours.accent)
        if any(bar.part for bar in self._bars):
            # Hatched, so that it is told apart without its colour.
            axes.bar(
                places,
                [bar.part for bar in self._bars],
                width=0.62,
                bottom=rest,
                facecolor=colours.apart,
                edgecolor=colours.paper,
                hatch="////",
                linewidth=0,
            )
        for place, bar in enumerate(self._bars):
            if place in told(self._bars):
                axes.annotate(
                    _number(bar.value),
                    (place, max(bar.value, 0.0)),
                    xytext=(0, 2),
                    textcoords="offset points",
                    ha="center",
                    color=colours.ink,
                    fontsize=SMALL,
                    # So that it is read where it lies on the line of the goal.
                    path_effects=halo,
                )
        if self._picture.goal > 0:
            axes.axhline(self._picture.goal, color=colours.soft, linewidth=1.2, linestyle=(0, (4, 3)))

    def _heading(self) -> None:
        """The title, and under it what is counted and what the two kinds of a bar are."""
        picture, colours = self._picture, self._colours
        self._write(0.04, 0.89, self._letters.clean(picture.title, TITLE_MOST), colours.ink, weight="bold")
        if picture.names is None or not any(bar.part for bar in self._bars):
            self._write(0.04, 0.79, self._letters.clean(picture.unit, TITLE_MOST), colours.soft)
            return
        from matplotlib.patches import Rectangle  # noqa: PLC0415 - loaded already, by the figure

        left = 0.04
        for name, colour, hatch in zip(picture.names, (colours.accent, colours.apart), ("", "////"), strict=True):
            self._figure.add_artist(
                Rectangle(
                    (left, 0.79), 0.025, 0.045, facecolor=colour, hatch=hatch, edgecolor=colours.paper, linewidth=0
                )
            )
            words = self._letters.clean(name, LABEL_MOST)
            self._write(left + 0.035, 0.79, words, colours.soft)
            left += 0.09 + LETTER_SHARE * len(words)

    def _write(self, x: float, y: float, words: str, colour: str, weight: str = "normal") -> None:
        size = LARGE if weight == "bold" else SMALL
        families = self._letters.families
        self._figure.text(
            x, y, words, color=colour, fontsize=size, weight=weight, fontfamily=families, parse_math=False
        )

    def _frame(self, axes: Axes) -> None:
        """Little ink: a base line, since each bar carries its number, and room for that above the highest."""
        heights, goal = [bar.value for bar in self._bars], self._picture.goal
        axes.set_ylim(min((0.0, *heights)) * 1.2, max((1.0, goal, *heights)) * 1.2)
        shown = spread([bar.label for bar in self._bars])
        labels = [self._letters.clean(bar.label, LABEL_MOST) for bar in self._bars]
        axes.set_xticks(range(len(self._bars)), [text if at in shown else "" for at, text in enumerate(labels)])
        for label in axes.get_xticklabels():
            label.set_parse_math(False)
            label.set_fontfamily(self._letters.families)
        axes.tick_params(colors=self._colours.ink, labelsize=SMALL, length=0)
        axes.set_yticks([])
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(self._colours.soft)


def told(bars: Sequence[Bar]) -> set[int]:
    """Which bars carry their number: all where there is room, else the highest and the last."""
    widest = max((len(_number(bar.value)) for bar in bars), default=1)
    if len(bars) * widest <= 48:
        return set(range(len(bars)))
    highest = max(range(len(bars)), key=lambda at: bars[at].value)
    return {highest, len(bars) - 1} if len(bars) - 1 - highest != 1 else {highest}


def spread(labels: Sequence[str]) -> set[int]:
    """Which labels stand under their bars without touching: every one, every second …, the last one among them."""
    longest = max((min(len(label), LABEL_MOST) for label in labels), default=1) + 1
    every = max(1, -(-len(labels) * longest // 40))
    return set(range(len(labels) - 1, -1, -every))


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
