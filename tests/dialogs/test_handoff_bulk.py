"""Dialogs of the handoff room. Everything of somebody who leaves, and many due times at once (H7 and bulk)."""

from __future__ import annotations

from tests.dialogs.talk import Talk
from tests.dialogs.tasks import accepted, offered

PHOTOS = "/delegate @ana Product photos by Thu 15:00 Manila done when: ten photos"
INVOICES = "/delegate @ana Sort the invoices by Wed 17:00 Manila done when: all filed"


async def three(talk: Talk) -> None:
    """Ana works on #1 and #2 and has not answered #3."""
    await accepted(talk, PHOTOS)
    await accepted(talk, INVOICES)
    await offered(talk, "/delegate @ana Post the parcels by Fri 17:00 Manila done when: all posted")


async def test_h7_everything_of_one_is_shown_handed_over_at_once_and_accepted_with_one_press(talk: Talk) -> None:
    await three(talk)
    await talk.says("olivia", "/handoff all @ana to @ben")
    await talk.hears(
        "olivia",
        "Hand 3 tasks of Ana’s to Ben?",
        "#1 Product photos · with Ana",
        "#3 Post the parcels · offered to Ana",
        "Has to accept: Ben (3).",
        buttons=["Hand over all 3"],
    )
    await talk.hears_nothing("ana")
    await talk.hears_nothing("ben")
    await talk.presses("olivia", "Hand over all 3")
    await talk.hears("olivia", "3 tasks of Ana’s are offered to Ben.", buttons=["Undo"])
    await talk.hears("ana", "Olivia offers 3 tasks of yours to Ben. They stay yours until they are accepted.")
    await talk.hears(
        "ben",
        "Olivia would like to hand you 3 tasks of Ana’s",
        "#2 Sort the invoices",
        buttons=["Accept all 3", "None of them", "My desk"],
    )
    assert len(await talk.news("ben")) == 1
    await talk.attends("olivia", "ana")
    await talk.presses("ben", "Accept all 3")
    await talk.hears("ben", "Yours: 3 tasks.")
    await talk.hears("olivia", "Ben has accepted 3 tasks.", "#2 Sort the invoices")
    await talk.hears("ana", "Ben has accepted 2 tasks.")
    await talk.hears("olivia", "With Ben: #1 Product photos")
    await talk.says("ben", "/tasks mine")
    await talk.hears("ben", "Your tasks (3)")
    await talk.says("ana", "/tasks mine")
    await talk.hears("ana", "Your tasks (0)")


async def test_h7_undo_puts_back_what_nothing_else_has_happened_to(talk: Talk) -> None:
    await three(talk)
    await talk.says("olivia", "/handoff all @ana to @ben")
    await talk.presses("olivia", "Hand over all 3")
    await talk.says("ben", "/tasks 2")
    await talk.presses("ben", "Take it on")
    await talk.attends("ana", "ben")
    await talk.presses("olivia", "Undo", on="3 tasks of Ana’s are offered")
    await talk.hears("olivia", "Undone: 2 tasks are as they were.", "Something has happened since to #2")
    await talk.hears("ben", "Olivia took that back: 2 tasks are as they were.")
    await talk.says("ana", "/tasks mine")
    await talk.hears("ana", "Your tasks (2)", "#1 Product photos · with Ana", "#3 Post the parcels · offered to Ana")
    await talk.says("ana", "/tasks 3")
    await talk.presses("ana", "Accept", on="#3 Post")
    await talk.hears("ana", "Yours: #3")


async def test_h7_none_of_them_is_said_once_with_the_reason_and_all_stay_where_they_were(talk: Talk) -> None:
    await three(talk)
    await talk.says("olivia", "/handoff all @ana")
    await talk.form("olivia", "Hand over everything")
    await talk.fills("olivia", newcomer="ben", context="Ana moves to the shop team")
    await talk.presses("olivia", "Hand over all 3")
    await talk.hears("ben", "Where it stands:", "Ana moves to the shop team")
    await talk.attends("olivia", "ana")
    await talk.presses("ben", "None of them")
    await talk.fills("ben", why="My week is full")
    await talk.hears("olivia", "Ben did not take on 3 tasks.", "My week is full")
    await talk.says("ana", "/tasks mine")
    await talk.hears("ana", "Your tasks (2)")


