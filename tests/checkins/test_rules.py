"""bot/checkins/rules.py: who may, what may happen when, and when a pair is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.checkins import rules
from bot.checkins.records import Promise, Question, Rhythm, Said, State, Verdict
from bot.errors import NotAllowed, Refused
from bot.people import Person, Role, Roster
from bot.times import Away
from bot.ui import as_text
from tests.dialogs.world import MONDAY, PEOPLE, TEAM, person

NOW = MONDAY
DUE = datetime(2026, 11, 26, 22, tzinfo=UTC)
OLIVIA, ANA, BEN, PAT, GIL = PEOPLE
MAX = person("max", Role.PARTNER, "Europe/London")
ROSTER = Roster((*PEOPLE, MAX))
DAY = timedelta(days=1)


def promise(**changes: object) -> Promise:
    made = Promise(team="studio", id="1", by="olivia", to="pat", text="Publish it", due_at=DUE, made_at=NOW)
    return replace(made, **changes)


def said(verdict: Verdict, at: datetime = NOW, by: str = "olivia") -> Said:
    return Said(verdict=verdict, at=at, by=by, due_at=DUE)


def settled(state: State, at: datetime = NOW, by: str = "olivia") -> Promise:
    return promise(state=state, history=(said(Verdict(state.value), at, by),))


@pytest.mark.parametrize(("who", "may"), [(OLIVIA, True), (PAT, True), (ANA, False), (GIL, False)])
def test_owner_and_partners_check_in_and_nobody_else(who: Person, may: bool) -> None:
    if may:
        rules.may_check_in(who)
    else:
        with pytest.raises(NotAllowed, match="between the owner and a partner"):
            rules.may_check_in(who)


@pytest.mark.parametrize(
    ("who", "others"), [(OLIVIA, (PAT, MAX)), (PAT, (OLIVIA,)), (MAX, (OLIVIA,)), (ANA, ()), (GIL, ())]
)
def test_the_owner_promises_to_partners_and_partners_to_the_owner(who: Person, others: tuple[Person, ...]) -> None:
    assert rules.others(who, ROSTER) == others


@pytest.mark.parametrize(("who", "to"), [(OLIVIA, PAT), (OLIVIA, MAX), (PAT, OLIVIA)])
def test_a_promise_within_a_pair_is_allowed(who: Person, to: Person) -> None:
    rules.check_receiver(who, to, ROSTER)


@pytest.mark.parametrize(
    ("who", "to", "why"),
    [
        (OLIVIA, ANA, "Ana is not a partner"),
        (OLIVIA, OLIVIA, "Olivia is not a partner"),
        (PAT, MAX, "A partner promises things to the owner, not to Max"),
        (PAT, ANA, "to the owner, not to Ana"),
    ],
)
def test_a_promise_outside_a_pair_is_refused_at_the_field(who: Person, to: Person, why: str) -> None:
    with pytest.raises(NotAllowed, match=why) as refused:
        rules.check_receiver(who, to, ROSTER)
    assert set(refused.value.fields) == {"to"}


@pytest.mark.parametrize("who", [OLIVIA, PAT])
def test_the_two_see_their_promise(who: Person) -> None:
    rules.must_see(promise(), who)


@pytest.mark.parametrize("who", [MAX, ANA, GIL])
def test_nobody_else_learns_anything_of_it(who: Person) -> None:
    for check in (rules.must_be_promiser, rules.must_receive):
        with pytest.raises(NotAllowed) as refused:
            check(promise(), who, ROSTER)
        assert "Olivia" not in as_text(refused.value.text)
        assert "Pat" not in as_text(refused.value.text)


def test_only_the_promiser_says_how_it_went_and_only_the_receiver_asks() -> None:
    rules.must_be_promiser(promise(), OLIVIA, ROSTER)
    rules.must_receive(promise(), PAT, ROSTER)
    with pytest.raises(NotAllowed, match="Only Olivia"):
        rules.must_be_promiser(promise(), PAT, ROSTER)
    with pytest.raises(NotAllowed, match="Only Pat"):
        rules.must_receive(promise(), OLIVIA, ROSTER)


@pytest.mark.parametrize(("text", "wrong"), [("", "Say what you promise"), ("x" * 301, "That is 301 characters")])
def test_a_promise_is_one_sentence(text: str, wrong: str) -> None:
    with pytest.raises(Refused, match=wrong) as refused:
        rules.check_text(text, OLIVIA.words())
    assert set(refused.value.fields) == {"text"}


def test_texts_at_the_edge_are_taken() -> None:
    rules.check_text("x" * 300, OLIVIA.words())
    rules.check_words("why", "x" * 1000, OLIVIA.words(), required=True)
    rules.check_words("why", "", OLIVIA.words())


@pytest.mark.parametrize(("text", "required"), [("", True), ("x" * 1001, False)])
def test_words_that_are_missing_or_too_many_are_refused_at_their_field(text: str, required: bool) -> None:
    with pytest.raises(Refused) as refused:
        rules.check_words("why", text, OLIVIA.words(), required=required)
    assert set(refused.value.fields) == {"why"}


@pytest.mark.parametrize("verdict", [Verdict.KEPT, Verdict.PARTLY, Verdict.MISSED])
def test_an_answer_settles_an_open_promise(verdict: Verdict) -> None:
    after = rules.say(promise(), OLIVIA, verdict, NOW, "why")
    assert after.state is State(verdict.value)
    assert after.history == (Said(verdict=verdict, at=NOW, by="olivia", due_at=DUE, text="why"),)
    assert not after.open


def test_moved_opens_it_again_with_another_date_and_asks_anew() -> None:
    after = rules.move(promise(asked_at=NOW), OLIVIA, NOW, DUE + DAY, "ill")
    assert (after.state, after.due_at, after.asked_at) == (State.OPEN, DUE + DAY, None)
    assert after.history[-1] == Said(
        verdict=Verdict.MOVED, at=NOW, by="olivia", due_at=DUE, text="ill", moved_to=DUE + DAY
    )


@pytest.mark.parametrize(
    ("now", "to"), [(NOW, DUE), (NOW, DUE - DAY), (DUE + DAY, DUE + DAY), (DUE + 2 * DAY, DUE + DAY)]
)
def test_a_promise_moves_forward_only(now: datetime, to: datetime) -> None:
    with pytest.raises(Refused, match="still to come") as refused:
        rules.move(promise(), OLIVIA, now, to)
    assert set(refused.value.fields) == {"when"}


@pytest.mark.parametrize("state", [State.KEPT, State.PARTLY, State.MISSED])
def test_what_was_said_is_not_said_twice(state: State) -> None:
    with pytest.raises(Refused, match="It already says"):
        rules.say(settled(state), OLIVIA, Verdict(state.value), NOW)


def test_what_was_said_can_be_mended_for_a_week() -> None:
    missed = settled(State.MISSED, by="")
    assert rules.say(missed, OLIVIA, Verdict.KEPT, NOW + 7 * DAY).state is State.KEPT
    assert rules.move(missed, OLIVIA, NOW + 7 * DAY, NOW + 8 * DAY).open
    with pytest.raises(Refused, match="settled as missed more than 7 days ago"):
        rules.say(missed, OLIVIA, Verdict.KEPT, NOW + 7 * DAY + timedelta(seconds=1))


@pytest.mark.parametrize("verdict", list(Verdict))
def test_what_was_taken_back_stays_so(verdict: Verdict) -> None:
    with pytest.raises(Refused, match="taken back"):
        rules.check_open(promise(state=State.TAKEN_BACK), verdict, OLIVIA.words(), NOW)


def test_silence_is_missed_from_the_end_of_the_grace_on_and_nobody_said_it() -> None:
    end = DUE + DAY
    assert rules.lapse(promise(), end - timedelta(seconds=1), end) == promise()
    after = rules.lapse(promise(), end, end)
    assert (after.state, after.history[-1].by) == (State.MISSED, "")
    assert rules.lapse(settled(State.KEPT), end, end) == settled(State.KEPT)


def test_undo_is_for_ten_minutes_and_for_what_nobody_has_answered() -> None:
    edge = NOW + timedelta(minutes=10)
    assert rules.take_back(promise(), OLIVIA, edge).state is State.TAKEN_BACK
    for one, now in ((promise(), edge + timedelta(seconds=1)), (settled(State.KEPT), NOW)):
        with pytest.raises(Refused, match="for 10 minutes"):
            rules.take_back(one, OLIVIA, now)
    with pytest.raises(Refused, match="taken back"):
        rules.take_back(promise(state=State.TAKEN_BACK), OLIVIA, NOW)


@pytest.mark.parametrize("one", [promise(), settled(State.KEPT), settled(State.PARTLY)])
def test_proof_can_be_asked_of_what_is_open_or_kept(one: Promise) -> None:
    assert rules.can_want_proof(one)
    assert rules.want_proof(one, PAT, OLIVIA, NOW).proof_wanted_at == NOW


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (settled(State.MISSED), "nothing to prove"),
        (promise(state=State.TAKEN_BACK), "nothing to prove"),
        (promise(proof="see the page"), "Olivia gave proof already: see the page"),
        (promise(proof_wanted_at=NOW), "You asked Olivia for proof already"),
    ],
)
def test_proof_is_not_asked_for_in_vain_or_twice(one: Promise, why: str) -> None:
    assert not rules.can_want_proof(one)
    with pytest.raises(Refused, match=why):
        rules.want_proof(one, PAT, OLIVIA, NOW)


def test_proof_is_given_and_replaced_but_not_empty() -> None:
    assert rules.prove(promise(proof="old"), OLIVIA, "new").proof == "new"
    with pytest.raises(Refused) as refused:
        rules.prove(promise(), OLIVIA, "")
    assert set(refused.value.fields) == {"proof"}
    with pytest.raises(Refused, match="taken back"):
        rules.prove(promise(state=State.TAKEN_BACK), OLIVIA, "new")


def test_a_question_is_answered_once_by_whom_it_was_put_to() -> None:
    question = Question(team="studio", id="1", by="pat", to="olivia", text="Why?", asked_at=NOW)
    answered = rules.answer(question, OLIVIA, "So.", NOW)
    assert (answered.answer, answered.answered_at) == ("So.", NOW)
    with pytest.raises(NotAllowed, match="somebody else"):
        rules.answer(question, MAX, "So.", NOW)
    with pytest.raises(Refused, match="answered that already"):
        rules.answer(answered, OLIVIA, "So.", NOW)
    with pytest.raises(Refused) as refused:
        rules.answer(question, OLIVIA, "", NOW)
    assert set(refused.value.fields) == {"answer"}


def test_a_check_in_asks_about_what_is_due_within_a_day_the_earliest_first() -> None:
    late, edge = promise(id="2", due_at=NOW - DAY), promise(id="3", due_at=NOW + DAY)
    beyond = promise(id="4", due_at=NOW + DAY + timedelta(seconds=1))
    kept = promise(id="5", due_at=NOW, state=State.KEPT)
    assert rules.due_for_check_in([beyond, edge, late, kept], NOW) == (late, edge)


def test_the_grace_counts_from_the_due_time_or_from_the_asking_if_that_was_later() -> None:
    assert rules.lapses_at(promise(), TEAM, OLIVIA) == DUE + DAY
    assert rules.lapses_at(promise(asked_at=DUE - DAY), TEAM, OLIVIA) == DUE + DAY
    assert rules.lapses_at(promise(asked_at=DUE + DAY), TEAM, OLIVIA) == DUE + 2 * DAY
    assert rules.lapses_at(promise(), replace(TEAM, grace_hours=2), OLIVIA) == DUE + timedelta(hours=2)


@pytest.mark.parametrize(("first", "last", "away"), [(26, 27, True), (25, 26, True), (27, 30, False), (20, 25, False)])
def test_the_grace_waits_until_an_absent_promiser_is_back(first: int, last: int, away: bool) -> None:
    absent = replace(OLIVIA, away=(Away(date(2026, 11, first), date(2026, 11, last)),))
    back = datetime(2026, 11, last, 14, tzinfo=UTC) + (3 if last == 27 else 1) * DAY
    assert rules.lapses_at(promise(), TEAM, absent) == (back if away else DUE) + DAY


def test_the_jobs_of_a_promise_follow_its_date() -> None:
    before, after = promise(), rules.move(promise(), OLIVIA, NOW, DUE + DAY)
    (first,) = rules.wakes(None, before)
    assert (first.key, first.at, first.action) == ("promise:1:due:20261126T2200", DUE, "checkins.due")
    assert first.arguments == {"promise": "1"}
    gone = [("promise:1:due:20261126T2200", None), ("promise:1:lapse:20261126T2200", None)]
    moved = [(wake.key, wake.at) for wake in rules.wakes(before, after)]
    assert moved == [*gone, ("promise:1:due:20261127T2200", DUE + DAY)]
    kept = rules.say(before, OLIVIA, Verdict.KEPT, NOW)
    assert [(wake.key, wake.at) for wake in rules.wakes(before, kept)] == gone
    assert rules.wakes(kept, rules.say(kept, OLIVIA, Verdict.MISSED, NOW)) == ()
    lapse = rules.lapse_wake(before, DUE + DAY)
    assert (lapse.key, lapse.at, lapse.action, lapse.arguments) == (
        *gone[1][:1],
        DUE + DAY,
        "checkins.lapse",
        {"promise": "1"},
    )


def test_a_pair_has_one_name_whoever_asks() -> None:
    assert rules.pair_id(OLIVIA, PAT) == rules.pair_id(PAT, OLIVIA) == "olivia~pat"


def test_each_of_every_pair_is_first_asked_on_friday_at_three_of_their_own() -> None:
    wakes = rules.first_wakes(TEAM, ROSTER, NOW)
    friday = datetime(2026, 11, 27, tzinfo=UTC)
    assert [(wake.key, wake.at) for wake in wakes] == [
        ("checkin:olivia~pat:olivia:2026-11-27", friday.replace(hour=20)),
        ("checkin:olivia~pat:pat:2026-11-27", friday.replace(hour=15)),
        ("checkin:olivia~max:olivia:2026-11-27", friday.replace(hour=20)),
        ("checkin:olivia~max:max:2026-11-27", friday.replace(hour=15)),
    ]
    assert wakes[0].action == "checkins.prompt"
    assert wakes[0].arguments == {"pair": "olivia~pat", "person": "olivia"}


def test_an_agreed_rhythm_is_kept_when_the_first_jobs_are_set_anew() -> None:
    agreed = Rhythm(team="studio", id="olivia~pat", weekday=2, minutes=600)
    wakes = rules.first_wakes(TEAM, Roster(PEOPLE), NOW, [agreed])
    assert [wake.at for wake in wakes] == [
        datetime(2026, 11, 25, 15, tzinfo=UTC),
        datetime(2026, 11, 25, 10, tzinfo=UTC),
    ]


def test_without_a_partner_nobody_is_asked() -> None:
    assert rules.first_wakes(TEAM, Roster(PEOPLE[:3]), NOW) == ()


def test_a_job_set_before_the_day_or_the_zone_changed_no_longer_fits() -> None:
    friday = Rhythm(team="studio", id="olivia~pat")
    at = rules.next_check_in(friday, PAT, NOW)
    assert rules.is_expected(friday, PAT, at)
    assert not rules.is_expected(replace(friday, weekday=3), PAT, at)
    assert not rules.is_expected(replace(friday, minutes=901), PAT, at)
    assert not rules.is_expected(friday, replace(PAT, zone="Asia/Manila"), at)


def test_a_check_in_keeps_its_wall_clock_over_the_change_of_the_clocks() -> None:
    rhythm = Rhythm(team="studio", id="olivia~pat")
    before = rules.next_check_in(rhythm, PAT, datetime(2027, 3, 20, tzinfo=UTC))
    after = rules.next_check_in(rhythm, PAT, before)
    assert (before.hour, after.hour) == (15, 14)
    assert after - before == 7 * DAY - timedelta(hours=1)


@pytest.mark.parametrize(
    ("check", "edge"), [(rules.is_late, timedelta(minutes=10)), (rules.is_stale, timedelta(days=3))]
)
def test_late_and_stale_begin_after_their_edge(
    check: Callable[[datetime | None, datetime], bool], edge: timedelta
) -> None:
    assert not check(NOW, NOW + edge)
    assert check(NOW, NOW + edge + timedelta(seconds=1))
    assert not check(None, NOW)


def test_recent_terms_are_this_week_and_the_last() -> None:
    assert rules.recent_terms(OLIVIA, NOW) == ("week:olivia:2026-W47", "week:olivia:2026-W48")
