"""Dialogs of projects: work that begins and ends, in steps that are tasks (H11)."""

from __future__ import annotations

from tests.dialogs.talk import Talk

STEPS = """1. @ana Write the texts by Tue 5pm ~2h done when: two pages
2. @ben Shoot the photos by Wed 5pm ~1h done when: ten photos
3. @ana Build the page after 1, 2 by Fri 5pm done when: it is live
4. Tell everybody after: 3"""
BUTTONS = ["Add steps", "Arrange", "Change", "Close"]


async def begun(talk: Talk, steps: str = STEPS) -> None:
    """P1 with its steps #1 to #4; who has to knows of it."""
    await talk.says("olivia", "/tasks project Launch the shop")
    await talk.fills("olivia", outcome="The shop takes orders", due="Mon 30 Nov 5pm", steps=steps)
    await talk.attends("olivia", "ana", "ben")


async def done(talk: Talk, who: str, number: str) -> None:
    await talk.presses(who, "Accept", on=f"#{number} ")
    await talk.presses(who, "Hand in", on=f"#{number} ")
    await talk.fills(who, work="It is done")
    await talk.presses("olivia", "Approve", on=f"#{number} ")


async def test_h11_a_project_is_begun_by_its_name_and_its_first_steps_are_offered(talk: Talk) -> None:
    await talk.says("olivia", "/tasks project Launch the shop")
    form = await talk.form("olivia", "A new project")
    assert form.values == {"name": "Launch the shop", "outcome": "", "due": "", "steps": ""}
    await talk.fills("olivia", outcome="The shop takes orders", due="Mon 30 Nov 5pm", steps=STEPS)
    await talk.hears(
        "olivia",
        "P1 Launch the shop",
        "The shop takes orders",
        "0 of 4 steps done",
        "#1 Write the texts · offered to Ana · due Tue 24 Nov 17:00",
        "#3 Build the page · for Ana · waits for #1, #2 · due Fri 27 Nov 17:00",
        "#4 Tell everybody · waits for #3 · brief not finished · due Mon 30 Nov 17:00",
        buttons=BUTTONS,
    )
    await talk.hears("ana", "Olivia offers you #1 Write the texts", "Part of P1")
    await talk.hears("ben", "Olivia offers you #2 Shoot the photos")
    assert "#3" not in await talk.screen("ana")


async def test_h11_a_step_is_offered_when_those_before_it_are_approved_and_has_no_clock_until_then(talk: Talk) -> None:
    await begun(talk)
    await done(talk, "ana", "1")
    await talk.hears_nothing("ben")
    await talk.time_is("2026-11-24 10:00", "America/New_York")
    assert "#3" not in await talk.screen("ana")
    await done(talk, "ben", "2")
    await talk.hears("ana", "Olivia offers you #3 Build the page", "Part of P1, after #1, #2")
    await talk.says("olivia", "/tasks P1")
    await talk.hears(
        "olivia", "2 of 4 steps done", "#1 Write the texts · done by Ana", "#3 Build the page · offered to"
    )


async def test_h11_a_step_whose_turn_it_is_and_whose_brief_is_not_finished_is_told_to_its_owner(talk: Talk) -> None:
    await begun(talk, "@ana Write the texts by Tue 5pm done when: two pages\nTell everybody after 1")
    await done(talk, "ana", "1")
    await talk.hears(
        "olivia",
        "The brief of #2 has to be finished: it is its turn. P1 Launch the shop",
        buttons=["Finish #2", *BUTTONS],
    )
    await talk.presses("olivia", "Finish #2")
    assert (await talk.form("olivia")).values["outcome"] == "Tell everybody"
    await talk.fills("olivia", person="ben", done_when="the letter is out")
    await talk.hears("ben", "Olivia offers you #2 Tell everybody", "Mon 30 Nov 17:00 in New York")


async def test_h11_a_waiting_step_may_be_finished_early_and_still_waits(talk: Talk) -> None:
    await begun(talk, "@ana Write the texts by Tue 5pm done when: two pages\n@ben Tell everybody after 1")
    await talk.says("olivia", "/tasks 2")
    await talk.hears("olivia", "Waiting for its turn: #2 Tell everybody", "Part of P1, after #1")
    await talk.presses("olivia", "Finish")
    await talk.fills("olivia", done_when="the letter is out")
    await talk.hears("olivia", "Waiting for its turn: #2")
    await talk.hears_nothing("ben")
    await done(talk, "ana", "1")
    await talk.hears("ben", "Olivia offers you #2 Tell everybody", "the letter is out")


