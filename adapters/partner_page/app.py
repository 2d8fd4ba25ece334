"""The private pages as a whole: their routes, who is let in, and what is said when something goes wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web
from structlog.contextvars import bound_contextvars

from adapters.asking import explained
from adapters.mail_server import Sends
from adapters.partner_page import security
from adapters.partner_page.doors import Doors
from adapters.partner_page.looks import Looks
from adapters.partner_page.outbound import PagePosts
from adapters.partner_page.setup import PageSetup
from adapters.partner_page.sheet import Sheet
from adapters.partner_page.visits import Closed, Visits
from adapters.web_chat.inbound import BadInput
from adapters.web_chat.looking import as_html
from bot.errors import StoreClosed
from bot.ports import Chat
from bot.texts import Words

__all__ = ["PageSetup", "PartnerPages"]

STATIC = Path(__file__).parent / "static"
PAGE = "/partner/{page:[0-9A-Za-z]{1,64}}"
LINK = PAGE + "/open/{token:[0-9A-Za-z_-]{1,200}}"
STOP = PAGE + "/mails/{stop:[0-9A-Za-z]{1,200}}"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PartnerPages:
    """`chat` is where what is said to a partner outside is delivered to; with `mail` some of it is mailed, too."""

    def __init__(self, setup: PageSetup, mail: Sends | None = None) -> None:
        self._setup = setup
        self._looks = Looks()
        visits = Visits(setup)
        self._doors = Doors(setup, self._looks, visits)
        self._sheet = Sheet(setup, self._looks, visits, mails=mail is not None)
        self.chat: Chat = PagePosts(setup, mail)

    def add_to(self, app: web.Application) -> None:
        """The routes `/partner/…`; none without a public address, as no link can lead there."""
        if not self._setup.url:
            return
        doors, sheet = self._doors, self._sheet
        app.router.add_static("/partner/static", STATIC)
        app.router.add_get(LINK, self._guarded(doors.look, security.HEADERS_OF_LINK), allow_head=False)
        app.router.add_post(LINK, self._guarded(self._ours(doors.open), security.HEADERS_OF_LINK))
        app.router.add_get(STOP, self._guarded(doors.look_at_stop, security.HEADERS_OF_LINK), allow_head=False)
        app.router.add_post(STOP, self._guarded(doors.stop, security.HEADERS_OF_LINK))
        app.router.add_get(PAGE, self._guarded(sheet.page), allow_head=False)
        app.router.add_get(PAGE + "/files/{file}", self._guarded(sheet.file), allow_head=False)
        app.router.add_post(PAGE + "/press", self._guarded(self._ours(sheet.press)))
        app.router.add_post(PAGE + "/form", self._guarded(self._ours(sheet.form)))

    def _ours(self, do: Handler) -> Handler:
        async def checked(request: web.Request) -> web.StreamResponse:
            headers = request.headers
            origin, site = headers.get("Origin", ""), headers.get("Sec-Fetch-Site", "")
            security.check_origin(origin, site, request.host, self._setup.url)
            return await do(request)

        return checked

    def _guarded(self, do: Handler, headers: dict[str, str] = security.HEADERS) -> Handler:
        """Host and headers for every route, and the one place where everything that goes wrong ends."""

        async def answer(request: web.Request) -> web.StreamResponse:
            number = self._setup.new_id()
            try:
                security.check_reached(request.host, self._setup.url)
                with bound_contextvars(page=number):
                    response = await do(request)
            except Exception as error:
                response = self._problem(error, number)
            for name, value in headers.items():
                response.headers.setdefault(name, value)
            return response

        return answer

    def _problem(self, error: Exception, number: str) -> web.StreamResponse:
        """Whoever has no page learns the same, whether there is one or not."""
        words = Words("en")
        match error:
            case Closed():
                said, status = words("partners.closed_title"), 403
                return as_html(self._looks.said(words, said, (words("partners.closed_what"),)), status)
            case web.HTTPTooManyRequests():
                said, status = words("partners.too_many"), 429
            case security.Forbidden():
                said, status = (str(error),), 403
            case BadInput():
                said, status = (str(error),), 400
            case web.HTTPRequestEntityTooLarge():
                said, status = words("partners.too_large"), 413
            case _:
                said, status = explained(error, number).text, 503 if isinstance(error, StoreClosed) else 500
        return as_html(self._looks.said(words, said), status)
