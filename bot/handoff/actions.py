"""The names by which the handoff room is asked for: buttons, forms, the job and the commands."""

from __future__ import annotations

from bot.commands import Action, Command, Option, Verb
from bot.handoff import (
    bulk,
    bulk_starts,
    choosing,
    delegating,
    forms,
    handlers,
    listing,
    reminding,
    removing,
    replanning,
    rules,
    snoozing,
)
from bot.texts import Words
from bot.ui import Choice

ACTIONS: tuple[Action, ...] = (
    Action(name="handoff.delegate", handler=delegating.delegate, brings=("person", "line")),
    Action(name="handoff.delegate_message", handler=delegating.delegate_message),
    Action(name="handoff.compose", handler=delegating.compose),
    Action(name="handoff.finish", handler=delegating.finish),
    Action(name="handoff.change", handler=delegating.change),
    Action(name="handoff.offer_anyway", handler=choosing.offer_anyway),
    Action(name="handoff.offer_later", handler=choosing.offer_later),
    Action(name="handoff.ask_who", handler=choosing.ask_who),
    Action(name="handoff.give", handler=choosing.give),
    Action(name="handoff.give_way", handler=choosing.give_way),
    Action(name="handoff.accept", handler=handlers.accept),
    Action(name="handoff.counter", handler=handlers.counter),
    Action(name="handoff.agree", handler=handlers.agree),
    Action(name="handoff.insist", handler=handlers.insist),
    Action(name="handoff.decline", handler=handlers.decline),
    Action(name="handoff.claim", handler=handlers.claim),
    Action(name="handoff.hand_back", handler=handlers.hand_back),
    Action(name="handoff.undo", handler=handlers.undo),
    Action(name="handoff.keep_due", handler=handlers.keep_due),
    Action(name="handoff.move_due", handler=handlers.move_due),
    Action(name="handoff.ask", handler=handlers.ask),
    Action(name="handoff.answer", handler=handlers.answer),
    Action(name="handoff.block", handler=handlers.block),
    Action(name="handoff.name_unblocker", handler=handlers.name_unblocker),
    Action(name="handoff.unblock", handler=handlers.unblock),
    Action(name="handoff.hand_in", handler=handlers.hand_in),
    Action(name="handoff.approve", handler=handlers.approve),
    Action(name="handoff.send_back", handler=handlers.send_back),
    Action(name="handoff.hand_off", handler=handlers.hand_off, brings=("newcomer",)),
    Action(name="handoff.keep_it", handler=handlers.keep_it),
    Action(name="handoff.take_over", handler=handlers.take_over),
    Action(name="handoff.pass_up", handler=handlers.pass_up),
    Action(name="handoff.withdraw", handler=handlers.withdraw),
    Action(name="handoff.cancel", handler=handlers.cancel),
    Action(name="handoff.reopen", handler=handlers.reopen),
    Action(name="handoff.files", handler=listing.sent_files),
    Action(name="handoff.remove_file", handler=removing.remove_file),
    Action(name="handoff.file", handler=listing.file),
    Action(name="handoff.note", handler=handlers.note),
    Action(name="handoff.snooze", handler=snoozing.snooze),
    Action(name="handoff.snooze_all", handler=snoozing.snooze_all),
    Action(name="handoff.got_it", handler=handlers.got_it),
    Action(name="handoff.why", handler=reminding.why),
    Action(name="handoff.hand_over", handler=bulk_starts.hand_over, brings=("newcomer",)),
    Action(name="handoff.leaving", handler=bulk_starts.leaving, brings=("newcomer",)),
    Action(name="handoff.move_several", handler=bulk_starts.move_several),
    Action(name="handoff.do_bulk", handler=bulk.do_bulk),
    Action(name="handoff.undo_bulk", handler=bulk.undo_bulk),
    Action(name="handoff.take_all", handler=bulk.take_all),
    Action(name="handoff.pass_all", handler=bulk.pass_all),
    Action(name="handoff.forget_bulk", handler=bulk.forget_bulk, jobs_only=True),
    Action(name="handoff.tasks", handler=listing.tasks),
    Action(name="handoff.desk", handler=listing.desk, joins=False),
    Action(name="handoff.show", handler=listing.show),
    Action(name="handoff.remind", handler=reminding.remind, jobs_only=True),
    Action(name="handoff.replan", handler=replanning.replan, jobs_only=True),
)

