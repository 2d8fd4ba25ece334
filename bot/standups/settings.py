"""A standup's settings as they are typed into the set-up form and written back into it: pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import msgspec

from bot.errors import Refused
from bot.people import WORKERS, Person
from bot.standups.questions import read_questions, write_questions
from bot.standups.records import Followed, Question, Standup, ZoneMode
from bot.standups.templates import template
from bot.texts import Words
from bot.times import read_clock, read_duration, say_clock, say_duration
from bot.ui import Text

NAME_LENGTH = 60
MOST_PEOPLE = 50
SHORTEST_CLOSE, LONGEST_CLOSE = 10, 12 * 60
DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ALL_WORDS = frozenset({"", "all", "everyone", "everybody", "all assistants", "assistants"})
THE_CHANNEL = "the channel"
CHANNEL_WORDS = frozenset({"this channel", "here", "channel", THE_CHANNEL})

_DAY_WORDS = {"weekdays": (0, 1, 2, 3, 4), "every day": tuple(range(7)), "daily": tuple(range(7))}

FindPerson = Callable[[str], Person]
T = TypeVar("T")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the owner chose; minutes are after local midnight.

    `people` is empty when `everyone` is asked, or whoever is in the channel `follows`.
    """

    name: str
    questions: tuple[Question, ...]
    everyone: bool
    follows: str
    people: tuple[str, ...]
    days: tuple[int, ...]
    minutes: int
    zone_mode: ZoneMode
    close_minutes: int
    reminder_minutes: int


class Reading:
    """Reads one field after the other and keeps what is wrong with each."""

    def __init__(self, typed: Mapping[str, str], words: Words) -> None:
        self.typed = typed
        self.words = words
        self.errors: dict[str, Text] = {}

    def field(self, name: str, read: Callable[[str, Words], T], otherwise: T) -> T:
        """The field as `read` understands it; `otherwise` after noting why it cannot be."""
        try:
            return read(self.typed.get(name, "").strip(), self.words)
        except Refused as refused:
            self.errors[name] = refused.text
            return otherwise


def read_settings(typed: Mapping[str, str], words: Words, find_person: FindPerson, taken: Iterable[str]) -> Settings:
    """The settings of a submitted form; `taken` are names other standups have. Refused names every wrong field."""
    reading = Reading(typed, words)
    names = frozenset(name.casefold() for name in taken)
    nobody: tuple[str, ...] = ()
    follows = reading.field("people", lambda text, words: read_channel(text, words, typed), "")
    people = nobody
    if not follows and "people" not in reading.errors:
        people = reading.field("people", lambda text, words: read_people(text, words, find_person), nobody)
    close_minutes = reading.field("close", read_close, LONGEST_CLOSE)
    settings = Settings(
        name=reading.field("name", lambda text, words: read_name(text, words, names), ""),
        questions=reading.field("questions", read_questions, ()),
        everyone=not people and not follows,
        follows=follows,
        people=people,
        days=reading.field("days", read_days, ()),
        minutes=reading.field("time", read_time, 0),
        zone_mode="team" if typed.get("zone", "").strip() == "team" else "personal",
        close_minutes=close_minutes,
        reminder_minutes=reading.field("reminder", lambda text, words: read_reminder(text, words, close_minutes), 0),
    )
    if reading.errors:
        raise Refused(words("standups.settings_wrong", n=len(reading.errors)), fields=reading.errors)
    return settings


def read_name(typed: str, words: Words, taken: frozenset[str]) -> str:
    name = " ".join(typed.split())
    if not name:
        raise Refused(words("standups.name_empty"))
    if len(name) > NAME_LENGTH:
        raise Refused(words("common.too_long", n=len(name), most=NAME_LENGTH))
    if name.casefold() in taken:
        raise Refused(words("standups.name_taken", name=name))
    return name


def read_channel(typed: str, words: Words, form: Mapping[str, str]) -> str:
    """The channel whose people are meant, by `everybody in this channel` or by its name; empty for other words.

    `here` in the form is the channel in which it was opened, `-` where the platform does not say who is in one;
    `follows` and `follows_name` are the channel followed until now.
    """
    text = " ".join(typed.casefold().split()).removeprefix("everybody in ").removeprefix("everyone in ")
    name = form.get("follows_name", "")
    if form.get("follows") and text in (f"#{name}".casefold(), THE_CHANNEL):
        return form["follows"]
    if text in CHANNEL_WORDS:
        here = form.get("here", "")
        if here in ("", "-"):
            raise Refused(words("standups.channel_unseen" if here else "standups.channel_where"))
        return here
    if text.startswith("#"):
        raise Refused(words("standups.channel_where"))
    return ""


