"""Dialogs of what stands in somebody's way: said in a standup, and tracked until it is cleared (S7)."""

from __future__ import annotations

from datetime import timedelta

from bot.blockers.records import Blocker
from bot.ports import Commit
from bot.requests import Outcome
from tests.dialogs.standup import answers, set_up
from tests.dialogs.talk import Talk
from tests.dialogs.tasks import accepted
from tests.dialogs.world import MONDAY

MANILA = "Asia/Manila"


async def held_up(talk: Talk, blocker: str = "Shop access") -> None:
    """Ana has said on Tuesday what is in her way, and Olivia has heard it."""
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await answers(talk, "ana", q3=blocker)


async def test_s7_what_is_said_to_be_in_the_way_is_brought_to_the_owner_who_sees_to_it(talk: Talk) -> None:
    await held_up(talk)
    buttons = ["I see to it", "Cleared", "Hand to somebody", "Make it a task"]
    await talk.hears("olivia", "Ana is held up (B1), and you can clear it.", "Shop access", buttons=buttons)
    await talk.presses("olivia", "I see to it")
    await talk.hears("ana", "Olivia sees to it. You are held up (B1).", "Shop access", buttons=["Cleared"])
    await talk.hears("olivia", "Seen by Olivia", buttons=buttons[1:])
    await talk.presses("olivia", "Cleared")
    await talk.hears("ana", "Olivia says it is cleared. Cleared: B1", "Shop access", buttons=[])
    await talk.says("olivia", "/standup blockers")
    await talk.hears("olivia", "Nothing is in anybody’s way")


async def test_s7_whoever_is_held_up_may_say_that_it_is_cleared(talk: Talk) -> None:
    await held_up(talk)
    await talk.says("ana", "/standup blockers")
    await talk.hears("ana", "1 thing is in somebody’s way", "Ana: Shop access · since today, with Olivia")
    await talk.presses("ana", "B1")
    await talk.presses("ana", "Cleared")
    await talk.hears("olivia", "Ana says it is cleared.", "B1")


async def test_s7_it_is_handed_to_somebody_who_can_clear_it(talk: Talk) -> None:
    await held_up(talk)
    await talk.presses("olivia", "Hand to somebody")
    await talk.fills("olivia", who="ben")
    await talk.hears("ben", "Olivia gave it to Ben to clear. Ana is held up (B1), and you can clear it.")
    await talk.hears("ana", "Olivia gave it to Ben to clear.", "Ben clears it.")
    await talk.presses("ben", "I see to it")
    await talk.hears("ana", "Ben sees to it.")


async def test_s7_every_card_of_it_stays_true_whoever_has_it_and_clears_it(talk: Talk) -> None:
    await held_up(talk)
    await talk.presses("olivia", "Hand to somebody")
    await talk.fills("olivia", who="ben")
    await talk.hears("olivia", "Ana is held up (B1). Ben clears it.")
    await talk.presses("ben", "I see to it")
    await talk.hears("olivia", "Seen by Ben", buttons=["Cleared", "Hand to somebody", "Make it a task"])
    await talk.presses("ben", "Hand to somebody")
    await talk.fills("ben", who="gil")
    await talk.hears("ben", "Ana is held up (B1). Gil clears it.", buttons=[])
    await talk.presses("olivia", "I see to it")
    await talk.hears("ana", "Olivia sees to it. You are held up (B1). Olivia clears it.")
    await talk.hears("gil", "Ana is held up (B1). Olivia clears it.", buttons=[])
    await talk.attends("olivia", "ben", "gil")
    await talk.presses("ana", "Cleared", on="B1")
    for who in ("olivia", "ben", "gil"):
        await talk.hears(who, "Cleared: B1, which held Ana up.", "by Ana", buttons=[])
    await talk.hears("ana", "Cleared: B1, which held you up.", "by Ana", buttons=[])


async def test_s7_a_change_that_takes_it_back_is_seen_on_every_card(talk: Talk) -> None:
    await held_up(talk)
    await talk.presses("olivia", "Hand to somebody")
    await talk.fills("olivia", who="ben")
    await talk.attends("olivia", "ben")
    await talk.presses("ana", "Change", on="Your answer is posted")
    await talk.fills("ana", q3="none")
    for who in ("olivia", "ben"):
        await talk.hears(who, "Cleared: B1, which held Ana up.", buttons=[])
    await talk.hears("ana", "Cleared: B1, which held you up.", buttons=[])


