"""Reads the one line: `@ana Write the article by Fri 5pm ~2h !high done when: 3 sources`, its parts in any order."""

from __future__ import annotations

import re
from datetime import datetime

import msgspec
from msgspec.structs import replace

from bot.dates.repeating import Repeats
from bot.handoff import line_words as known
from bot.handoff.line_ends import Ends, first_that, minutes_of
from bot.handoff.masking import Masked
from bot.times import Hours, InThePast, longest_date

ANYONE = "anyone"
FIRST_WORDS = 10
LAST_ONES = 20  # a line may be a whole pasted page; the due date stands near its end
LONGEST_DATE = 200
_EDGES = " ,;:.–—-"


class BriefLine(msgspec.Struct, frozen=True, kw_only=True):
    """What was understood. `people` are as typed, several where one of them shall claim it, `anyone` for whoever will.

    `due` is what was typed for it. `unclear` names the parts (`person`, `due`, `repeats`) that may be meant otherwise.
    """

    people: tuple[str, ...] = ()
    outcome: str = ""
    done_when: str = ""
    playbook: str = ""
    due: str = ""
    repeats: Repeats | None = None
    effort_minutes: int = 0
    priority: str = ""
    unclear: tuple[str, ...] = ()

    @property
    def person(self) -> str:
        """The one it is for; empty for nobody, anyone or several."""
        return self.people[0] if len(self.people) == 1 and self.people[0] != ANYONE else ""


def read_brief(line: str, now: datetime, hours: Hours, locale: str = "en") -> BriefLine:
    """Never raises; what is not certain stays in the outcome or is named as unclear for the form to ask."""
    masked = Masked(" ".join(known.LINE_BREAK.sub("; ", line).split()))
    reading = _Reading(Ends(now, hours, locale))
    text = reading.labelled(masked.text)
    text = reading.outcome(text)
    if not reading.brief.due:
        reading.look_within(text, now, hours, locale)
    brief = reading.brief
    return replace(
        brief,
        outcome=masked.back(text),
        done_when=masked.back(brief.done_when),
        playbook=masked.back(brief.playbook),
        due=masked.back(brief.due),
    )


