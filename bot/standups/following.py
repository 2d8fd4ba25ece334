"""A standup that asks whoever is in a channel: what becomes of it when people come and go, or it is seen no more."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from bot.context import Context
from bot.people import Roster
from bot.requests import Direct, Outcome, Post, Profile, Record, Wake
from bot.standups.lead_cards import following_card
from bot.standups.records import Followed, Standup
from bot.standups.windows import crew, first_whole_day, planned, replanned


async def members(context: Context) -> Outcome:
    """Job: an adapter has looked who is in a channel, or (`lost`) may not.

    `accounts` are all but bots; those on no roster come with their `profiles`, and the owner is told of them once.
    """
    records, wakes, posts = list[Record](), list[Wake](), list[Post]()
    for standup in await context.store.all(Standup, context.team.id):
        followed = standup.followed
        if followed is None or followed.channel != context.argument("channel"):
            continue
        after = seen(followed, context)
        if after == followed:
            continue
        changed = msgspec.structs.replace(standup, followed=after)
        changed, set_anew = _replanned(context, changed, first=not followed.name)
        records.append(changed)
        wakes.extend(set_anew)
        if told_anew(followed, after):
            posts.append(_told(context, changed, after))
    return Outcome(records=tuple(records), wakes=tuple(wakes), posts=tuple(posts))


def seen(followed: Followed, context: Context) -> Followed:
    """The channel as it is now; lost, those who are asked stay as they were."""
    if context.argument("lost"):
        return msgspec.structs.replace(followed, lost=True)
    accounts = tuple(sorted(context.argument("accounts").split()))
    strangers = {profile.account for profile in strange(context.request.profiles, context.roster)}
    told = tuple(sorted({*followed.told, *strangers} & set(accounts)))
    name = context.argument("name")
    return msgspec.structs.replace(followed, name=name, accounts=accounts, told=told, lost=False)


def strange(profiles: Iterable[Profile], roster: Roster) -> list[Profile]:
    """Those of them who are on no roster: they are named, and not brought in unasked."""
    known = {account for person in roster.people for account in person.accounts}
    return [profile for profile in profiles if profile.account not in known]


def told_anew(before: Followed, after: Followed) -> bool:
    """The first time, when strangers came, and when the channel cannot be seen any more."""
    first = not before.name and not after.lost
    return first or bool(set(after.told) - set(before.told)) or (after.lost and not before.lost)


def _replanned(context: Context, standup: Standup, *, first: bool) -> tuple[Standup, tuple[Wake, ...]]:
    """The day that is planned, for those who are there now; at the first look one that has begun for none of them."""
    asked = crew(standup, context.team, context.roster)
    if first and standup.next_day is not None:
        return planned(standup, asked, first_whole_day(standup, asked, context.now))
    return replanned(standup, asked, context.now)


def _told(context: Context, standup: Standup, followed: Followed) -> Post:
    """To the owner: who is asked by it now, and who is there besides."""
    owner, asked = context.roster.owner(), crew(standup, context.team, context.roster)
    strangers = [one for one in strange(context.request.profiles, context.roster) if one.account in followed.told]
    card = following_card(standup, asked, [profile.name for profile in strangers], owner.words())
    return Post(key=f"standup:{standup.id}:members", to=Direct(owner.id), card=card, fresh=True)
