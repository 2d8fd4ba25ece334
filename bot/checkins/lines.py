"""Reads `/promise @pat Publish the landing page by Thursday` and the dates in forms; pure."""

from __future__ import annotations

import re
from datetime import date, datetime

import msgspec
from msgspec.structs import replace

from bot.errors import Refused
from bot.people import Person
from bot.times import EitherDay, Hours, InThePast, NotADate, read_date, say_day

TRIED = 5
# A run of spaces is looked at once and from its beginning, or very many of them would hold up everybody.
_BY = re.compile(r"(?<!\s)\s++by\s++", re.IGNORECASE)
_TO = re.compile(r"^to (?=@)", re.IGNORECASE)
_PROOF = re.compile(r"(?<![\s,;])[\s,;]++with (?:a )?proof\.?$", re.IGNORECASE)
_REASON = re.compile(r"(?<!\s)(?:\s*+[,;]\s*+|\s++because\s++|\s++[-–—]\s++)", re.IGNORECASE)

_NUMBERS = dict(zip(("one", "two", "three", "four", "five", "six", "seven", "eight"), range(1, 9), strict=True))
_NUMBERS |= dict(zip(("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"), range(2, 9), strict=True))
_WEEKS = {"week": 1, "a week": 1, "once a week": 1, "weekly": 1, "other week": 2, "fortnight": 2}
_SO_MANY_WEEKS = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?(?: ?(?:w|wk|wks|week|weeks))?|([a-z]+) weeks?")


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """What was understood: `due` is the phrase as typed, `due_at` what it means, None when it is `past` or absent.

    `either` are the two days that it may be; `proof`: the promiser will show proof with it.
    """

    to: str = ""
    text: str = ""
    due: str = ""
    due_at: datetime | None = None
    past: bool = False
    either: tuple[date, date] | None = None
    proof: bool = False


def read_promise(line: str, now: datetime, hours: Hours, locale: str) -> Typed:
    """Never raises: what is not understood stays in the text. `with proof` may stand before the date or after it."""
    line = line.strip()
    proof, line = bool(_PROOF.search(line)), _PROOF.sub("", line)
    typed = _without_proof(line, now, hours, locale)
    before = _PROOF.search(typed.text)
    text = typed.text[: before.start()] if before else typed.text
    return replace(typed, text=text, proof=proof or bool(before))


def _without_proof(line: str, now: datetime, hours: Hours, locale: str) -> Typed:
    to = ""
    line = _TO.sub("", line)
    if line.startswith("@"):
        to, _, line = line.partition(" ")
        to, line = to.rstrip(",:"), line.strip()
    # From the right, so that "a page by Rosa by Friday" keeps Rosa in the text.
    for found in reversed(list(_BY.finditer(line))[-TRIED:]):
        text, due = line[: found.start()].strip(), line[found.end() :].strip().rstrip(".")
        try:
            return Typed(to=to, text=text, due=due, due_at=read_date(due, now, hours, locale))
        except InThePast:
            return Typed(to=to, text=text, due=due, past=True)
        except EitherDay as day:
            return Typed(to=to, text=text, due=due, either=(day.first, day.second))
        except NotADate:
            continue
    return Typed(to=to, text=line)


def split_reason(typed: str) -> tuple[str, str]:
    """`Mon 5pm, waiting for the designer` → the date phrase and the reason, which may be empty."""
    found = _REASON.search(typed)
    if not found:
        return typed.strip(), ""
    return typed[: found.start()].strip(), typed[found.end() :].strip()


def read_due(typed: str, field: str, person: Person, now: datetime) -> datetime:
    """The instant meant; Refused, naming the form's `field`, when there is none, it is unclear or past."""
    words = person.words()
    try:
        if typed:
            return read_date(typed, now, person.hours(), person.locale)
        wrong = words(f"checkins.{field}_missing")
    except InThePast:
        wrong = words("checkins.due_past", typed=typed[:60])
    except EitherDay as day:
        first, second = (say_day(one, person.locale) for one in (day.first, day.second))
        wrong = words("common.date_either", typed=typed[:60], first=first, second=second)
    except NotADate:
        wrong = words("checkins.due_unclear", typed=typed[:60])
    raise Refused.at(field, wrong)


def read_weeks(typed: str) -> int | None:
    """`2 weeks`, `week`, `other week`, `every third week`, `fortnight` as a number of weeks; None for anything else."""
    text = " ".join(typed.casefold().split()).removeprefix("every ")
    if text in _WEEKS:
        return _WEEKS[text]
    found = _SO_MANY_WEEKS.fullmatch(text)
    number = found[1] or found[2] if found else ""
    return int(number) if number.isdecimal() else _NUMBERS.get(number)
