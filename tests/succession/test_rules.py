"""bot/succession/rules.py: who may name another partner, what is read of a line, and what becomes of a promise."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.checkins.records import Promise, Proof, Said, State, Verdict
from bot.errors import NotAllowed, Refused
from bot.people import Person, Role
from bot.succession import rules
from bot.succession.records import Succession
from tests.dialogs.world import MONDAY, PEOPLE

OLIVIA, ANA, _, PAT, GIL = PEOPLE
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
MADE = Promise(
    team="studio", id="1", by="olivia", to="pat", text="Publish it", due_at=MONDAY + DAY, made_at=MONDAY,
    with_proof=True, asked_at=MONDAY,
)  # fmt: skip
MOVED = Said(verdict=Verdict.MOVED, at=MONDAY, by="olivia", due_at=MONDAY, text="ill", moved_to=MONDAY + DAY)
DONE = Succession(
    team="studio", id="1", owner="olivia", old="pat", new="gil", role_before=Role.GUEST, role_of_old=Role.PARTNER,
    at=MONDAY,
)  # fmt: skip


@pytest.mark.parametrize("who", [ANA, PAT, GIL])
def test_the_owner_alone_names_another_partner(who: Person) -> None:
    rules.must_own(OLIVIA)
    with pytest.raises(NotAllowed, match="for the owner to change"):
        rules.must_own(who)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("@max", ("@max", "")),
        ("@max instead of @pat", ("@max", "@pat")),
        ("  @max,  INSTEAD OF  @pat ", ("@max", "@pat")),
        ("@max in place of pat", ("@max", "pat")),
        ("@max for @pat", ("@max", "@pat")),
        ("Max Forster", ("Max Forster", "")),
        ("", ("", "")),
    ],
)
def test_a_line_names_the_new_one_and_perhaps_the_old_one(line: str, meant: tuple[str, str]) -> None:
    assert rules.read(line) == meant


def test_nobody_takes_their_own_place_or_the_owners() -> None:
    rules.check_pair(PAT, GIL, OLIVIA.words())
    with pytest.raises(Refused, match="Pat is your partner already"):
        rules.check_pair(PAT, PAT, OLIVIA.words())
    for old, new in ((PAT, OLIVIA), (OLIVIA, GIL)):
        with pytest.raises(Refused, match="cannot be the owner’s partner"):
            rules.check_pair(old, new, OLIVIA.words())


def test_what_is_handed_along_is_promised_anew_without_what_was_said_before() -> None:
    before = replace(MADE, history=(MOVED,), proofs=(Proof(by="olivia", text="a draft"),))
    old, new = rules.handed_along(before, GIL, "7", MONDAY + DAY)
    assert old == replace(before, state=State.TAKEN_BACK, handed_to="gil")
    assert new == Promise(
        team="studio", id="7", by="olivia", to="gil", text="Publish it", due_at=MADE.due_at, made_at=MONDAY + DAY,
        with_proof=True,
    )  # fmt: skip


@pytest.mark.parametrize("ended", [rules.taken_back(MADE), rules.handed_along(MADE, GIL, "7", MONDAY)[0]])
def test_what_is_undone_is_open_again_and_asked_about_anew(ended: Promise) -> None:
    assert rules.taken_back(MADE).state is State.TAKEN_BACK
    assert rules.reopened(ended) == replace(MADE, asked_at=None)


def test_only_what_nobody_touched_is_taken_from_the_new_one_again() -> None:
    assert rules.is_untouched(MADE)
    assert not rules.is_untouched(replace(MADE, history=(MOVED,)))
    assert not rules.is_untouched(replace(MADE, proofs=(Proof(by="olivia", text="here"),)))
    assert not rules.is_untouched(replace(MADE, state=State.TAKEN_BACK))


def test_it_is_undone_once_and_within_a_day() -> None:
    rules.check_undo(DONE, MONDAY + DAY, OLIVIA.words())
    with pytest.raises(Refused, match="for a day"):
        rules.check_undo(DONE, MONDAY + DAY + SECOND, OLIVIA.words())
    with pytest.raises(Refused, match="undone already"):
        rules.check_undo(replace(DONE, undone=True), MONDAY, OLIVIA.words())


def test_cards_of_the_last_sixty_days_and_of_what_is_open_lose_their_buttons() -> None:
    kept = replace(MADE, state=State.KEPT, history=(replace(MOVED, at=MONDAY + DAY),))
    assert rules.is_recent(kept, MONDAY + 61 * DAY)
    assert not rules.is_recent(kept, MONDAY + 61 * DAY + SECOND)
    back = rules.taken_back(MADE)
    assert rules.is_recent(back, MONDAY + 60 * DAY)
    assert not rules.is_recent(back, MONDAY + 60 * DAY + SECOND)
    assert rules.is_recent(MADE, MONDAY + 999 * DAY)


def test_a_very_long_line_is_read_at_once() -> None:
    line = f"@max{' ' * 100_000}soon"
    assert rules.read(line) == (line, "")
    assert rules.read(f"@max{' ' * 100_000}instead of{' ' * 100_000}@pat") == ("@max", "@pat")
