"""Files of a task: named on its card, sent once to those who are told, and again to whoever asks."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from bot.attached import Attached, parcels
from bot.context import Context
from bot.handoff.records import Event, Task
from bot.lists import start_of
from bot.people import Person, Role, Roster
from bot.requests import Direct, Outcome, Post, Reply
from bot.texts import Words, joined
from bot.ui import OPTION_LABEL, Button, Card, Choice, ChoiceField, Fact, Files, Form, Text, When

NAMED_MOST, SENT_MOST = 5, 20


def files_fact(task: Task, words: Words, roster: Roster) -> tuple[Fact, ...]:
    """The newest by name, and whose and of what they are; a live card carries none of them, as they would be sent
    again with every edit."""
    files = task.all_files
    if not files:
        return ()
    newest, groups = frozenset(file.id for file in files[-NAMED_MOST:]), list[Text]()
    for event in (None, *task.events):
        came = task.files if event is None else event.files
        names = ", ".join(file.name for file in came if file.id in newest)
        if names:
            groups.append((names, *_whose(event, words, roster, alone=came == files)))
    more = [words("common.more", n=len(files) - NAMED_MOST)] if len(files) > NAMED_MOST else []
    return (Fact(words.plain("handoff.fact_files"), joined([*groups, *more], "; ")),)


def _whose(event: Event | None, words: Words, roster: Roster, *, alone: bool) -> Text:
    """` (Ana’s hand-in, Tue 10:00)`; nothing of the brief's own where there are no others."""
    if event is None:
        return () if alone else (" ", *words("handoff.files_of_brief"))
    key = event.kind if event.kind in ("hand_in", "send_back") else "step"
    return (" ", *words(f"handoff.files_of_{key}", who=roster.name(event.by), at=When(event.at)))


def files_button(task: Task, words: Words) -> tuple[Button, ...]:
    """Sends them again, where there are any."""
    label = words.plain("handoff.button_files")
    return (Button(label=label, action="handoff.files", arguments={"task": task.id}),) if task.all_files else ()


def posts(context: Context, task: Task, before: Task | None, told: Collection[str]) -> tuple[Post, ...]:
    """What came with the step just taken, to those who are told of it; all there is, to whom the task is new."""
    actor = context.person.id if context.person and before else task.giver
    said: list[Post] = []
    for person in told:
        reader = context.roster.worker(person)
        found = _new_to(person, task, before)
        if reader is None or not found:
            continue
        words, who = reader.words(), context.roster.name(actor)
        title = words("handoff.files_from", who=who, id=task.id, outcome=task.outcome)
        said += _to(reader, found, title, f"files:{task.id}:{len(task.events)}")
    return tuple(said)


def _new_to(person: str, task: Task, before: Task | None) -> tuple[Attached, ...]:
    known = {before.holder, before.newcomer} if before else set[str]()
    if before is None or (person in (task.holder, task.newcomer) and person not in known):
        return task.all_files
    return tuple(file for event in task.events[len(before.events) :] for file in event.files)


def sent(context: Context, task: Task) -> Outcome:
    """The newest files of a task once more, or those before the newest `start`; the newest last, in private."""
    reader, words, start = context.speaker(), context.words, start_of(context.argument("start"))
    files = _page(task, start)
    if not files:
        return Outcome(reply=Reply(card=Card(title=words("handoff.files_none", id=task.id))))
    title = words("handoff.files_of", id=task.id, outcome=task.outcome)
    left = len(task.all_files) - start - SENT_MOST
    footer = words("handoff.files_left", n=left) if left > 0 else ()
    posted = _to(reader, files, title, f"files:{task.id}:all{start or ''}", footer)
    buttons = _paging(task, start, left, words) + _removing(task, reader, start)
    posted[-1] = replace(posted[-1], card=replace(posted[-1].card, buttons=buttons))
    there = context.request.place == Direct(reader.id)
    reply = None if there else Reply(card=Card(title=words("handoff.files_sent", id=task.id)))
    return Outcome(reply=reply, posts=tuple(posted))


def own(task: Task, person: Person) -> tuple[Attached, ...]:
    """Those the person attached, the newest last; the owner's are all."""
    if person.role is Role.OWNER:
        return task.all_files
    brief = task.files if person.id == task.giver else ()
    return (*brief, *(file for event in task.events if event.by == person.id for file in event.files))


def own_on_page(task: Task, person: Person, start: int) -> tuple[Attached, ...]:
    """Those among the files that `sent` sends together."""
    mine = own(task, person)
    return tuple(file for file in _page(task, start) if file in mine)


def _page(task: Task, start: int) -> tuple[Attached, ...]:
    end = max(len(task.all_files) - start, 0)
    return task.all_files[max(end - SENT_MOST, 0) : end]


def _paging(task: Task, start: int, left: int, words: Words) -> tuple[Button, ...]:
    if left <= 0:
        return ()
    arguments = {"task": task.id, "start": str(start + SENT_MOST)}
    return (Button(label=words.plain("handoff.button_older_files"), action="handoff.files", arguments=arguments),)


def _removing(task: Task, reader: Person, start: int) -> tuple[Button, ...]:
    if not own_on_page(task, reader, start):
        return ()
    label = reader.words().plain("handoff.form_remove_file")
    arguments = {"task": task.id} | ({"start": str(start)} if start else {})
    return (Button(label=label, action="handoff.remove_file", arguments=arguments),)


def remove_form(key: str, task: Task, files: tuple[Attached, ...], words: Words) -> Form:
    choices = tuple(Choice(file.id, file.name[:OPTION_LABEL]) for file in files)
    return Form(
        key=key,
        title=words.plain("handoff.form_remove_file"),
        action="handoff.remove_file",
        fields=(ChoiceField(name="file", label=words.plain("handoff.field_file"), choices=choices),),
        submit=words.plain("handoff.submit_remove_file"),
        arguments={"task": task.id},
        intro=words("handoff.intro_remove_file"),
    )


def one(task: Task, id: str, reader: Person) -> Card:
    """The file of that id, which is one of the task's."""
    found = tuple(file for file in task.all_files if file.id == id)[:1]
    return Card(title=reader.words()("handoff.files_of", id=task.id, outcome=task.outcome), blocks=(Files(found),))


def _to(reader: Person, files: tuple[Attached, ...], title: Text, key: str, footer: Text = ()) -> list[Post]:
    """A message for as many as one takes, which nothing edits: a platform sends the files anew with every edit."""
    return [
        Post(
            key=f"{key}:{number}@{reader.id}",
            to=Direct(reader.id),
            card=Card(title=title, blocks=(Files(part),), footer=footer),
            fresh=True,
        )
        for number, part in enumerate(parcels(files), 1)
    ]