class _Reading:
    """What was found so far; each part is taken once, the first that is certain."""

    def __init__(self, ends: Ends) -> None:
        self._ends = ends
        self.brief = BriefLine()

    def labelled(self, text: str) -> str:
        """Takes what stands behind a label (`done when:`, `playbook:`); the rest of the line."""
        text = _with_colon(text)
        labels = list(known.LABEL.finditer(text))
        rest = [text[: labels[0].start()]] if labels else [text]
        for label, following in zip(labels, [*labels, None][1:], strict=True):
            said = text[label.end() : following.start() if following else len(text)]
            rest.append(self._label(label.lastgroup or "", said))
        return " ".join(" ".join(rest).split())

    def _label(self, name: str, said: str) -> str:
        """Takes what a label introduces; what follows it in another clause is given back."""
        if name == "done_when":
            said = self._marks(said)
            self.brief = replace(self.brief, done_when=self.brief.done_when or said.strip(" ,;"))
            return ""
        said, _, following = said.partition(",") if ";" not in said else said.partition(";")
        said = said.strip(_EDGES) if name != "due" else said.strip(" ,;")
        if name == "playbook":
            self.brief = replace(self.brief, playbook=self.brief.playbook or said)
        elif name == "due":
            self.brief = replace(self.brief, due=self.brief.due or said)
        elif name == "effort":
            self._minutes(said.lstrip("~≈ "))
        elif name == "priority":
            self._priority(re.match(rf"(?P<high>{known.HIGH})|(?P<low>{known.LOW})", said, re.IGNORECASE))
        elif name == "repeats":
            self._rhythm(said)
        return following

    def outcome(self, text: str) -> str:
        """What is left when every other part was taken from both ends."""
        text = self._marks(text)
        before = None
        while before != text:
            before = text
            text = self._from_start(text.lstrip(" ,;:–—-"))
            text = self._from_end(text.rstrip(" ,;–—-"))
        if self._ends.is_doubtful_rhythm(text) and not self.brief.repeats:
            self._doubt("repeats")
        return text.rstrip(_EDGES)

    def _marks(self, text: str) -> str:
        """Takes `~2h` and `!high` from wherever they stand."""
        for pattern, take in ((known.TILDE, self._effort), (known.BANG, self._priority)):
            for mark in pattern.finditer(text):
                if take(mark):
                    text = f"{text[: mark.start()].rstrip()} {text[mark.end() :].lstrip()}".strip()
                    break
        return text

    def _from_start(self, text: str) -> str:
        if first := known.FIRST_WORD.match(text):
            self.brief = replace(self.brief, priority=self.brief.priority or "high")
            return text[first.end() :]
        please = known.PLEASE_FIRST.match(text)
        if please and (please[0].strip().casefold() != "to" or self.brief.people):
            return text[please.end() :]
        if not self.brief.people:
            for pattern, take in ((known.PEOPLE, self._people), (known.ANYONE, self._anyone)):
                if who := pattern.match(text):
                    take(who)
                    return text[who.end() :].lstrip(" ,:;–—-")
        if (short := known.EFFORT_FIRST.match(text)) and self._effort(short):
            return text[short.end() :]
        return self._time_first(text)

    def _time_first(self, text: str) -> str:
        """`by Fri noon @ana …`, `every day at 18:00 …`: where it is certain that it ends there."""
        words = text.split()
        if not self.brief.repeats and known.EVERY.match(text):
            count = first_that(lambda start: self._ends.rhythm(start) is not None, words, FIRST_WORDS)
            if count and count < len(words):
                self._rhythm(" ".join(words[:count]).rstrip(",:;"))
                return " ".join(words[count:])
        by = known.BY.match(text)
        if by is None or self.brief.due:
            return text
        words = text[by.end() :].split()
        count = first_that(self._ends.is_date, words, FIRST_WORDS)
        ends = 0 < count < len(words) and (words[count].startswith("@") or words[count - 1][-1] in ",:;–—-")
        if not ends and 0 < count < len(words) and not re.match(r"[–—-]$", words[count]):
            return text
        if not count or count == len(words):
            return text
        self.brief = replace(self.brief, due=" ".join(words[:count]).rstrip(",:;–—-"))
        return " ".join(words[count:])

    def _from_end(self, text: str) -> str:
        for pattern, take in (
            (known.PLEASE_LAST, lambda _: True),
            (known.EFFORT_LAST, self._effort),
            (known.LENGTH_LAST, self._effort),
            (known.PRIORITY_LAST, self._priority),
            (known.PERSON_LAST, self._person_last),
        ):
            last = pattern.search(text)
            if last and take(last):
                return text[: last.start()]
        if text.endswith(")") and (opened := text.rfind("(")) >= 0 and self._bracketed(text[opened + 1 : -1]):
            return text[:opened]
        if not self.brief.repeats and (rhythm := self._ends.repeats(text)):
            self.brief = replace(self.brief, repeats=rhythm[1])
            return rhythm[0]
        if not self.brief.due and (due := self._ends.due(text)):
            self.brief = replace(self.brief, due=due[1])
            if due[2]:
                return due[0]
            self._doubt("due")
        if (short := known.SHORT_LAST.search(text)) and self._effort(short):
            return text[: short.start()]
        return text

    def _bracketed(self, inner: str) -> bool:
        """Whether all that stands in brackets at the end are parts of the brief, which are taken then."""
        tried = _Reading(self._ends)
        tried.brief = self.brief
        if tried.outcome(inner) or tried.brief.unclear != self.brief.unclear:
            return False
        self.brief = tried.brief
        return True

    def _people(self, who: re.Match[str]) -> None:
        people = tuple(dict.fromkeys(re.findall(known.MENTION, who[0])))
        if len(known.OR.findall(who["others"])) < len(people) - 1:
            self._doubt("person")  # one task has one holder
        self.brief = replace(self.brief, people=people)

    def _anyone(self, _: re.Match[str]) -> None:
        self.brief = replace(self.brief, people=(ANYONE,))

    def _person_last(self, who: re.Match[str]) -> bool:
        if self.brief.people:
            return False
        self.brief = replace(self.brief, people=(who["person"],))
        return True

    def _effort(self, found: re.Match[str]) -> bool:
        return self._minutes(found["length"])

    def _minutes(self, length: str) -> bool:
        minutes = minutes_of(length)
        if not minutes or self.brief.effort_minutes:
            return False
        self.brief = replace(self.brief, effort_minutes=minutes)
        return True

    def _priority(self, found: re.Match[str] | None) -> bool:
        if found is None or self.brief.priority:
            return False
        said = {name for name, value in found.groupdict().items() if value}
        low = bool(said & {"low", "baja"}) or (found.groupdict().get("bang") or "").casefold() == "low"
        self.brief = replace(self.brief, priority="low" if low else "high")
        return True

    def _rhythm(self, typed: str) -> None:
        found = self._ends.rhythm(typed)
        if found:
            self.brief = replace(self.brief, repeats=found)
        else:
            self._doubt("repeats")

    def _doubt(self, part: str) -> None:
        if part not in self.brief.unclear:
            self.brief = replace(self.brief, unclear=(*self.brief.unclear, part))

    def look_within(self, text: str, now: datetime, hours: Hours, locale: str) -> None:
        """`by Friday the article`: a date, then more words. Nobody can be sure, so the form asks."""
        for match in reversed(list(known.BY_WITHIN.finditer(text))[-LAST_ONES:]):
            following = text[match.end() : match.end() + LONGEST_DATE].split()
            try:
                found = longest_date(following, now, hours, locale)
            except InThePast:
                continue
            if found:
                self.brief = replace(self.brief, due=" ".join(following[: found[0]]))
                self._doubt("due")
                return


def _with_colon(text: str) -> str:
    """`…, done when the deposit is paid` as `…, done when: the deposit is paid`."""
    found = known.DONE_WHEN.search(text)
    return f"{text[: found.start()]} done when: {text[found.end() :]}" if found else text
