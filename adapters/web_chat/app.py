"""The chat page as a whole: its routes, who is let in, and what is said when something goes wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web
from structlog.contextvars import bound_contextvars

from adapters.asking import explained
from adapters.web_chat import bodies, inbound, render_form, security
from adapters.web_chat.bodies import Body
from adapters.web_chat.doing import Doing
from adapters.web_chat.live import Hub
from adapters.web_chat.looking import Looking, as_html
from adapters.web_chat.messages import Messages
from adapters.web_chat.outbound import WebPosts
from adapters.web_chat.pages import Pages
from adapters.web_chat.rooms import WebRooms
from adapters.web_chat.setup import WebSetup
from adapters.web_chat.visits import Gone
from bot.errors import StoreClosed
from bot.ports import Chat, Rooms
from bot.ui import as_text

__all__ = ["WebChat", "WebSetup"]

STATIC = Path(__file__).parent / "static"
HERE = "/as/{person}/{room}"

Look = Callable[[web.Request, str], Awaitable[web.StreamResponse]]
Do = Callable[[web.Request, str, Body], Awaitable[web.StreamResponse]]


class WebChat:
    """The page; `chat` is where its posts are delivered to, `rooms` says who is in a channel."""

    def __init__(self, setup: WebSetup) -> None:
        self._setup = setup
        self._hub = Hub(setup.new_id())
        messages = Messages(setup.store, setup.team, setup.now)
        self._pages = Pages(setup, messages)
        self._looking = Looking(setup, messages, self._pages, self._hub)
        self._doing = Doing(setup, messages, self._looking, self._hub)
        self.rooms: Rooms = WebRooms(setup.store, setup.team, setup.channels)
        self.chat: Chat = WebPosts(messages, self._hub, setup.channels, setup.now)

    def add_to(self, app: web.Application) -> None:
        """The routes `/`, `/as/…` and `/static/…`; without a sample `/` only says where Baton can be talked to."""
        app.on_shutdown.append(self._close)
        app.router.add_static("/static", STATIC)
        if self._setup.sample is None:
            app.router.add_get("/", self._guarded(self._looking.closed))
            return
        looking, doing = self._looking, self._doing
        for path, look in (
            ("/", looking.home),
            ("/as/{person}", looking.home),
            (HERE, looking.page),
            (f"{HERE}/suggest", looking.suggest),
            (f"{HERE}/live", looking.live),
            ("/as/{person}/picture/{message}/{number}.png", looking.picture),
            ("/as/{person}/sheet/{message}/{number:[0-9]+}.csv", looking.sheet),
            ("/as/{person}/files/{file}", looking.file),
            ("/as/{person}/message/{number:[0-9]+}", looking.message),
        ):
            app.router.add_get(path, self._guarded(look), allow_head=False)
        for name, do in (
            ("say", doing.say),
            ("press", doing.press),
            ("delegate", doing.delegate),
            ("form", doing.form),
            ("jump", doing.jump),
        ):
            app.router.add_post(f"{HERE}/{name}", self._guarded(self._from_our_page(do)))

    async def _close(self, _: web.Application) -> None:
        self._hub.close()

    def _from_our_page(self, do: Do) -> Look:
        """Listens only to forms that our own page sent, of a size it would send."""

        async def checked(request: web.Request, session: str) -> web.StreamResponse:
            security.check_origin(request.headers.get("Origin", ""), request.host)
            body = await bodies.read(request, lambda fields: security.check_token(session, fields.get("_token", "")))
            return await do(request, session, body)

        return checked

    def _guarded(self, look: Look) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """Host, session and headers for every route, and the one place where everything that goes wrong ends."""

        async def answer(request: web.Request) -> web.StreamResponse:
            held = request.cookies.get(security.COOKIE, "")
            session = held if security.is_session(held) else security.new_session()
            number = self._setup.new_id()
            try:
                security.check_host(request.host, self._setup.hosts)
                with bound_contextvars(page=number):
                    response = await look(request, session)
            except Exception as error:
                response = self._problem(request, error, number)
            if not response.prepared:
                for name, value in security.HEADERS.items():
                    response.headers.setdefault(name, value)
                if session != held:
                    response.set_cookie(security.COOKIE, session, httponly=True, samesite="Strict", path="/")
            return response

        return answer

    def _problem(self, request: web.Request, error: Exception, number: str) -> web.StreamResponse:
        """What the person reads, at the form when it was one, else above the composer; the typed words stay."""
        status, said = self._explained(error, number)
        if "HX-Request" not in request.headers:
            return as_html(self._pages.piece("problem.html", said=said), status)
        if request.path.endswith("/form"):
            piece = render_form.problem(said, swap=True)
        else:
            piece = self._pages.piece("alert.html", said=said)
        response = as_html(piece, status)
        response.headers["HX-Reswap"] = "none"
        return response

    def _explained(self, error: Exception, number: str) -> tuple[int, str]:
        """Status and words. `number` is on every line that this request logged, and in the apology."""
        match error:
            case security.Forbidden():
                return 403, str(error)
            case Gone():
                return 404, str(error)
            case inbound.BadInput():
                return 400, str(error)
            case web.HTTPRequestEntityTooLarge():
                return (
                    413,
                    "That is more than the 1 MiB this page takes. Put it in a file and paste the link.",
                )
            case _:
                return 503 if isinstance(error, StoreClosed) else 500, as_text(explained(error, number).text)
