"""Dialogs of digests that are opened, sent by hand, and looked up again: which tasks, and each time nothing twice."""

from __future__ import annotations

import pytest

from bot.people import Roster
from bot.requests import Outcome
from bot.team.rules import NOTHING_YET, planned
from tests.dialogs.talk import Talk
from tests.dialogs.test_digests import LONDON, NEW_YORK, a_task_is_done
from tests.dialogs.world import MONDAY, PEOPLE, TEAM


@pytest.fixture
def begins() -> Outcome:
    """The sample team on Monday morning, with the jobs that every team begins with."""
    return planned(TEAM, Roster(PEOPLE), NOTHING_YET, MONDAY)


async def test_d4_each_figure_opens_to_the_tasks_it_counts(talk: Talk) -> None:
    await a_task_is_done(talk)
    await talk.says("olivia", "/delegate @ben Sort the photos by Thu 5pm ~1h done when: all named")
    await talk.presses("ben", "Accept")
    await talk.presses("ben", "Ask")
    await talk.fills("ben", question="Which photos?")
    await talk.time_is("2026-11-27 17:00", NEW_YORK)
    await talk.presses("olivia", "Which were late", on="Your week")
    await talk.hears("olivia", "1 task late, Fri 20 Nov – Fri 27 Nov", "#2 Sort the photos", buttons=["#2", "CSV"])
    await talk.presses("olivia", "Which are done", on="Your week")
    seen = await talk.hears("olivia", "1 task done", "#1 Write the secret article", buttons=["#1", "CSV"])
    assert "photos" not in seen.text
    await talk.presses("olivia", "Which were handed over", on="Your week")
    await talk.hears(
        "olivia", "2 tasks handed over", "#1 Write the secret", "#2 Sort the photos", buttons=["#1", "#2", "CSV"]
    )
    await talk.presses("olivia", "Open what waits on you", on="Your week")
    await talk.hears("olivia", "1 task waits on you", "#2 Sort the photos", buttons=["#2", "CSV"])
    await talk.says("olivia", "/digest questions")
    await talk.hears(
        "olivia", "2 tasks were asked about", "#1 Write", "#2 Sort the photos", buttons=["#1", "#2", "CSV"]
    )
    await talk.presses("olivia", "CSV", on="asked about")
    asked = await talk.takes_table("olivia", "asked-2026-11-27.csv")
    assert [(row["No."], row["Questions"]) for row in asked] == [("#1", "1"), ("#2", "1")]
    await talk.says("olivia", "/digest returned")
    await talk.hears("olivia", "0 tasks were given back", "None.", buttons=[])
    await talk.says("olivia", "/digest blocked")
    await talk.hears("olivia", "0 tasks blocked", "None.", buttons=[])


