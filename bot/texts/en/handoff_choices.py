"""What Baton says in English: what gives way, who should get it, and what a change changed."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: dict[str, str | Mapping[str, str]] = {
    "free": "{who} has {free} free until then",
    "free_yours": "you have {free} free until then",
    "room": "About {effort}; {who} has {free} free until then.",
    "guard": "**Does not fit beside {who}’s other work: #{id}** {outcome}",
    "guard_intro": "Done by {due}, it would make this late:",
    "guard_late": "#{id} {outcome}: due {due}, done {done}",
    "guard_hidden": {"one": "{n} other task of {who}’s", "other": "{n} other tasks of {who}’s"},
    "guard_footer": "Nothing is offered yet; it is kept as your draft. What you move has to be accepted again.",
    "gives_nothing": "Moving #{id} to then makes no room any more. Finish the draft to see how things are now.",
    "button_offer_anyway": "Offer anyway",
    "button_offer_later": "Later date",
    "button_ask_who": "Somebody else",
    "button_give_way": "Move #{id} to {at}",
    "button_anyone": "Anyone",
    "form_offer_later": "A later date",
    "submit_offer_later": "Offer it",
    "who": "**Who should get #{id}?** {outcome}",
    "who_footer": "It is kept as your draft until you choose. Finish shows everybody.",
    "who_all_away": "Everybody is away today. It is kept as your draft until you choose; Finish shows everybody.",
    "who_nobody": "Nobody takes work here yet. Put it up for anyone, or bring somebody in.",
    "likely": "Likely: {people}.",
    "likely_one": "{who} ({why})",
    "why_away": "away until {last}",
    "why_record": {
        "one": "{clean} of {n} like it approved first time: #{id} {outcome}",
        "other": "{clean} of {n} like it approved first time, such as #{id} {outcome}",
    },
    "why_new": "no work like it yet",
    "why_free": "{length} free until then",
    "why_now": "works now",
    "why_starts": "starts in about {length}",
    "why_cost": "${dollars}",
    "why_rate": "${dollars} an hour",
    "did_weigh": "Not offered yet: see your private chat for what would be late. It is kept as your draft #{id} {outcome}.",
    "did_ask_who": "Kept as your draft: #{id} {outcome}. Your private chat has suggestions who should get it.",
    "changed": "What changed:",
    "was_is": "{part}: {was} → {now}",
    "was": "{part} was:",
    "was_nothing": "nothing",
    "priority_usual": "as usual",
    "fact_outcome": "Outcome",
}