async def test_h11_the_card_becomes_late_by_itself_when_a_step_does(talk: Talk) -> None:
    await begun(talk)
    await talk.presses("ana", "Accept", on="#1 ")
    await talk.presses("ana", "Blocked", on="#1 ")
    await talk.fills("ana", reason="No photos yet")
    await talk.time_is("2026-11-24 17:00", "America/New_York")
    assert "· late" not in await talk.screen("olivia")
    await talk.time_is("2026-11-24 17:01", "America/New_York")
    assert "#1 Write the texts · blocked, with Ana · due Tue 24 Nov 17:00 · late" in await talk.screen("olivia")
    await talk.time_is("2026-11-25 17:01", "America/New_York")
    assert "#2 Shoot the photos · offered to Ben · due Wed 25 Nov 17:00 · late" in await talk.screen("olivia")


async def test_h11_the_card_says_what_is_late_because_of_what(talk: Talk) -> None:
    await begun(talk)
    await talk.presses("ana", "Accept")
    await talk.time_is("2026-11-25 10:00", "America/New_York")
    await talk.says("olivia", "/tasks P1")
    await talk.hears(
        "olivia",
        "#1 Write the texts · with Ana · due Tue 24 Nov 17:00 · late #2",
        "#3 Build the page · for Ana · waits for #1, #2 · due Fri 27 Nov 17:00 · held up by #1",
    )
    await talk.time_is("2026-11-30 10:00", "America/New_York")
    await talk.says("olivia", "/tasks P1")
    await talk.hears("olivia", "due Fri 27 Nov 17:00 · late because of #1, #2")
    await talk.says("olivia", "/tasks projects")
    await talk.hears(
        "olivia", "Projects (1)", "P1 Launch the shop · 0 of 4 steps done · due Mon 30 Nov 17:00 · late: #1"
    )


async def test_h11_steps_that_wait_for_each_other_and_lines_that_cannot_be_read_are_told_by_line(talk: Talk) -> None:
    await talk.says("olivia", "/tasks project")
    await talk.fills("olivia", name="", outcome="", steps="@ana Write after 2\n@ben Draw after 1")
    await talk.refused_at("olivia", name="Give it a name", outcome="Say what should be there")
    await talk.fills("olivia", name="Shop", outcome="It is open")
    await talk.refused_at("olivia", steps="These steps wait for each other, so none could begin: 1, 2.")
    await talk.fills("olivia", steps="@ana Write the texts by Mon")
    await talk.refused_at("olivia", steps="Line 1: “Mon” may be Mon 23 Nov or Mon 30 Nov.")
    await talk.fills(
        "olivia", steps="@ana Write the texts\n@anna Draw by yesterday\n@ben Check every Monday\nX after 9"
    )
    form = await talk.refused_at("olivia", steps="Line 2: ")
    assert "Line 3: A step happens once." in form.errors["steps"]
    assert "Line 4: After 9? There are 4 steps, and none comes after itself." in form.errors["steps"]
    await talk.fills("olivia", steps="@ana Write the texts\n@ben Draw after 1")
    await talk.hears("olivia", "P1 Shop", "#1 Write the texts · for Ana · brief not finished", "waits for #1")


