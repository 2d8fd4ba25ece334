"""What may happen to a promise and by whom, and when silence counts as missed; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TypeGuard

from msgspec.structs import replace

from bot.checkins.records import Promise, Question, Said, State, Verdict, week_term
from bot.errors import NotAllowed, Refused
from bot.people import Person, Role, Roster, Team
from bot.requests import Wake
from bot.texts import Words
from bot.times import add_workdays, is_away, is_workday, local, next_working, quiet_until
from bot.ui import When
from bot.weeks import mondays

TEXT_MOST = 300
WORDS_MOST = 1_000
UNDO_MINUTES = 10
SAME_PROMISE_SECONDS = 120
MEND_DAYS = 7  # for so long what was said of a promise can be said otherwise
SOON = timedelta(hours=24)  # a check-in asks about what falls due by then
ASKED_LATELY = timedelta(hours=12)
STALE = timedelta(days=3)

PAIRED = (Role.OWNER, Role.PARTNER)
STATE_OF = {
    Verdict.KEPT: State.KEPT,
    Verdict.PARTLY: State.PARTLY,
    Verdict.MISSED: State.MISSED,
    Verdict.MOVED: State.OPEN,
}


def may_check_in(person: Person) -> None:
    """Promises are between the owner and a partner; everybody else has tasks."""
    if person.role not in PAIRED:
        raise NotAllowed(person.words()("checkins.not_for_role", role=person.role.value))


def checks_in(person: Person | None) -> TypeGuard[Person]:
    """Whether it is somebody who is on the team still, and owner or partner."""
    return person is not None and person.active and person.role in PAIRED


def others(person: Person, roster: Roster) -> tuple[Person, ...]:
    """Whom a person may promise something: the partners of the owner, the owner of a partner."""
    if person.role is Role.OWNER:
        return roster.with_role(Role.PARTNER)
    return roster.with_role(Role.OWNER) if person.role is Role.PARTNER else ()


def check_receiver(person: Person, receiver: Person, roster: Roster) -> None:
    """Raises, naming the field `to`, unless the two are a pair."""
    if receiver not in others(person, roster):
        # A partner may be from outside, to whom nobody else of the team is named, whatever was guessed.
        named = {"who": receiver.name} if person.role is Role.OWNER else {}
        text = person.words()("checkins.only_to_partner" if named else "checkins.only_to_owner", **named)
        raise NotAllowed(text, {"to": text})


def must_be_promiser(promise: Promise, person: Person, roster: Roster) -> None:
    """Raises unless `person` made the promise; whoever may not see it learns nothing of it."""
    must_see(promise, person)
    if person.id != promise.by:
        raise NotAllowed(person.words()("checkins.only_promiser", who=roster.name(promise.by)))


def must_receive(promise: Promise, person: Person, roster: Roster) -> None:
    """Raises unless the promise was made to `person`."""
    must_see(promise, person)
    if person.id != promise.to:
        raise NotAllowed(person.words()("checkins.only_receiver", who=roster.name(promise.to)))


def must_see(promise: Promise, person: Person) -> None:
    """A promise is seen by the two whose it is."""
    may_check_in(person)
    if not may_see(promise, person):
        raise NotAllowed(person.words()("checkins.unknown_promise"))


def may_see(promise: Promise, person: Person) -> bool:
    """The two whose it is; nobody stands in for them."""
    return person.id in (promise.by, promise.to)


def check_text(text: str, words: Words) -> None:
    """What is promised. Raises, naming the field `text`, when there is nothing or too much of it."""
    check_words("text", text, words, required=True, most=TEXT_MOST)


def same_promise(promise: Promise, to: str, text: str, due_at: datetime, now: datetime) -> bool:
    """Whether the same was promised to the same person within the last two minutes."""
    same = promise.text.casefold() == text.casefold() and (promise.to, promise.due_at) == (to, due_at)
    return same and abs((now - promise.made_at).total_seconds()) <= SAME_PROMISE_SECONDS


def check_words(name: str, text: str, words: Words, *, required: bool = False, most: int = WORDS_MOST) -> None:
    """What is written in the field `name`, which is named when nothing or too much of it is."""
    if required and not text:
        raise Refused.at(name, words(f"checkins.{name}_missing"))
    if len(text) > most:
        raise Refused.at(name, words("common.too_long", n=len(text), most=most))


def say(promise: Promise, by: Person, verdict: Verdict, now: datetime, text: str = "") -> Promise:
    """The promise after the promiser said kept, partly or missed."""
    check_open(promise, verdict, by.words(), now)
    return _said(promise, Said(verdict=verdict, at=now, by=by.id, due_at=promise.due_at, text=text))


def move(promise: Promise, by: Person, now: datetime, moved_to: datetime, text: str = "") -> Promise:
    """The promise, open again with another date."""
    check_open(promise, Verdict.MOVED, by.words(), now)
    if moved_to <= max(now, promise.due_at):  # on a Monday, "mon" is today
        raise Refused.at("when", by.words()("checkins.move_forward", due=When(promise.due_at)))
    said = Said(verdict=Verdict.MOVED, at=now, by=by.id, due_at=promise.due_at, text=text, moved_to=moved_to)
    return replace(_said(promise, said), due_at=moved_to, asked_at=None)


def lapse(promise: Promise, now: datetime, lapses_at: datetime) -> Promise:
    """Missed, when nobody has said anything by `lapses_at`; else as it is."""
    if not promise.open or now < lapses_at:
        return promise
    return _said(promise, Said(verdict=Verdict.MISSED, at=now, by="", due_at=promise.due_at))


def check_open(promise: Promise, verdict: Verdict, words: Words, now: datetime) -> None:
    """What was said once can be mended for a week, but not said twice."""
    if promise.open:
        return
    if promise.state is State.TAKEN_BACK:
        raise Refused(words("checkins.was_taken_back"))
    if promise.state is STATE_OF[verdict]:
        raise Refused(words("checkins.said_already", state=words(f"checkins.state_{promise.state.value}")))
    if now - promise.history[-1].at > timedelta(days=MEND_DAYS):
        raise Refused(words("checkins.closed", state=words(f"checkins.state_{promise.state.value}"), n=MEND_DAYS))


def take_back(promise: Promise, by: Person, now: datetime) -> Promise:
    """Undo, for ten minutes after it was made."""
    words = by.words()
    if promise.state is State.TAKEN_BACK:
        raise Refused(words("checkins.was_taken_back"))
    if promise.history or promise.proofs or now - promise.made_at > timedelta(minutes=UNDO_MINUTES):
        raise Refused(words("checkins.too_late_to_undo", n=UNDO_MINUTES))
    return replace(promise, state=State.TAKEN_BACK)


def check_answer(question: Question, by: Person) -> None:
    """Raises unless it is `by` who was asked and has not answered yet."""
    if by.id != question.to:
        raise NotAllowed(by.words()("checkins.not_your_question"))
    if question.answered_at:
        raise Refused(by.words()("checkins.answered_already"))


def answer(question: Question, by: Person, text: str, now: datetime) -> Question:
    """Raises, naming the field `answer`, when there is nothing or too much of it."""
    check_answer(question, by)
    check_words("answer", text, by.words(), required=True)
    return replace(question, answer=text, answered_at=now)


def due_for_check_in(promises: Iterable[Promise], now: datetime) -> tuple[Promise, ...]:
    """The open ones that fall due within a day or already have and were not asked about just now, earliest first."""
    return tuple(p for p in by_due(promises) if p.open and p.due_at <= now + SOON and not asked_lately(p, now))


def asked_lately(promise: Promise, now: datetime) -> bool:
    """Whether Baton asked about it within twelve hours."""
    return promise.asked_at is not None and now - promise.asked_at < ASKED_LATELY


def by_due(promises: Iterable[Promise]) -> tuple[Promise, ...]:
    """Earliest first."""
    return tuple(sorted(promises, key=lambda promise: (promise.due_at, promise.id)))


def lapses_at(promise: Promise, team: Team, promiser: Person) -> datetime:
    """When silence counts as missed: the grace after the due time, or after Baton asked, if that was later.

    While the promiser is away the grace does not begin, and it ends on a day that the promiser works.
    """
    start, hours = max(promise.due_at, promise.asked_at or promise.due_at), promiser.hours()
    if is_absent(promiser, start):
        start = next_working(start, hours)
    end = start + timedelta(hours=team.grace_hours)
    return end if is_workday(local(end, promiser.zone).date(), hours) else add_workdays(end, 1, hours)


def due_together(promises: Iterable[Promise], to: str, now: datetime) -> tuple[Promise, ...]:
    """What was promised to the same person, is due and was not asked about just now, earliest first."""
    return tuple(p for p in by_due(promises) if p.open and p.to == to and p.due_at <= now and not asked_lately(p, now))


def silent_together(
    promises: Iterable[Promise], lapsed: Promise, whose: tuple[Team, Person], now: datetime
) -> tuple[Promise, ...]:
    """With `lapsed` what was promised to the same person, was asked about, and of which silence counts by now, too."""
    return tuple(
        p
        for p in by_due(promises)
        if p.id == lapsed.id or (p.open and p.to == lapsed.to and p.asked_at and lapses_at(p, *whose) <= now)
    )


def silent_of(promises: Iterable[Promise], to: str, now: datetime) -> tuple[Promise, ...]:
    """What silence made missed, to one person, and what can be said of it still, earliest first."""
    since = now - timedelta(days=MEND_DAYS)
    return tuple(p for p in by_due(promises) if p.to == to and is_unanswered(p) and p.history[-1].at >= since)


def is_absent(person: Person, at: datetime) -> bool:
    """Whoever is away is asked nothing until back."""
    return is_away(local(at, person.zone).date(), person.hours())


def waits_until(person: Person, now: datetime, *, late: bool) -> datetime | None:
    """When a check-in that is due now may be asked: at its own hour on a working day, a late one in working hours."""
    waits = late or not is_workday(local(now, person.zone).date(), person.hours())
    return quiet_until(now, person.hours()) if waits else None


def wakes(before: Promise | None, after: Promise) -> tuple[Wake, ...]:
    """Baton asks at the due time of an open promise; the jobs of a date that no longer counts are taken back."""
    gone = (Wake(key=due_key(before), at=None), Wake(key=lapse_key(before), at=None)) if before and before.open else ()
    if not after.open:
        return gone
    return (*gone, due_wake(after, after.due_at))


def due_wake(promise: Promise, at: datetime) -> Wake:
    """The promiser is asked how it went."""
    return Wake(key=due_key(promise), at=at, action="checkins.due", arguments={"promise": promise.id})


def lapse_wake(promise: Promise, at: datetime) -> Wake:
    """Silence counts as missed."""
    return Wake(key=lapse_key(promise), at=at, action="checkins.lapse", arguments={"promise": promise.id})


def tell_wake(promises: Sequence[Promise], at: datetime) -> Wake:
    """Whoever was promised them hears of the silence, of all at once."""
    about = {"promise": " ".join(promise.id for promise in promises)}
    return Wake(key=f"promise:{promises[0].id}:tell", at=at, action="checkins.tell", arguments=about)


def is_unanswered(promise: Promise) -> bool:
    """Whether silence made it missed, and nothing was said since."""
    return promise.state is State.MISSED and promise.history[-1].silent


def due_key(promise: Promise) -> str:
    """Each date a promise is given has jobs of its own."""
    return f"promise:{promise.id}:due:{promise.due_at:%Y%m%dT%H%M}"


def lapse_key(promise: Promise) -> str:
    return f"promise:{promise.id}:lapse:{promise.due_at:%Y%m%dT%H%M}"


def recent_terms(promiser: Person, now: datetime) -> tuple[str, ...]:
    """Where what the promiser said in this week and the last is filed."""
    return tuple(week_term(promiser.id, monday) for monday in mondays(now - timedelta(weeks=1), now))


def _said(promise: Promise, said: Said) -> Promise:
    return replace(promise, state=STATE_OF[said.verdict], history=(*promise.history, said))
