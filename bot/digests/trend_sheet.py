"""The weeks side by side as rows: the numbers that the pictures of the trends are drawn from; pure."""

from __future__ import annotations

from collections.abc import Iterator

from bot.checkins.records import VERDICTS, Verdict
from bot.digests import trends
from bot.digests.trend_cards import Weeks, kind_of
from bot.digests.week_sheet import file_name
from bot.people import Role
from bot.sheets import Cell, Row
from bot.times import local

_WHOLE, _TASKS = ("week", "over"), ("done", "late")
COLUMNS: dict[Role, tuple[str, ...]] = {
    Role.OWNER: (*_WHOLE, *_TASKS, *VERDICTS, "focus"),
    Role.ASSISTANT: (*_WHOLE, *_TASKS, "asked", "unanswered"),
    Role.PARTNER: (*_WHOLE, *VERDICTS, "focus"),
}


def header(told: Weeks) -> tuple[str, ...]:
    return tuple(told.words.plain(f"trends.column_{name}") for name in COLUMNS[kind_of(told)])


def rows(told: Weeks) -> list[Row]:
    """A row for each week, oldest first; the last is under way."""
    columns = COLUMNS[kind_of(told)]
    return [tuple(cells[name] for name in columns) for cells in _cells(told)]


def _cells(told: Weeks) -> Iterator[dict[str, Cell]]:
    done = trends.done_per_week(told.works, told.weeks, told.holder)
    said = trends.said_per_week(told.promises, told.weeks)
    focus = trends.focus_per_week(told.entries, told.weeks)
    standups = told.standups or [trends.Share(0, 0)] * len(told.weeks)
    for number, week in enumerate(told.weeks):
        verdicts = [one.verdict for one in said[number]]
        cells: dict[str, Cell] = {verdict.value: verdicts.count(verdict) for verdict in Verdict}
        yield cells | {
            "week": _day(told, number),
            "over": int(week != told.weeks[-1]),
            "done": done[number].all,
            "late": done[number].part,
            "focus": focus[number],
            "asked": standups[number].all,
            "unanswered": standups[number].part,
        }


def _day(told: Weeks, number: int) -> str:
    return local(told.weeks[number].start, told.reader.zone).date().isoformat()


def name_of(told: Weeks) -> str:
    """`trends-2026-11-27`, and of somebody else `trends-ana-2026-11-27`"""
    whose = f"-{told.about.id}" if kind_of(told) is Role.ASSISTANT and told.about != told.reader else ""
    return file_name(f"trends{whose}", told.weeks[-1], told.reader)
