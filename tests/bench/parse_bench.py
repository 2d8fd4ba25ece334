"""Reading the one line: mean and p99, ten times as many lines, lines ten times as long, and what a library takes."""

from __future__ import annotations

import gc
import time
from datetime import timedelta
from itertools import count
from statistics import mean, median, quantiles

from dateparser.search import search_dates

from bot.handoff.lines import read_brief
from bot.times import Hours
from tests.bench.row import Row
from tests.dialogs.world import MONDAY
from tests.handoff.phrases_of_a_stranger import PHRASES as STRANGERS
from tests.handoff.phrases_tuning import PHRASES as TUNING

HOURS = Hours(zone="America/New_York", country="US")
LINES = [(line, str(wanted.get("locale", "en"))) for line, wanted in (*TUNING, *STRANGERS)]
ROUNDS, TIMES, MOST = 7, 10, 1.2
MILLISECONDS_AT_P99 = 5
WORDS = "the shop needs new photos of every chair, from the front and from the side, on white; "
PART = "@ana Write a piece on {} by Fri 5pm ~2h done when: three sources, passes Copyscape"
LENGTHS = (400, 4_000)

_minute = count()


async def rows() -> list[Row]:
    """Seconds are of processor time; a line is read in another minute each time, as what was read is kept for one."""
    gc.collect()
    for line, locale in LINES:
        _read(line, locale)  # once, for the vocabularies
    each = [_read(line, locale) for _ in range(ROUNDS) for line, locale in LINES]
    once, many = zip(*((_rate(LINES), _rate(LINES * TIMES)) for _ in range(ROUNDS)), strict=True)
    short, long = zip(*((_per_sign(LENGTHS[0]), _per_sign(LENGTHS[1])) for _ in range(ROUNDS)), strict=True)
    p99, library = quantiles(each, n=100)[98], mean(_searched(line) for line, _ in LINES)
    more, longer = median(many) / median(once), median(long) / median(short)
    return [
        Row("parse: one line, mean", _ms(mean(each)), "≤ the library’s", mean(each) <= library),
        Row("parse: one line, p99", _ms(p99), f"≤ {MILLISECONDS_AT_P99} ms", p99 * 1_000 <= MILLISECONDS_AT_P99),
        Row("parse: dateparser’s search alone, mean", _ms(library), "the other way", reached=True),
        Row("parse: a line of ten times as many", f"{more:.2f} ×", f"≤ {MOST} ×", more <= MOST),
        Row("parse: a sign of a line ten times as long", f"{longer:.2f} ×", f"≤ {MOST} ×", longer <= MOST),
    ]


def _read(line: str, locale: str) -> float:
    now = MONDAY + timedelta(minutes=next(_minute))
    begun = time.process_time()
    read_brief(line, now, HOURS, locale)
    return time.process_time() - begun


def _rate(lines: list[tuple[str, str]]) -> float:
    return sum(_read(line, locale) for line, locale in lines) / len(lines)


def _per_sign(length: int) -> float:
    line = PART.format((WORDS * (length // len(WORDS) + 1))[:length].rstrip())
    return median(_read(line, "en") for _ in range(60)) / len(line)


def _searched(line: str) -> float:
    begun = time.process_time()
    search_dates(line, languages=["en"])
    return time.process_time() - begun


def _ms(seconds: float) -> str:
    return f"{seconds * 1_000:.2f} ms"
