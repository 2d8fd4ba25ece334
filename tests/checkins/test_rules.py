"""bot/checkins/rules.py: who may, what may happen when, and when a pair is asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.attached import Attached
from bot.checkins import proof_rules, rules
from bot.checkins.records import Promise, Proof, Question, Said, State, Verdict
from bot.errors import NotAllowed, Refused
from bot.people import Person, Role, Roster
from bot.ui import When, as_text
from tests.dialogs.world import MONDAY, PEOPLE, person

NOW = MONDAY
DUE = datetime(2026, 11, 26, 22, tzinfo=UTC)
OLIVIA, ANA, BEN, PAT, GIL = PEOPLE
MAX = person("max", Role.PARTNER, "Europe/London")
ROSTER = Roster((*PEOPLE, MAX))
DAY = timedelta(days=1)
PHOTO = Attached("f1", "page.png", 20)


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
        (PAT, MAX, "A partner promises things to the owner alone"),
        (PAT, ANA, "to the owner alone"),
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


@pytest.mark.parametrize(
    ("to", "text", "due_at", "later", "same"),
    [
        ("pat", "Publish it", DUE, 0, True),
        ("pat", "publish IT", DUE, 120, True),
        ("pat", "Publish it", DUE, 121, False),
        ("max", "Publish it", DUE, 0, False),
        ("pat", "Publish them", DUE, 0, False),
        ("pat", "Publish it", DUE + DAY, 0, False),
    ],
)
def test_the_same_promise_within_two_minutes_is_one(
    to: str, text: str, due_at: datetime, later: int, same: bool
) -> None:
    assert rules.same_promise(promise(), to, text, due_at, NOW + timedelta(seconds=later)) is same


@pytest.mark.parametrize(
    ("person_now", "does"),
    [
        (OLIVIA, True),
        (PAT, True),
        (ANA, False),
        (GIL, False),
        (replace(PAT, active=False), False),
        (replace(PAT, role=Role.GUEST), False),
        (None, False),
    ],
)
def test_whoever_left_or_is_a_partner_no_more_checks_in_no_more(person_now: Person | None, does: bool) -> None:
    assert rules.checks_in(person_now) is does


@pytest.mark.parametrize(("text", "wrong"), [("", "Say what you promise"), ("x" * 301, "That is 301 characters")])
def test_a_promise_is_one_sentence(text: str, wrong: str) -> None:
    with pytest.raises(Refused, match=wrong) as refused:
        rules.check_text(text, OLIVIA.words())
    assert set(refused.value.fields) == {"text"}


def test_texts_at_the_edge_are_taken() -> None:
    rules.check_text("x" * 300, OLIVIA.words())
    rules.check_words("why", "x" * 1000, OLIVIA.words(), required=True)
    rules.check_words("why", "", OLIVIA.words())


@pytest.mark.parametrize(
    ("text", "required", "wrong"), [("", True, "Paste a link"), ("x" * 1001, False, "That is 1001 characters")]
)
def test_words_that_are_missing_or_too_many_are_refused_at_their_field(text: str, required: bool, wrong: str) -> None:
    with pytest.raises(Refused, match=wrong) as refused:
        rules.check_words("proof", text, OLIVIA.words(), required=required)
    assert refused.value.fields == {"proof": refused.value.text}


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
    assert When(DUE) in refused.value.text
    assert refused.value.fields == {"when": refused.value.text}


def test_what_was_taken_back_is_not_moved() -> None:
    with pytest.raises(Refused, match="taken back"):
        rules.move(promise(state=State.TAKEN_BACK), OLIVIA, NOW, DUE + DAY)


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
    assert (after.state, after.history) == (State.MISSED, (Said(verdict=Verdict.MISSED, at=end, by="", due_at=DUE),))
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
    assert proof_rules.can_want_proof(one)
    assert proof_rules.want_proof(one, PAT, OLIVIA, NOW).proof_wanted_at == NOW


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (settled(State.MISSED), "nothing to prove"),
        (promise(state=State.TAKEN_BACK), "nothing to prove"),
        (promise(proof="see the page"), "Olivia gave proof already: see the page"),
        (promise(proofs=(Proof(by="olivia", files=(PHOTO,)),)), "Olivia gave proof already: page.png"),
        (promise(with_proof=True), "Olivia promised it with proof"),
        (promise(proof_wanted_at=NOW), "You asked Olivia for proof already"),
    ],
)
def test_proof_is_not_asked_for_in_vain_or_twice(one: Promise, why: str) -> None:
    assert not proof_rules.can_want_proof(one)
    with pytest.raises(Refused, match=why):
        proof_rules.want_proof(one, PAT, OLIVIA, NOW)


def test_proof_is_given_and_replaced_but_not_empty() -> None:
    old = promise(proof="old")
    after = proof_rules.prove(proof_rules.prove(old, OLIVIA, NOW, "new"), OLIVIA, NOW + DAY, "", (PHOTO,))
    assert after.all_proofs == (
        Proof(by="olivia", text="old"),
        Proof(by="olivia", at=NOW, text="new"),
        Proof(by="olivia", at=NOW + DAY, files=(PHOTO,)),
    )
    assert after.files == (PHOTO,)
    assert "file:f1" in after.terms()
    with pytest.raises(Refused) as refused:
        proof_rules.prove(promise(), OLIVIA, NOW, "")
    assert set(refused.value.fields) == {"proof"}
    with pytest.raises(Refused, match="taken back"):
        proof_rules.prove(promise(state=State.TAKEN_BACK), OLIVIA, NOW, "new")


def test_a_proof_that_is_taken_away_leaves_who_and_when_and_is_owed_again() -> None:
    link, photo = Proof(by="olivia", at=NOW, text="here"), Proof(by="olivia", at=NOW, files=(PHOTO,))
    both = promise(proof="old", proofs=(link, photo), proof_wanted_at=NOW)
    one = proof_rules.remove_proof(both, 2, NOW + DAY)
    assert one.all_proofs == (Proof(by="olivia", text="old"), link)
    assert one.proofs[1] == Proof(by="olivia", at=NOW, removed_at=NOW + DAY)
    assert "file:f1" not in one.terms()
    none = proof_rules.remove_proof(proof_rules.remove_proof(one, 0, NOW), 0, NOW)
    assert none.owes_proof
    assert len(none.proofs) == 2


def test_so_many_proofs_are_enough() -> None:
    full = promise(proofs=(Proof(by="olivia", text="x"),) * 19)
    after = proof_rules.prove(full, OLIVIA, NOW, "the last")
    with pytest.raises(Refused, match="20 proofs of this already") as refused:
        proof_rules.prove(after, OLIVIA, NOW, "one more")
    assert set(refused.value.fields) == {"proof"}


def test_a_proof_in_words_is_what_was_written_and_the_names_of_its_files() -> None:
    other = Attached("f2", "list.csv", 20)
    assert proof_rules.in_words(Proof(by="olivia", text="It is live", files=(PHOTO, other))) == (
        "It is live, page.png, list.csv"
    )
    assert proof_rules.in_words(Proof(by="olivia", files=(PHOTO,))) == "page.png"


@pytest.mark.parametrize(
    ("one", "owes"),
    [
        (promise(), False),
        (promise(proof_wanted_at=NOW), True),
        (promise(with_proof=True), True),
        (promise(with_proof=True, proof="here"), False),
        (promise(proof_wanted_at=NOW, proof="here"), False),
        (promise(proof_wanted_at=NOW, proofs=(Proof(by="olivia", text="here"),)), False),
    ],
)
def test_proof_is_owed_from_when_it_is_wanted_until_some_is_given(one: Promise, owes: bool) -> None:
    assert one.owes_proof is owes


@pytest.mark.parametrize(("who", "sees"), [(OLIVIA, True), (PAT, True), (MAX, False), (ANA, False), (GIL, False)])
def test_what_a_promise_comes_with_is_seen_by_the_two_alone(who: Person, sees: bool) -> None:
    assert rules.may_see(promise(), who) is sees
    with pytest.raises(NotAllowed):  # what was shown stays shown, and nothing else can be done with it
        rules.must_see(promise(), replace(who, role=Role.GUEST))


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
