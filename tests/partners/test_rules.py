"""bot/partners/rules.py: addresses, links, sessions, and what is mailed, row by row."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.actions import ACTIONS
from bot.errors import Refused
from bot.partners import rules
from bot.partners.records import Page
from bot.partners.rules import LINK_LASTS, SESSION_LASTS, Typed, digest
from bot.people import Person, Role
from bot.texts import Words
from bot.ui import Button, Card, as_text

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
WORDS = Words("en")
PAGE = Page(team="", id="p1", of_team="studio", person="rosa", address="rosa@example.com", stop="s")
ROSA = Person(team="studio", id="rosa", name="Rosa", handle="rosa", role=Role.PARTNER, accounts=("mail:rosa",))
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("line", "whom", "name", "kind"),
    [
        ("pat@example.com Pat Doe mentor", "pat@example.com", "Pat Doe", "mentor"),
        ("pat@example.com Pat", "pat@example.com", "Pat", ""),
        ("pat@example.com Business", "pat@example.com", "", "business"),
        ("@pat marketing", "@pat", "", "marketing"),
        ("mentor", "mentor", "", ""),
        ("  ", "", "", ""),
        ("pat@example.com Mentor Smith", "pat@example.com", "Mentor Smith", ""),
    ],
)
def test_a_line_is_understood(line: str, whom: str, name: str, kind: str) -> None:
    assert rules.read_partner(line) == Typed(whom=whom, name=name, kind=kind)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("pat@example.com", "pat@example.com"),
        (" Pat.Doe+baton@Example.COM ", "Pat.Doe+baton@example.com"),
        ("mailto:pat@example.com", "pat@example.com"),
        ("o'hara@mail.example.co.uk", "o'hara@mail.example.co.uk"),
        ("pat@müller.example", "pat@xn--mller-kva.example"),
        ("a" * 64 + "@example.com", "a" * 64 + "@example.com"),
        ("a" * 65 + "@example.com", None),
        ("a@" + ".".join(["b" * 60] * 4) + ".example", "a@" + ".".join(["b" * 60] * 4) + ".example"),
        ("aaaa@" + ".".join(["b" * 60] * 4) + ".example", None),
        ("pat", None),
        ("@example.com", None),
        ("pat@", None),
        ("pat@example", None),
        ("pat@example..com", None),
        ("pat@-example.com", None),
        ("pat@example-.com", None),
        ("pat..doe@example.com", None),
        (".pat@example.com", None),
        ("pat@127.0.0.1", None),
        ("pat@[127.0.0.1]", None),
        ("pat doe@example.com", None),
        ("Pat <pat@example.com>", None),
        ("pat@example.com\r\nBcc: eve@example.com", None),
        ("pat@example.com, eve@example.com", None),
        ('"pat"@example.com', None),
        ("pät@example.com", None),
        ("pat@exa mple.com", None),
        ("pat@" + "b" * 64 + ".com", None),
        ("pat@faß.de", None),
        ("pat@νόμος.gr", None),
        ("pat@a\u200db.com", None),
        ("pat@a\u200cb.com", None),
        ("", None),
    ],
)
def test_an_address_is_one_that_mail_goes_to_or_none(typed: str, address: str | None) -> None:
    assert rules.read_address(typed) == address


@pytest.mark.parametrize(("typed", "said"), [("  Rosa \n Marin ", "Rosa Marin"), ("R", "R"), ("李", "李")])
def test_a_name_is_in_one_line(typed: str, said: str) -> None:
    assert rules.check_name(typed, WORDS) == said


@pytest.mark.parametrize("typed", ["", "  ", "…", "<>"])
def test_nothing_is_no_name(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.check_name(typed, WORDS)
    assert as_text(refused.value.fields["name"]) == "Write the name you call them by."


def test_a_kind_is_one_of_four() -> None:
    for kind in ("accountability", "mentor", "marketing", "business"):
        assert rules.check_kind(kind, WORDS) == kind
    with pytest.raises(Refused) as refused:
        rules.check_kind("boss", WORDS)
    assert "accountability, mentor, marketing, business" in as_text(refused.value.fields["kind"])


def test_an_address_is_one_partners_alone_and_may_stay_ones_own() -> None:
    assert rules.check_address("new@example.com", [PAGE], "", WORDS) == "new@example.com"
    assert rules.check_address("rosa@example.com", [PAGE], "rosa", WORDS) == "rosa@example.com"
    for typed, said in (("ROSA@example.com", "has this address already"), ("rosa", "“rosa” is no e-mail address")):
        with pytest.raises(Refused) as refused:
            rules.check_address(typed, [PAGE], "", WORDS)
        assert said in as_text(refused.value.fields["address"])


@pytest.mark.parametrize(
    ("accounts", "outside"), [(("mail:r",), True), (("mail:r", "slack:U1"), False), (("slack:U1",), False), ((), False)]
)
def test_outside_is_who_has_no_chat(accounts: tuple[str, ...], outside: bool) -> None:
    assert rules.is_outside(replace(ROSA, accounts=accounts)) is outside


@pytest.mark.parametrize(
    ("person", "may"),
    [
        (ROSA, True),
        (replace(ROSA, active=False), False),
        (replace(ROSA, role=Role.ASSISTANT), False),
        (replace(ROSA, role=Role.OWNER), False),
        (replace(ROSA, role=Role.GUEST), False),
        (None, False),
    ],
)
def test_a_page_is_for_an_active_partner(person: Person | None, may: bool) -> None:
    assert rules.may_use(PAGE, person) is may
    assert not rules.may_use(None, person)


def test_a_link_is_good_until_its_week_is_over() -> None:
    linked = rules.with_link(replace(PAGE, mailing=True), digest("token"), NOON)
    assert linked == replace(PAGE, link=digest("token"), link_until=NOON + timedelta(days=7))
    assert rules.with_link(PAGE, digest("token"), NOON, mailing=True) == replace(linked, mailing=True)
    assert rules.is_link(linked, "token", NOON + LINK_LASTS - MOMENT)
    assert not rules.is_link(linked, "token", NOON + LINK_LASTS)
    for wrong in ("", "Token", "token ", digest("token")):
        assert not rules.is_link(linked, wrong, NOON)
    assert not rules.is_link(PAGE, "", NOON), "no link is not the empty one"
    assert not rules.is_link(replace(linked, link_until=None), "token", NOON)


def test_used_once_the_link_is_spent_and_the_browser_has_the_page_for_half_a_year() -> None:
    linked = replace(rules.with_link(PAGE, digest("token"), NOON), mailing=True)
    at = NOON + timedelta(hours=1)
    mine = rules.opened(linked, "token", digest("mine"), at, WORDS)
    assert mine == replace(
        PAGE,
        spent=digest("token"),
        session=digest("mine"),
        session_until=at + timedelta(days=180),
        opened_at=at,
    )
    assert rules.is_session(mine, "mine", at + SESSION_LASTS - MOMENT)
    assert not rules.is_session(mine, "mine", at + SESSION_LASTS)
    assert not rules.is_session(mine, "other", at)
    assert not rules.is_session(PAGE, "", at)
    assert not rules.is_session(replace(mine, session_until=None), "mine", at)


def test_the_browser_that_used_it_may_press_twice_and_no_other() -> None:
    mine = rules.opened(rules.with_link(PAGE, digest("token"), NOON), "token", digest("mine"), NOON, WORDS)
    assert rules.opened(mine, "token", digest("mine"), NOON + timedelta(days=1), WORDS) == mine
    for token, session, at in (
        ("token", "other", NOON),
        ("guess", "mine", NOON),
        ("", "mine", NOON),
        ("token", "mine", NOON + SESSION_LASTS),
    ):
        with pytest.raises(Refused, match=r"used already"):
            rules.opened(mine, token, digest(session), at, WORDS)


def test_a_link_of_later_ends_the_session_of_before_when_it_is_used() -> None:
    mine = rules.opened(rules.with_link(PAGE, digest("one"), NOON), "one", digest("mine"), NOON, WORDS)
    both = rules.with_link(mine, digest("two"), NOON)
    assert rules.is_session(both, "mine", NOON)
    theirs = rules.opened(both, "two", digest("theirs"), NOON, WORDS)
    assert not rules.is_session(theirs, "mine", NOON)


def test_closed_nothing_opens_it_and_the_rest_stays() -> None:
    mine = rules.opened(rules.with_link(PAGE, digest("one"), NOON), "one", digest("mine"), NOON, WORDS)
    shut = rules.closed(replace(rules.with_link(mine, digest("two"), NOON, mailing=True), mails=False))
    assert shut == replace(PAGE, opened_at=NOON, mails=False, stopped=True)
    assert not rules.with_link(shut, digest("three"), NOON).stopped


def test_at_another_address_nothing_of_before_holds() -> None:
    before = replace(rules.with_link(PAGE, digest("one"), NOON), refused="550", mails=False)
    assert rules.moved(before, "new@example.com") == replace(PAGE, address="new@example.com")
    assert rules.moved(replace(before, stopped=True), "new@example.com").stopped


ANSWER = Card(title=("?",), buttons=(Button(label="Answer", action="checkins.answer"),))
KEPT = Card(title=("Due",), buttons=(Button(label="Kept", action="checkins.kept"),))
CHECK_IN = Card(title=("Friday",), buttons=(Button(label="Check in", action="checkins.check_in"),))
CHEER = Card(title=("Theirs",), buttons=(Button(label="Cheer", action="checkins.cheer"),))


@pytest.mark.parametrize(
    ("key", "card", "new", "fresh", "mailed"),
    [
        ("digest:rosa:2026-11-27", CHEER, True, True, True),
        ("question:1", ANSWER, True, False, True),
        ("question:1", ANSWER, False, False, False),
        ("answer:1", CHEER, True, False, True),
        ("proof_wanted:1", CHEER, True, False, True),
        ("proof_wanted:1", CHEER, False, False, False),
        ("proof:1", CHEER, True, False, True),
        ("invitation:rosa", CHEER, False, True, True),
        ("checkin:olivia~rosa:rosa", CHECK_IN, True, True, True),
        ("checkin:olivia~rosa:rosa", CHEER, True, True, False),
        ("promise:1:rosa", KEPT, True, False, False),
        ("promise:1:rosa", KEPT, False, True, True),
        ("promise:1:rosa", CHEER, True, False, False),
        ("promise:1:rosa", CHEER, False, True, False),
        ("cheer:1:olivia", CHEER, True, False, False),
        ("checkin_day:olivia~rosa:rosa", CHEER, True, True, False),
        ("digests", CHEER, True, True, False),
    ],
)
def test_what_asks_answers_or_sums_up_is_mailed(key: str, card: Card, new: bool, fresh: bool, mailed: bool) -> None:
    assert rules.is_mailed(key, card, new=new, fresh=fresh) is mailed


def test_the_page_asks_for_actions_that_there_are_and_for_none_of_the_clocks() -> None:
    assert set(ACTIONS) >= rules.MAY_ASK
    assert not [name for name in rules.MAY_ASK if ACTIONS[name].jobs_only]


def test_addresses_lead_to_the_page_its_link_and_its_mails() -> None:
    base = "https://baton.example"
    assert rules.address_of(PAGE, base) == "https://baton.example/partner/p1"
    assert rules.address_of(PAGE, base, "t") == "https://baton.example/partner/p1/open/t"
    assert rules.stop_address(PAGE, base) == "https://baton.example/partner/p1/mails/s"
