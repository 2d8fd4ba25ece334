"""Dialogs of the weeks side by side: what changed in words and pictures, and who sees them (D4)."""

from __future__ import annotations

from datetime import date, timedelta

from tests.dialogs.standup import set_up
from tests.dialogs.talk import Talk
from tests.dialogs.tasks import accepted

NEW_YORK, MANILA, LONDON = "America/New_York", "Asia/Manila", "Europe/London"
FIRST = date(2026, 11, 23)


async def done(talk: Talk, number: int, due: str) -> None:
    """Ana writes another article, handed in and approved right away."""
    await accepted(talk, f"/delegate @ana Article {number} by {due} ~1h done when: read")
    await talk.presses("ana", "Hand in", on=f"Article {number}")
    await talk.fills("ana", work="Done")
    await talk.presses("olivia", "Approve", on=f"Article {number}")


async def nine_weeks(talk: Talk) -> None:
    """One article in each of four weeks, two in each of the four after them, the last of them late; then a Monday."""
    for week in range(8):
        await talk.time_is(f"{FIRST + timedelta(weeks=week)} 09:00", NEW_YORK)
        await done(talk, week, "tomorrow 5pm")
        if 4 <= week < 7:
            await done(talk, week + 10, "tomorrow 5pm")
    await talk.says("olivia", "/checkin did 6h marketing Newsletter")
    await accepted(talk, "/delegate @ana Article 17 by today 10:00 ~10m done when: read")
    await talk.time_is("2027-01-11 11:00", NEW_YORK)
    await talk.presses("ana", "Hand in", on="Article 17")
    await talk.fills("ana", work="Done")
    await talk.presses("olivia", "Approve", on="Article 17")
    await talk.time_is("2027-01-18 09:00", NEW_YORK)
    await talk.attends("olivia", "ana")


async def test_d4_with_nothing_to_compare_it_says_so(talk: Talk) -> None:
    for who in ("olivia", "ana", "pat"):
        await talk.says(who, "/digest trends")
        await talk.hears(who, "There is nothing to compare yet", buttons=[])


async def test_d4_the_first_week_is_drawn_and_not_averaged(talk: Talk) -> None:
    await done(talk, 1, "tomorrow 5pm")
    await talk.says("olivia", "/digest trends")
    await talk.hears(
        "olivia",
        "Week by week, since Mon 23 Nov 00:00",
        "Averages follow when the first week is over.",
        "Tasks done per week, oldest first: so far: 1.",
        buttons=["Which were done", "CSV"],
    )


async def test_d4_the_owner_reads_what_changed_and_opens_the_tasks(talk: Talk) -> None:
    await nine_weeks(talk)
    await talk.says("olivia", "/checkin did 5h marketing Newsletter")
    await talk.says("olivia", "/digest trends")
    await talk.hears(
        "olivia",
        "9 weeks, Mon 23 Nov 2026 – Mon 18 Jan",
        "Done: 2 a week on average over the last 4 weeks, 1 in the 4 before.",
        "Of these 8, 1 was late (1 with the holder), 0 of 4 in the 4 weeks before.",
        "of working time from handed over to handed in",
        "23 Nov: 1; 30 Nov: 1; 7 Dec: 1; 14 Dec: 1; 21 Dec: 2;",
        "28 Dec: 2; 4 Jan: 2; 11 Jan: 2, 1 of them late; so far: 0",
        "On what only you can do: 1 h 30 min a week on average over the last 4 weeks (goal 10 h), 0 h in the 4 before.",
        "11 Jan: 6 h; so far: 5 h. The goal is 10 h a week.",
        buttons=["Which were done", "Which were late", "CSV"],
    )
    await talk.presses("olivia", "Which were late")
    await talk.hears("olivia", "1 task late, Mon 23 Nov 2026 – Mon 18 Jan", "Article 17")
    await talk.presses("olivia", "Which were done")
    await talk.hears("olivia", "12 tasks done, Mon 23 Nov 2026 – Mon 18 Jan", "Article 16")


