"""Mornings and evenings beside a time: `9 in the morning`, `3 this afternoon`, and `half past two`."""

from __future__ import annotations

import re

DAY_PARTS = {
    "morning": range(12),
    "afternoon": range(12, 20),
    "evening": range(17, 24),
    "night": range(18, 24),
}
"""The hours that each may mean."""

_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>[0-5]\d))?h?(?P<half>am|pm)?", re.ASCII)
_NAMED = {"sod": "morning", "eod": "afternoon", "midnight": "night"}
_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(_HOURS)})"
_PAST = re.compile(
    rf"\b(?P<part>half|(?:a )?quarter|\d\d? (?:minutes )?)\s*(?P<way>past|after|to|before) {_HOUR}\b", re.ASCII
)
_WORDED = re.compile(rf"\b(?P<hour>{'|'.join(_HOURS)}) (?=(?:in the|this) (?:morning|afternoon|evening)\b)")


def with_spoken_clocks(text: str) -> str:
    """`quarter past three` as `3:15`, `three this afternoon` as `3 this afternoon`."""
    return _WORDED.sub(lambda found: f"{_number(found['hour'])} ", _PAST.sub(_spoken, text))


def _spoken(found: re.Match[str]) -> str:
    part, before = found["part"].removeprefix("a ").split()[0], found["way"] in ("to", "before")
    if (part == "half" and before) or (part.isdecimal() and (int(part) > 30 or found["way"] in ("after", "before"))):
        return found[0]
    minutes = {"half": 30, "quarter": 15}.get(part) or int(part)
    hour = _number(found["hour"]) - before
    return f"{hour or 12}:{60 - minutes if before else minutes:02}" if 0 <= hour <= 24 and minutes else found[0]


def _number(word: str) -> int:
    return _HOURS.index(word) + 1 if word in _HOURS else int(word)


def with_day_part(short: str) -> str:
    """`mon morning 9` as `mon 09:00`; unchanged without a part of the day, `doubtful` without a time that fits it."""
    words = short.split()
    if "tonight" in words:
        words[words.index("tonight") : words.index("tonight") + 1] = ["today", "night"]
    parts = [word for word in words if word in DAY_PARTS]
    if not parts:
        return short
    at = words.index(parts[0])
    rest = [word for word in words[:at] if word != "in"] + words[at + 1 :]
    if words[at - 1 : at] == ["this"]:
        rest[rest.index("this")] = "today"
    places = {place for place in (len(rest) - 1, 0, at - 1) if 0 <= place < len(rest)}
    for place in sorted(places, key=lambda place: (place != len(rest) - 1, place)):
        if clock := _within(rest[place], parts[0]):
            rest[place] = clock
            return "doubtful" if len(parts) > 1 else " ".join(rest)
    return "doubtful"


def _within(word: str, part: str) -> str:
    """That time in that part of the day; nothing for what is no time or can be none of it."""
    if _NAMED.get(word) == part:
        return word
    found = _CLOCK.fullmatch(word)
    if found is None:
        return ""
    hour, half = int(found["hour"]), found["half"]
    either = (hour, hour + 12) if hour < 12 else (hour,)
    hours = (hour % 12 + (12 if half == "pm" else 0),) if half else either
    fitting = [hour for hour in hours if hour in DAY_PARTS[part]]
    return f"{fitting[0]:02}:{found['minute'] or '00'}" if fitting else ""