async def test_s6_what_one_standup_heard_is_not_told_again_by_every_other(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.says("olivia", "/standup setup end of day")
    await talk.fills("olivia", people="ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await answers(talk, "ana", q3="Shop access")
    await talk.time_is("2026-11-24 12:30", MANILA)
    await talk.hears("olivia", "Standup Daily, Tue 24 Nov, is closed", "In the way: Ana: Shop access")
    await talk.time_is("2026-11-24 18:00", MANILA)
    assert "Shop access" not in (await talk.hears("olivia", "End of day, Tue 24 Nov, is closed: nobody answered")).text


async def test_s7_what_somebody_was_to_clear_who_has_left_is_the_owners_again(talk: Talk) -> None:
    await held_up(talk)
    await talk.presses("olivia", "Hand to somebody")
    await talk.fills("olivia", who="ben")
    await talk.attends("olivia", "ana")
    await talk.peer.world.leaves("ben")
    said = "Ben was to clear this and takes on no work here any more. Ana is held up (B1), and you can clear it."
    await talk.hears("olivia", said)
    await talk.hears("ana", "You are held up (B1). Olivia clears it.")


async def test_s7_what_held_somebody_up_who_has_left_is_not_brought_up_again(talk: Talk) -> None:
    await held_up(talk)
    await talk.peer.world.leaves("ana")
    await talk.attends("olivia")
    await talk.time_is("2026-12-02 12:00", "America/New_York")
    assert "Still there after" not in "".join(seen.text for seen in await talk.news("olivia"))
    await talk.says("olivia", "/standup blockers")
    await talk.hears("olivia", "1 thing is in somebody’s way")


async def test_s7_after_two_working_days_it_is_brought_up_again_and_each_two_after_that(talk: Talk) -> None:
    await held_up(talk)
    await talk.presses("olivia", "Hand to somebody")
    await talk.fills("olivia", who="ben")
    await talk.attends("olivia", "ben")
    await talk.time_is("2026-11-26 08:59", "America/New_York")
    assert "Still there" not in await talk.screen("olivia")
    await talk.time_is("2026-11-26 09:01", "America/New_York")
    await talk.hears("olivia", "Still there after 2 days. Ana is held up (B1). Ben clears it.")
    await talk.hears("ben", "Still there after 2 days.")
    await talk.presses("ben", "Cleared", on="B1")
    await talk.attends("olivia", "ben")
    await talk.time_is("2026-12-02 12:00", "America/New_York")
    assert "Still there after" not in "".join(seen.text for seen in await talk.news("olivia"))


async def test_s7_said_again_it_is_the_same_and_left_out_of_a_change_it_was_not_meant(talk: Talk) -> None:
    await held_up(talk, "Shop access\nNo paper")
    await talk.presses("ana", "Change", on="Your answer is posted")
    await talk.fills("ana", q3="shop access")
    await talk.says("olivia", "/standup blockers")
    await talk.hears("olivia", "1 thing is in somebody’s way", "Ana: Shop access")


async def test_s7_a_blocked_task_is_tracked_as_the_task_and_nothing_is_nothing(talk: Talk) -> None:
    await held_up(talk, "none")
    await talk.says("olivia", "/standup blockers")
    await talk.hears("olivia", "Nothing is in anybody’s way")
    await accepted(talk)
    await talk.presses("ana", "Blocked")
    await talk.fills("ana", reason="No access")
    await talk.says("ana", "/standup")
    await talk.presses("ana", "Change")
    await talk.fills("ana", q3="#1 Write the article: no access")
    await talk.says("olivia", "/standup blockers")
    await talk.hears("olivia", "Nothing is in anybody’s way")


async def test_s7_what_is_said_of_a_task_that_is_not_blocked_is_tracked_all_the_same(talk: Talk) -> None:
    await held_up(talk, "none")
    await accepted(talk)
    await talk.says("ana", "/standup")
    await talk.presses("ana", "Change")
    await talk.fills("ana", q3="#1 waits for the shop key\n#99 is not there")
    await talk.hears("olivia", "Ana is held up (B1)", "#1 waits for the shop key")
    await talk.says("olivia", "/standup blockers")
    await talk.hears("olivia", "2 things are in somebody’s way", "#99 is not there")


async def test_s7_what_clears_it_becomes_a_task_in_one_press(talk: Talk) -> None:
    await held_up(talk, "No access to the shop")
    await talk.presses("olivia", "Make it a task")
    assert (await talk.form("olivia", "Hand over a task")).values["outcome"] == "No access to the shop"
    await talk.fills("olivia", person="ben", done_when="Ana can log in", due="Fri 5pm")
    await talk.hears("ben", "Olivia offers you #1 No access to the shop")


async def test_s7_others_neither_see_it_nor_clear_it(talk: Talk) -> None:
    await held_up(talk)
    await talk.says("ben", "/standup blockers")
    await talk.hears("ben", "Nothing is in anybody’s way")
    await talk.says("pat", "/standup blockers")
    await talk.hears("pat", "not open to your role (partner)")


async def test_s7_the_next_standup_drafts_it_and_the_summary_says_how_old_it_is(talk: Talk) -> None:
    await held_up(talk)
    await talk.time_is("2026-11-25 09:31", MANILA)
    await talk.presses("ana", "Answer", on="Wed 25 Nov")
    assert (await talk.form("ana")).values["q3"] == "Shop access"
    await talk.fills("ana", q2="Newsletter")
    await talk.time_is("2026-11-25 12:31", MANILA)
    await talk.hears("olivia", "Wed 25 Nov, is closed", "In the way: Ana: Shop access · 1 day, with Olivia")
    await talk.says("olivia", "/standup blockers")
    await talk.hears("olivia", "1 thing is in somebody’s way")


async def _ben_hears_of_old_ones(talk: Talk) -> None:
    await talk.says("olivia", "/team reminders")
    await talk.presses("olivia", "Change")
    assert (await talk.form("olivia")).values["blocker_to"] == "olivia"
    await talk.fills("olivia", blocker_to="ben")
    await talk.hears("olivia", "What a standup says is in the way: Ben after 2 working days, then as often again")


async def test_s7_an_old_one_goes_to_the_person_the_team_named_in_that_persons_hours(talk: Talk) -> None:
    await _ben_hears_of_old_ones(talk)
    await held_up(talk)
    await talk.attends("olivia", "ben")
    await talk.time_is("2026-11-26 08:59", "Europe/Bucharest")
    assert "Still there" not in await talk.screen("ben")
    await talk.time_is("2026-11-26 09:01", "Europe/Bucharest")
    await talk.hears("ben", "Still there after 2 days. Ana is held up (B1).", "Shop access")
    assert "Still there" not in await talk.screen("olivia"), "it is two in the morning there"
    await talk.time_is("2026-11-26 09:01", "America/New_York")
    await talk.hears("olivia", "Still there after 2 days. Ana is held up (B1), and you can clear it.")
    await talk.presses("ben", "Cleared", on="B1")
    await talk.hears("ana", "Ben says it is cleared.")
    await talk.hears("olivia", "Cleared: B1")


async def test_s7_while_the_owner_is_away_whoever_stands_in_for_her_hears_of_it_at_once(talk: Talk) -> None:
    await talk.says("olivia", "/baton away today until 27 Nov stand-in @ben")
    await held_up(talk)
    buttons = ["I see to it", "Cleared", "Hand to somebody", "Make it a task"]
    await talk.hears("ben", "Ana is held up (B1). Olivia clears it.", "Shop access", buttons=buttons)
    await talk.presses("ben", "I see to it")
    await talk.hears("ana", "Ben sees to it. You are held up (B1). Ben clears it.")
    await talk.hears("olivia", "Ana is held up (B1). Ben clears it.", "Seen by Ben")


async def test_s7_it_goes_to_the_owner_while_the_person_named_is_on_leave_in_her_hours(talk: Talk) -> None:
    await _ben_hears_of_old_ones(talk)
    await held_up(talk)
    await talk.says("ben", "/baton away 24 Nov until 27 Nov")
    await talk.attends("olivia", "ben")
    await talk.time_is("2026-11-26 08:59", "America/New_York")
    assert "Still there" not in await talk.screen("olivia")
    await talk.time_is("2026-11-26 09:01", "America/New_York")
    await talk.hears("olivia", "Still there after 2 days. Ana is held up (B1), and you can clear it.")
    assert "Still there" not in await talk.screen("ben")


async def test_s7_whoever_is_held_up_is_not_told_of_it_again_but_the_owner_is(talk: Talk) -> None:
    await talk.says("olivia", "/team reminders")
    await talk.presses("olivia", "Change")
    await talk.fills("olivia", blocker_to="ana")
    await held_up(talk)
    await talk.attends("olivia", "ana")
    await talk.time_is("2026-11-26 09:01", "America/New_York")
    await talk.hears("olivia", "Still there after 2 days. Ana is held up (B1)")
    assert "Still there" not in await talk.screen("ana")


async def test_s7_what_was_said_in_todays_standup_is_since_today_also_where_it_was_yesterday(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)  # Monday evening in New York
    await answers(talk, "ana", q3="Shop access")
    await talk.time_is("2026-11-24 12:31", "Europe/Bucharest")  # Tuesday morning there
    await talk.hears("olivia", "Tue 24 Nov, is closed", "In the way: Ana: Shop access · since today, with Olivia")
    await talk.says("olivia", "/standup blockers")
    await talk.hears("olivia", "Ana: Shop access · since today, with you")
    await talk.time_is("2026-11-25 12:31", "Europe/Bucharest")
    await talk.hears("olivia", "Wed 25 Nov, is closed", "In the way: Ana: Shop access · 1 day, with Olivia")


async def test_s7_whoever_clears_it_reads_that_it_is_with_them(talk: Talk) -> None:
    await held_up(talk)
    await talk.says("olivia", "/standup blockers")
    await talk.hears("olivia", "Ana: Shop access · since today, with you")
    await talk.says("ana", "/standup blockers")
    await talk.hears("ana", "Ana: Shop access · since today, with Olivia")


async def test_s7_a_weekend_is_of_its_age_but_does_not_bring_it_up_again(talk: Talk) -> None:
    await talk.time_is("2026-11-26 09:00", "America/New_York")
    await set_up(talk, people="ben", days="Fri")
    await talk.time_is("2026-11-27 09:31", "Europe/Bucharest")
    await answers(talk, "ben", q3="Shop access")
    await talk.attends("olivia")
    await talk.time_is("2026-12-01 08:59", "America/New_York")
    assert "Still there" not in await talk.screen("olivia")
    await talk.time_is("2026-12-01 09:01", "America/New_York")
    await talk.hears("olivia", "Still there after 4 days. Ben is held up (B1), and you can clear it.")


async def test_s7_whoever_says_in_a_later_standup_that_nothing_is_in_the_way_has_it_cleared(talk: Talk) -> None:
    await held_up(talk)
    await talk.time_is("2026-11-25 09:31", MANILA)
    await talk.attends("olivia")
    await talk.says("ana", "/standup answer done: newsletter next: photos blocked: none")
    await talk.fills("ana")
    await talk.hears("olivia", "Ana says it is cleared. Cleared: B1, which held Ana up.", "Shop access")
    await talk.time_is("2026-11-25 12:31", MANILA)
    assert "In the way" not in (await talk.hears("olivia", "Wed 25 Nov, is closed: 1 of 1 answered")).text


async def test_s7_whoever_says_nothing_of_it_clears_nothing(talk: Talk) -> None:
    await held_up(talk)
    await talk.time_is("2026-11-25 09:31", MANILA)
    await talk.presses("ana", "Answer", on="Wed 25 Nov")
    await talk.fills("ana", q1="Newsletter", q2="Photos", q3="")
    await talk.says("olivia", "/standup blockers")
    await talk.hears("olivia", "1 thing is in somebody’s way", "Ana: Shop access")


async def test_s7_a_long_list_is_read_page_by_page_and_each_opens_by_its_number(talk: Talk) -> None:
    kept = [
        Blocker(
            team="studio",
            id=str(number),
            person="ana",
            text=f"Shop {number} " + "without a key " * 60,
            answer=f"s1:2026-11-20:{number}",
            owner="olivia",
            said_at=MONDAY - timedelta(days=30) + timedelta(minutes=number),
        )
        for number in range(1, 21)
    ]
    world = talk.peer.world
    outcome = Outcome(records=tuple(kept))
    await (await world.store.commit(Commit(request_id="kept", team="studio", at=world.now, outcome=outcome)))
    await talk.says("olivia", "/standup blockers")
    seen = await talk.hears(
        "olivia",
        "20 things are in somebody’s way",
        "B1 Ana: Shop 1 without",
        "B15 Ana: Shop 15 without",
        "and 5 more",
        buttons=["B1", "B2", "B3", "B4", "More"],
    )
    assert "attached file" not in seen.text
    await talk.presses("olivia", "More", on="things are in")
    await talk.hears("olivia", "B16 Ana: Shop 16", "B20 Ana: Shop 20", buttons=["B16", "B17", "B18", "B19", "B20"])
    await talk.presses("olivia", "B20")
    await talk.hears("olivia", "(B20), and you can clear it", kept[-1].text.strip())