def write_channel(followed: Followed) -> str:
    """`everybody in #support`; reads back with `read_channel`."""
    return f"everybody in {f'#{followed.name}' if followed.name else THE_CHANNEL}"


def read_people(typed: str, words: Words, find_person: FindPerson) -> tuple[str, ...]:
    """Ids of those named, separated by commas or lines; empty for all assistants."""
    if typed.casefold() in ALL_WORDS:
        return ()
    names = [name.strip() for name in re.split(r"[,;\n]", typed) if name.strip()]
    if len(names) > MOST_PEOPLE:
        raise Refused(words("standups.people_many", n=len(names), most=MOST_PEOPLE))
    found = [find_person(name) for name in names]
    for person in found:
        if person.role not in WORKERS:
            raise Refused(words("standups.people_partner", name=person.name))
    if not found:
        raise Refused(words("standups.people_none"))
    return tuple(dict.fromkeys(person.id for person in found))


def read_days(typed: str, words: Words) -> tuple[int, ...]:
    """`Mon-Fri`, `mon, wed, fri`, `weekdays`, `every day`; in the order of the week."""
    text = " ".join(typed.casefold().split())
    if text in _DAY_WORDS:
        return _DAY_WORDS[text]
    days: set[int] = set()
    for piece in re.split(r"[,;]|\band\b|(?<![-–])\s+(?![-–])", text):
        if not piece.strip():
            continue
        first, _, last = piece.replace("–", "-").partition("-")
        start, end = _day(first, words), _day(last or first, words)
        days.update((start + ahead) % 7 for ahead in range((end - start) % 7 + 1))
    if not days:
        raise Refused(words("standups.days_none"))
    return tuple(sorted(days))


def _day(word: str, words: Words) -> int:
    word = word.strip()
    for number, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")):
        if len(word) >= 2 and name.startswith(word.removesuffix("s") if word.endswith("days") else word):
            return number
    raise Refused(words("standups.day_unknown", typed=word[:40]))


def read_time(typed: str, words: Words) -> int:
    """Minutes after midnight."""
    minutes = read_clock(typed)
    if minutes is None:
        raise Refused(words("standups.time_unknown", typed=typed[:40]))
    return minutes


def read_close(typed: str, words: Words) -> int:
    minutes = read_duration(typed)
    if minutes is None or not SHORTEST_CLOSE <= minutes <= LONGEST_CLOSE:
        raise Refused(words("standups.close_wrong"))
    return minutes


def read_reminder(typed: str, words: Words, close_minutes: int) -> int:
    """Minutes before the close; 0 for no reminder."""
    if typed.casefold() in {"", "0", "no", "none", "never"}:
        return 0
    minutes = read_duration(typed)
    if minutes is None or not 0 < minutes < close_minutes:
        raise Refused(words("standups.reminder_wrong"))
    return minutes


def write_days(days: Iterable[int]) -> str:
    """`Mon–Fri`, `Mon, Wed–Fri`; reads back with `read_days`."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(_stretch(run) for run in runs)


def _stretch(run: list[int]) -> str:
    names = [DAY_NAMES[day] for day in run]
    return f"{names[0]}–{names[-1]}" if len(names) > 2 else ", ".join(names)


def begun(name: str) -> dict[str, str]:
    """The form's values for a new standup: those of the template of that name, else the daily one's."""
    return {"people": "all assistants", "zone": "personal", "reminder": say_duration(30)} | template(name)


def written(standup: Standup, handles: Mapping[str, str]) -> dict[str, str]:
    """The form's values for this standup; `handles` by person id."""
    people = ", ".join(f"@{handles[person]}" for person in standup.people if person in handles)
    people = "all assistants" if standup.everyone else people
    return {
        "name": standup.name,
        "questions": write_questions(standup.questions),
        "people": write_channel(standup.followed) if standup.followed else people,
        "days": write_days(standup.days),
        "time": say_clock(standup.minutes),
        "zone": standup.zone_mode,
        "close": say_duration(standup.close_minutes),
        "reminder": say_duration(standup.reminder_minutes) if standup.reminder_minutes else "none",
    }


def applied(settings: Settings, standup: Standup) -> Standup:
    """The standup with these settings; they count from the next run. A channel that is new is looked at afterwards."""
    followed = standup.followed
    if followed is None or followed.channel != settings.follows:
        followed = Followed(channel=settings.follows) if settings.follows else None
    return msgspec.structs.replace(
        standup,
        name=settings.name,
        questions=settings.questions,
        everyone=settings.everyone,
        people=settings.people,
        followed=followed,
        days=settings.days,
        minutes=settings.minutes,
        zone_mode=settings.zone_mode,
        close_minutes=settings.close_minutes,
        reminder_minutes=settings.reminder_minutes,
    )