async def test_h7_who_is_leaving_hands_on_work_and_gives_back_what_was_not_answered(talk: Talk) -> None:
    await three(talk)
    await talk.says("ana", "/handoff leaving @ben")
    await talk.hears(
        "ana", "Hand 3 of your tasks to Ben?", "Has to accept: Ben (2).", "1 offer that was not answered goes back"
    )
    await talk.presses("ana", "Hand over all 3")
    await talk.hears("ana", "2 of your tasks are offered to Ben.", "#3 Post the parcels · goes back to Olivia")
    await talk.hears("ben", "Ana would like to hand you 2 tasks", buttons=["Accept all 2", "None of them", "My desk"])
    await talk.hears(
        "olivia",
        "Ana hands Ben 2 tasks that you gave",
        "#3 Post the parcels · goes back to you",
        buttons=["#3", "My desk"],
    )
    await talk.hears("olivia", "Ana declined #3")


async def test_h7_who_leaves_with_nothing_but_unanswered_offers_gives_them_back_and_the_giver_hears(talk: Talk) -> None:
    await offered(talk, PHOTOS)
    await talk.says("ana", "/handoff leaving @ben")
    await talk.presses("ana", "Hand over 1")
    await talk.hears("ana", "1 offer goes back to whoever made it.", "#1 Product photos · goes back to Olivia")
    await talk.hears("olivia", "Ana gives back 1 offer of yours", "#1 Product photos · goes back to you")
    await talk.hears_nothing("ben")
    await talk.presses("olivia", "#1")
    await talk.presses("olivia", "Hand to somebody")
    await talk.fills("olivia", newcomer="ben", context="Ana is leaving")
    await talk.hears("ben", "Olivia offers you #1 Product photos")


async def test_h7_nobody_hands_on_or_sees_what_is_not_theirs(talk: Talk) -> None:
    await three(talk)
    await talk.says("ben", "/handoff all @ana to @gil")
    await talk.hears("ben", "Nothing to hand over: Ana holds nothing that you could pass on.", buttons=[])
    await talk.says("gil", "/delegate @ana Anything")
    await talk.says("pat", "/handoff all @ana to @ben")
    await talk.hears("pat", "not open to your role")
    await talk.says("olivia", "/handoff all @ana to @pat")
    await talk.hears("olivia", "Pat is a partner")
    await talk.says("olivia", "/handoff all @ana to @ana")
    await talk.hears("olivia", "Ana holds it already")
    await talk.says("olivia", "/handoff all @zoe to @ben")
    await talk.hears("olivia", "zoe")


async def test_h7_what_changed_since_it_was_shown_is_shown_again(talk: Talk) -> None:
    await three(talk)
    await talk.says("olivia", "/handoff all @ana to @ben")
    await talk.presses("ana", "Blocked", on="#1")
    await talk.fills("ana", reason="No camera")
    await talk.presses("olivia", "Hand over all 3")
    await talk.hears("olivia", "Hand 3 tasks of Ana’s to Ben?", "#1 Product photos · blocked, with Ana")
    await talk.hears_nothing("ben")
    await talk.presses("olivia", "Hand over all 3")
    await talk.hears("olivia", "3 tasks of Ana’s are offered to Ben.")
    await talk.hears("ben", "would like to hand you 3 tasks")


async def test_h12_several_due_times_move_at_once_and_are_accepted_with_one_press(talk: Talk) -> None:
    await three(talk)
    await talk.says("olivia", "/tasks given")
    await talk.presses("olivia", "Move several")
    form = await talk.form("olivia", "Move several")
    assert form.values["tasks"] == "2, 1, 3"
    await talk.fills("olivia", by="week", tasks="#1, 2")
    await talk.hears(
        "olivia",
        "Move 2 due times?",
        "#1 Product photos: Thu 26 Nov 02:00 → Thu 3 Dec 02:00",
        "Has to accept again: Ana (2).",
        buttons=["Move all 2"],
    )
    await talk.presses("olivia", "Move all 2")
    await talk.hears("olivia", "2 due times moved.", buttons=["Undo"])
    await talk.hears("ana", "Olivia moved the due times of 2 tasks, to be accepted again", "→ Thu 3 Dec 15:00")
    await talk.presses("ana", "Accept all 2")
    await talk.hears("ana", "Yours: 2 tasks.")
    await talk.hears("olivia", "Ana has accepted 2 tasks.")


