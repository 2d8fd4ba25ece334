"""/baton days, /baton holidays and /baton quiet: one's own calendar, typed or in one form."""

from __future__ import annotations

from bot.context import Context
from bot.requests import Ask, Outcome
from bot.team import calendar_rules, forms
from bot.team.handlers import changed

NAMES = ("days", "country", "quiet")


async def calendar(context: Context) -> Outcome:
    """What was typed, or the form with all of it as it is now."""
    person = context.speaker()
    typed = {name: context.request.arguments[name] for name in NAMES if name in context.request.arguments}
    if not typed:
        values = calendar_rules.written(person)
        return Outcome(reply=Ask(form=forms.calendar_form(context.new_id(), person, values)))
    return await changed(context, calendar_rules.with_calendar(person, typed))
