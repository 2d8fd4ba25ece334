"""Dialogs of several standups: which one is meant is asked with a button for each and the whole line to type."""

from __future__ import annotations

import pytest

from tests.dialogs.standup import set_up
from tests.dialogs.talk import Talk

MANILA = "Asia/Manila"


async def two(talk: Talk) -> None:
    """Daily and Weekly, both asked on Tuesday 24 Nov."""
    await set_up(talk)
    await talk.says("olivia", "/standup setup weekly")
    await talk.fills("olivia", days="Mon–Fri", time="9:30")
    await talk.attends("olivia", "ana", "ben")


@pytest.mark.parametrize(
    ("verb", "says"),
    [
        ("status", "Standup Weekly"),
        ("preview", "Weekly"),
        ("pause", "Paused: the standup Weekly"),
        ("resume", "The standup Weekly is running"),
    ],
)
async def test_s9_a_verb_that_may_mean_several_standups_offers_each(talk: Talk, verb: str, says: str) -> None:
    await two(talk)
    await talk.says("olivia", f"/standup {verb}")
    await talk.hears(
        "olivia",
        "Which standup do you mean?",
        f"/standup {verb} Daily",
        f"/standup {verb} Weekly",
        buttons=["Daily", "Weekly"],
    )
    await talk.presses("olivia", "Weekly", on="Which standup do you mean?")
    await talk.hears("olivia", says)


async def test_s9_duplicate_asks_which_and_the_copy_is_saved(talk: Talk) -> None:
    await two(talk)
    await talk.says("olivia", "/standup duplicate")
    await talk.presses("olivia", "Weekly", on="Which standup do you mean?")
    assert (await talk.form("olivia", "Set up a standup")).values["name"] == "Weekly 2"
    await talk.fills("olivia", people="ben")
    await talk.hears("olivia", "Set up: the standup Weekly 2", "Ben")


async def test_s1_setup_asks_first_whether_to_change_the_one_there_is_or_to_begin_another(talk: Talk) -> None:
    await set_up(talk)
    await talk.says("olivia", "/standup setup")
    await talk.hears(
        "olivia",
        "Change a standup, or set up another?",
        "/standup setup Daily",
        buttons=["Change Daily", "New: Daily", "New: Weekly", "New: End of day", "New: Launch week"],
    )
    await talk.presses("olivia", "New: Weekly")
    form = await talk.form("olivia", "Set up a standup")
    assert (form.values["name"], form.values["days"]) == ("Weekly", "Fri")
    await talk.fills("olivia")
    await talk.hears("olivia", "Set up: the standup Weekly")
    await talk.says("olivia", "/standup setup")
    await talk.hears("olivia", "Change a standup", buttons=["Change Daily", "Change Weekly", "A new one"])
    await talk.presses("olivia", "A new one")
    await talk.hears("olivia", "What shall the new standup begin with?", buttons=TEMPLATES)
    await talk.presses("olivia", "Daily", on="What shall the new standup begin with?")
    assert (await talk.form("olivia", "Set up a standup")).values["name"] == "Daily 2"


TEMPLATES = ["Daily", "Weekly", "End of day", "Launch week"]


async def test_s1_the_one_there_is_can_be_changed_by_its_button_and_by_its_name(talk: Talk) -> None:
    await set_up(talk)
    await talk.says("olivia", "/standup setup")
    await talk.presses("olivia", "Change Daily")
    await talk.form("olivia", "Change the standup")
    await talk.fills("olivia", time="10:00")
    await talk.hears("olivia", "Changed: the standup Daily", "10:00")
    await talk.says("olivia", "/standup setup daily")
    await talk.form("olivia", "Change the standup")


async def test_s2_who_is_asked_by_two_at_once_says_which_one_is_answered_or_skipped(talk: Talk) -> None:
    await two(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.attends("ana")
    await talk.says("ana", "/standup skip")
    await talk.hears(
        "ana",
        "Several standups wait for you.",
        "/standup skip Daily",
        "/standup skip Weekly",
        buttons=["Daily", "Weekly"],
    )
    await talk.presses("ana", "Weekly", on="Several standups wait for you.")
    await talk.hears("ana", "Weekly", "skip")
    await talk.says("ana", "/standup answer")
    await talk.form("ana", "Your standup")
    await talk.fills("ana", q1="Refund batch", q2="Product photos")
    await talk.hears("ana", "Standup Daily", "Your answer is posted")


async def test_s2_the_name_alone_says_which_one_and_is_no_answer(talk: Talk) -> None:
    await two(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.says("ana", "/standup answer")
    await talk.hears("ana", "Several standups wait for you.", "/standup answer Weekly", buttons=["Daily", "Weekly"])
    await talk.says("ana", "/standup answer weekly")
    form = await talk.form("ana", "Your standup")
    assert form.values["q1"] == ""
    assert "Weekly" in form.intro
    await talk.says("ana", "/standup answer done: refunds next: photos")
    assert "Daily" in (await talk.form("ana")).intro
    await talk.fills("ana")
    await talk.says("ana", "/standup skip Weekly")
    await talk.hears("ana", "Weekly", "skip")


async def test_s9_only_the_owner_is_offered_a_new_standup(talk: Talk) -> None:
    await set_up(talk)
    await talk.says("ana", "/standup setup")
    await talk.hears("ana", "is the owner's part")
