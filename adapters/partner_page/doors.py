"""The link that opens a page, and the one that stops its mails: looked at by a GET, used by a POST alone."""

from __future__ import annotations

from hmac import compare_digest

from aiohttp import web

from adapters.partner_page import security
from adapters.partner_page.guesses import Guesses, came_from
from adapters.partner_page.looks import Looks
from adapters.partner_page.setup import PageSetup
from adapters.partner_page.visits import Closed, Visit, Visits
from adapters.web_chat import bodies
from adapters.web_chat.looking import as_html
from adapters.web_chat.security import check_token, is_session, new_session
from bot.errors import Refused
from bot.partners import rules
from bot.partners.records import account_of
from bot.requests import Request
from bot.texts import Words


class Doors:
    """Handlers of a request; robots that look at links in mails and chats use up nothing."""

    def __init__(self, setup: PageSetup, looks: Looks, visits: Visits) -> None:
        self._setup = setup
        self._looks = looks
        self._visits = visits
        self._guesses = Guesses(setup.now)

    async def look(self, request: web.Request) -> web.StreamResponse:
        """Whether the link is good, with a button; a browser that used it already is led to its page."""
        self._must_not_guess(request)
        held, token = request.cookies.get(security.COOKIE, ""), request.match_info["token"]
        session = held if is_session(held) else new_session()
        visit = await self._named(request, session)
        if rules.is_session(visit.page, held, self._setup.now()) and not self._is_link(visit, token):
            return web.Response(status=303, headers={"Location": visit.here})
        if not self._is_link(visit, token):
            raise self._wrong(request)
        words, owner = visit.person.words(), visit.owner.name
        page = self._looks.said(
            words,
            words("partners.door_title", owner=owner),
            (words("partners.door_what", owner=owner), words("partners.door_once")),
            button=words.plain("partners.letter_open"),
            address=request.path,
            token=visit.token,
        )
        return self._with_session(as_html(page), visit, session)

    async def open(self, request: web.Request) -> web.StreamResponse:
        """The link is used by this browser, once."""
        self._must_not_guess(request)
        held, token = request.cookies.get(security.COOKIE, ""), request.match_info["token"]
        if not is_session(held):
            raise security.Forbidden(Words("en").plain("partners.door_cookies"))
        visit = await self._named(request, held)
        await bodies.read(request, lambda fields: check_token(held, fields.get("_token", "")))
        try:
            await self._ask(
                visit,
                f"enter:{rules.digest(token + held)[:40]}",
                "partners.enter",
                link=token,
                session=rules.digest(held),
            )
        except Refused as refused:
            raise self._wrong(request) from refused
        response = web.Response(status=303, headers={"Location": visit.here})
        return self._with_session(response, visit, held)

    async def look_at_stop(self, request: web.Request) -> web.StreamResponse:
        visit = await self._stopping(request)
        words = visit.person.words()
        return as_html(
            self._looks.said(
                words,
                words("partners.stop_title"),
                (words("partners.stop_what", owner=visit.owner.name),),
                button=words.plain("partners.button_mails_off"),
                address=request.path,
            )
        )

    async def stop(self, request: web.Request) -> web.StreamResponse:
        """By a press there or, RFC 8058, by a mail program, which has neither cookies nor an origin."""
        visit = await self._stopping(request)
        await self._ask(visit, self._setup.new_id(), "partners.mails", on="0")
        words = visit.person.words()
        title = words("partners.mails_off", address=visit.page.address)
        return as_html(self._looks.said(words, title))

    async def _stopping(self, request: web.Request) -> Visit:
        self._must_not_guess(request)
        visit = await self._named(request)
        if not compare_digest(visit.page.stop.encode(), request.match_info["stop"].encode()):
            raise self._wrong(request)
        return visit

    async def _ask(self, visit: Visit, id: str, action: str, **arguments: str) -> None:
        """In the name of whose page it is: who knows the secret in the address is taken for nobody else."""
        asked = Request(
            id=id,
            team=visit.team.id,
            action=action,
            account=account_of(visit.person.id),
            arguments=arguments,
            at=self._setup.now(),
        )
        await self._setup.dispatch(asked)

    async def _named(self, request: web.Request, session: str = "") -> Visit:
        """The page; one that is not there counts as guessed like a wrong link, or the count would tell which are."""
        try:
            return await self._visits.named(request, session)
        except Closed as closed:
            raise self._wrong(request) from closed

    def _is_link(self, visit: Visit, token: str) -> bool:
        return rules.is_link(visit.page, token, self._setup.now())

    def _must_not_guess(self, request: web.Request) -> None:
        if self._guesses.too_many(_who(request)):
            raise web.HTTPTooManyRequests

    def _wrong(self, request: web.Request) -> Closed:
        self._guesses.wrong(_who(request))
        return Closed()

    def _with_session(self, response: web.Response, visit: Visit, session: str) -> web.Response:
        """Sent by links in mails too, which a Strict one would not be; each page has one of its own."""
        response.set_cookie(
            security.COOKIE,
            session,
            httponly=True,
            samesite="Lax",
            secure=security.is_secure(self._setup.url),
            path=visit.here,
            max_age=int(rules.SESSION_LASTS.total_seconds()),
        )
        return response


def _who(request: web.Request) -> str:
    return came_from(request.remote or "", request.headers.get("X-Forwarded-For", ""))
