"""What a new standup begins with: four that teams ask for, each to be changed before it is saved."""

from __future__ import annotations

import re

DAILY = {
    "name": "Daily",
    "questions": "What did you finish?\nWhat is next?\n!What blocks you?",
    "days": "Mon–Fri",
    "time": "09:30",
    "close": "3 h",
}
WEEKLY = {
    "name": "Weekly",
    "questions": (
        "What did you finish this week?\nWhat is next, and by when?\n"
        "How full was the week? [too little / right / too much]\n!What gets in your way?"
    ),
    "days": "Fri",
    "time": "14:00",
    "close": "3 h",
}
END_OF_DAY = {
    "name": "End of day",
    "questions": "What did you finish today?\nWhat comes first tomorrow?\n!What do you need from somebody before then?",
    "days": "Mon–Fri",
    "time": "16:00",
    "close": "2 h",
}
LAUNCH_WEEK = {
    "name": "Launch week",
    "questions": (
        "What is ready for the launch now?\nWhat is next, and who waits for it?\n"
        "Will your part be ready in time? [yes / no]\nHow sure are you? [1-5]\n!What could hold the launch up?"
    ),
    "days": "Mon–Fri",
    "time": "09:30",
    "close": "2 h",
}
TEMPLATES = {template["name"].casefold(): template for template in (DAILY, WEEKLY, END_OF_DAY, LAUNCH_WEEK)}


def template(name: str) -> dict[str, str]:
    """The template that is called so, whatever the case; else the daily one, under that name."""
    called = " ".join(name.split())
    return TEMPLATES.get(called.casefold()) or (DAILY | {"name": called} if called else DAILY)


def copy_name(name: str, taken: frozenset[str], most: int) -> str:
    """`Daily 2`, or the next number that no other has, also from `Daily 2`; `taken` are names in lower case."""
    stem = re.sub(r"\s+[0-9]{1,3}$", "", name)
    for number in range(2, len(taken) + 3):
        ending = f" {number}"
        copied = stem[: most - len(ending)] + ending
        if copied.casefold() not in taken:
            return copied
    raise AssertionError("one of so many numbers is free")
