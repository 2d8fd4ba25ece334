"""What Baton says in English: many tasks changed at once."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: dict[str, str | Mapping[str, str]] = {
    "bulk_hand_over_preview": {
        "one": "**Hand {n} task of {who}’s{also} to {newcomer}?**",
        "other": "**Hand {n} tasks of {who}’s{also} to {newcomer}?**",
    },
    "bulk_hand_over_own_preview": {
        "one": "**Hand {n} of your tasks{also} to {newcomer}?**",
        "other": "**Hand {n} of your tasks{also} to {newcomer}?**",
    },
    "bulk_move_preview": {"one": "**Move {n} due time?**", "other": "**Move {n} due times?**"},
    "bulk_hand_over_nothing": "**Nothing to hand over: {who} holds nothing that you could pass on.**",
    "bulk_hand_over_own_nothing": "**Nothing to hand over: you hold nothing that you could pass on.**",
    "bulk_move_nothing": "**None of these would move.**",
    "button_bulk_hand_over": {"one": "Hand over {n}", "other": "Hand over all {n}"},
    "button_bulk_hand_over_named": "Hand over {what}",
    "button_bulk_move": {"one": "Move {n}", "other": "Move all {n}"},
    "bulk_footer": "Nothing has changed yet. It happens all at once, and one press undoes it.",
    "bulk_accepting": "Has to accept: {people}. Until then each stays with whoever holds it.",
    "bulk_accepting_move": "Has to accept again: {people}.",
    "bulk_declined": {
        "one": "{n} offer that was not answered goes back to whoever made it.",
        "other": "{n} offers that were not answered go back to whoever made them.",
    },
    "bulk_systems_preview": "**Hand what comes back to {who} over to {newcomer}?**",
    "bulk_systems_done": "**What came back to {who} comes to {newcomer} from now on.**",
    "bulk_systems_to_newcomer": "**{by} gives you work that comes back**",
    "bulk_systems_to_former": "**{by} gives {newcomer} work that came back to you**",
    "bulk_systems_to_giver": "**{by} gives {newcomer} work of yours that came back to {who}**",
    "bulk_systems_go": {
        "one": "{systems} comes to {newcomer} from then on, who accepts it with its next task.",
        "other": "These come to {newcomer} from then on, who accepts each with its next task: {systems}.",
    },
    "bulk_systems_yours": {
        "one": "{systems} comes to you from now on. You accept it with its next task.",
        "other": "These come to you from now on: {systems}. You accept each with its next task.",
    },
    "bulk_systems_of_others": {
        "one": "{systems} keeps coming back to {who} until {givers} gives it to somebody else.",
        "other": "These keep coming back to {who} until {givers} gives them to somebody else: {systems}.",
    },
    "bulk_left_review": {
        "one": "{tasks} is handed in and stays as it is until it is reviewed.",
        "other": "{tasks} are handed in and stay as they are until they are reviewed.",
    },
    "bulk_left_not_yours": {
        "one": "{tasks} stays as it is: that is for whoever gave it, and only while it is open.",
        "other": "{tasks} stay as they are: that is for whoever gave them, and only while they are open.",
    },
    "bulk_left_past": {
        "one": "{tasks} would still be due in the past. Move it further.",
        "other": "{tasks} would still be due in the past. Move them further.",
    },
    "bulk_left_no_due": {"one": "{tasks} has no due time.", "other": "{tasks} have no due time."},
    "bulk_left_same": {"one": "{tasks} is due then already.", "other": "{tasks} are due then already."},
    "bulk_hand_over_done": {
        "one": "**{n} task of {who}’s is offered to {newcomer}.**",
        "other": "**{n} tasks of {who}’s are offered to {newcomer}.**",
    },
    "bulk_hand_over_own_done": {
        "one": "**{n} of your tasks is offered to {newcomer}.**",
        "other": "**{n} of your tasks are offered to {newcomer}.**",
    },
    "bulk_back_done": {
        "one": "**{n} offer goes back to whoever made it.**",
        "other": "**{n} offers go back to whoever made them.**",
    },
    "bulk_back_others": {
        "one": "**{by} gives back {n} offer of yours**",
        "other": "**{by} gives back {n} offers of yours**",
    },
    "bulk_move_done": {"one": "**{n} due time moved.**", "other": "**{n} due times moved.**"},
    "bulk_undo_footer": "Undo puts back what nothing else has happened to since.",
    "bulk_hand_over_yours": {
        "one": "**{by} would like to hand you {n} task of {who}’s**",
        "other": "**{by} would like to hand you {n} tasks of {who}’s**",
    },
    "bulk_hand_over_former": {
        "one": "**{by} offers {n} task of yours to {newcomer}.** It stays yours until it is accepted.",
        "other": "**{by} offers {n} tasks of yours to {newcomer}.** They stay yours until they are accepted.",
    },
    "bulk_hand_over_others": {
        "one": "**{by} hands {newcomer} {n} task of {who}’s** that you gave",
        "other": "**{by} hands {newcomer} {n} tasks of {who}’s** that you gave",
    },
    "bulk_hand_over_own_yours": {
        "one": "**{by} would like to hand you {n} task**",
        "other": "**{by} would like to hand you {n} tasks**",
    },
    "bulk_hand_over_own_others": {
        "one": "**{by} hands {newcomer} {n} task** that you gave",
        "other": "**{by} hands {newcomer} {n} tasks** that you gave",
    },
    "bulk_move_yours": {
        "one": "**{by} moved the due time of {n} task**, to be accepted again",
        "other": "**{by} moved the due times of {n} tasks**, to be accepted again",
    },
    "bulk_move_others": {
        "one": "**{by} moved the due time of {n} task** you have a part in",
        "other": "**{by} moved the due times of {n} tasks** you have a part in",
    },
    "button_take_all": {"one": "Accept it", "other": "Accept all {n}"},
    "button_pass_all": {"one": "Not for me", "other": "None of them"},
    "button_desk": "My desk",
    "button_move_several": "Move several",
    "bulk_row_back": "goes back to {giver}",
    "bulk_row_back_yours": "goes back to you",
    "bulk_row_due": ": {was} → {now}",
    "bulk_taken": {
        "one": "**Yours: {n} task.** /tasks mine shows it.",
        "other": "**Yours: {n} tasks.** /tasks mine shows them.",
    },
    "bulk_taken_by": {"one": "**{who} has accepted {n} task.**", "other": "**{who} has accepted {n} tasks.**"},
    "bulk_passed": {"one": "**Passed: {n} task.**", "other": "**Passed: {n} tasks.**"},
    "bulk_passed_by": {"one": "**{who} did not take on {n} task.**", "other": "**{who} did not take on {n} tasks.**"},
    "bulk_of_tasks": {"one": "{n} task", "other": "{n} tasks"},
    "bulk_of_systems": "{n} that come back",
    "bulk_of_tasks_too": "{tasks} and {systems}",
    "bulk_undone": {
        "one": "**Undone: {what} is as it was.**",
        "other": "**Undone: {what} are as they were.**",
    },
    "bulk_undone_some": {
        "one": "**Undone: {what} is as it was.** Something has happened since to {kept}, which stay as they are now.",
        "other": "**Undone: {what} are as they were.** Something has happened since to {kept}, which stay as they are now.",
    },
    "bulk_undone_none": "**Nothing was undone.** Something has happened since to {kept}, which stay as they are now.",
    "bulk_undone_for": {
        "one": "**{by} took that back: {what} is as it was.**",
        "other": "**{by} took that back: {what} are as they were.**",
    },
    "bulk_not_yours": "Only whoever began this can do that.",
    "bulk_done_already": "That is done already; your private chat has the card with Undo.",
    "bulk_undone_already": "That is undone already.",
    "bulk_changed": {
        "one": "{tasks} has changed since you were asked. Look at it and answer it there: /tasks mine",
        "other": "{tasks} have changed since you were asked. Look at each and answer it there: /tasks mine",
    },
    "bulk_none_waits": "None of these waits for you any more. /tasks shows what does.",
    "bulk_gone": "That was too long ago. /tasks shows how things are now.",
    "bulk_numbers": "Write numbers of tasks, such as 3, 5, 8; up to {most}.",
    "bulk_unknown": "There is no task {tasks} that you could move.",
    "form_hand_over": "Hand over everything",
    "submit_hand_over": "Show me first",
    "intro_hand_over": "Everything {who} holds, as far as you may hand it on. You see what will change before it does.",
    "hint_hand_over": "What whoever takes it on has to know; it stands on each task.",
    "form_move_several": "Move several",
    "submit_move_several": "Show me first",
    "intro_move_several": "You see what will change, and who has to accept it again, before it does.",
    "field_tasks": "Which tasks",
    "hint_tasks": "Their numbers; up to {most}",
    "field_by": "How far",
    "by_day": "a day later",
    "by_week": "a week later",
    "by_date": "all to the time below",
    "intro_pass_all": {"one": "{n} task waits for your yes.", "other": "{n} tasks wait for your yes."},
}