_PRIORITIES = tuple(Choice(name, name) for name in rules.PRIORITIES)
_ACK = tuple(Choice(str(hours), Words("en").plain("handoff.ack_every", n=hours)) for hours in forms.ACK_HOURS)
_BRIEF = (
    Option(name="person", kind="person", summary="who is to do it", apart=True),
    Option(name="outcome", kind="text", summary="what is to be there at the end", apart=True),
    Option(name="due", kind="date", summary="by when: fri 5pm, tomorrow 9:00, 27 Nov", apart=True),
    Option(name="done_when", kind="text", summary="how you will both know that it is done", apart=True),
    Option(name="repeats", kind="text", summary="how often, if it comes back: every other Tuesday 9am", apart=True),
    Option(name="effort", kind="text", summary="about how long: 2h, 45m", apart=True),
    Option(name="priority", kind="choice", summary="if it is not as usual", choices=_PRIORITIES, apart=True),
    Option(name="ack", kind="choice", summary="once due, how often to remind", choices=_ACK, apart=True),
    Option(name="line", kind="text", summary="all in one: @who what by when ~effort done when: how you will know"),
)
_VIEWS = tuple(Choice(name, Words("en").plain(f"handoff.view_{name}")) for name in listing.VIEWS)
_VIEW = Option(name="view", kind="task", summary="a task, a view, or words to look for", choices=_VIEWS)

COMMANDS: tuple[Command, ...] = (
    Command(
        name="delegate",
        summary="Hand a task to somebody, in one line or by form",
        verbs=(
            Verb(
                name="",
                action="handoff.delegate",
                summary="Offer a task; what is missing is asked in a form",
                options=_BRIEF,
                example="/delegate @ana Write the article by Fri 5pm ~2h done when: 3 sources",
            ),
        ),
    ),
    Command(
        name="tasks",
        summary="What you owe and what you wait for",
        verbs=(
            Verb(
                name="",
                action="handoff.tasks",
                summary="Your desk; a view, systems, projects, 42, 42 history, 42 files, S3, P1; or a search",
                options=(_VIEW,),
                example="/tasks photos @ana state:blocked older:7d",
            ),
        ),
    ),
    Command(
        name="handoff",
        summary="Hand a task you hold to somebody else, with what they need to know",
        verbs=(
            Verb(
                name="",
                called="task",
                action="handoff.hand_off",
                summary="You stay the holder until the other person accepts",
                options=(
                    Option(name="task", kind="task", summary="the task's number", required=True),
                    Option(name="newcomer", kind="person", summary="who takes it on; asked in a form if left out"),
                    Option(name="context", kind="text", summary="where it stands, what to know"),
                ),
                example="/handoff 42 @ben Draft is in the folder, pictures are missing",
            ),
            Verb(
                name="all",
                action="handoff.hand_over",
                summary="Everything somebody holds to somebody else; shown first, and undone with one press",
                options=(
                    Option(name="person", kind="person", summary="who holds it", required=True),
                    Option(name="newcomer", kind="person", summary="who takes it on; asked in a form if left out"),
                ),
                example="/handoff all @ana to @ben",
            ),
            Verb(
                name="leaving",
                action="handoff.leaving",
                summary="You are leaving: everything you hold to somebody else",
                options=(Option(name="newcomer", kind="person", summary="who takes it on"),),
                example="/handoff leaving @ben",
            ),
        ),
    ),
)