async def test_h12_undo_restores_every_due_time_and_the_acceptance(talk: Talk) -> None:
    await three(talk)
    await talk.says("olivia", "/tasks given")
    await talk.presses("olivia", "Move several")
    await talk.fills("olivia", by="date", due="Mon 30 Nov 9:00")
    await talk.presses("olivia", "Move all 3")
    await talk.hears("ana", "Olivia moved the due times of 3 tasks")
    await talk.presses("olivia", "Undo", on="3 due times moved")
    await talk.hears("olivia", "Undone: 3 tasks are as they were.")
    await talk.hears("ana", "Olivia took that back: 3 tasks are as they were.")
    await talk.hears("ana", "Yours: #1 Product photos", "Due Thu 26 Nov 15:00", "Accepted by Ana")


async def test_h12_what_cannot_move_is_named_with_the_reason(talk: Talk) -> None:
    await three(talk)
    await talk.presses("ana", "Hand in", on="#1")
    await talk.fills("ana", work="Done")
    await talk.says("olivia", "/tasks given")
    await talk.presses("olivia", "Move several")
    await talk.fills("olivia", tasks="1, 2, 77")
    await talk.refused_at("olivia", tasks="There is no task #77 that you could move.")
    await talk.fills("olivia", tasks="none")
    await talk.refused_at("olivia", tasks="Write numbers of tasks")
    await talk.fills("olivia", tasks="1", by="date", due="")
    await talk.refused_at("olivia", due="")
    await talk.fills("olivia", tasks="1", by="day")
    await talk.hears("olivia", "None of these would move.", "#1 is handed in and stays as it is")


async def test_h7_when_a_holder_leaves_the_workspace_everything_is_one_press_away(talk: Talk) -> None:
    await three(talk)
    await talk.peer.world.leaves("ana")
    await talk.hears("olivia", "Ana has left and still holds #1, #2, #3", buttons=["Hand over everything"])
    await talk.presses("olivia", "Hand over everything")
    await talk.fills("olivia", newcomer="ben")
    await talk.hears("olivia", "Hand 3 tasks of Ana’s to Ben?")
    await talk.presses("olivia", "Hand over all 3")
    await talk.hears("ben", "Olivia would like to hand you 3 tasks of Ana’s")
    await talk.says("olivia", "/handoff all @ana to @ben")
    await talk.hears("olivia", "Hand 2 tasks of Ana’s to Ben?")


async def test_h7_undo_after_all_of_it_was_answered_says_that_nothing_was_undone(talk: Talk) -> None:
    await three(talk)
    await talk.says("olivia", "/handoff all @ana to @ben")
    await talk.presses("olivia", "Hand over all 3")
    await talk.presses("ben", "Accept all 3")
    await talk.presses("olivia", "Undo", on="3 tasks of Ana’s are offered")
    await talk.hears("olivia", "Nothing was undone.", "Something has happened since to #1, #2, #3")


INBOX = "/delegate @ana Check the inbox every weekday 9am done when: nothing is unread"


async def test_h7_what_comes_back_goes_along_and_is_accepted_with_its_next_task(talk: Talk) -> None:
    await talk.says("olivia", INBOX)
    await talk.presses("ana", "Accept")
    await talk.says("olivia", "/handoff all @ana to @ben")
    await talk.hears(
        "olivia",
        "Hand 1 task of Ana’s and S1 to Ben?",
        "S1 Check the inbox comes to Ben from then on",
        buttons=["Hand over 1 task and S1"],
    )
    await talk.presses("olivia", "Hand over 1 task and S1")
    await talk.hears("olivia", "is offered to Ben.", "S1 Check the inbox comes to Ben", buttons=["Undo"])
    await talk.hears("ben", "#1 Check the inbox", "S1 Check the inbox comes to you from now on.")
    await talk.hears("ana", "S1 Check the inbox comes to Ben")
    await talk.presses("ben", "Accept it")
    await talk.says("olivia", "/tasks S1")
    await talk.hears("olivia", "S1, offered to Ben", "asked to accept it anew with the next one")
    await talk.time_is("2026-11-24 09:30", "Europe/Bucharest")
    await talk.hears("ben", "Olivia offers you #2 Check the inbox")
    await talk.presses("ben", "Accept", on="#2")
    await talk.time_is("2026-11-25 09:30", "Europe/Bucharest")
    await talk.hears("ben", "Yours: #3 Check the inbox")


