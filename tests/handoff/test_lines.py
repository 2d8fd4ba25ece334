"""The one line: what is understood, and what is left for the form to ask."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.handoff.line_people import addressed
from bot.handoff.lines import BriefLine, read_brief
from bot.people import Role, Roster
from bot.times import Hours
from tests.dialogs.world import MONDAY, person

NEW_YORK = Hours(zone="America/New_York")


@pytest.mark.parametrize(
    ("line", "understood"),
    [
        ("", {}),
        ("@ana", {"people": ("@ana",)}),
        ("@ana Write", {"people": ("@ana",), "outcome": "Write"}),
        ("@ana, Write", {"people": ("@ana",), "outcome": "Write"}),
        ("Write for @ana", {"outcome": "Write for @ana"}),
        ("@ Write", {"outcome": "@ Write"}),
        ("@ana Write by Fri 5pm", {"people": ("@ana",), "outcome": "Write", "due": "Fri 5pm"}),
        ("@ana Write due Fri 5pm", {"people": ("@ana",), "outcome": "Write", "due": "Fri 5pm"}),
        ("@ana Write BY Fri 5pm", {"people": ("@ana",), "outcome": "Write", "due": "Fri 5pm"}),
        ("@ana Stand by me", {"people": ("@ana",), "outcome": "Stand by me"}),
        (
            "@ana Stand by me by Fri 5pm",
            {"people": ("@ana",), "outcome": "Stand by me", "due": "Fri 5pm"},
        ),
        (
            "@ana By Friday the article",
            {"people": ("@ana",), "outcome": "By Friday the article", "due": "Friday", "unclear": ("due",)},
        ),
        ("@ana Write by yesterday", {"people": ("@ana",), "outcome": "Write", "due": "yesterday"}),
        ("Write ~2h", {"outcome": "Write", "effort_minutes": 120}),
        ("~45m Write", {"outcome": "Write", "effort_minutes": 45}),
        ("Write ~1h30 now", {"outcome": "Write now", "effort_minutes": 90}),
        ("Write ~20 lines", {"outcome": "Write ~20 lines"}),
        ("Write ~nonsense", {"outcome": "Write ~nonsense"}),
        ("Write !high", {"outcome": "Write", "priority": "high"}),
        ("Write !urgent", {"outcome": "Write", "priority": "high"}),
        ("Write !low", {"outcome": "Write", "priority": "low"}),
        ("Write !now", {"outcome": "Write !now"}),
        ("Write !ack", {"outcome": "Write", "ack_hours": 2}),
        ("!ack 4h Write by Fri 5pm", {"outcome": "Write", "ack_hours": 4, "due": "Fri 5pm"}),
        ("Write by Fri 5pm !ack every 1h ~2h", {
            "outcome": "Write", "ack_hours": 1, "due": "Fri 5pm", "effort_minutes": 120,
        }),
        ("Write !ack 3 pages", {"outcome": "Write 3 pages", "ack_hours": 2}),
        ("Write !acknowledge", {"outcome": "Write !acknowledge"}),
        ("Write done when: a, b", {"outcome": "Write", "done_when": "a, b"}),
        ("Write Done  When : a ~2h !high", {
            "outcome": "Write", "done_when": "a", "effort_minutes": 120, "priority": "high",
        }),
        ("done when: a", {"done_when": "a"}),
        ("Say when it is done when ready", {"outcome": "Say when it is done when ready"}),
        ("Write\n by\n Fri 5pm", {"outcome": "Write", "due": "Fri 5pm"}),
        ("Write by Fri 5pm ~2h", {"outcome": "Write", "due": "Fri 5pm", "effort_minutes": 120}),
    ],
)  # fmt: skip
def test_the_line_is_read(line: str, understood: dict[str, Any]) -> None:
    assert read_brief(line, MONDAY, NEW_YORK) == BriefLine(**understood)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("@ana maybe @ben check the copy by Fri", "person"),
        ("@ana/ben check the copy by Fri", "person"),
        ("@ana check the copy by Mon", "due"),  # it is a Monday: today, or in a week?
        ("@ana check the copy by Monday 8am", "due"),  # it is nine
        ("@ana check the copy by Thu-Fri", "repeats"),
        ("@ana check the copy as soon as possible or Friday", "due"),
        ("@ana low priority check the copy by Fri", "priority"),
        ("@ana urgent low priority check the copy by Fri", "priority"),
        ("@ana urgent check the copy by Fri", "priority"),
        ("@ana no rush check the copy by Fri", "priority"),
    ],
)
def test_what_is_not_certain_is_asked(line: str, part: str) -> None:
    assert part in read_brief(line, MONDAY, NEW_YORK).unclear


@pytest.mark.parametrize(
    "line",
    [
        "@ana check the copy by this Monday",
        "@ana check the copy by Monday 5pm",
        "@ana check the copy by Monday Nov 30",
        "@ana check the copy by Monday the 30th",
        "@ana answer the urgent mails by Fri",
        "@ana list the high-priority orders by Fri",
    ],
)
def test_what_is_certain_is_not_asked(line: str) -> None:
    assert read_brief(line, MONDAY, NEW_YORK).unclear == ()


@given(st.text(max_size=400))
def test_no_text_raises_and_no_long_word_is_lost(text: str) -> None:
    brief = read_brief(text, MONDAY, NEW_YORK)
    kept = " ".join((brief.person, brief.outcome, brief.done_when, brief.due))
    read = (
        brief.repeats or brief.effort_minutes or brief.priority or brief.ack_hours
    )  # "every weekend" is kept as those
    for word in text.split():
        if word.isalpha() and len(word) > 5:
            assert word in kept or read


def test_twenty_thousand_characters_are_kept_whole() -> None:
    assert len(read_brief("@ana " + "a" * 20_000, MONDAY, NEW_YORK).outcome) == 20_000


@pytest.mark.parametrize(
    "word", ["please ", "?", "!? ", "thanks ", "! ", "and please, ", "asap ", "no rush ", "🙏 ", "about ", "Mon, "]
)
@pytest.mark.parametrize("behind", ["", " x", " by Fri 5pm"])
def test_a_word_said_a_thousand_times_comes_to_an_end(word: str, behind: str) -> None:
    """A pattern that can be matched in many ways takes for ever on such lines; this would hang."""
    assert read_brief(f"@ana Write {word * 1_000}{behind}", MONDAY, NEW_YORK).people == ("@ana",)


def test_a_name_of_blanks_is_nobodys_before_a_comma() -> None:
    roster = Roster((replace(person("ana", Role.ASSISTANT, "UTC"), name=" "), person("ben", Role.ASSISTANT, "UTC")))
    assert addressed("Ben, crop the photos", roster) == "@ben crop the photos"
    assert addressed("Cleo, crop the photos", roster) == "Cleo, crop the photos"
