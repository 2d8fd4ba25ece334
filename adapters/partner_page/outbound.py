"""The private pages as one of the chats that posts are delivered to: kept on the page, and mailed where that is due."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from adapters.mail_server import Letter, Sends
from adapters.partner_page.letters import Sent, letter
from adapters.partner_page.records import Shown
from adapters.partner_page.setup import PageSetup
from bot.errors import Conflict, StoreClosed
from bot.partners import rules
from bot.partners.records import OUTSIDE, Page, person_term
from bot.people import Person, Team
from bot.ports import Address, ChatBusy, ChatRefused, Commit, Outgoing
from bot.requests import Outcome, Request

NewToken = Callable[[], str]


def new_token() -> str:
    return secrets.token_urlsafe(32)


class PagePosts:
    """Implements `bot.ports.Chat`. Without a mail server messages stand on the page alone."""

    def __init__(self, setup: PageSetup, mail: Sends | None, fresh_token: NewToken = new_token) -> None:
        self._setup = setup
        self._mail = mail
        self._new_token = fresh_token
        self._tokens: dict[str, str] = {}  # links on their way: one whose answer was lost goes out the same again

    async def ready(self) -> bool:
        return True

    async def show(self, to: Address, row: Outgoing) -> str:
        """The row's key. Raises ChatRefused for who has no page, and what sending a mail raises but for a refusal.

        A refused mail is told to the owner, and the message stands on the page all the same. To whom the page does not
        belong any more, nothing is said but goodbye.
        """
        person = await self._setup.store.get(Person, to.team, to.account.removeprefix(f"{OUTSIDE}:"))
        found = await self._setup.store.find(Page, "", person_term(to.team, person.id)) if person else []
        if person is None or not found:
            raise ChatRefused("there is no page for this person")
        may_use = rules.may_use(found[0], person)
        if not may_use and not rules.is_goodbye(row.key, person):
            return row.key
        is_link = row.key.startswith("invitation:")
        if may_use and not is_link:
            await self._keep(row, person)
        if self._mail is None or not _is_due(row, found[0], self._setup, is_link=is_link):
            return row.key
        try:
            await self._mail.send(await self._letter(row, found[0], person, is_link=is_link))
        except _NotWanted:
            return row.key
        except ChatRefused as refused:
            await self._tell(row, person, str(refused))
        self._tokens.pop(row.key, None)
        return row.key

    async def _keep(self, row: Outgoing, person: Person) -> None:
        known = await self._setup.store.get(Shown, row.team, row.key)
        if known is not None and known.wanted >= row.wanted:
            return
        stays = known is not None and not row.fresh
        shown = Shown(
            team=row.team,
            id=row.key,
            person=person.id,
            card=row.card,
            at=known.at if known is not None and stays else row.asked_at or self._setup.now(),
            wanted=row.wanted,
            revision=known.revision if known else 0,
        )
        commit = Commit(
            request_id=f"page:{row.team}/{row.key}/{row.wanted}",
            team=row.team,
            at=self._setup.now(),
            outcome=Outcome(records=(shown,)),
        )
        try:
            await (await self._setup.store.commit(commit))
        except (Conflict, StoreClosed) as error:
            raise ChatBusy(None) from error

    async def _letter(self, row: Outgoing, page: Page, person: Person, *, is_link: bool) -> Letter:
        team = await self._setup.store.get(Team, "", row.team)
        owner = await self._setup.store.get(Person, row.team, team.owner if team else "")
        if owner is None:
            raise ChatRefused("there is no owner to write for")
        token = await self._linked(row, page) if is_link else ""
        # Until it is sent an edit changes the card, and `asked_at` stays: it is the same letter.
        key = f"{row.team}/{row.key}/{row.asked_at.isoformat() if row.asked_at else row.wanted}"
        if token:
            key += f"/{rules.digest(token)}"  # made anew after a start: a mailbox must not take the two for one letter
        sent = Sent(page, person, owner, self._setup.url, last=not rules.may_use(page, person))
        return letter(key, row.card, sent, self._setup.now(), token)

    async def _linked(self, row: Outgoing, page: Page) -> str:
        """A link that opens the page. Only its digest is kept; raises when it is not wanted any more."""
        token = self._tokens.setdefault(row.key, self._new_token())
        about = {"person": page.person, "link": rules.digest(token)}
        await self._ask("partners.link_made", f"link:{row.key}~{row.wanted}~{rules.digest(token)[:12]}", row, about)
        after = await self._setup.store.get(Page, "", page.id)
        if after is None or not after.mailing or after.link != rules.digest(token):
            self._tokens.pop(row.key, None)
            raise _NotWanted
        return token

    async def _tell(self, row: Outgoing, person: Person, why: str) -> None:
        about = {"person": person.id, "why": why}
        await self._ask("partners.refused", f"refused:{row.key}~{row.wanted}", row, about)

    async def _ask(self, action: str, job: str, row: Outgoing, about: dict[str, str]) -> None:
        """As a job, which Baton's own clock would ask; its id is the same after a crash."""
        asked = Request(
            id=f"job:{row.team}/{job}", team=row.team, action=action, arguments=about, at=self._setup.now(), job=job
        )
        await self._setup.dispatch(asked)


class _NotWanted(Exception):
    """Nothing is wrong with the address: the owner closed the page meanwhile."""


def _is_due(row: Outgoing, page: Page, setup: PageSetup, *, is_link: bool) -> bool:
    """Whether it is mailed; what has waited for days stands on the page alone, as it says nothing new by then."""
    if page.refused or page.stopped or not setup.url or (not page.mails and not is_link):
        return False
    if row.asked_at is not None and setup.now() - row.asked_at > rules.MAIL_LASTS:
        return False
    return rules.is_mailed(row.key, row.card, new=not row.message, fresh=row.fresh)
