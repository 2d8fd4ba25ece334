"""How often, in words, as of Wednesday 25 November 2026 in New York; what rules mean is in test_recurrence."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.repeating import Repeats, read_repeats
from bot.recurrence import begun, turn_after_done, turns_from
from tests.test_dates import HOURS, NOW

TODAY = date(2026, 11, 25)

WEEKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
ENGLISH = [
    ("every other Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", None),
    ("every other Tuesday 9am", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", 540),
    ("last Friday of the month", "FREQ=MONTHLY;BYDAY=-1FR", None),
    ("each weekday 9am", WEEKDAYS, 540),
    ("every weekday at 9", WEEKDAYS, 540),
    ("every business day", WEEKDAYS, None),
    ("Mon-Fri 9am", WEEKDAYS, 540),
    ("every Monday to Friday 8am", WEEKDAYS, 480),
    ("Monday to Thursday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH", None),
    ("daily", "FREQ=DAILY", None),
    ("9am daily", "FREQ=DAILY", 540),
    ("every day at 5pm", "FREQ=DAILY", 1020),
    ("every morning at 7:45", "FREQ=DAILY", 465),
    ("every single day", "FREQ=DAILY", None),
    ("every 3 days", "FREQ=DAILY;INTERVAL=3", None),
    ("daily except Fri", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,SA,SU", None),
    ("every day except weekends", WEEKDAYS, None),
    ("every weekend", "FREQ=WEEKLY;BYDAY=SA,SU", None),
    ("Mondays", "FREQ=WEEKLY;BYDAY=MO", None),
    ("weekly, Fridays 5pm", "FREQ=WEEKLY;BYDAY=FR", 1020),
    ("at 9am every Monday", "FREQ=WEEKLY;BYDAY=MO", 540),
    ("on Mondays, Wednesdays and Fridays", "FREQ=WEEKLY;BYDAY=MO,WE,FR", None),
    ("every Tue/Thu", "FREQ=WEEKLY;BYDAY=TU,TH", None),
    ("once a week", "FREQ=WEEKLY", None),
    ("every 2 weeks on Mon and Thu", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", None),
    ("every fortnight", "FREQ=WEEKLY;INTERVAL=2", None),
    ("every second week", "FREQ=WEEKLY;INTERVAL=2", None),
    ("monthly", "FREQ=MONTHLY", None),
    ("every quarter", "FREQ=MONTHLY;INTERVAL=3", None),
    ("every 6 months on the 1st", "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1", None),
    ("quarterly on the 15th", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", None),
    ("monthly on the 15th and 1st", "FREQ=MONTHLY;BYMONTHDAY=1,15", None),
    ("twice a month on the 1st and 15th", "FREQ=MONTHLY;BYMONTHDAY=1,15", None),
    ("on the 15th of every month", "FREQ=MONTHLY;BYMONTHDAY=15", None),
    ("every 1st of the month", "FREQ=MONTHLY;BYMONTHDAY=1", None),
    ("the first of the month", "FREQ=MONTHLY;BYMONTHDAY=1", None),
    ("the 31st of each month at noon", "FREQ=MONTHLY;BYMONTHDAY=31", 720),
    ("last day of the month", "FREQ=MONTHLY;BYMONTHDAY=-1", None),
    ("first business day of the month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", None),
    ("every second Tuesday of the month", "FREQ=MONTHLY;BYDAY=2TU", None),
    ("monthly on the last Friday", "FREQ=MONTHLY;BYDAY=-1FR", None),
    ("every March 3", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3", None),
    ("yearly on 29 February", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", None),
    ("2 days after done", "DONE+2D", None),
    ("a week after it is done", "DONE+1W", None),
    ("every Friday until 18 Dec", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20261218", None),
    ("once a week on Tuesdays", "FREQ=WEEKLY;BYDAY=TU", None),
    ("every workday before 10am", WEEKDAYS, 600),
    ("from Monday to Friday at 8am", WEEKDAYS, 480),
    ("on weekends at 11am", "FREQ=WEEKLY;BYDAY=SA,SU", 660),
    ("Tuesdays and Thursdays at 2", "FREQ=WEEKLY;BYDAY=TU,TH", 840),
    ("each Monday morning at 9:30", "FREQ=WEEKLY;BYDAY=MO", 570),
    ("every evening at 6", "FREQ=DAILY", 1080),
    ("every first Monday", "FREQ=MONTHLY;BYDAY=1MO", None),
    ("the first and third Tuesday of each month", "FREQ=MONTHLY;BYDAY=1TU,3TU", None),
    ("the final Friday of every month", "FREQ=MONTHLY;BYDAY=-1FR", None),
    ("at the end of every month", "FREQ=MONTHLY;BYMONTHDAY=-1", None),
    ("biweekly on Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", None),
    ("on alternate Fridays", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", None),
    ("3 days after it was approved", "DONE+3D", None),
]
OTHERS = [
    ("es", "cada lunes a las 9:00", "FREQ=WEEKLY;BYDAY=MO", 540),
    ("es", "todos los días", "FREQ=DAILY", None),
    ("es", "el último viernes de cada mes", "FREQ=MONTHLY;BYDAY=-1FR", None),
    ("es", "cada dos semanas", "FREQ=WEEKLY;INTERVAL=2", None),
    ("es", "de lunes a viernes", WEEKDAYS, None),
    ("de", "jeden Montag um 9 Uhr", "FREQ=WEEKLY;BYDAY=MO", 540),
    ("de", "täglich", "FREQ=DAILY", None),
    ("de", "alle zwei Wochen", "FREQ=WEEKLY;INTERVAL=2", None),
    ("de", "werktags um 8:30 Uhr", WEEKDAYS, 510),
    ("es", "de lunes a viernes a las 9:00", WEEKDAYS, 540),
    ("es", "los lunes y miércoles a las 10:00", "FREQ=WEEKLY;BYDAY=MO,WE", 600),
    ("es", "todos los viernes a las 5 de la tarde", "FREQ=WEEKLY;BYDAY=FR", 1020),
    ("de", "montags bis freitags um 9 Uhr", WEEKDAYS, 540),
    ("de", "alle zwei Wochen dienstags", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", None),
    ("de", "jeden Morgen um 8 Uhr", "FREQ=DAILY", 480),
    ("de", "am letzten Freitag des Monats", "FREQ=MONTHLY;BYDAY=-1FR", None),
]
NOT_CERTAIN = [
    *("", "every", "every invoice", "every hour", "twice a week", "in 15 months", "every morning", "fri", "2 days"),
    *("every Friday afternoon", "every second Tuesday", "every friday 5", "semi-annually", "biweekly", "every 30 Feb"),
    *("every 0 days", "every 32nd", "after done", "monthly on Fridays", "weekly on the 15th", "every\0day"),
    *("bi-weekly on Tue and Thu", "every third Thursday", "every 3-4 days", "every Monday or Tuesday", "bimonthly"),
    "every day " * 40,
]


@pytest.mark.parametrize(("typed", "rule", "minutes"), ENGLISH)
def test_how_often_in_english(typed: str, rule: str, minutes: int | None) -> None:
    assert read_repeats(typed, NOW, HOURS) == Repeats(rule=rule, at=minutes)


@pytest.mark.parametrize(("locale", "typed", "rule", "minutes"), OTHERS)
def test_how_often_in_other_languages(locale: str, typed: str, rule: str, minutes: int | None) -> None:
    assert read_repeats(typed, NOW, HOURS, locale) == Repeats(rule=rule, at=minutes)


@pytest.mark.parametrize("typed", NOT_CERTAIN)
def test_what_may_be_meant_otherwise_is_not_understood(typed: str) -> None:
    assert read_repeats(typed, NOW, HOURS) is None


def test_a_first_day_may_be_said() -> None:
    weekly = Repeats(rule="FREQ=WEEKLY;BYDAY=FR", at=900, first=date(2026, 12, 4))
    assert read_repeats("every Friday 3pm starting 4 Dec", NOW, HOURS) == weekly
    assert read_repeats("every Friday 3pm, first one on 4 Dec", NOW, HOURS) == weekly


WORDS = st.sampled_from(
    [
        *["every", "other", "2", "3rd", "last", "first", "of", "the", "month", "monday", "tue", "and"],
        "weekday",
        "daily",
        "except",
        "9am",
        "done",
    ]
)


@given(
    st.one_of(st.text(max_size=90), st.lists(WORDS, max_size=9).map(" ".join)),
    st.sampled_from(["en", "es", "de", "fr"]),
)
def test_no_text_raises_and_every_rule_is_one(text: str, locale: str) -> None:
    found = read_repeats(text, NOW, HOURS, locale)
    recurrence = begun(found.rule, TODAY) if found else None
    if recurrence and recurrence.from_done:
        assert turn_after_done(recurrence, TODAY).on > TODAY
    elif recurrence:
        assert all(turn.on >= TODAY for turn in islice(turns_from(recurrence, TODAY), 3))
