"""What Baton says in English: reminders, why they came, and what of them a team sets."""

from __future__ import annotations

from collections.abc import Mapping

_WHY: dict[str, str | Mapping[str, str]] = {
    "why_again": "Because you asked to be reminded of #{id} again at {at}.",
    "why_nudge": {
        "one": "Because {giver} offered you #{id} and an hour of your working time has passed without an answer.",
        "other": "Because {giver} offered you #{id} and {n} of your working hours have passed without an answer.",
    },
    "why_take": {
        "one": "Because you are asked to take over #{id} from {holder} and an hour of your working time has passed without an answer.",
        "other": "Because you are asked to take over #{id} from {holder} and {n} of your working hours have passed without an answer.",
    },
    "why_untaken": {
        "one": "Because {newcomer} is asked to take over #{id}, and two of their working hours have passed without an answer.",
        "other": "Because {newcomer} is asked to take over #{id}, and twice {n} of their working hours have passed without an answer.",
    },
    "why_due_soon": "Because #{id} is due {due} and your team reminds {n} h before; nothing was handed in.",
    "why_due": "Because #{id} is due {due}; nothing was handed in.",
    "why_unanswered": {
        "one": "Because {holder} has not answered #{id} within two of their working hours, nor within three of your working days.",
        "other": "Because {holder} has not answered #{id} within twice {n} of their working hours, nor within three of your working days.",
    },
    "why_unclaimed": "Because #{id} has been free to take for a working day and nobody has taken it.",
    "why_asked": {
        "one": "Because {holder} asked about #{id} {at} and your team reminds after a working day.",
        "other": "Because {holder} asked about #{id} {at} and your team reminds after {n} working days.",
    },
    "why_countered": {
        "one": "Because {holder} suggested another date for #{id} {at} and your team reminds after a working day.",
        "other": "Because {holder} suggested another date for #{id} {at} and your team reminds after {n} working days.",
    },
    "why_blocked": {
        "one": "Because #{id} has been blocked since {at} and your team reminds after a working day.",
        "other": "Because #{id} has been blocked since {at} and your team reminds after {n} working days.",
    },
    "why_review": {
        "one": "Because {holder} handed in #{id} {at} and your team reminds after a working day.",
        "other": "Because {holder} handed in #{id} {at} and your team reminds after {n} working days.",
    },
    "why_unaccepted": "Because #{id} was due {due} and {holder} has not taken it on.",
    "why_overdue": "Because #{id} was due {due} and nothing was handed in.",
    "why_overdue_up": "Because #{id} was due {due}, {holder} has been told first, and nothing was handed in.",
    "why_repeat": {
        "one": "Because #{id} is repeated every working hour until you acknowledge it; it was due {due}.",
        "other": "Because #{id} is repeated every {n} working hours until you acknowledge it; it was due {due}.",
    },
    "why_stand_in": "You get it because you stand in for {away}.",
    "why_gone": "#{id} has moved on since; you hear no more of this.",
    "why_together": "These came due for you at the same time, so they are one message. You hear of each at most once a working day.",
}

_STOPS = {
    "stops_again": "It came once.",
    "stops_nudge": "It comes once; then {giver} is told.",
    "stops_take": "It comes once; then {holder} is told.",
    "stops_untaken": "It comes once. Keep it, or offer it to somebody else.",
    "stops_due_soon": "It comes once, or not at all when you hand it in before.",
    "stops_due": "It comes once, or not at all when you hand it in before.",
    "stops_unanswered": "It comes once.",
    "stops_unclaimed": "It comes daily and stops when somebody takes it or you take it back.",
    "stops_asked": "It comes daily and stops when you answer.",
    "stops_countered": "It comes daily and stops when you take the date or keep the first one.",
    "stops_blocked": "It comes daily and stops when it is no longer blocked.",
    "stops_review": "It comes daily and stops when you approve or return it.",
    "stops_unaccepted": "It comes daily and stops when {holder} takes it on, or you change it or take it back.",
    "stops_overdue": "It comes daily and stops when you hand it in, ask, or say what blocks it.",
    "stops_overdue_up": "It comes daily and stops when it is handed in, or has another date.",
    "stops_repeat": "It stops when you press Got it, or hand it in.",
    "stops_else": "Snooze puts it off. The rules: /team reminders.",
    "title_why": "**Why you got this**",
}

