"""`/team partner`: somebody outside the workspace becomes a partner, by address and name; and which kind one is."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from bot.context import Context
from bot.errors import NotAllowed, Refused
from bot.joining.arrivals import handle_of, unused
from bot.partners import cards, rules
from bot.partners.records import KINDS, Page, account_of, person_term
from bot.people import Person, Role, Roster
from bot.requests import Ask, Outcome, Reply
from bot.team.beginning import planned
from bot.ui import Text


async def partner(context: Context) -> Outcome:
    """`pat@example.com Pat Jones mentor`; opens the form for what is missing or unclear."""
    owner = context.allow(Role.OWNER)
    typed = rules.read_partner(context.argument("who"))
    if "@" in typed.whom.removeprefix("@"):
        values = {"address": typed.whom, "name": typed.name, "kind": typed.kind or KINDS[0]}
        try:
            return await _added(context, values)
        except Refused as refused:
            return _asked(context, values, errors=refused.fields)
    if not typed.whom:
        return _asked(context, {"kind": KINDS[0]})
    person = must_be_partner(context, context.find_person(typed.whom))
    page = await page_of(context, person)
    if typed.kind:
        card = cards.kind_card(replace(person, kind=typed.kind), owner.words())
        return Outcome(reply=Reply(card=card), records=(replace(person, kind=typed.kind),))
    values = {"address": page.address if page else "", "name": person.name, "kind": person.kind or KINDS[0]}
    return _asked(context, values, person)


async def save(context: Context) -> Outcome:
    """The form, sent: somebody new, or `person` changed."""
    owner = context.allow(Role.OWNER)
    values = {name: context.argument(name) for name in ("address", "name", "kind")}
    if not context.argument("person"):
        return await _added(context, values)
    person = must_be_partner(context, context.find_person(context.argument("person")))
    page, words = await page_of(context, person), owner.words()
    kind = rules.check_kind(values["kind"], words)
    if page is None:
        after = replace(person, kind=kind)
        return Outcome(reply=Reply(card=cards.kind_card(after, words)), records=(after,))
    after = replace(person, kind=kind, name=rules.check_name(values["name"], words))
    address = rules.check_address(values["address"], await _pages(context), person.id, words)
    changed = page if address == page.address else rules.moved(page, address)
    card = cards.page_card(changed, after, owner, context.reach, context.now)
    return Outcome(reply=Reply(card=card), records=(after, changed))


async def _added(context: Context, values: Mapping[str, str]) -> Outcome:
    owner = context.speaker()
    words, wrong = owner.words(), dict[str, Text]()
    name, kind, address = "", "", ""
    try:
        address = rules.check_address(values["address"], await _pages(context), "", words)
    except Refused as refused:
        wrong |= refused.fields
    try:
        name, kind = rules.check_name(values["name"], words), rules.check_kind(values["kind"], words)
    except Refused as refused:
        wrong |= refused.fields
    if wrong:
        raise Refused(next(iter(wrong.values())), wrong)
    person = _newcomer(context, name, kind)
    page = Page(
        team="",
        id=context.new_id(),
        of_team=context.team.id,
        person=person.id,
        address=address,
        stop=context.new_id() + context.new_id(),
        stopped=True,
    )
    after = await planned(context, Roster((*context.roster.people, person)))
    card = cards.page_card(page, person, owner, context.reach, context.now)
    card = replace(card, title=words("partners.title_new", who=person.name))
    return replace(after, reply=Reply(card=card), records=(person, page, *after.records))


def _newcomer(context: Context, name: str, kind: str) -> Person:
    """On the team's time until they say theirs. What a welcome says stands on the page."""
    own, team = context.new_id(), context.team
    return Person(
        team=team.id,
        id=own,
        name=name,
        handle=unused(handle_of(name), [person.handle for person in context.roster.people]),
        role=Role.PARTNER,
        accounts=(account_of(own),),
        zone=team.zone,
        locale=team.locale,
        kind=kind,
        zone_guessed=True,
    )


def must_be_partner(context: Context, person: Person) -> Person:
    """The same person; NotAllowed for anybody else."""
    if person.role is not Role.PARTNER:
        raise NotAllowed(context.words("partners.not_a_partner", who=person.name))
    return person


async def page_of(context: Context, person: Person) -> Page | None:
    """The private page, which only somebody without an account has."""
    found = await context.store.find(Page, "", person_term(context.team.id, person.id))
    return found[0] if found else None


async def _pages(context: Context) -> list[Page]:
    """Of partners who are on the team still: the address of one who left is free again."""
    found = await context.store.find(Page, "", f"team:{context.team.id}")
    return [page for page in found if rules.may_use(page, context.roster.get(page.person))]


def _asked(
    context: Context, values: Mapping[str, str], person: Person | None = None, errors: Mapping[str, Text] | None = None
) -> Outcome:
    form = cards.partner_form(context.new_id(), values, context.words, person)
    return Outcome(reply=Ask(form=replace(form, errors=dict(errors or {}))))
