"""How often, as it was typed, becomes a rule with its first day and its time; or a refusal at the field."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dates.repeating import Repeats
from bot.errors import Refused
from bot.people import Role
from bot.systems.starting import Due, Speaker, read, started
from bot.times import read_date
from tests.dialogs.world import MONDAY, person

GIA = person("gia", Role.OWNER, "America/New_York")
SPEAKER = Speaker(GIA, MONDAY)  # Monday 23 November, 9:00 there


def due(typed: str) -> Due:
    return Due(typed, read_date(typed, MONDAY, GIA.hours())) if typed else Due()


def start(repeats: str, typed: str = "", speaker: Speaker = SPEAKER) -> tuple[str, str, int]:
    found = started(read(repeats, SPEAKER), due(typed), speaker, GIA.hours())
    return found.recurrence.rule, found.recurrence.first.isoformat()[2:], found.minutes


@pytest.mark.parametrize(
    ("repeats", "typed", "found"),
    [
        ("every other Tuesday 9am", "", ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "26-11-24", 540)),
        ("every Monday", "", ("FREQ=WEEKLY;BYDAY=MO", "26-11-23", 1_020)),
        ("every Monday 9am", "", ("FREQ=WEEKLY;BYDAY=MO", "26-11-30", 540)),  # 9:00 is now
        ("every other Monday 9am", "", ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "26-11-30", 540)),
        ("every Monday 9:01", "", ("FREQ=WEEKLY;BYDAY=MO", "26-11-23", 541)),
        ("every week", "", ("FREQ=WEEKLY;BYDAY=MO", "26-11-23", 1_020)),
        ("every week", "Fri 3pm", ("FREQ=WEEKLY;BYDAY=FR", "26-11-27", 900)),
        ("every Friday", "3pm", ("FREQ=WEEKLY;BYDAY=FR", "26-11-27", 900)),
        ("every Friday 3pm", "Fri", ("FREQ=WEEKLY;BYDAY=FR", "26-11-27", 900)),
        ("every Friday 3pm", "Fri 3pm", ("FREQ=WEEKLY;BYDAY=FR", "26-11-27", 900)),
        ("every Friday", "4 Dec", ("FREQ=WEEKLY;BYDAY=FR", "26-12-04", 1_020)),
        ("every month", "the 30th", ("FREQ=MONTHLY;BYMONTHDAY=30", "26-11-30", 1_020)),
        ("every day starting 1 Dec", "", ("FREQ=DAILY", "26-12-01", 1_020)),
        ("every Friday until 11 Dec", "", ("FREQ=WEEKLY;BYDAY=FR;UNTIL=20261211", "26-11-27", 1_020)),
        ("2 days after done", "", ("DONE+2D", "26-11-24", 1_020)),
        ("2 days after done", "Thu 3pm", ("DONE+2D", "26-11-26", 900)),
        ("2 days after done 10:00", "", ("DONE+2D", "26-11-24", 600)),
    ],
)
def test_a_rhythm_begins_with_the_first_turn_that_is_still_to_come(
    repeats: str, typed: str, found: tuple[str, str, int]
) -> None:
    assert start(repeats, typed) == found


@pytest.mark.parametrize(
    ("repeats", "typed", "field", "said"),
    [
        ("every Friday", "Wed 3pm", "due", "Wed 25 Nov is none of its days: every Friday"),
        ("every Friday 3pm", "Fri 4pm", "due", "two times of day"),
        ("every Friday until Wednesday", "", "repeats", "That never comes: every Friday"),
        ("now and then", "", "repeats", "“now and then”"),
        ("every 30 February", "", "repeats", "I cannot read"),
        ("every 40 minutes", "", "repeats", "I cannot read"),
        ("every Friday " * 20, "", "repeats", "I cannot read"),
        ("<b>every</b> Friday", "", "repeats", "I cannot read"),
    ],
)
def test_what_never_comes_or_is_meant_two_ways_is_told_at_its_field(
    repeats: str, typed: str, field: str, said: str
) -> None:
    with pytest.raises(Refused, match=said) as refused:
        start(repeats, typed)
    assert set(refused.value.fields) == {field}


def test_nothing_comes_before_the_day_it_may() -> None:
    later = Speaker(GIA, MONDAY, date(2026, 12, 2))
    assert start("every Tuesday 9am", speaker=later)[1] == "26-12-08"
    assert start("2 days after done", speaker=later)[1] == "26-12-02"


def test_a_day_that_ends_at_midnight_ends_there() -> None:
    night = person("ned", Role.OWNER, "America/New_York")
    found = started(Repeats(rule="FREQ=DAILY", at=24 * 60), Due(), Speaker(night, MONDAY), night.hours())
    assert found.minutes == 24 * 60
    assert found.recurrence.first == date(2026, 11, 23)