_LINES: dict[str, str | Mapping[str, str]] = {
    "together": {"one": "**{n} thing is waiting for you.**", "other": "**{n} things are waiting for you.**"},
    "together_too": {"one": "{n} waits for somebody else.", "other": "{n} wait for somebody else."},
    "together_others": {
        "one": "**{n} thing waits for somebody else.**",
        "other": "**{n} things wait for somebody else.**",
    },
    "with_others": "With somebody else:",
    "together_snoozed": {
        "one": "**Snoozed until {until}:** {n} thing.",
        "other": "**Snoozed until {until}:** {n} things.",
    },
    "together_footer": "The most pressing first. A number opens one; /tasks shows everything.",
    "line_again": "as you asked",
    "line_nudge": "{giver} waits to hear whether you take it on",
    "line_take": "{holder} waits to hear whether you take it on",
    "line_untaken": "{newcomer} has not answered; it stays yours",
    "line_due_soon": "due soon, {due}",
    "line_due": "due now",
    "line_unanswered": "{holder} has not answered",
    "line_unclaimed": "nobody has taken it yet",
    "line_asked": "{holder} asks, since {at}",
    "line_countered": "{holder} suggests another date",
    "line_blocked": "blocked since {at}",
    "line_review": "handed in {at}, waits for your review",
    "line_unaccepted": "overdue since {due}, and {holder} has not taken it on",
    "line_overdue": "overdue since {due}",
    "line_overdue_up": "with {holder}, overdue since {due}",
    "line_repeat": "overdue since {due}, not acknowledged yet",
    "button_snooze_all": "Snooze all",
    "button_why": "Why this?",
    "form_snooze_all": "Remind me later",
    "about_all": {"one": "About {n} thing", "other": "About {n} things"},
    "none_together": "Nothing of that list is waiting any more.",
    "snoozed_past_due": "Snoozed until {until}. #{id} is due before that, {due}; you will not hear of it until then.",
    "snoozed_all": {
        "one": "Snoozed until {until}: {n} thing.",
        "other": "Snoozed until {until}: {n} things.",
    },
    "snoozed_all_past_due": "Due before that, and silent until then: {tasks}.",
    "snooze_when": "Say when, for example: thu 14:00.",
    "snoozed_quiet": "Your quiet hours are then, so you hear when they end: {until}.",
}

_SETTINGS: dict[str, str | Mapping[str, str]] = {
    "title": "**What this team reminds of**",
    "intro": "Always in the reader’s working hours, at most one message a day for each task. Overdue goes to the holder first.",
    "rule_accept_hours": {
        "one": "An offer nobody answers: the holder after one working hour, the giver after one more",
        "other": "An offer nobody answers: the holder after {n} working hours, the giver after as many again",
    },
    "rule_due_soon_hours": "Before it is due: {n} h",
    "rule_due_soon_hours_none": "Before it is due: nothing",
    "rule_remind_due": "When it is due: a word at that minute",
    "rule_remind_due_none": "When it is due: nothing",
    "rule_overdue": "Overdue: the holder daily, from an hour after it was due",
    "rule_escalate_days": {
        "one": "Overdue, up to the giver: after a working day, then daily",
        "other": "Overdue, up to the giver: after {n} working days, then daily",
    },
    "rule_escalate_days_none": "Overdue, up to the giver: as soon as the holder has been told, a working day later at most, then daily",
    "rule_review_days": {
        "one": "A hand-in, a question or a suggested date: the giver after a working day, then daily",
        "other": "A hand-in, a question or a suggested date: the giver after {n} working days, then daily",
    },
    "rule_blocker_days": {
        "one": "Blocked: the giver after a working day, then daily",
        "other": "Blocked: the giver after {n} working days, then daily",
    },
    "rule_blocker_to": {
        "one": "What a standup says is in the way: {who} after a working day, then daily",
        "other": "What a standup says is in the way: {who} after {n} working days, then as often again",
    },
    "rule_repeat": "Where the brief says so, a due task is said again until the holder presses Got it",
    "footer": "The owner can change this.",
    "button_change": "Change",
    "form": "Reminders",
    "form_intro": "It holds for every task, also those under way.",
    "submit": "Save",
    "field_accept_hours": "Answer to an offer, working hours",
    "field_due_soon_hours": "Before it is due, hours",
    "hint_due_soon_hours": "0 for no reminder before",
    "field_remind_due": "At the due time",
    "due_yes": "a reminder",
    "due_no": "nothing",
    "field_review_days": "Review and answers, working days",
    "field_blocker_days": "Blocked, working days",
    "field_blocker_to": "Who hears of blockers in standups",
    "field_escalate_days": "Overdue goes up after, working days",
    "hint_escalate_days": "0 for as soon as the holder has been told",
    "number_wrong": "A whole number from {least} to {most}.",
    "wrong": "Almost there: see the marked fields. Nothing you typed is lost.",
    "saved": "**Saved.** It holds for open tasks too, which are being set anew.",
    "unchanged": "Nothing was changed.",
}

MESSAGES: dict[str, str | Mapping[str, str]] = {**_WHY, **_STOPS, **_LINES, **_SETTINGS}
