"""`/team page`: the one-time link of a partner's private page is made, mailed, used, taken back; and mails switched."""

from __future__ import annotations

from msgspec.structs import replace

from bot.context import Context
from bot.errors import NotAllowed, Refused
from bot.partners import cards, rules
from bot.partners.handlers import must_be_partner, page_of
from bot.partners.records import Page
from bot.people import Person, Role, handles
from bot.requests import Direct, Outcome, Post, Reply

TOKEN_IDS = 3  # of 64 bits each


async def page(context: Context) -> Outcome:
    """How it stands with somebody's page, and what can be done about it."""
    owner = context.allow(Role.OWNER)
    person, found = await _meant(context)
    return Outcome(reply=Reply(card=cards.page_card(found, person, owner, context.reach, context.now)))


async def link(context: Context) -> Outcome:
    """Shown once to the owner alone; only its digest is kept."""
    owner = context.allow(Role.OWNER)
    _must_reach(context)
    person, found = await _meant(context)
    token = "".join(context.new_id() for _ in range(TOKEN_IDS))
    after = rules.with_link(found, rules.digest(token), context.now)
    address = rules.address_of(after, context.reach.pages, token)
    shown = cards.link_card(address, after, person, owner.words())
    kept = cards.link_card("", after, person, owner.words())
    return Outcome(reply=Reply(card=shown), kept=Reply(card=kept), records=(after,))


async def mail_link(context: Context) -> Outcome:
    """The link is made when the mail is sent, so that it is kept nowhere on the way."""
    owner = context.allow(Role.OWNER)
    _must_reach(context)
    if not context.reach.mails:
        raise Refused(context.words("partners.no_mail"))
    person, found = await _meant(context)
    after = replace(found, mailing=True, refused="", stopped=False)
    post = Post(
        key=f"invitation:{person.id}",
        to=Direct(person.id),
        card=cards.invitation_card(person, owner),
        fresh=True,
    )
    card = cards.said(context.words, "mailing", who=person.name, address=found.address)
    return Outcome(reply=Reply(card=card), records=(after,), posts=(post,))


async def close(context: Context) -> Outcome:
    """The page is shut in every browser, its link is worth nothing, and no mails go; a new link opens it again."""
    owner = context.allow(Role.OWNER)
    person, found = await _meant(context)
    after = rules.closed(found)
    card = cards.page_card(after, person, owner, context.reach, context.now)
    return Outcome(reply=Reply(card=card), records=(after,) if after != found else ())


async def enter(context: Context) -> Outcome:
    """The link is used by the browser whose session has the digest `session`."""
    person, found = await _own(context)
    after = rules.opened(found, context.argument("link"), context.argument("session"), context.now, person.words())
    return Outcome(records=(after,) if after != found else ())


async def mails(context: Context) -> Outcome:
    """Mails switched on or off, by a press on the page or in a mail."""
    person, found = await _own(context)
    on = context.argument("on") == "1"
    card = cards.said(person.words(), "mails_on" if on else "mails_off", address=found.address)
    return Outcome(reply=Reply(card=card), records=(replace(found, mails=on),) if found.mails is not on else ())


async def link_made(context: Context) -> Outcome:
    """A job: a link is about to be mailed, if it is wanted still."""
    person = context.roster.get(context.argument("person"))
    found = await page_of(context, person) if person else None
    if found is None or not rules.may_use(found, person) or not found.mailing:
        return Outcome()
    return Outcome(records=(rules.with_link(found, context.argument("link"), context.now, mailing=True),))


async def refused(context: Context) -> Outcome:
    """A job: an address takes no mail. The owner is told once, and nothing more is mailed to it."""
    person = context.roster.get(context.argument("person"))
    found = await page_of(context, person) if person else None
    owner = context.roster.get(context.team.owner)
    if person is None or found is None or owner is None or found.refused:
        return Outcome()
    why = context.argument("why")[:300]
    card = cards.refused_card(person, found.address, why, owner.words())
    post = Post(key=f"mail_refused:{person.id}", to=Direct(owner.id), card=card, fresh=True)
    return Outcome(records=(replace(found, refused=why or "refused"),), posts=(post,))


async def _meant(context: Context) -> tuple[Person, Page]:
    """The partner named by the owner, or the only one, who must have no chat to be reached in."""
    typed = context.argument("who")
    if typed:
        person = must_be_partner(context, context.find_person(typed))
    else:
        outside = [one for one in context.roster.with_role(Role.PARTNER) if rules.is_outside(one)]
        if len(outside) != 1:
            key = "which_partner" if outside else "no_partner"
            raise Refused(context.words(f"partners.{key}", people=handles(outside)))
        person = outside[0]
    found = await page_of(context, person)
    if found is None or not rules.is_outside(person):
        raise Refused(context.words("partners.has_account", who=person.name))
    return person, found


async def _own(context: Context) -> tuple[Person, Page]:
    """The speaker's own page, whoever else is named."""
    person = context.speaker()
    found = await page_of(context, person)
    if found is None or not rules.may_use(found, person):
        raise NotAllowed(context.words("partners.no_page"))
    return person, found


def _must_reach(context: Context) -> None:
    if not context.reach.pages:
        raise Refused(context.words("partners.no_url"))
