"""The set-up form read and written back: each field's forms, its limits, and what is said about the rest."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.errors import Refused
from bot.people import Person
from bot.standups import settings
from bot.standups.records import Followed
from bot.texts import Words
from bot.times import say_clock
from bot.ui import Text, as_text
from tests.standups.made import PEOPLE, STANDUP

WORDS = Words("en")
HANDLES = {one.id: one.handle for one in PEOPLE.values()}


def find(typed: str) -> Person:
    name = typed.removeprefix("@")
    if name not in PEOPLE:
        raise Refused(WORDS("common.person_unknown", typed=typed))
    return PEOPLE[name]


def test_a_standup_is_written_into_the_form_and_reads_back_the_same() -> None:
    read = settings.read_settings(settings.written(STANDUP, HANDLES), WORDS, find, ["Weekly"])
    assert settings.applied(read, STANDUP) == STANDUP


def test_the_form_of_a_new_one_holds_the_defaults() -> None:
    read = settings.read_settings(settings.begun(""), WORDS, find, [])
    assert settings.applied(read, STANDUP) == STANDUP


def test_named_people_and_no_reminder_read_back_too() -> None:
    typed = settings.written(STANDUP, HANDLES) | {"people": "@ben, ana; gil\n@ben", "reminder": "none", "zone": "team"}
    changed = settings.applied(settings.read_settings(typed, WORDS, find, []), STANDUP)
    assert (changed.everyone, changed.people) == (False, ("ben", "ana", "gil"))
    assert (changed.reminder_minutes, changed.zone_mode) == (0, "team")
    again = settings.read_settings(settings.written(changed, HANDLES), WORDS, find, [])
    assert settings.applied(again, STANDUP) == changed


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("Mon-Fri", (0, 1, 2, 3, 4)),
        ("Mon – Fri", (0, 1, 2, 3, 4)),
        ("weekdays", (0, 1, 2, 3, 4)),
        ("every  day", (0, 1, 2, 3, 4, 5, 6)),
        ("mon, wed, fri", (0, 2, 4)),
        ("Mondays and Thursday", (0, 3)),
        ("tu th", (1, 3)),
        ("fri-mon", (0, 4, 5, 6)),
        ("Sun", (6,)),
        ("sun, mon, sun", (0, 6)),
    ],
)
def test_days_are_read(typed: str, days: tuple[int, ...]) -> None:
    assert settings.read_days(typed, WORDS) == days
    assert settings.read_days(settings.write_days(days), WORDS) == days


@pytest.mark.parametrize(
    ("days", "said"),
    [((0, 1, 2, 3, 4), "Mon–Fri"), ((0, 2, 3, 4), "Mon, Wed–Fri"), ((5, 6), "Sat, Sun"), ((1,), "Tue")],
)
def test_days_are_said(days: tuple[int, ...], said: str) -> None:
    assert settings.write_days(days) == said


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("9:30", 570),
        ("9.30", 570),
        ("09:30", 570),
        ("0:00", 0),
        ("23:59", 1439),
        ("17", 1020),
        ("9am", 540),
        ("9:15 PM", 1275),
        ("12am", 0),
        ("12pm", 720),
    ],
)
def test_a_time_is_read(typed: str, minutes: int) -> None:
    assert settings.read_time(typed, WORDS) == minutes
    assert settings.read_time(say_clock(minutes), WORDS) == minutes


@pytest.mark.parametrize("typed", ["", "noon", "24:00", "9:60", "13pm", "0am", "9:3", "99999", "9:30:10"])
def test_a_time_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="no time I can read"):
        settings.read_time(typed, WORDS)


@pytest.mark.parametrize(("typed", "minutes"), [("10m", 10), ("12h", 720), ("2h30", 150)])
def test_how_long_it_stays_open(typed: str, minutes: int) -> None:
    assert settings.read_close(typed, WORDS) == minutes


@pytest.mark.parametrize("typed", ["9m", "12h1m", "", "soon", "0"])
def test_how_long_it_cannot_stay_open(typed: str) -> None:
    with pytest.raises(Refused, match="from 10m to 12h"):
        settings.read_close(typed, WORDS)


@pytest.mark.parametrize(("typed", "minutes"), [("30m", 30), ("59m", 59), ("1m", 1), ("none", 0), ("", 0), ("0", 0)])
def test_a_reminder_lies_before_the_close(typed: str, minutes: int) -> None:
    assert settings.read_reminder(typed, WORDS, 60) == minutes


@pytest.mark.parametrize("typed", ["1h", "2h", "soon"])
def test_a_reminder_at_the_opening_or_before_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="shorter than it stays open"):
        settings.read_reminder(typed, WORDS, 60)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("@pat", "Pat is a partner"),
        ("ana, ghost", "Nobody here is called “ghost”"),
        (", ;", "at least one person"),
        (",".join(["ana"] * 51), "51 people"),
    ],
)
def test_people_who_cannot_be_asked(typed: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        settings.read_people(typed, WORDS, find)


@pytest.mark.parametrize("typed", ["", "all", "All Assistants", "everyone"])
def test_all_assistants(typed: str) -> None:
    assert settings.read_people(typed, WORDS, find) == ()


@pytest.mark.parametrize(
    ("typed", "why"), [("", "a name"), ("x" * 61, "61 characters"), ("dAILY", "already a standup")]
)
def test_names_that_cannot_be_used(typed: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        settings.read_name(typed, WORDS, frozenset({"daily"}))


def test_a_name_is_tidied_and_may_be_sixty_long() -> None:
    assert settings.read_name(" Monday \n review ", WORDS, frozenset()) == "Monday review"
    assert settings.read_name("x" * 60, WORDS, frozenset()) == "x" * 60


def test_all_wrong_fields_are_named_at_once() -> None:
    typed = {"name": "", "questions": "", "people": "ghost", "days": "x", "time": "x", "close": "x", "reminder": "x"}
    with pytest.raises(Refused, match="7 things") as refused:
        settings.read_settings(typed, WORDS, find, [])
    said: dict[str, Text] = refused.value.fields
    assert set(said) == set(typed)


HERE = {"here": "web:support"}
THERE = {"follows": "web:sales", "follows_name": "sales"}


@pytest.mark.parametrize(
    ("typed", "form", "channel"),
    [
        ("this channel", HERE, "web:support"),
        ("Everybody in  this channel", HERE, "web:support"),
        ("everyone in the channel", HERE, "web:support"),
        ("here", HERE | THERE, "web:support"),
        ("everybody in #sales", HERE | THERE, "web:sales"),
        ("#Sales", THERE, "web:sales"),
        ("everybody in the channel", HERE | THERE, "web:sales"),
        ("all assistants", HERE | THERE, ""),
        ("ana, ben", HERE | THERE, ""),
        ("", HERE, ""),
    ],
)
def test_a_channel_is_meant_by_where_the_form_was_opened_or_by_the_name_of_the_one_followed(
    typed: str, form: dict[str, str], channel: str
) -> None:
    read = settings.read_settings(settings.begun("") | form | {"people": typed}, WORDS, find, [])
    assert (read.follows, read.everyone) == (channel, channel == "" and "ana" not in typed)


@pytest.mark.parametrize(
    ("typed", "form", "said"),
    [
        ("this channel", {}, "in the channel itself"),
        ("this channel", {"here": "-"}, "not told there"),
        ("#support", HERE, "in the channel itself"),
        ("#sales", HERE, "in the channel itself"),
    ],
)
def test_a_channel_that_is_not_known_is_said_at_the_field(typed: str, form: dict[str, str], said: str) -> None:
    with pytest.raises(Refused) as refused:
        settings.read_settings(settings.begun("") | form | {"people": typed}, WORDS, find, [])
    assert said in as_text(refused.value.fields["people"])


def test_a_followed_channel_is_written_reads_back_and_keeps_who_was_there() -> None:
    known = Followed(channel="web:sales", name="sales", accounts=("web:ana",))
    following = replace(STANDUP, everyone=False, followed=known)
    for followed, written in ((known, "everybody in #sales"), (replace(known, name=""), "everybody in the channel")):
        standup = replace(following, followed=followed)
        typed = settings.written(standup, HANDLES)
        assert typed["people"] == written
        read = settings.read_settings(typed | THERE | {"follows_name": followed.name}, WORDS, find, [])
        assert settings.applied(read, standup) == standup
    other = settings.read_settings(settings.begun("") | HERE | {"people": "this channel"}, WORDS, find, [])
    assert settings.applied(other, following).followed == Followed(channel="web:support")
    everybody = settings.read_settings(settings.begun(""), WORDS, find, [])
    assert settings.applied(everybody, following) == STANDUP
