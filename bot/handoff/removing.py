"""A file that was attached by mistake is taken away: from its task, and from everything that it came along with."""

from __future__ import annotations

from msgspec.structs import replace

from bot.attached import Attached, with_file
from bot.context import Context
from bot.errors import Refused
from bot.handoff import changes, files
from bot.handoff.records import Task
from bot.handoff.saying import asked, checked, edits, saved
from bot.lists import start_of
from bot.requests import Outcome
from bot.systems.records import System


async def remove_file(context: Context) -> Outcome:
    """By whoever attached it, whatever part in the task they have by now, or by the owner; asks which."""
    task, person = await checked(context, "remove_file")
    own = files.own(task, person)
    if context.argument("file"):
        chosen = next((file for file in own if file.id == context.argument("file")), None)
        if chosen is None:
            raise Refused.at("file", person.words()("handoff.no_file"))
        outcome = saved(context, changes.remove_file(task, person, context.now, chosen), task)
        return await _everywhere(context, outcome, task, chosen)
    listed = files.own_on_page(task, person, start_of(context.argument("start")))
    if not listed:
        raise Refused(person.words()("handoff.files_none_yours", id=task.id))
    return asked(context, files.remove_form(context.new_id(), task, listed, person.words()))


async def _everywhere(context: Context, outcome: Outcome, task: Task, file: Attached) -> Outcome:
    """What comes back has the same file in each of its tasks, and brings it again."""
    if not task.system:
        return outcome
    posts = list(outcome.posts)
    others: list[Task | System] = []
    for other in await context.store.find(Task, context.team.id, with_file(file.id)):
        if other.id != task.id:
            without = changes.remove_file(other, context.speaker(), context.now, file)
            others.append(without)
            posts += await edits(context, without, other) if other.open else ()
    system = await context.store.get(System, context.team.id, task.system)
    if system is not None and file in system.files:
        others.append(replace(system, files=tuple(one for one in system.files if one != file)))
    return replace(outcome, records=(*outcome.records, *others), posts=tuple(posts))
