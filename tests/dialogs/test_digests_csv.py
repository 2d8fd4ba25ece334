"""Dialogs of figures as files: each adds up to what the digest says, and only who asks gets it."""

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


async def test_d4_the_tasks_behind_a_figure_come_as_csv(talk: Talk) -> None:
    await a_task_is_done(talk)
    await talk.says("olivia", "/delegate @ben Sort the photos by Thu 5pm ~1h done when: all named")
    await talk.presses("ben", "Accept")
    await talk.presses("ben", "Ask")
    await talk.fills("ben", question="Which photos?")
    await talk.time_is("2026-11-27 17:00", NEW_YORK)
    await talk.presses("olivia", "Which were late", on="Your week")
    await talk.presses("olivia", "CSV", on="1 task late")
    await talk.hears("olivia", "1 task late, Fri 20 Nov – Fri 27 Nov", "late-2026-11-27.csv", "1 row")
    (late,) = await talk.takes_table("olivia", "late-2026-11-27.csv")
    assert late["No."] == "#2"
    assert late["Task"] == "Sort the photos"
    assert (late["From"], late["With"]) == ("Olivia", "Ben")
    assert late["Due at (America/New_York)"] == "2026-11-26 17:00"
    assert (late["Late"], late["Where it was when due"]) == ("1", "waited on the giver")
    await talk.says("olivia", "/digest done csv")
    await talk.hears("olivia", "1 task done", "done-2026-11-27.csv")
    (done,) = await talk.takes_table("olivia", "done-2026-11-27.csv")
    assert (done["Task"], done["Effort done (minutes)"], done["Cost (USD)"]) == (
        "Write the secret article",
        "120",
        "24.00",
    )
    for person in ("ana", "ben", "pat"):
        await talk.has_no_file(person, "late-2026-11-27.csv")


async def test_d4_each_column_of_the_week_adds_up_to_its_figure(talk: Talk) -> None:
    await a_task_is_done(talk)
    await talk.says("olivia", "/delegate @ben Sort the photos by Thu 5pm ~1h done when: all named")
    await talk.presses("ben", "Accept")
    await talk.presses("ben", "Ask")
    await talk.fills("ben", question="Which photos?")
    await talk.time_is("2026-11-27 17:00", NEW_YORK)
    await talk.says("olivia", "/digest")
    await talk.hears(
        "olivia",
        "Back to you: 1.5 h = $750 at $500 an hour, for $24 to Ana (net of 30 min of briefing",
        "Done 1 · handed over 2 · late 1 (1 waited on you) · 2 questions",
        "Waiting on you: 1",
    )
    await talk.says("olivia", "/digest csv")
    await talk.hears("olivia", "The week as a file, Fri 20 Nov – Fri 27 Nov", "week-2026-11-27.csv", "2 rows")
    rows = await talk.takes_table("olivia", "week-2026-11-27.csv")
    sums = {name: sum(float(row[name]) for row in rows) for name in ("Done", "Handed over", "Late", "Questions")}
    assert sums == {"Done": 1, "Handed over": 2, "Late": 1, "Questions": 2}
    assert sum(int(row["Effort done (minutes)"]) - int(row["Your minutes"]) for row in rows) == 90
    assert sum(float(row["Cost (USD)"]) for row in rows) == 24
    assert [row["Task"] for row in rows if row["Waiting on you"] == "1"] == ["Sort the photos"]


