"""Who holds a page: the browser whose session it is, and nobody else."""

from __future__ import annotations

import msgspec
from aiohttp import web

from adapters.partner_page.security import COOKIE
from adapters.partner_page.setup import PageSetup
from adapters.web_chat.inbound import Speaker
from adapters.web_chat.security import token_of
from adapters.web_chat.spans import Reader
from bot.partners import rules
from bot.partners.records import Page, account_of
from bot.people import Person, Roster, Team
from bot.requests import Direct


class Closed(Exception):
    """This browser has no page here."""


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """`held` is the session that the browser said it has, whatever that is worth."""

    page: Page
    team: Team
    roster: Roster
    person: Person
    reader: Reader
    held: str

    @property
    def token(self) -> str:
        return token_of(self.held)

    @property
    def here(self) -> str:
        return f"/partner/{self.page.id}"

    @property
    def owner(self) -> Person:
        return self.roster.owner()


class Partner(Speaker, frozen=True, kw_only=True):
    """Who speaks from the page, whatever the page was sent."""

    @property
    def account(self) -> str:
        return account_of(self.person)


class Visits:
    """Looks up the page that an address names, and whether who asks may have it."""

    def __init__(self, setup: PageSetup) -> None:
        self._setup = setup

    async def named(self, request: web.Request, session: str = "") -> Visit:
        """The page, whoever asks; for its link and its mails alone. Raises Closed."""
        return await self._named(request.match_info["page"], session)

    async def again(self, visit: Visit) -> Visit:
        """The same as it is now. Raises Closed when it was closed meanwhile, or opened in another browser."""
        return self._held(await self._named(visit.page.id, visit.held))

    async def _named(self, id: str, held: str) -> Visit:
        page = await self._setup.store.get(Page, "", id)
        if page is None:
            raise Closed
        team = await self._setup.store.get(Team, "", page.of_team)
        roster = Roster(tuple(await self._setup.store.all(Person, page.of_team)))
        person = roster.get(page.person)
        if team is None or person is None or not rules.may_use(page, person):
            raise Closed
        reader = Reader(person.zone, person.locale, self._setup.now(), f"/partner/{page.id}")
        return Visit(page=page, team=team, roster=roster, person=person, reader=reader, held=held)

    async def of(self, request: web.Request) -> Visit:
        """The page of the browser that asks. Raises Closed."""
        return self._held(await self.named(request, request.cookies.get(COOKIE, "")))

    def _held(self, visit: Visit) -> Visit:
        if not rules.is_session(visit.page, visit.held, self._setup.now()):
            raise Closed
        return visit

    def speaker(self, visit: Visit) -> Partner:
        return Partner(
            team=visit.team.id,
            person=visit.person.id,
            place=Direct(visit.person.id),
            at=self._setup.now(),
            fresh=self._setup.new_id(),
        )
