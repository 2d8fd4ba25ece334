"""What Baton says in English: projects, the work that begins and ends."""

from __future__ import annotations

from collections.abc import Mapping

_REFUSALS: dict[str, str | Mapping[str, str]] = {
    "none_such": "There is no project {number}. /tasks projects shows yours.",
    "not_yours": "{number} is not one of your projects. /tasks projects shows yours.",
    "only_for": "On {number} only {who} can do that.",
    "state_open": "{number} is open already.",
    "state_closed": "{number} is closed. Reopen it first.",
    "in_hand": {
        "one": "{number} cannot be closed while somebody has a step: {steps}. Approve or cancel it first.",
        "other": "{number} cannot be closed while somebody has a step: {steps}. Approve or cancel them first.",
    },
    "empty_name": "Give it a name.",
    "empty_outcome": "Say what should be there at the end.",
    "empty_steps": "Write one step a line.",
    "same_name": "{number} has that name already. Choose another, or add steps there.",
    "too_many": "That is {n} steps; the most in one project is {most}.",
    "line": "Line {n}: {why}",
    "no_step": {
        "one": "After {typed}? There is {n} step, and none comes after itself.",
        "other": "After {typed}? There are {n} steps, and none comes after itself. Say after 2, or after: 2, 3.",
    },
    "step_repeats": "A step happens once. What comes back is made with /delegate.",
    "due_unclear": "By “{typed}”? Say the day and the time, for example: by fri 5pm.",
    "circle": "These steps wait for each other, so none could begin: {steps}. Take one “after” away.",
    "odd_line": "I cannot place “{line}”. A line begins with a step’s number, #4, and may end in after: #2, #3.",
    "left_out": "Left out: {steps}. Every step needs its line; to drop one, cancel its task.",
}

_CARDS: dict[str, str | Mapping[str, str]] = {
    "title": "**{number}** {name}",
    "title_closed": "**{number}, closed:** {name}",
    "fact_outcome": "Outcome",
    "progress": {"one": "{done} of {n} step done", "other": "{done} of {n} steps done"},
    "no_steps": "No steps yet.",
    "not_whole": "brief not finished",
    "for_whom": "for {who}",
    "waits_for": "waits for {steps}",
    "late": "late",
    "held_up": "held up by {steps}",
    "late_because": "late because of {steps}",
    "button_finish": "Finish #{id}",
    "button_add": "Add steps",
    "button_arrange": "Arrange",
    "button_change": "Change",
    "button_close": "Close",
    "button_reopen": "Reopen",
    "event_begin": "Begun by {who}, {at}",
    "event_add": "Steps added by {who}, {at}",
    "event_arrange": "Arranged by {who}, {at}",
    "event_change": "Changed by {who}, {at}",
    "event_close": "Closed by {who}, {at}",
    "event_reopen": "Reopened by {who}, {at}",
    "headline_draft": "**The brief of {steps} has to be finished: it is its turn.**",
    "headline_done": "**Every step is done.**",
    "all_done": "Close it, or add what is still missing.",
    "headline_soon": "**Due soon, {at}.**",
    "headline_due": "**Due now.**",
}

_ANSWERS: dict[str, str | Mapping[str, str]] = {
    "did_begin": "Begun: {number} {name}. The card is in your private chat.",
    "did_add": "Added to {number} {name}.",
    "did_arrange": "Arranged: {number} {name}.",
    "did_change": "Changed: {number} {name}.",
    "did_close": "Closed: {number} {name}.",
    "did_reopen": "Reopened: {number} {name}.",
    "nothing_changed": "Nothing was changed in {number} {name}.",
    "list": "**Projects** ({n})",
    "list_none": "None is open. /tasks project Launch the shop begins one.",
    "list_footer": "/tasks {one} opens one.",
    "list_late": "late: {steps}",
}

_FORMS: dict[str, str | Mapping[str, str]] = {
    "form_new": "A new project",
    "form_add": "Add steps",
    "form_arrange": "Arrange the steps",
    "form_change": "Change the project",
    "submit_new": "Begin",
    "submit_add": "Add",
    "submit_arrange": "Save",
    "submit_change": "Save",
    "intro_new": "A project begins and ends. Its steps are tasks; one that comes after others is offered when those are approved.",
    "intro_add": "One step a line, as after /delegate. after 2 is the second step of the project, after: #12 that task.",
    "intro_arrange": "Put the lines in the order you like. after: #2, #3 at the end of a line says what has to be done before.",
    "intro_change": "The steps keep their own dates.",
    "field_name": "Name",
    "hint_name": "For example: Launch the shop",
    "field_outcome": "What should be there at the end",
    "hint_outcome": "One sentence, for example: the shop is open and takes orders",
    "field_steps": "Steps, one a line",
    "hint_steps": "@ana Write the texts by Tue ~2h done when: two pages, after 1. Without a date: the project’s",
    "field_order": "The steps",
    "hint_order": "#4 Write the texts after: #2, #3",
}

MESSAGES: dict[str, str | Mapping[str, str]] = {**_REFUSALS, **_CARDS, **_ANSWERS, **_FORMS}
