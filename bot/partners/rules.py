"""Who may have a private page, what its link and session are good for, and what is mailed; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

import msgspec
from msgspec.structs import replace

from bot.errors import Refused
from bot.joining.rules import name_of
from bot.partners.records import KINDS, OUTSIDE, Page
from bot.people import Person, Role
from bot.texts import Words
from bot.ui import Card

LINK_LASTS = timedelta(days=7)
SESSION_LASTS = timedelta(days=180)
MAIL_LASTS = timedelta(days=4)  # what could not be mailed by then stands on the page alone
ADDRESS_MOST = 254  # RFC 5321 4.5.3.1.3
NAME_MOST = 80
DEVIATING = frozenset("ßẞς\u200c\u200d")
MAILED = frozenset({"digest", "question", "answer", "proof_wanted", "proof", "invitation", "farewell"})
ASKS = frozenset({"checkins.check_in", "checkins.kept"})
# All that the page may ask of the door, which decides by the role once more.
MAY_ASK = frozenset(
    {
        *(f"checkins.{name}" for name in ("promise", "make", "promises", "undo", "kept", "partly", "missed", "moved")),
        *(f"checkins.{name}" for name in ("check_in", "day", "every", "cheer", "ask", "answer", "ask_proof", "prove")),
        "digests.digest",
        *(f"team.{name}" for name in ("zone", "hours", "calendar")),
        "partners.mails",
    }
)

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """`pat@example.com Pat Doe mentor`, understood: `whom` is the first word, whatever it is."""

    whom: str = ""
    name: str = ""
    kind: str = ""


def read_partner(line: str) -> Typed:
    """Never raises; the last word is a kind where it is one."""
    words = line.split()
    kind = words.pop().casefold() if len(words) > 1 and words[-1].casefold() in KINDS else ""
    return Typed(whom=words[0] if words else "", name=" ".join(words[1:])[: NAME_MOST * 2], kind=kind)


def read_address(typed: str) -> str | None:
    """The address as mail goes to it, its domain in small letters and in ASCII; None for what is none.

    Nor is a domain one with the letters that Python's codec writes as others, and so as somebody else's domain:
    https://www.unicode.org/reports/tr46/#Deviations.
    """
    local, _, domain = typed.strip().removeprefix("mailto:").rpartition("@")
    if DEVIATING & set(domain):
        return None
    try:
        domain = domain.encode("idna").decode().casefold()
    except UnicodeError:
        return None
    labels = domain.split(".")
    plain = _LOCAL.fullmatch(local) and len(local) <= 64 and len(labels) > 1 and all(map(_LABEL.fullmatch, labels))
    address = f"{local}@{domain}"
    return address if plain and len(address) <= ADDRESS_MOST and not labels[-1].isdecimal() else None


def check_name(typed: str, words: Words) -> str:
    """In one line; Refused at the field when there is none, or nothing but signs."""
    name = name_of(typed)
    if not any(letter.isalnum() for letter in name):
        raise Refused.at("name", words("partners.name_missing"))
    return name


def check_kind(typed: str, words: Words) -> str:
    if typed not in KINDS:
        raise Refused.at("kind", words("partners.kind_unknown", kinds=", ".join(KINDS)))
    return typed


def check_address(typed: str, pages: Iterable[Page], but: str, words: Words) -> str:
    """Refused at the field when it is none, or that of another partner than `but`."""
    address = read_address(typed)
    if address is None:
        raise Refused.at("address", words("partners.address_unclear", typed=typed.strip()[:60]))
    if any(page.address.casefold() == address.casefold() and page.person != but for page in pages):
        raise Refused.at("address", words("partners.address_taken"))
    return address


def is_outside(person: Person) -> bool:
    """Whether there is no chat to reach them in."""
    return bool(person.accounts) and all(account.startswith(f"{OUTSIDE}:") for account in person.accounts)


def may_use(page: Page | None, person: Person | None) -> bool:
    """A page is for an active partner alone, whatever link or session there is."""
    return page is not None and person is not None and person.active and person.role is Role.PARTNER


def is_goodbye(key: str, person: Person) -> bool:
    """Whether it is the last word to somebody who is a partner no more; it may be mailed, and stands on no page."""
    return key.startswith("farewell:") and person.active and is_outside(person)


def digest(secret: str) -> str:
    """What is kept of a link or session."""
    return sha256(secret.encode()).hexdigest()


def is_link(page: Page, token: str, now: datetime) -> bool:
    """Whether this link can be used still; compared in constant time."""
    known = compare_digest(digest(token), page.link or digest(""))
    return known and bool(page.link) and page.link_until is not None and now < page.link_until


def is_session(page: Page, held: str, now: datetime) -> bool:
    known = compare_digest(digest(held), page.session or digest(""))
    return known and bool(page.session) and page.session_until is not None and now < page.session_until


def with_link(page: Page, link: str, now: datetime, *, mailing: bool = False) -> Page:
    """One more link, of which `link` is the digest; the one before, unless it was used, is worth nothing any more."""
    return replace(page, link=link, link_until=now + LINK_LASTS, mailing=mailing, stopped=False)


def opened(page: Page, token: str, session: str, now: datetime, words: Words) -> Page:
    """The link used by the browser whose session has this digest; the same one may press twice.

    A browser that had the page before has it no more.
    """
    again = compare_digest(digest(token), page.spent or digest("")) and session == page.session
    if again and page.session_until is not None and now < page.session_until:
        return page
    if not is_link(page, token, now):
        raise Refused(words("partners.link_over"))
    return replace(
        page,
        link="",
        link_until=None,
        spent=page.link,
        session=session,
        session_until=now + SESSION_LASTS,
        opened_at=now,
        mailing=False,
    )


def closed(page: Page) -> Page:
    """Neither link nor session is good for anything any more, and nothing is mailed."""
    return replace(
        page, link="", link_until=None, spent="", session="", session_until=None, mailing=False, stopped=True
    )


def is_mailed(key: str, card: Card, *, new: bool, fresh: bool) -> bool:
    """Whether a message for the page is mailed as well: what asks for something, answers, or sums up.

    `new`: it was not there yet; `fresh`: it is brought up again. What is only edited is never mailed.
    """
    if key.partition(":")[0] in MAILED:
        return new or fresh
    return fresh and any(button.action in ASKS for button in card.buttons)


def moved(page: Page, address: str) -> Page:
    """Another address: what was mailed to the one before opens nothing any more, and this one may take mail."""
    return replace(closed(page), address=address, refused="", mails=True, stopped=page.stopped)


def address_of(page: Page, base: str, token: str = "") -> str:
    """Of the page, or with a token of its one-time link."""
    return f"{base}/partner/{page.id}/open/{token}" if token else f"{base}/partner/{page.id}"


def stop_address(page: Page, base: str) -> str:
    return f"{base}/partner/{page.id}/mails/{page.stop}"