async def test_d4_an_assistants_weeks_are_hers_and_the_owners(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await done(talk, 1, "tomorrow 5pm")
    await talk.says("olivia", "/delegate @ben Sort the photos by Wed 5pm ~1h done when: named")
    await talk.presses("ben", "Accept")
    await talk.presses("ben", "Hand in")
    await talk.fills("ben", work="Done")
    await talk.presses("olivia", "Approve", on="photos")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.presses("ana", "Post as drafted")
    await talk.time_is("2026-11-30 09:00", MANILA)
    await talk.says("ana", "/digest trends")
    seen = await talk.hears(
        "ana",
        "2 weeks, Mon 23 Nov – Mon 30 Nov",
        "Done: 1 in the last whole week.",
        "It was on time.",
        "Standups: 1 of 4 answered in the last whole week.",
        "Standups asked for per week, oldest first: 23 Nov: 4, 3 of them not answered; so far: 0.",
        "Only you and Olivia see this.",
        buttons=["Which were done", "CSV"],
    )
    assert "$" not in seen.text
    await talk.time_is("2026-11-30 09:00", NEW_YORK)
    await talk.says("olivia", "/digest trends @ana")
    await talk.hears("olivia", "Ana, 2 weeks, ", "Done: 1 in the last whole week.", "Only you and Ana see this.")
    await talk.presses("olivia", "Which were done")
    assert "photos" not in (await talk.hears("olivia", "1 task done", "Article 1")).text
    for who, line, answer in (
        ("ben", "/digest trends @ana", "Only the owner sees somebody else’s weeks."),
        ("gil", "/digest trends", "The weekly digest goes to"),
        ("olivia", "/digest trends @pat", "Pat is not an assistant."),
    ):
        await talk.says(who, line)
        await talk.hears(who, answer)


async def test_d4_the_partner_sees_promises_and_hours_of_focus_alone(talk: Talk) -> None:
    await done(talk, 1, "tomorrow 5pm")
    await talk.says("olivia", "/promise Publish the landing page by Wednesday")
    await talk.presses("olivia", "Kept")
    await talk.says("olivia", "/promise Write to Rosa by Wednesday")
    await talk.presses("olivia", "Moved", on="Rosa")
    await talk.fills("olivia", when="next mon 5pm", why="waiting for Rosa")
    await talk.says("olivia", "/checkin did 7h30 deal Secret talks")
    await talk.says("olivia", "/checkin did 45m mails")
    await talk.time_is("2026-11-30 09:00", LONDON)
    await talk.says("pat", "/digest trends")
    seen = await talk.hears(
        "pat",
        "Olivia, 2 weeks, Mon 23 Nov – Mon 30 Nov",
        "Promises in the last whole week: 1 kept · 1 moved.",
        "Promises per week, oldest first: 23 Nov: 1 kept · 1 moved; so far: none.",
        "Focus: 7 h 30 min in the last whole week (goal 10 h).",
        "23 Nov: 7 h 30 min; so far: 0 h. The goal is 10 h a week.",
        buttons=["CSV"],
    )
    for word in ("Article", "Secret", "mails", "Done", "late"):
        assert word not in seen.text


async def test_d4_from_the_weeks_digest_to_the_weeks_side_by_side(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish the landing page by Wednesday")
    await talk.presses("olivia", "Kept")
    await done(talk, 1, "tomorrow 5pm")
    for who, title in (("olivia", "Week by week"), ("ana", "Week by week"), ("pat", "Olivia week by week")):
        await talk.says(who, "/digest")
        await talk.presses(who, "Week by week")
        await talk.hears(who, f"{title}, since Mon 23 Nov 00:00")


async def test_d4_the_weeks_come_as_csv_for_whoever_may_see_them(talk: Talk) -> None:
    await nine_weeks(talk)
    await talk.says("olivia", "/digest trends")
    await talk.presses("olivia", "CSV", on="9 weeks")
    await talk.hears("olivia", "9 weeks", "trends-2027-01-18.csv", "9 rows")
    weeks = await talk.takes_table("olivia", "trends-2027-01-18.csv")
    assert [int(week["Done"]) for week in weeks] == [1, 1, 1, 1, 2, 2, 2, 2, 0]
    assert [int(week["Of these late"]) for week in weeks] == [0, 0, 0, 0, 0, 0, 0, 1, 0]
    assert [week["Over"] for week in weeks] == ["1"] * 8 + ["0"]
    assert (weeks[0]["Week of"], weeks[7]["Focus (minutes)"]) == ("2026-11-23", "360")
    await talk.says("olivia", "/digest trends @ana csv")
    hers = await talk.takes_table("olivia", "trends-ana-2027-01-18.csv")
    await talk.says("ana", "/digest trends csv")
    own = await talk.takes_table("ana", "trends-2027-01-18.csv")
    assert [week["Done"] for week in hers] == [week["Done"] for week in weeks]
    assert "Standups asked" in own[0]
    assert "Focus (minutes)" not in own[0]
    await talk.says("pat", "/digest trends csv")
    (*_, last) = await talk.takes_table("pat", "trends-2027-01-18.csv")
    assert set(last) == {"Week of", "Over", "Promises kept", "Partly", "Missed", "Moved", "Focus (minutes)"}
    await talk.says("ana", "/digest trends @ben csv")
    await talk.hears("ana", "Only the owner sees somebody else’s weeks.")
    await talk.has_no_file("ana", "trends-ben-2027-01-18.csv")


async def test_d4_the_tasks_behind_the_weeks_come_as_csv_too(talk: Talk) -> None:
    await nine_weeks(talk)
    await talk.says("olivia", "/digest trends")
    await talk.presses("olivia", "Which were done", on="9 weeks")
    await talk.presses("olivia", "CSV", on="12 tasks done")
    rows = await talk.takes_table("olivia", "done-2027-01-18.csv")
    assert [row["Done"] for row in rows] == ["1"] * 12
    assert (rows[0]["Task"], rows[0]["Done at (America/New_York)"]) == ("Article 0", "2026-11-23 09:00")
    assert [row["Task"] for row in rows if row["Late"] == "1"] == ["Article 17"]
    assert sum(int(row["Effort done (minutes)"]) for row in rows) == 11 * 60 + 10
    await talk.says("ana", "/digest trends")
    await talk.presses("ana", "Which were late", on="9 weeks")
    await talk.presses("ana", "CSV", on="1 task late")
    (late,) = await talk.takes_table("ana", "late-2027-01-18.csv")
    assert (late["Task"], late["Late"], late["Approved"]) == ("Article 17", "1", "1")
