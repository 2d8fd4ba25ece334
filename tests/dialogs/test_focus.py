"""Dialogs of the focus log: time on what only one can do oneself, against a target; and deals (C5, D2)."""

from __future__ import annotations

from tests.dialogs.talk import Talk


async def test_c5_a_line_logs_time_by_kind_and_says_how_the_week_stands(talk: Talk) -> None:
    await talk.says("olivia", "/checkin did 90m deal JV with Rosa")
    await talk.hears(
        "olivia", "Logged: 1 h 30 min of deals. JV with Rosa", "1 h 30 min of 10 h this week", buttons=["Undo"]
    )
    await talk.says("olivia", "/checkin did 2h marketing C Newsletter")
    await talk.hears("olivia", "Logged: 2 h of marketing. Newsletter", "3 h 30 min of 10 h")
    await talk.says("olivia", "/checkin did 45m mails")
    await talk.hears("olivia", "Logged: 45 min of other work. mails", "3 h 30 min of 10 h")
    await talk.says("olivia", "/checkin focus")
    await talk.hears(
        "olivia", "Your focus this week", "marketing 2 h", "deals 1 h 30 min", "other work 45 min", "C: what you are"
    )


async def test_c5_without_a_length_the_form_opens_with_what_was_understood(talk: Talk) -> None:
    await talk.says("olivia", "/checkin did marketing Newsletter")
    form = await talk.form("olivia", "Log your time")
    assert (form.values["kind"], form.values["text"]) == ("marketing", "Newsletter")
    await talk.fills("olivia", length="a while")
    await talk.refused_at("olivia", length="I cannot read “a while”")
    await talk.fills("olivia", length="1h30")
    await talk.hears("olivia", "Logged: 1 h 30 min of marketing. Newsletter")


async def test_c5_an_entry_is_taken_back_and_a_target_is_ones_own(talk: Talk) -> None:
    await talk.says("olivia", "/checkin target 8h")
    await talk.hears("olivia", "Your target is 8 h of focus a week.")
    await talk.says("olivia", "/checkin did 2h projects Launch plan")
    await talk.hears("olivia", "2 h of 8 h")
    await talk.presses("olivia", "Undo", on="Launch plan")
    await talk.hears("olivia", "Your focus this week", "0 h of 8 h")
    await talk.says("pat", "/checkin focus")
    await talk.hears("pat", "0 h of 10 h", "Nothing is logged yet")


async def test_c5_what_a_digest_has_told_of_is_not_taken_back(talk: Talk) -> None:
    await talk.says("olivia", "/checkin did 90m deal JV with Rosa")
    await talk.says("olivia", "/digest send @pat")
    await talk.presses("olivia", "Send now")
    await talk.hears("pat", "Olivia’s week", "1 h 30 min of 10 h")
    await talk.presses("olivia", "Undo", on="JV with Rosa")
    await talk.hears("olivia", "A digest has told Pat of this entry, so it stays.")
    await talk.time_is("2026-11-23 09:01", "America/New_York")
    await talk.says("olivia", "/checkin did 2h making Course")
    await talk.presses("olivia", "Undo", on="Course")
    await talk.hears("olivia", "Your focus this week", "1 h 30 min of 10 h")


async def test_c5_deals_are_listed_with_whom_they_are(talk: Talk) -> None:
    await talk.says("olivia", "/checkin deals")
    await talk.hears("olivia", "No deals are logged yet")
    await talk.says("olivia", "/checkin did 45m deal newsletter swap with Rosa")
    await talk.says("olivia", "/checkin did 30m deal call a partner in Leeds")
    await talk.says("olivia", "/checkin deals")
    await talk.hears(
        "olivia", "2 deal entries, 1 h 15 min", "swap with Rosa · a newsletter · 45 min", "a partner · 30 min"
    )


async def test_c5_the_log_is_for_the_owner_and_partners(talk: Talk) -> None:
    for who in ("ana", "gil"):
        await talk.says(who, "/checkin did 90m marketing")
        await talk.hears(who, "belongs to the owner and the partners")


async def test_d2_the_partner_sees_hours_of_focus_against_the_target_and_no_entry(talk: Talk) -> None:
    await talk.says("olivia", "/checkin did 90m deal Secret talks with Rosa")
    await talk.says("olivia", "/checkin did 45m mails")
    await talk.says("pat", "/digest")
    assert "Secret" not in (await talk.hears("pat", "Olivia’s week", "Focus: 1 h 30 min of 10 h.")).text


async def test_c5_the_log_comes_as_csv_for_the_one_whose_it_is(talk: Talk) -> None:
    await talk.says("olivia", "/checkin did 90m deal C JV with Rosa")
    await talk.says("olivia", "/checkin did 30m work =1+1")
    await talk.says("olivia", "/checkin focus csv")
    await talk.hears("olivia", "Your focus log since", "focus-2026-11-23.csv", "2 rows")
    rows = await talk.takes_table("olivia", "focus-2026-11-23.csv")
    assert [(row["Minutes"], row["Of focus"], row["Kind of work"], row["Area"]) for row in rows] == [
        ("90", "90", "deals", "C"),
        ("30", "0", "other work", ""),
    ]
    assert rows[1]["What it was"] == "'=1+1"
    await talk.says("pat", "/checkin focus csv")
    await talk.hears("pat", "Your focus log since", "There is nothing yet that a file could hold.")
    await talk.says("ana", "/checkin focus csv")
    for person in ("pat", "ana"):
        await talk.has_no_file(person, "focus-2026-11-23.csv")