async def test_h7_undo_gives_back_what_comes_back_too(talk: Talk) -> None:
    await talk.says("olivia", INBOX)
    await talk.presses("ana", "Accept")
    await talk.says("olivia", "/handoff all @ana to @ben")
    await talk.presses("olivia", "Hand over 1 task and S1")
    await talk.presses("olivia", "Undo", on="is offered to Ben")
    await talk.hears("olivia", "Undone: 1 task and S1 are as they were.")
    await talk.hears("ben", "Olivia took that back: 1 task and S1 are as they were.")
    await talk.says("olivia", "/tasks S1")
    await talk.hears("olivia", "S1, with Ana: Check the inbox")
    await talk.time_is("2026-11-25 09:30", "Asia/Manila")
    await talk.hears("ana", "Yours: #2 Check the inbox")


async def test_h7_what_others_gave_keeps_coming_back_and_is_named(talk: Talk) -> None:
    await talk.says("olivia", INBOX)
    await talk.presses("ana", "Accept")
    await talk.says("ana", "/handoff leaving @ben")
    await talk.hears(
        "ana",
        "S1 Check the inbox keeps coming back to Ana until Olivia gives it to somebody else.",
        buttons=["Hand over 1", "S1"],
    )


async def test_h7_nothing_but_what_comes_back_goes_along_just_the_same(talk: Talk) -> None:
    await talk.says("olivia", INBOX)
    await talk.presses("ana", "Accept")
    await talk.presses("olivia", "Cancel", on="#1")
    await talk.fills("olivia")
    await talk.attends("ana", "ben")
    await talk.says("olivia", "/handoff all @ana to @ben")
    await talk.hears("olivia", "Hand what comes back to Ana over to Ben?", buttons=["Hand over S1"])
    await talk.presses("olivia", "Hand over S1")
    await talk.hears("olivia", "What came back to Ana comes to Ben from now on.")
    await talk.hears("ben", "Olivia gives you work that comes back", "S1 Check the inbox comes to you from now on.")
    await talk.hears("ana", "Olivia gives Ben work that came back to you", "S1 Check the inbox comes to Ben")
    await talk.presses("olivia", "Undo", on="What came back to Ana")
    await talk.hears("ana", "Olivia took that back: S1 is as it was.")
    await talk.hears("ben", "Olivia took that back: S1 is as it was.")


async def test_h7_the_card_of_what_comes_back_is_true_for_whoever_has_it_no_more(talk: Talk) -> None:
    await talk.says("olivia", INBOX)
    await talk.presses("ana", "Accept")
    await talk.says("ana", "/tasks S1")
    await talk.attends("ana")
    await talk.says("olivia", "/handoff all @ana to @ben")
    await talk.presses("olivia", "Hand over 1 task and S1")
    await talk.hears("ana", "S1, offered to Ben: Check the inbox")
    await talk.presses("olivia", "Undo", on="is offered to Ben")
    await talk.hears("ana", "S1, yours: Check the inbox")


async def test_h7_undo_gives_nothing_that_comes_back_to_somebody_who_has_left(talk: Talk) -> None:
    await talk.says("olivia", INBOX)
    await talk.presses("ana", "Accept")
    await talk.presses("olivia", "Cancel", on="#1")
    await talk.fills("olivia")
    await talk.says("olivia", "/handoff all @ana to @ben")
    await talk.presses("olivia", "Hand over S1")
    await talk.peer.world.leaves("ana")
    await talk.presses("olivia", "Undo", on="What came back to Ana")
    await talk.hears("olivia", "Nothing was undone.", "Something has happened since to S1")
    await talk.time_is("2026-11-24 16:00", "Europe/Bucharest")
    await talk.hears("ben", "Olivia offers you #2 Check the inbox")


async def test_h7_undo_forgets_nothing_that_was_done_meanwhile_and_the_next_still_comes(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Empty the bin 2 days after done done when: it is empty")
    await talk.presses("ana", "Accept")
    await talk.presses("ana", "Hand in", on="#1 ")
    await talk.fills("ana", work="It is done")
    await talk.says("olivia", "/handoff all @ana to @ben")
    await talk.presses("olivia", "Hand over S1")
    await talk.presses("olivia", "Approve", on="#1 ")
    await talk.presses("olivia", "Undo", on="What came back to Ana")
    await talk.says("olivia", "/tasks S1")
    await talk.hears("olivia", "S1, with Ana", "with Ana from Wed 25 Nov")
    await talk.time_is("2026-11-25 09:05", "Asia/Manila")
    await talk.hears("ana", "Yours: #2 Empty the bin")


async def test_h7_a_name_of_two_words_is_read_whole_when_everything_goes_to_somebody(talk: Talk) -> None:
    await talk.says("ana", "/handoff leaving Rosa Lima")
    await talk.hears("ana", "Rosa Lima")
