"""The private page itself: looked at, and what is pressed and filled in there, which takes the one path as ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from aiohttp import web
from markupsafe import Markup
from msgspec.structs import replace

from adapters import uploads
from adapters.partner_page.looks import Looks, Section, buttons, cards
from adapters.partner_page.records import Shown
from adapters.partner_page.setup import PageSetup
from adapters.partner_page.visits import Closed, Visit, Visits
from adapters.web_chat import attachments, bodies, inbound, render_form
from adapters.web_chat.bodies import Body, Chosen
from adapters.web_chat.looking import as_html
from adapters.web_chat.security import check_token
from bot.attached import Attached
from bot.digests.records import Sent, sent_term
from bot.errors import Refused
from bot.partners import reading, rules
from bot.people import Role
from bot.requests import Ask, Reply, Request
from bot.texts import Words
from bot.ui import Button, Card, Files, FilesField, Form

NOTHING = Markup("")
WEEKS_MOST, NEWS_MOST, NEWS_READ = 13, 8, 40
# Of these the page shows what they are about as it is now.
STANDS_ELSEWHERE = frozenset({"promise", "question", "proof_wanted", "checkin", "silence", "invitation", "digest"})


class Sheet:
    """Handlers of a request."""

    def __init__(self, setup: PageSetup, looks: Looks, visits: Visits, *, mails: bool) -> None:
        self._mails = mails
        self._setup = setup
        self._looks = looks
        self._visits = visits

    async def page(self, request: web.Request) -> web.StreamResponse:
        return as_html(await self._whole(await self._visits.of(request)))

    async def press(self, request: web.Request) -> web.StreamResponse:
        visit, body = await self._sent(request)
        asked = inbound.read_button(body.fields, self._visits.speaker(visit))
        return await self._answered(visit, await self._asked(replace(asked, card=""), visit))

    async def form(self, request: web.Request) -> web.StreamResponse:
        """A refusal at a field shows the form again, with what was typed."""
        visit, body = await self._sent(request)
        try:
            asked = inbound.read_form(body.fields, self._visits.speaker(visit))
            asked = replace(asked, files=await self._kept(body.files, visit))
            answer = await self._asked(asked, visit, raises=True)
        except Refused as refused:
            filled = _filled(body.fields, refused)
            answer = Ask(form=filled) if filled else Reply(card=Card(title=refused.text))
            return await self._answered(visit, answer, status=422)
        return await self._answered(visit, answer)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """What somebody attached, to whoever may see what it belongs to; it is the core that knows."""
        visit = await self._visits.of(request)
        try:
            answer = await self._setup.dispatch(
                inbound.asked_for_file(request.match_info["file"], self._visits.speaker(visit))
            )
        except Refused as refused:
            raise Closed from refused
        blocks = answer.card.blocks if isinstance(answer, Reply) else ()
        found = next((file for one in blocks if isinstance(one, Files) for file in one.files), None)
        content = await self._setup.files.read(found.id) if found else None
        if found is None or content is None:
            raise Closed
        return attachments.response(found, content)

    async def _sent(self, request: web.Request) -> tuple[Visit, Body]:
        """What was sent, and whose page it is by then: files may be long on their way."""
        visit = await self._visits.of(request)
        body = await bodies.read(request, lambda fields: check_token(visit.held, fields.get("_token", "")))
        return await self._visits.again(visit), body

    async def _asked(self, asked: Request, visit: Visit, *, raises: bool = False) -> Reply | Ask | None:
        """Nothing but what the page is for; the door decides by the role once more."""
        try:
            if asked.action not in rules.MAY_ASK:
                raise Refused(visit.person.words()("common.unknown_action"))
            return await self._setup.dispatch(asked)
        except Refused as refused:
            if raises:
                raise
            return Reply(card=Card(title=refused.text))

    async def _kept(self, files: Sequence[Chosen], visit: Visit) -> tuple[Attached, ...]:
        if not files:
            return ()
        sent = [(file.name, file.content) for file in files]
        return await uploads.kept(self._setup, sent, files[0].field, Words(visit.person.locale))

    async def _answered(self, visit: Visit, answer: Reply | Ask | None, status: int = 200) -> web.Response:
        visit = await self._visits.again(visit)
        shown = Markup("")
        match answer:
            case Reply(card=card):
                # Below a card stand commands to type, for which there is no place here.
                [shown] = cards((replace(card, footer=()),), visit.reader, "answer", notice=True)
            case Ask(form=form):
                packed = msgspec.json.encode(replace(form, errors={})).decode()
                opened = replace(form, arguments={**form.arguments, "_form": packed})
                to = render_form.Target(f"{visit.here}/form", visit.token, away=visit.here)
                shown = render_form.dialog(opened, to, visit.reader)
            case None:
                pass
        return as_html(await self._whole(visit, shown), status)

    async def _whole(self, visit: Visit, answer: Markup = NOTHING) -> Markup:
        words, owner = visit.person.words(), visit.owner.name
        return self._looks.page(
            "page.html",
            words,
            title=words.plain("partners.page_title", owner=owner),
            sees=words.plain("partners.page_sees", owner=owner),
            here=visit.here,
            token=visit.token,
            id=self._setup.new_id(),
            answer=answer,
            sections=await self._sections(visit),
            zone=words.plain("partners.page_zone", zone=visit.person.zone),
            mails=words.plain(f"partners.page_mails_{self._mailed(visit)}", address=visit.page.address, owner=owner),
            settings=buttons(_settings(visit, words, mails=self._mails)),
        )

    async def _sections(self, visit: Visit) -> list[Section]:
        words, owner, reader = visit.person.words(), visit.owner.name, visit.reader
        both = await reading.read(self._setup.store, visit.person, visit.roster, self._setup.now())
        news, weeks = await self._lately(visit), await self._weeks(visit)
        week = await self._asked(self._request("digests.digest", visit), visit)
        verbs = ("check_in", "promise") if both.own else ("promise",)
        offers = [_offer(verb, words, primary=verb == verbs[0]) for verb in verbs]
        waiting = Section(
            title=words.plain("partners.section_questions"), cards=cards(both.questions, reader, "question")
        )
        made = [
            *([waiting] if both.questions else []),
            Section(
                title=words.plain("partners.section_theirs", owner=owner),
                cards=cards(both.theirs, reader, "theirs"),
                empty=words.plain("partners.none_theirs", owner=owner),
                more=words.plain("partners.earlier_promises", n=len(both.theirs_earlier)),
                earlier=cards(both.theirs_earlier, reader, "earlier"),
            ),
            Section(
                title=words.plain("partners.section_own", owner=owner),
                cards=cards(both.own, reader, "own"),
                empty=words.plain("partners.none_own"),
                buttons=buttons(offers),
                more=words.plain("partners.earlier_promises", n=len(both.own_earlier)),
                earlier=cards(both.own_earlier, reader, "before"),
            ),
            Section(
                title=words.plain("partners.section_week"),
                cards=cards([week.card] if isinstance(week, Reply) else [], reader, "week"),
                more=words.plain("partners.earlier_weeks", n=len(weeks)),
                earlier=cards([replace(one.card, buttons=()) for one in weeks], reader, "weeks"),
            ),
        ]
        lately = cards([one.card for one in news[:NEWS_MOST]], reader, "news")
        return made + ([Section(title=words.plain("partners.section_news"), cards=lately)] if lately else [])

    def _mailed(self, visit: Visit) -> str:
        if not self._mails:
            return "none"
        return "refused" if visit.page.refused else "on" if visit.page.mails else "off"

    async def _lately(self, visit: Visit) -> list[Shown]:
        """Newest first."""
        found = await self._setup.store.find(Shown, visit.team.id, f"page:{visit.person.id}", newest=NEWS_READ)
        news = [one for one in found if _is_news(one)]
        return sorted(news, key=lambda one: one.at, reverse=True)

    async def _weeks(self, visit: Visit) -> list[Sent]:
        """The digests that were sent to this partner, newest first."""
        found = await self._setup.store.find(Sent, visit.team.id, sent_term(visit.person.id), newest=WEEKS_MOST)
        return sorted((one for one in found if one.role == Role.PARTNER), key=lambda one: one.end, reverse=True)

    def _request(self, action: str, visit: Visit) -> Request:
        speaker = self._visits.speaker(visit)
        return Request(
            id=speaker.fresh,
            team=speaker.team,
            action=action,
            account=speaker.account,
            place=speaker.place,
            at=speaker.at,
        )


def _is_news(shown: Shown) -> bool:
    """What stands nowhere else: a cheer, an answer, another day, or a smaller rhythm that is offered."""
    offers = any(button.action == "checkins.every" for button in shown.card.buttons)
    return offers or shown.id.partition(":")[0] not in STANDS_ELSEWHERE


def _filled(fields: Mapping[str, str], refused: Refused) -> Form | None:
    """The form that was sent, as it came along, with what was typed and what is wrong; None when it is no form."""
    try:
        form = msgspec.json.decode(fields.get("_form", ""), type=Form)
    except (msgspec.DecodeError, ValueError):
        return None
    typed = tuple(
        one if isinstance(one, FilesField) else replace(one, value=fields.get(one.name, "")) for one in form.fields
    )
    names = {one.name for one in form.fields}
    at_fields = {name: text for name, text in refused.fields.items() if name in names}
    return replace(form, fields=typed, errors=at_fields, intro=form.intro if at_fields else refused.text)


def _offer(verb: str, words: Words, *, primary: bool) -> Button:
    label = words.plain(f"checkins.button_{verb}")
    return Button(label=label, action=f"checkins.{verb}", style="primary" if primary else "plain")


def _settings(visit: Visit, words: Words, *, mails: bool) -> list[Button]:
    on = visit.page.mails
    own = [
        Button(label=words.plain("team.button_zone"), action="team.zone"),
        Button(label=words.plain("team.button_calendar"), action="team.calendar"),
    ]
    if not mails:
        return own
    return [
        *own,
        Button(
            label=words.plain("partners.button_mails_off" if on else "partners.button_mails_on"),
            action="partners.mails",
            arguments={"on": "0" if on else "1"},
        ),
    ]