async def test_d4_a_digest_that_was_sent_opens_to_what_it_counted_then(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ben Sort the photos by Thu 5pm ~1h done when: all named")
    await talk.presses("ben", "Accept")
    await talk.presses("ben", "Ask")
    await talk.fills("ben", question="Which photos?")
    await talk.time_is("2026-11-27 17:00", NEW_YORK)
    await talk.presses("olivia", "Answer", on="Sort the photos")
    await talk.fills("olivia", answer="All of them.")
    await talk.says("olivia", "/digest waiting")
    await talk.hears("olivia", "0 tasks wait on you")
    await talk.presses("olivia", "Open what waits on you", on="Your week")
    await talk.hears("olivia", "1 task waits on you", "Sort the photos")


async def test_d1_past_digests_are_listed_and_opened_as_they_were_sent(talk: Talk) -> None:
    await talk.says("olivia", "/digest history")
    await talk.hears("olivia", "No digest was sent to you yet.", "Fri 27 Nov 17:00", buttons=[])
    await a_task_is_done(talk)
    await talk.time_is("2026-12-04 17:00", NEW_YORK)
    await talk.says("olivia", "/digest history")
    await talk.hears(
        "olivia",
        "Your last digests",
        "Fri 27 Nov – Fri 4 Dec, sent Fri 4 Dec 17:00",
        "Fri 20 Nov – Fri 27 Nov, sent Fri 27 Nov 17:00",
        buttons=["Open 1", "Open 2"],
    )
    await talk.presses("olivia", "Open 2", on="Your last digests")
    await talk.hears("olivia", "Your week, Fri 20 Nov – Fri 27 Nov", "Done 1", "Sent Fri 27 Nov 17:00.")
    await talk.says("olivia", "/digest history 1")
    await talk.hears("olivia", "Your week, Fri 27 Nov – Fri 4 Dec", "Done 0", "Sent Fri 4 Dec 17:00.")
    await talk.says("olivia", "/digest history 3")
    await talk.hears("olivia", "There is no digest 3 in the list.")


async def test_d2_the_partner_looks_up_his_own_digests_and_never_the_owners(talk: Talk) -> None:
    await a_task_is_done(talk)
    await talk.time_is("2026-11-28 09:00", LONDON)
    await talk.attends("pat")
    await talk.says("pat", "/digest history")
    await talk.presses("pat", "Open 1", on="Your last digests")
    await talk.hears("pat", "Olivia’s week, Fri 20 Nov – Fri 27 Nov", "Sent Fri 27 Nov 17:00.")
    for line in (
        "/digest late",
        "/digest done",
        "/digest overdue",
        "/digest questions",
        "/digest returned",
        "/digest handed",
        "/digest blocked",
    ):
        await talk.says("pat", line)
        await talk.hears("pat", "Only the owner opens the tasks behind the figures.")
        await talk.says("ana", line)
        await talk.hears("ana", "Only the owner opens the tasks behind the figures. /digest shows what is for you.")
    assert "article" not in await talk.screen("pat")


async def test_d2_the_owner_sends_the_partners_digest_after_a_look_and_friday_goes_on_from_there(talk: Talk) -> None:
    await talk.says("olivia", "/promise Write to Rosa by Wednesday")
    await talk.presses("olivia", "Kept")
    await talk.time_is("2026-11-24 12:00", LONDON)
    await talk.attends("pat")
    await talk.says("olivia", "/digest send @pat")
    await talk.hears("olivia", "What Pat would see now", "Kept: Write to Rosa", "Not sent yet.", buttons=["Send now"])
    await talk.hears_nothing("pat")
    await talk.presses("olivia", "Send now", on="What Pat would see now")
    await talk.hears("olivia", "Sent to Pat. The next regular one comes Fri 27 Nov")
    await talk.hears("pat", "Olivia’s week, Fri 20 Nov – Tue 24 Nov", "Kept: Write to Rosa")
    await talk.presses("olivia", "Send now", on="What Pat would see now")
    await talk.hears("olivia", "Pat had a digest in the meantime")
    await talk.attends("pat")
    await talk.time_is("2026-11-27 17:00", LONDON)
    seen = await talk.hears("pat", "Olivia’s week, Tue 24 Nov – Fri 27 Nov", "No promise was answered for this week.")
    assert "Rosa" not in seen.text


async def test_d1_the_owner_sends_herself_hers_and_friday_repeats_nothing(talk: Talk) -> None:
    await a_task_is_done(talk)
    await talk.says("olivia", "/digest send")
    await talk.hears("olivia", "Your digest is sent to you privately. The next regular one comes Fri 27 Nov 17:00")
    await talk.hears("olivia", "Your week, Fri 20 Nov – Mon 23 Nov", "Done 1")
    await talk.time_is("2026-11-27 17:00", NEW_YORK)
    await talk.hears("olivia", "Your week, Mon 23 Nov – Fri 27 Nov", "Done 0")


async def test_d2_nobody_but_the_owner_sends_to_others(talk: Talk) -> None:
    await talk.attends("olivia")
    await talk.says("pat", "/digest send @olivia")
    await talk.hears("pat", "Only the owner sends a digest to somebody else.")
    await talk.hears_nothing("olivia")
    await talk.says("ana", "/digest send @pat")
    await talk.hears("ana", "Only the owner sends a digest to somebody else.")
    await talk.says("ana", "/digest send")
    await talk.hears("ana", "Nothing has happened in your week yet")
    await talk.says("olivia", "/digest send @ana")
    await talk.hears("olivia", "Ana is not a partner.")


async def test_d2_before_sending_it_says_when_the_partner_is_asleep_off_or_away(talk: Talk) -> None:
    for at, there in (
        ("2026-11-23 15:00", "it is Mon 23 Nov 15:00 there. The next"),
        ("2026-11-23 23:30", "it is Mon 23 Nov 23:30 there, outside Pat’s hours. The next"),
        ("2026-11-28 12:00", "it is Sat 28 Nov 12:00 there, a day off for Pat. The next"),
    ):
        await talk.time_is(at, LONDON)
        await talk.says("olivia", "/digest send @pat")
        await talk.hears("olivia", "Not sent yet.", there, buttons=["Send now"])
    await talk.says("pat", "/baton away until Dec 4")
    await talk.says("olivia", "/digest send @pat")
    await talk.hears("olivia", "Pat is on leave until Fri 4 Dec. The next regular one comes Fri 11 Dec 12:00")


async def test_d2_where_the_weekly_one_is_turned_off_no_next_one_is_announced(talk: Talk) -> None:
    await talk.says("pat", "/digest weekly off")
    await talk.says("pat", "/digest history")
    await talk.hears("pat", "No digest was sent to you yet, and the weekly one is turned off; /digest weekly on")
    await talk.says("olivia", "/digest send @pat")
    await talk.hears("olivia", "Not sent yet.", "Pat has turned the weekly one off.")
    await talk.presses("olivia", "Send now")
    seen = await talk.hears("olivia", "Sent to Pat. Pat has turned the weekly one off.")
    assert "next" not in seen.text
    await talk.time_is("2026-11-23 15:00", LONDON)
    await talk.says("pat", "/digest send")
    await talk.hears("pat", "Your digest is sent to you privately. The weekly one is turned off")


async def test_d2_a_promise_moved_again_and_again_says_so_however_it_ends(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by Wednesday")
    await talk.presses("olivia", "Moved", on="You promised Pat: Publish it")
    await talk.fills("olivia", when="Thu 17:00", why="no designer")
    await talk.says("pat", "/digest")
    moved = "Moved: Publish it, from Wed 25 Nov 22:00 to Thu 26 Nov 22:00 (no designer)"
    await talk.hears("pat", moved)
    await talk.presses("olivia", "Moved", on="You promised Pat: Publish it")
    await talk.fills("olivia", when="Fri 12:00", why="no text")
    await talk.says("pat", "/digest")
    again = "to Fri 27 Nov 17:00, moved 2 times since it was promised for Wed 25 Nov 22:00 (no text)"
    await talk.hears("pat", "Promises: 1 moved.", "Moved: Publish it, from Thu 26 Nov 22:00", again)
    await talk.presses("olivia", "Kept", on="You promised Pat: Publish it")
    await talk.says("pat", "/digest")
    await talk.hears(
        "pat", "Promises: 1 kept.", "Kept: Publish it, moved 2 times since it was promised for Wed 25 Nov 22:00"
    )
    await talk.says("pat", "/digest csv")
    rows = await talk.takes_table("pat", "promises-2026-11-23.csv")
    assert [row["Outcome"] for row in rows] == ["moved", "moved", "kept"]


async def test_d2_one_sent_on_the_day_of_the_last_says_since_when(talk: Talk) -> None:
    await talk.time_is("2026-11-27 17:00", NEW_YORK)
    await talk.says("olivia", "/promise Write to Rosa by Monday")
    await talk.presses("olivia", "Kept")
    await talk.says("olivia", "/digest send")
    await talk.hears("olivia", "Your week, since Fri 27 Nov 17:00", "Your promises: 1 kept.")
    await talk.says("olivia", "/digest send @pat")
    since = "since Fri 27 Nov 12:00"  # on her clock; on his it was five
    await talk.hears("olivia", f"What Pat would see now: Olivia’s week, {since}", "1 kept")
    await talk.presses("olivia", "Send now")
    await talk.hears("pat", "Olivia’s week, since Fri 27 Nov 17:00", "1 kept")
    await talk.says("olivia", "/digest history")
    await talk.hears("olivia", "since Fri 27 Nov 17:00, sent", "Fri 20 Nov – Fri 27 Nov, sent")
