"""Who may set up, join, link and let in; pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from msgspec.structs import replace

from bot.errors import Refused
from bot.joining.records import Code, Tries, Unreachable
from bot.people import Person, Role, Roster, Team
from bot.requests import Channel, Place, Profile, Thread
from bot.texts import Words

CODE_LASTS = timedelta(minutes=10)
CODE_LENGTH = 12
TRIES_MOST = 5
TRIES_LAST = timedelta(hours=1)
WAITING_MOST = 20
KNOCK_LASTS = timedelta(hours=1)  # what comes within it waits behind the same note


def platform(name: str) -> str:
    """`slack:U1` → `slack`."""
    return name.partition(":")[0]


def may_set_up(profile: Profile, owners: Iterable[str]) -> bool:
    """Whoever the configuration names, and where it names nobody of this platform, an admin of the workspace."""
    named = [owner for owner in owners if platform(owner) == platform(profile.account)]
    return profile.account in named if named else profile.admin


def name_of(words: str) -> str:
    """A name as it is kept: in one line, of 80 characters at most."""
    return " ".join(words.split())[:80]


def digest(typed: str) -> str:
    """What a code is filed under; written with or without dashes, in any case."""
    letters = "".join(letter for letter in typed.casefold() if letter.isalnum())
    return sha256(letters.encode()).hexdigest()[:32]


def stamp(name: str) -> str:
    """Which claim or post a button was made for, in few letters."""
    return sha256(name.encode()).hexdigest()[:12]


def in_groups(code: str) -> str:
    """`3f9a1c227b04` → `3f9a-1c22-7b04`."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def is_open(code: Code | None, now: datetime) -> bool:
    return code is not None and not code.used and now < code.expires_at


def must_not_guess(tries: Tries | None, now: datetime, words: Words) -> None:
    if tries is not None and tries.count >= TRIES_MOST and now - tries.since < TRIES_LAST:
        raise Refused(words("joining.too_many_tries"))


def after_wrong_try(tries: Tries | None, account: str, now: datetime) -> Tries:
    if tries is None:
        return Tries(team="", id=account, count=1, since=now)
    if now - tries.since >= TRIES_LAST:
        return replace(tries, count=1, since=now)
    return replace(tries, count=tries.count + 1)


def must_fit(account: str, person: Person, other: Person | None, busy: bool, words: Words) -> None:
    """Whether the account may become one of `person`'s: one per platform, and never one that is somebody already."""
    if any(platform(one) == platform(account) for one in person.accounts):
        raise Refused(words("joining.same_platform"))
    if other is not None and (other.role in (Role.OWNER, Role.PARTNER) or busy):
        raise Refused(words("joining.somebody_already", who=other.name))


def linked(person: Person, account: str) -> Person:
    return replace(person, accounts=(*person.accounts, account))


def without(other: Person, account: str) -> Person:
    """Somebody whose only account has gone to whom it belongs."""
    left = tuple(one for one in other.accounts if one != account)
    return replace(other, accounts=left, active=bool(left))


def stood_in(gone: Person, roster: Roster) -> tuple[Person, ...]:
    """Who stood in for somebody who has left, and does so no more: what they gave is the owner's from now on."""
    those = (one for one in roster.people if gone.id in one.stands_in_for)
    return tuple(replace(one, stands_in_for=tuple(who for who in one.stands_in_for if who != gone.id)) for one in those)


def must_have_room(team: Team, workspace: str, words: Words) -> None:
    """One workspace per platform."""
    if any(platform(one) == platform(workspace) for one in team.workspaces):
        raise Refused(words("joining.platform_taken", team=team.name))


def with_channel(team: Team, place: Place | None, words: Words) -> Team:
    """The team's channel, or on another platform the room where its people are mentioned."""
    if isinstance(place, Thread):
        place = Channel(place.channel)
    if not isinstance(place, Channel) or not place.id:
        raise Refused(words("joining.channel_where"))
    here = platform(place.id)
    if not team.channel.id or platform(team.channel.id) == here:
        return replace(team, channel=place)
    rooms = tuple(room for room in team.rooms if platform(room) != here)
    return replace(team, rooms=(*rooms, place.id))


def room_on(team: Team, name: str) -> str:
    """The channel of the team on that platform, empty when none was chosen."""
    return next((room for room in (team.channel.id, *team.rooms) if platform(room) == name), "")


def waiting(record: Unreachable | None, team: str, person: str, key: str, now: datetime) -> Unreachable:
    """With one more that waits, the oldest first; `since` is the knock, a new one once the last is long ago."""
    if record is None:
        return Unreachable(team=team, id=person, keys=(key,), since=now)
    keys = tuple(dict.fromkeys((*record.keys, key)))
    since = record.since if now - record.since < KNOCK_LASTS else now
    return replace(record, keys=keys[-WAITING_MOST:], since=since)


def left(record: Unreachable, seen: str) -> tuple[str, ...]:
    """What waits after the one with the stamp `seen`, which its button says was seen; all of it without one."""
    first = next((number for number, key in enumerate(record.keys) if seen and stamp(key) == seen), -1)
    return record.keys[first + 1 :]


def prefers(person: Person, wanted: str, words: Words) -> Person:
    """Private messages go to one of the person's own platforms."""
    name = wanted.strip().casefold()
    mine = [platform(account) for account in person.accounts]
    if name not in mine:
        key = "joining.prefer_which" if name else "joining.prefer_one"
        raise Refused(words(key, platforms=", ".join(mine)))
    return replace(person, prefers=name)


def changed(person: Person, profile: Profile) -> Person:
    """Name and language as the platform has them now, and the zone where it says one."""
    name, guessed = name_of(profile.name) or person.name, person.zone_guessed and not profile.zone
    return replace(person, name=name, zone=profile.zone or person.zone, zone_guessed=guessed, locale=profile.locale)
