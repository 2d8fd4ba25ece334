"""The private page of somebody who has no account on any chat."""

from __future__ import annotations

from datetime import datetime

from bot.requests import Record

KINDS = ("accountability", "mentor", "marketing", "business")
OUTSIDE = "mail"  # what stands for a platform in the account of somebody without one


class Page(Record, frozen=True, kw_only=True):
    """Filed under team "" by an id of its own, which stands in its address; one per person.

    `link` is the digest of the one-time link that can still be used until `link_until`, `spent` that of the one used
    last; `session` is the digest of what the browser holds that used it, until `session_until`. `stop` is all that
    somebody has to know to switch mails off: it stands in every one of them, opens nothing, and is kept as it is.
    `mailing`: a link is to be made and mailed. `refused` says why the address took no mail.
    `stopped`: there was no link yet, or the owner closed the page, so nothing is mailed until there is one.
    """

    of_team: str
    person: str
    address: str
    stop: str
    link: str = ""
    link_until: datetime | None = None
    spent: str = ""
    session: str = ""
    session_until: datetime | None = None
    opened_at: datetime | None = None
    mails: bool = True
    mailing: bool = False
    refused: str = ""
    stopped: bool = False

    def terms(self) -> tuple[str, ...]:
        return (person_term(self.of_team, self.person), f"team:{self.of_team}")


def person_term(team: str, person: str) -> str:
    return f"person:{team}:{person}"


def account_of(person: str) -> str:
    """The account with which somebody speaks from the private page; it says nothing of the address."""
    return f"{OUTSIDE}:{person}"
