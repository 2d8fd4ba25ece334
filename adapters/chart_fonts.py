"""The fonts of a chart: what the library brings, then whatever this system has for more scripts."""

from __future__ import annotations

import functools
import unicodedata

import msgspec
from matplotlib import font_manager

# Comes with the library: Latin, Cyrillic and Greek.
FIRST = "DejaVu Sans"
# In outlines. Fonts of coloured pictures (Noto Color Emoji, Apple Color Emoji) cannot be drawn.
MORE = (
    "Noto Sans CJK JP",
    "Noto Sans CJK SC",
    "Noto Sans JP",
    "Noto Sans SC",
    "Noto Sans KR",
    "Source Han Sans",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "IPAexGothic",
    "IPAGothic",
    "Hiragino Sans",
    "PingFang SC",
    "Apple SD Gothic Neo",
    "Yu Gothic",
    "Microsoft YaHei",
    "Malgun Gothic",
    "Noto Emoji",
    "Symbola",
    "Segoe UI Emoji",
    "Unifont",
)
UNKNOWN = "\N{WHITE SQUARE}"
INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")


class Lettering(msgspec.Struct, frozen=True):
    """The `families` to write in, the first that has a letter first, and the code points they have together."""

    families: list[str]
    known: frozenset[int]

    def clean(self, text: str, most: int) -> str:
        """Shortened, and with a square for what no font has, so that drawing it warns of nothing."""
        # Control and joining characters show nothing and may turn the direction of what follows.
        line = "".join(" " if char.isspace() else char for char in text[: most * 4])
        shown = [char for char in line if unicodedata.category(char) not in INVISIBLE]
        short = "".join(char if ord(char) in self.known else UNKNOWN for char in shown)
        return short if len(short) <= most and len(text) <= most * 4 else short[: most - 1] + "…"


@functools.cache
def lettering() -> Lettering:
    """What this system has; looked up once."""
    here = {font.name for font in font_manager.fontManager.ttflist}
    families = [FIRST, *(name for name in MORE if name in here)]
    known: set[int] = set()
    for name in families:
        known |= font_manager.get_font(font_manager.findfont(name)).get_charmap().keys()
    return Lettering(families, frozenset(known))
