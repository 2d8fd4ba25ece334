"""What the composer offers while one types: commands, verbs, people, choices, and what the next part means; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from bot.commands import Command, Option, Verb
from bot.handoff.records import Task
from bot.people import Person

MOST = 8


class Suggestion(msgspec.Struct, frozen=True):
    """`line` is the whole line once this is taken; `label` and `summary` are what is offered."""

    line: str
    label: str
    summary: str


class Offer(msgspec.Struct, frozen=True):
    suggestions: tuple[Suggestion, ...] = ()
    hint: str = ""


class Composer(msgspec.Struct, frozen=True):
    """What can be typed here: in a private chat also commands without a slash."""

    commands: Mapping[str, Command]
    people: Sequence[Person]
    private: bool
    tasks: Sequence[Task] = ()

    def offer(self, line: str) -> Offer:
        """For a line whose end is being typed."""
        start, rest = self._start(line)
        if not start and (not self.private or not rest or rest.startswith("@")):
            return Offer(self._mentions(line, with_baton=not self.private))
        name, space, after = rest.partition(" ")
        if not space:
            return Offer(self._names(start, name))
        command = self.commands.get(name.casefold())
        if command is None:
            return Offer(self._mentions(line, with_baton=False))
        inner, inner_space, inner_after = after.partition(" ")
        if command.name == "baton" and inner_space and inner in self.commands and command.verb(inner) is None:
            return self._after(self.commands[inner], f"{start}{name} {inner} ", inner_after)
        return self._after(command, f"{start}{name} ", after)

    @staticmethod
    def _start(line: str) -> tuple[str, str]:
        if line.startswith("/"):
            return "/", line[1:]
        head, space, rest = line.partition(" ")
        if space and head.casefold() == "@baton":
            return f"{head} ", rest
        return "", line

    def _names(self, start: str, typed: str) -> tuple[Suggestion, ...]:
        word = typed.casefold()
        slash = "/" if start == "/" else ""
        found = [command for name, command in self.commands.items() if name.startswith(word)]
        return tuple(Suggestion(f"{start}{c.name} ", f"{slash}{c.name}", c.summary) for c in found)[:MOST]

    def _after(self, command: Command, before: str, typed: str) -> Offer:
        """`before` is the line up to the command's own space, `typed` what follows it."""
        first, space, rest = typed.partition(" ")
        verb = command.verb(first.casefold()) if first else None
        if verb is not None and space:
            return self._parts(verb, f"{before}{first} ", rest)
        verbs = () if space else _verbs(command, before, first)
        plain = command.verb("")
        parts = self._parts(plain, before, typed) if plain else Offer(hint=command.summary)
        return Offer((*verbs, *parts.suggestions)[:MOST], parts.hint)

    def _parts(self, verb: Verb, before: str, typed: str) -> Offer:
        """The option that stands where the line ends; the last one takes all that is left."""
        if not verb.line:
            return Offer(hint=verb.summary)
        index = min(typed.count(" "), len(verb.line) - 1)
        option = verb.line[index]
        stem, _, word = typed.rpartition(" ")
        before = f"{before}{stem} " if stem else before
        return Offer(self._values(option, before, word), _hint(verb, option))

    def _values(self, option: Option, before: str, word: str) -> tuple[Suggestion, ...]:
        if option.kind == "person" or word.startswith("@"):
            return self._people(before, word)
        typed = word.casefold()
        choices = tuple(
            Suggestion(f"{before}{choice.value} ", choice.value, choice.label)
            for choice in option.choices
            if choice.value.casefold().startswith(typed)
        )
        return (*choices, *(self._tasks(before, typed) if option.kind == "task" else ()))[:MOST]

    def _tasks(self, before: str, typed: str) -> tuple[Suggestion, ...]:
        """By number, or by words of the outcome."""
        number = typed.removeprefix("#")
        return tuple(
            Suggestion(f"{before}{task.id} ", f"#{task.id}", task.outcome)
            for task in self.tasks
            if task.id.startswith(number) or (number and number in task.outcome.casefold())
        )

    def _people(self, before: str, word: str) -> tuple[Suggestion, ...]:
        typed = word.removeprefix("@").casefold()
        return tuple(
            Suggestion(f"{before}@{person.handle} ", f"@{person.handle}", f"{person.name}, {person.role.value}")
            for person in self.people
            if person.handle.casefold().startswith(typed) or person.name.casefold().startswith(typed)
        )[:MOST]

    def _mentions(self, line: str, with_baton: bool) -> tuple[Suggestion, ...]:
        stem, space, word = line.rpartition(" ")
        if not word.startswith("@"):
            return ()
        baton: tuple[Suggestion, ...] = ()
        if with_baton and not stem and "@baton".startswith(word.casefold()):
            baton = (Suggestion("@Baton ", "@Baton", "ask for any command"),)
        return (*baton, *self._people(f"{stem}{space}", word))[:MOST]


def _verbs(command: Command, before: str, typed: str) -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(f"{before}{verb.name} ", verb.name, verb.summary)
        for verb in command.verbs
        if verb.name and verb.name.startswith(typed.casefold())
    )


def _hint(verb: Verb, option: Option) -> str:
    wanted = option.summary if option.required else f"{option.summary} (optional)"
    return f"{wanted} · for example {verb.example}" if verb.example else wanted