async def test_d4_the_digest_that_was_sent_gives_the_file_of_what_it_counted_then(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ben Sort the photos by Thu 5pm ~1h done when: all named")
    await talk.presses("ben", "Accept")
    await talk.presses("ben", "Ask")
    await talk.fills("ben", question="Which photos?")
    await talk.time_is("2026-11-27 17:00", NEW_YORK)
    await talk.presses("olivia", "Answer", on="Sort the photos")
    await talk.fills("olivia", answer="All of them.")
    await talk.presses("olivia", "Open what waits on you", on="Your week")
    await talk.presses("olivia", "CSV", on="1 task waits on you")
    (waiting,) = await talk.takes_table("olivia", "waiting-2026-11-27.csv")
    assert (waiting["Task"], waiting["Waiting on you"]) == ("Sort the photos", "1")


async def test_d4_an_assistant_takes_her_own_week_and_nothing_of_others(talk: Talk) -> None:
    await a_task_is_done(talk)
    await talk.says("olivia", "/delegate @ben Sort the photos by Thu 5pm ~1h done when: all named")
    await talk.says("ana", "/digest csv")
    await talk.hears("ana", "The week as a file", "week-2026-11-23.csv", "1 row")
    (row,) = await talk.takes_table("ana", "week-2026-11-23.csv")
    assert row["Task"] == "Write the secret article"
    assert (row["Handed in"], row["Approved"], row["Approved the first time"], row["Late"]) == ("1", "1", "1", "0")
    assert (row["Questions you asked"], row["Answered"], row["Effort done (minutes)"]) == ("1", "1", "120")
    await talk.says("ana", "/digest done csv")
    await talk.has_no_file("ana", "done-2026-11-23.csv")
    await talk.says("gil", "/digest csv")
    await talk.has_no_file("gil", "week-2026-11-23.csv")


async def test_d4_a_partner_takes_promises_and_never_a_task(talk: Talk) -> None:
    await a_task_is_done(talk)
    await talk.says("olivia", "/promise Write to Rosa by Wednesday")
    await talk.presses("olivia", "Kept")
    await talk.says("pat", "/promise Send the deck by Thursday")
    await talk.says("pat", "/digest csv")
    await talk.hears("pat", "The week as a file", "promises-2026-11-23.csv", "2 rows")
    rows = await talk.takes_table("pat", "promises-2026-11-23.csv")
    assert [(row["Promise"], row["From"], row["Outcome"]) for row in rows] == [
        ("Write to Rosa", "Olivia", "kept"),
        ("Send the deck", "Pat", "open"),
    ]
    assert rows[0]["Said at (Europe/London)"] == "2026-11-23 14:00"
    assert not any("article" in cell for row in rows for cell in row.values())
    await talk.says("pat", "/digest done csv")
    await talk.hears("pat", "Only the owner opens the tasks behind the figures.")
    await talk.has_no_file("pat", "done-2026-11-23.csv")


async def test_c1_both_take_their_promises_with_what_was_said_and_nobody_else_does(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish the landing page by Thursday")
    await talk.presses("olivia", "Moved")
    await talk.fills("olivia", when="30 Nov 5pm", why="=waiting, for the designer")
    for person, zone, said_at in (("olivia", NEW_YORK, "2026-11-23 09:00"), ("pat", LONDON, "2026-11-23 14:00")):
        await talk.says(person, "/promise list csv")
        await talk.hears(person, "Your promises since", "promises-2026-11-23.csv", "2 rows")
        moved, still_open = await talk.takes_table(person, "promises-2026-11-23.csv")
        assert (moved["Outcome"], moved[f"Said at ({zone})"]) == ("moved", said_at)
        assert moved["In words"] == "'=waiting, for the designer"
        assert (still_open["Outcome"], still_open["Promise"]) == ("open", "Publish the landing page")
        assert moved[f"Moved to ({zone})"] == still_open[f"Due at ({zone})"]
    for person in ("ana", "gil"):
        await talk.says(person, "/promise list csv")
        await talk.has_no_file(person, "promises-2026-11-23.csv")


async def test_d4_what_people_wrote_is_never_calculated_nor_breaks_a_row(talk: Talk) -> None:
    await talk.says("olivia", '/delegate @ana =HYPERLINK("http://a.example";"pay"), now by Fri 5pm ~1h done when: paid')
    await talk.says("olivia", "/digest handed csv")
    (row,) = await talk.takes_table("olivia", "handed-2026-11-23.csv")
    assert row["Task"] == '\'=HYPERLINK("http://a.example";"pay"), now'
    assert row["Handed over"] == "1"
