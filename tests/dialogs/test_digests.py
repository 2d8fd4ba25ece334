"""Dialogs of the digests: Friday's message to the owner and to the partner, and what the partner never sees."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.digests.records import Sent
from bot.people import Roster
from bot.requests import Outcome
from bot.team.rules import NOTHING_YET, planned
from bot.ui import as_text
from tests.dialogs.peer import Core
from tests.dialogs.standup import answers, set_up
from tests.dialogs.talk import Talk
from tests.dialogs.world import MONDAY, PEOPLE, TEAM, World

NEW_YORK, LONDON, MANILA = "America/New_York", "Europe/London", "Asia/Manila"
BRIEF = "/delegate @ana Write the secret article by Wed 5pm ~2h done when: 3 sources"


@pytest.fixture
def begins() -> Outcome:
    """The sample team on Monday morning, with the jobs that every team begins with."""
    return planned(TEAM, Roster(PEOPLE), NOTHING_YET, MONDAY)


async def a_task_is_done(talk: Talk) -> None:
    """Ana writes an article of two hours: offered, accepted, asked about, handed in, approved."""
    await talk.says("olivia", BRIEF)
    await talk.presses("ana", "Accept")
    await talk.presses("ana", "Ask")
    await talk.fills("ana", question="Which sources?")
    await talk.presses("olivia", "Answer")
    await talk.fills("olivia", answer="The invoices for $4,000.")
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Done, in the folder.")
    await talk.presses("olivia", "Approve")


async def test_the_owner_reads_her_week_in_figures_on_friday_at_five(talk: Talk) -> None:
    await a_task_is_done(talk)
    await talk.says("olivia", "/promise Publish the landing page by Thursday")
    await talk.presses("olivia", "Kept")
    await talk.says("olivia", "/delegate @ben Sort the photos by Thu 5pm ~1h done when: all named")
    await talk.presses("ben", "Accept")
    await talk.presses("ben", "Ask")
    await talk.fills("ben", question="Which photos?")
    await talk.time_is("2026-11-27 16:59", NEW_YORK)
    await talk.attends("olivia")
    await talk.time_is("2026-11-27 17:00", NEW_YORK)
    await talk.hears(
        "olivia",
        "Your week, Fri 20 Nov – Fri 27 Nov",
        "Back to you: 1.5 h = $750 at $500 an hour, for $24 to Ana (net of 30 min of briefing",
        "Done 1 · handed over 2 · late 1 (1 waited on you) · 2 questions",
        "Your promises: 1 kept.",
        "#2 Sort the photos — waited on you, due Thu 26 Nov 17:00",
        "Waiting on you: 1",
        "#2 Sort the photos — a question from Ben, since Mon 23 Nov",
        buttons=[
            "Open what waits on you",
            "Which were late",
            "Which are done",
            "Which were handed over",
            "Open tasks",
        ],
    )
    await talk.presses("olivia", "Open what waits on you")
    await talk.hears("olivia", "Sort the photos")


async def test_d1_the_picture_comes_with_the_second_week_and_begins_with_the_teams_first(talk: Talk) -> None:
    await a_task_is_done(talk)
    await talk.says("olivia", "/digest")
    assert "Tasks done per week" not in await talk.screen("olivia")
    await talk.says("olivia", "/delegate @ben Sort the photos by Fri 11 Dec 5pm ~1h done when: all named")
    await talk.presses("ben", "Accept")
    await talk.presses("ben", "Hand in")
    await talk.fills("ben", work="Done")
    await talk.time_is("2026-11-27 17:00", NEW_YORK)
    await talk.time_is("2026-11-27 17:01", NEW_YORK)
    await talk.presses("olivia", "Approve", on="#2")
    await talk.time_is("2026-12-04 17:00", NEW_YORK)
    apart = "In the picture a week begins on Monday, and 0 tasks were done since then."  # it was on the Friday before
    await talk.hears("olivia", "Your week, Fri 27 Nov", "Done 1", apart, "oldest first: 23 Nov: 2; so far: 0.")
    await talk.says("olivia", "/digest")
    await talk.hears("olivia", "Your week, Fri 27 Nov", "Tasks done per week, oldest first: 23 Nov: 2; so far: 0.")


async def test_d1_what_is_late_from_before_and_still_open_is_told_every_week(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ben Sort the photos by Thu 5pm ~1h done when: all named")
    await talk.presses("ben", "Accept")
    await talk.time_is("2026-12-04 16:59", NEW_YORK)
    await talk.attends("olivia", "ben")
    await talk.time_is("2026-12-04 17:00", NEW_YORK)
    await talk.hears(
        "olivia",
        "Done 0 · handed over 0 · nothing newly late",
        "Late from before, and still open: 1",
        "#1 Sort the photos — with Ben, due Thu 26 Nov 17:00",
        buttons=["Late from before", "Week by week"],
    )
    await talk.presses("olivia", "Late from before", on="Your week")
    await talk.hears("olivia", "1 task late from before and still open, Fri 4 Dec", "#1 Sort the photos")
    await talk.says("ben", "/digest")
    await talk.hears(
        "ben", "nothing newly late", "Late from before, and still open: 1", "#1 Sort the photos — with you"
    )
    await talk.presses("ben", "Hand in", on="#1 Sort the photos")
    await talk.fills("ben", work="Done")
    await talk.says("olivia", "/digest")
    assert "Late from before" not in (await talk.hears("olivia", "nothing late")).text


async def test_d1_what_was_handed_in_in_time_and_returned_later_is_late_from_before(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ben Sort the photos by Thu 5pm ~1h done when: all named")
    await talk.presses("ben", "Accept")
    await talk.presses("ben", "Hand in")
    await talk.fills("ben", work="Done")
    await talk.time_is("2026-11-30 12:00", NEW_YORK)
    await talk.presses("olivia", "Return")
    await talk.fills("olivia", missing="Half of the names")
    await talk.time_is("2026-12-04 17:00", NEW_YORK)
    line = "#1 Sort the photos — with {}, due Thu 26 Nov 17:00"
    await talk.hears("olivia", "Your week", "Late from before, and still open: 1", line.format("Ben"))
    await talk.says("ben", "/digest")
    await talk.hears("ben", "Late from before, and still open: 1", "#1 Sort the photos — with you")
    await talk.says("olivia", "/digest csv")
    (row,) = await talk.takes_table("olivia", "week-2026-12-04.csv")
    assert (row["Late"], row["Late from before"], row["Where it was when due"]) == ("0", "1", "handed in")


async def test_the_owner_looks_at_her_week_before_friday(talk: Talk) -> None:
    await talk.says("olivia", "/digest")
    await talk.hears(
        "olivia",
        "Your week, Mon 16 Nov – Mon 23 Nov",
        "Nothing was approved this week",
        "Done 0 · handed over 0 · nothing late",
        "No task waits on you.",
        buttons=["Open tasks", "Week by week"],
    )


async def test_the_partner_reads_the_owners_promises_on_friday_at_five_of_his_own(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish the landing page by Wednesday")
    await talk.presses("olivia", "Moved", on="landing page")
    await talk.fills("olivia", when="mon 5pm", why="waiting for the designer")
    assert "after Wed 25 Nov 17:00" in (await talk.form("olivia")).errors["when"]
    await talk.fills("olivia", when="next mon 5pm", why="waiting for the designer")
    await talk.says("olivia", "/promise Write to Rosa by Wednesday")
    await talk.presses("olivia", "Kept", on="Rosa")
    await talk.says("olivia", "/promise Call the bank by Wednesday")
    await talk.says("pat", "/promise Call three clients by Wednesday")
    await talk.presses("pat", "Kept", on="three clients")
    await talk.time_is("2026-11-27 16:59", LONDON)
    await talk.attends("pat")
    await talk.time_is("2026-11-27 17:00", LONDON)
    await talk.hears(
        "pat",
        "Olivia’s week, Fri 20 Nov – Fri 27 Nov",
        "Promises: 1 kept · 1 missed · 1 moved.",
        "Kept: Write to Rosa",
        "Missed: Call the bank, nothing was said in time",
        "Moved: Publish the landing page, from Wed 25 Nov 22:00 to Mon 30 Nov 22:00 (waiting for the designer)",
        "Publish the landing page, due Mon 30 Nov 22:00",
        "Yours: 1 kept.",
        buttons=["Ask", "Cheer", "Ask for proof", "Week by week"],
    )


async def test_weeks_without_a_missed_promise_are_counted(talk: Talk) -> None:
    for week in range(3):
        await talk.says("olivia", f"/promise Number {week} by tomorrow")
        await talk.presses("olivia", "Kept", on=f"Number {week}")
        await talk.time_is(f"2026-{('11-27', '12-04', '12-11')[week]} 17:00", LONDON)
    await talk.hears("pat", "3 weeks in a row without a missed promise.")
    await talk.time_is("2026-12-18 17:00", LONDON)
    await talk.hears("pat", "No promise was answered for this week.", "3 weeks in a row")


async def test_the_partner_cheers_asks_and_asks_for_proof_from_the_digest(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish the landing page by Wednesday")
    await talk.presses("olivia", "Kept")
    await talk.says("olivia", "/promise Write to Rosa by Wednesday")
    await talk.time_is("2026-11-24 17:00", LONDON)
    await talk.says("pat", "/digest")
    await talk.presses("pat", "Cheer", on="week")
    await talk.hears("olivia", "Pat cheers you on for this week.")
    await talk.presses("pat", "Ask", on="week")
    await talk.fills("pat", question="What was hardest?")
    await talk.hears("olivia", "Pat asks about your week", "What was hardest?")
    await talk.presses("olivia", "Answer")
    await talk.fills("olivia", answer="The headline.")
    await talk.hears("pat", "Olivia answers about the week", "The headline.")
    await talk.presses("pat", "Ask for proof", on="week")
    await talk.form("pat", "Ask for proof")
    await talk.fills("pat", promise="1")
    await talk.hears("olivia", "Pat asks for proof of: Publish the landing page")
    await talk.presses("pat", "Ask for proof", on="week")
    await talk.hears("olivia", "Pat asks for proof of: Write to Rosa")
    await talk.presses("pat", "Ask for proof", on="week")
    await talk.hears("pat", "There is no promise of Olivia that proof could still be asked for.")
    await talk.says("pat", "/digest")
    await talk.hears("pat", "Kept: Publish the landing page", buttons=["Cheer", "Ask", "Week by week"])


async def test_the_owner_sees_what_the_partner_would(talk: Talk) -> None:
    await talk.says("olivia", "/promise Write to Rosa by Wednesday")
    await talk.presses("olivia", "Kept")
    await talk.says("olivia", "/digest partner")
    await talk.hears("olivia", "What Pat would see now: Olivia’s week", "Kept: Write to Rosa", buttons=[])
    await talk.says("olivia", "/digest partner @ana")
    await talk.hears("olivia", "Ana is not a partner.")


@pytest.mark.parametrize("line", ["/digest", "/digest partner @pat"])
async def test_digests_are_not_for_guests(talk: Talk, line: str) -> None:
    await talk.says("olivia", "/promise Write to Rosa by Wednesday")
    await talk.says("gil", line)
    seen = await talk.hears("gil", "The weekly digest goes to the owner, the partners and the assistants.")
    assert "Rosa" not in seen.text


async def test_the_partner_never_sees_tasks_clients_or_money(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish the landing page by Wednesday")
    await a_task_is_done(talk)
    await talk.says("olivia", "/delegate @ben Send the refund to Acme by Wed 5pm ~1h done when: booked")
    await talk.presses("ben", "Accept")
    for line in (
        "/tasks",
        "/tasks team",
        "/tasks 1",
        "/tasks article",
        "/digest",
        "/digest partner",
        "/standup",
        "/delegate",
    ):
        await talk.says("pat", line)
    await talk.says("pat", "/delegate @ana Look at the books by Fri done when: read")
    await talk.says("pat", "/handoff 1 @pat")
    await talk.time_is("2026-12-05 12:00", NEW_YORK)
    await talk.says("pat", "/digest")
    screen = await talk.screen("pat")
    for word in ("article", "refund", "Acme", "invoices", "$", "folder", "Which sources", "approved", "hours", " h "):
        assert word not in screen, word
    assert "Publish the landing page" in screen


async def test_a_friday_of_leave_moves_the_digest_to_thursday_and_none_follows(talk: Talk) -> None:
    await talk.says("olivia", "/baton away fri until fri")
    await talk.time_is("2026-11-26 16:59", NEW_YORK)
    await talk.attends("olivia")
    await talk.time_is("2026-11-26 17:00", NEW_YORK)
    await talk.hears("olivia", "Your week, Fri 20 Nov – Thu 26 Nov")
    await talk.attends("olivia")
    await talk.time_is("2026-11-28 12:00", NEW_YORK)
    await talk.hears_nothing("olivia")
    await talk.time_is("2026-12-04 17:00", NEW_YORK)
    await talk.hears("olivia", "Your week, Thu 26 Nov – Fri 4 Dec")


async def test_d2_on_a_holiday_of_its_reader_the_digest_comes_the_working_day_before() -> None:
    people = tuple(replace(one, country="GB") if one.id == "pat" else one for one in PEOPLE)
    world = World(people=people)
    await world.seed(outcome=planned(TEAM, Roster(people), NOTHING_YET, MONDAY))
    talk = Talk(Core(world))
    await talk.time_is("2026-12-24 16:59", LONDON)
    await talk.attends("olivia", "pat")
    await talk.time_is("2026-12-24 17:00", LONDON)
    await talk.hears("pat", "Olivia’s week, Fri 18 Dec – Thu 24 Dec")
    await talk.time_is("2026-12-25 17:00", NEW_YORK)
    await talk.hears("olivia", "Your week, Fri 18 Dec – Fri 25 Dec")  # of whom no country is known
    assert len([one for one in await talk.news("pat") if "week" in one.text]) == 1


@pytest.mark.parametrize(("hours", "late"), [(2, True), (48, True), (21 * 24, False)])
async def test_d2_after_two_hours_two_days_or_three_weeks_of_downtime_nothing_is_told_twice_or_left_out(
    talk: Talk, hours: int, late: bool
) -> None:
    await talk.time_is("2026-11-27 16:00", LONDON)
    await talk.attends("pat")
    back = datetime(2026, 11, 27, 16, tzinfo=UTC) + timedelta(hours=hours)
    await talk.down_until(f"{back:%Y-%m-%d %H:%M}", LONDON)
    await talk.time_is("2026-12-25 16:59", LONDON)
    sent = sorted((one for one in await talk.peer.world.store.all(Sent, "studio") if one.to == "pat"), key=_end)
    assert sent[0].start == datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert [one.end for one in sent[:-1]] == [one.start for one in sent[1:]]
    assert len(sent) == (4 if late else 1)
    assert sum("Sent late" in as_text(one.card.footer) for one in sent) == late


def _end(sent: Sent) -> datetime:
    return sent.end


async def test_whoever_moves_hears_at_five_of_the_new_zone_once(talk: Talk) -> None:
    await talk.says("pat", "/baton timezone Manila")
    await talk.time_is("2026-11-27 16:59", MANILA)
    await talk.attends("pat")
    await talk.time_is("2026-11-27 17:00", MANILA)
    await talk.hears("pat", "Olivia’s week")
    await talk.says("pat", "/baton timezone London")
    await talk.attends("pat")
    await talk.time_is("2026-11-28 12:00", MANILA)
    await talk.hears_nothing("pat")


async def test_whoever_moves_past_the_hour_of_the_first_digest_reads_of_both_weeks_in_the_next(talk: Talk) -> None:
    await talk.says("olivia", "/promise Write to Rosa by Wednesday")
    await talk.presses("olivia", "Kept")
    await talk.time_is("2026-11-27 16:00", LONDON)
    await talk.says("pat", "/baton timezone Manila")  # where it is midnight
    await talk.time_is("2026-12-04 16:59", MANILA)
    await talk.attends("pat")
    await talk.time_is("2026-12-04 17:00", MANILA)
    await talk.hears("pat", "Olivia’s week", "– Fri 4 Dec", "Promises: 1 kept.", "Kept: Write to Rosa")


async def test_after_downtime_one_late_digest_is_sent(talk: Talk) -> None:
    await talk.says("olivia", "/promise Write to Rosa by Wednesday")
    await talk.presses("olivia", "Kept")
    await talk.attends("olivia", "pat")
    await talk.down_until("2026-11-29 02:00", LONDON)
    await talk.hears_nothing("pat")  # it is the night to Sunday
    await talk.time_is("2026-11-30 15:00", LONDON)
    await talk.hears("pat", "Olivia’s week, Fri 20 Nov – Fri 27 Nov", "Sent late: this was meant for Fri 27 Nov 17:00.")
    await talk.hears("olivia", "Your week", "Sent late")


async def test_a_digest_older_than_three_days_is_dropped_and_the_next_tells_of_both_weeks(talk: Talk) -> None:
    await talk.says("olivia", "/promise Write to Rosa by Wednesday")
    await talk.presses("olivia", "Kept")
    await talk.down_until("2026-12-01 12:00", LONDON)
    await talk.attends("olivia", "pat")
    await talk.time_is("2026-12-04 17:00", LONDON)
    await talk.hears("pat", "Olivia’s week, Fri 20 Nov – Fri 4 Dec", "Kept: Write to Rosa")
    assert "not sent, as its time has passed" in talk.peer.world.log


async def test_d1_the_owner_reads_how_much_of_her_time_went_to_what_only_she_can_do(talk: Talk) -> None:
    await talk.says("olivia", "/checkin did 90m deal JV with Rosa")
    await talk.says("olivia", "/digest")
    seen = await talk.hears("olivia", "On what only you can do: 1 h 30 min of 10 h.")
    assert "you logged" not in seen.text  # other work is not, so there is no share to tell
    await talk.says("olivia", "/checkin did 4h30 mails")
    await talk.says("olivia", "/checkin target 40%")
    await talk.hears("olivia", "Your goal is 40% of the time you log")
    await talk.says("olivia", "/digest")
    await talk.hears("olivia", "On what only you can do: 1 h 30 min of 10 h, 25% of the 6 h you logged (goal 40%).")
    await talk.says("pat", "/digest")
    seen = await talk.hears("pat", "Focus: 1 h 30 min of 10 h.")
    assert "%" not in seen.text


async def test_d1_a_blocker_that_is_hers_to_clear_is_in_her_week_and_counted_when_cleared(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await answers(talk, "ana", q3="No access to the shop")
    await talk.says("olivia", "/digest")
    line = "Ana: No access to the shop · since today, with you"
    seen = await talk.hears("olivia", "In somebody’s way, for you to clear: 1", line)
    assert "waits on you" not in seen.text
    await talk.presses("olivia", "Open B1")
    await talk.presses("olivia", "Cleared", on="No access")
    await talk.says("olivia", "/digest")
    await talk.hears("olivia", "You cleared 1 blocker.", "No task waits on you.")
    await talk.says("ana", "/digest")
    assert "blocker" not in (await talk.hears("ana", "Your week")).text


async def test_d2_long_reasons_are_shortened_so_that_the_whole_week_is_seen(talk: Talk) -> None:
    await talk.says("olivia", "/checkin did 90m deal JV with Rosa")
    for number in range(5):
        await talk.says("olivia", f"/promise Page {number} by Thursday")
        await talk.presses("olivia", "Missed", on=f"Page {number}")
        await talk.fills("olivia", why="The designer was ill. " * 44)
        await talk.time_is(f"2026-11-23 09:0{number + 1}", NEW_YORK)
    await talk.says("olivia", "/promise Call the bank by Friday")
    await talk.says("pat", "/digest")
    reason = ("The designer was ill. " * 44)[:199].rstrip() + "…"
    said = (f"Missed: Page 4 ({reason})", "Focus: 1 h 30 min of 10 h.", "Call the bank")
    seen = await talk.hears("pat", "5 missed", *said)
    assert "attached file" not in seen.text