async def test_h11_steps_are_added_and_arranged(talk: Talk) -> None:
    await begun(talk, "@ana Write the texts by Tue 5pm done when: two pages\n@ben Tell all done when: told, after 1")
    await talk.presses("olivia", "Add steps")
    await talk.fills("olivia", steps="@ben Shoot the photos by Wed 5pm done when: ten photos")
    await talk.hears("olivia", "0 of 3 steps done", "#3 Shoot the photos · offered to Ben")
    await talk.hears("ben", "Olivia offers you #3 Shoot the photos")
    await talk.presses("olivia", "Arrange")
    form = await talk.form("olivia", "Arrange the steps")
    assert form.values["order"] == "#1 Write the texts\n#2 Tell all after: #1\n#3 Shoot the photos"
    await talk.fills("olivia", order="#3 Shoot the photos\n#2 Tell all after: #1")
    await talk.refused_at("olivia", order="Left out: #1.")
    await talk.fills("olivia", order="#3 Shoot\n#1 Write after: #2\n#2 Tell all after: #1")
    await talk.refused_at("olivia", order="These steps wait for each other")
    await talk.fills("olivia", order="#3 Shoot the photos\n#1 Write the texts\n#2 Tell all")
    await talk.hears("olivia", "#3 Shoot the photos · offered to Ben", "#2 Tell all · offered to Ben")
    await talk.hears("ben", "Olivia offers you #2 Tell all")


async def test_h11_when_every_step_is_done_the_owner_hears_and_closes_it_and_may_reopen_it(talk: Talk) -> None:
    await begun(talk, "@ana Write the texts by Tue 5pm done when: two pages")
    await talk.presses("olivia", "Close")
    await talk.hears("olivia", "P1 cannot be closed while somebody has a step: #1.")
    await done(talk, "ana", "1")
    await talk.hears("olivia", "Every step is done. P1 Launch the shop", "1 of 1 step done", "Close it, or add")
    await talk.presses("olivia", "Close")
    await talk.hears("olivia", "P1, closed: Launch the shop", buttons=["Reopen"])
    await talk.says("olivia", "/tasks projects")
    await talk.hears("olivia", "Projects (0)")
    await talk.presses("olivia", "Reopen")
    await talk.hears("olivia", "P1 Launch the shop", buttons=BUTTONS)


async def test_h11_a_cancelled_step_is_waited_for_no_more_and_a_declined_one_is(talk: Talk) -> None:
    await begun(talk)
    await talk.presses("ana", "Decline", on="#1 ")
    await talk.fills("ana", why="No time")
    await done(talk, "ben", "2")
    assert "#3" not in await talk.screen("ana")
    await talk.says("olivia", "/tasks P1")
    await talk.hears("olivia", "#1 Write the texts · declined by Ana", "waits for #1")
    await talk.presses("olivia", "Reopen", on="#1 ")
    await talk.presses("olivia", "Undo", on="#1 ")
    await talk.hears("ana", "Olivia offers you #3 Build the page")


async def test_h11_the_due_time_of_a_project_reminds_its_owner(talk: Talk) -> None:
    await begun(talk)
    await talk.time_is("2026-11-27 17:30", "America/New_York")
    await talk.attends("olivia")
    await talk.time_is("2026-11-30 09:05", "America/New_York")
    await talk.hears("olivia", "Due soon, Mon 30 Nov 17:00. P1 Launch the shop")
    await talk.attends("olivia")
    await talk.time_is("2026-12-01 09:05", "America/New_York")
    await talk.hears("olivia", "Due now. P1 Launch the shop", "0 of 4 steps done")


async def test_h11_projects_are_changed_by_their_owner_and_seen_by_those_with_a_step(talk: Talk) -> None:
    await begun(talk)
    await talk.says("ana", "/tasks projects")
    await talk.hears("ana", "Projects (1)", "P1 Launch the shop", buttons=["P1"])
    await talk.presses("ana", "P1")
    await talk.hears("ana", "P1 Launch the shop", "#2 Shoot the photos · offered to Ben", buttons=[])
    for who in ("gil", "pat"):
        await talk.says(who, "/tasks P1")
        assert "Launch the shop" not in await talk.screen(who)
    await talk.says("gil", "/tasks project Mine")
    await talk.hears("gil", "Handing out tasks is for the owner and assistants.")
    await talk.says("olivia", "/tasks P7")
    await talk.hears("olivia", "There is no project 7.")
    await talk.says("olivia", "/tasks project launch the shop")
    await talk.hears("olivia", "P1 Launch the shop")
    await talk.presses("olivia", "Change", on="P1")
    await talk.fills("olivia", name="Launch the new shop", due="")
    seen = await talk.hears("olivia", "P1 Launch the new shop", "Changed by Olivia")
    assert "Mon 30 Nov 17:00" not in seen.text.partition("0 of 4")[0]
