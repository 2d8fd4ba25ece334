"""A rule in words, and the words read again."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dates.repeating import read_repeats
from bot.systems.rule_words import say_rule, say_until, written
from bot.texts import Words
from tests.dialogs.world import MONDAY, PEOPLE

EN = Words("en")
SAID = [
    ("FREQ=DAILY", "every day"),
    ("FREQ=DAILY;INTERVAL=2", "every other day"),
    ("FREQ=DAILY;INTERVAL=3", "every 3 days"),
    ("FREQ=WEEKLY", "every week"),
    ("FREQ=WEEKLY;INTERVAL=2", "every other week"),
    ("FREQ=WEEKLY;BYDAY=TU", "every Tuesday"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every other Tuesday"),
    ("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,FR", "every 3 weeks on Monday and Friday"),
    ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "every Monday, Wednesday, and Friday"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday"),
    ("FREQ=WEEKLY;BYDAY=SA,SU", "every weekend"),
    ("FREQ=MONTHLY", "every month"),
    ("FREQ=MONTHLY;INTERVAL=3", "every 3 months"),
    ("FREQ=MONTHLY;BYMONTHDAY=1,15", "the 1st and 15th of every month"),
    ("FREQ=MONTHLY;BYMONTHDAY=22", "the 22nd of every month"),
    ("FREQ=MONTHLY;BYMONTHDAY=3", "the 3rd of every month"),
    ("FREQ=MONTHLY;BYMONTHDAY=31", "the 31st of every month"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "the last day of every month"),
    ("FREQ=MONTHLY;BYDAY=-1FR", "the last Friday of every month"),
    ("FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU", "every 2 months on the second Tuesday"),
    ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", "every 3 months on the 15th"),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "the last weekday of every month"),
    ("FREQ=YEARLY", "every year"),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "every year on 29 February"),
    ("FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=3", "every 2 years on 3 March"),
    ("DONE+1D", "1 day after it is approved"),
    ("DONE+2W", "2 weeks after it is approved"),
    ("DONE+3M", "3 months after it is approved"),
]


@pytest.mark.parametrize(("rule", "said"), SAID)
def test_a_rule_is_said_as_a_person_would_and_reads_as_itself(rule: str, said: str) -> None:
    assert say_rule(rule, EN) == said
    for typed, at in ((said, None), (written(rule, 540, None, EN), 540)):
        read = read_repeats(typed, MONDAY, PEOPLE[0].hours())
        assert read is not None, typed
        assert (read.rule, read.at) == (rule, at)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=MONTHLY;BYDAY=5MO", "the fifth Monday of every month"),
        ("FREQ=MONTHLY;BYDAY=1MO,3MO", "the first Monday and the third Monday of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-2", "the second to last day of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-7", "the -7 day of every month"),
        ("FREQ=DAILY;BYMONTH=3", "FREQ=DAILY;BYMONTH=3"),
        ("FREQ=YEARLY;BYMONTH=3", "FREQ=YEARLY;BYMONTH=3"),
        ("FREQ=MONTHLY;BYDAY=MO", "FREQ=MONTHLY;BYDAY=MO"),
        ("nonsense", "nonsense"),
    ],
)
def test_a_rule_that_nobody_typed_is_still_said(rule: str, said: str) -> None:
    assert say_rule(rule, EN) == said


def test_an_end_is_said_and_reads_again_and_where_there_is_none_the_start_is() -> None:
    ends = "FREQ=WEEKLY;BYDAY=FR;UNTIL=20261211"
    assert say_until(ends, EN) == "until 11 Dec 2026"
    assert say_until("FREQ=DAILY", EN) == ""
    typed = written(ends, 1_020, date(2026, 11, 27), EN)
    assert typed == "every Friday 17:00 until 11 Dec 2026"
    read = read_repeats(typed, MONDAY, PEOPLE[0].hours())
    assert read is not None
    assert (read.rule, read.at) == (ends, 1_020)
    typed = written("FREQ=DAILY", None, date(2026, 12, 1), EN)
    assert typed == "every day starting 1 Dec 2026"
    read = read_repeats(typed, MONDAY, PEOPLE[0].hours())
    assert read is not None
    assert read.first == date(2026, 12, 1)
