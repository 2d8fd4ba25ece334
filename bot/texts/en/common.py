"""What Baton says in English: in every room."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: dict[str, str | Mapping[str, str]] = {
    "not_a_person": "This needs a person. Nothing was changed.",
    "not_allowed_role": "That is not open to your role ({role}). Nothing was changed; the owner can do it or change your role.",
    "not_on_team": "You are not on this team yet. Ask the owner to add you with /team.",
    "people_match": "“{typed}” could be {people}. Type one of these.",
    "person_like": "Nobody here is called “{typed}”. Did you mean {people}?",
    "person_unknown": "Nobody here is called “{typed}”. /team lists who is on the team.",
    "unknown_command": "I do not know “{typed}”. Did you mean {like}? /baton help lists everything.",
    "unknown_words": "I could not read “{typed}” as a command. /baton help lists everything.",
    "unknown_action": "That button is from an older card. /tasks shows where things stand.",
    "conflict": "Somebody changed this at the same moment. Look at the card and try again.",
    "not_saved": "Nothing was saved: {why} What you typed is still here; send it again once this is mended.",
    "apology": "This went wrong on our side, so it may not have been done. What you typed is still here. Look before you try again; if it happens again, tell the owner this number: {id}.",
    "form_late": "The form “{title}” could not open in time. What you typed is kept:",
    "form_too_long": "The form “{title}” is needed, and a button cannot keep so many words. Send it in fewer words.",
    "form_lost": "The form “{title}” could not open in time. Send it again, in fewer words if you can.",
    "button_open_form": "Open the form",
    "help_title": "What Baton can do",
    "help_intro": "Every command also works as a button on the cards; none needs to be remembered.",
    "form_ready": "**{title}** is ready to be filled in.",
    "form_page_saved": "Page {page} of {pages} is saved. Press Continue for the rest.",
    "form_mend": "Not sent yet. What you typed is kept; this has to be mended:",
    "form_broken": "The form “{title}” does not open, which is a mistake of mine. Use fewer words in the command. What you typed:",
    "form_cut": "The form holds the first 3,000 characters. This is the whole of what you typed:",
    "field_too_long": "{field}: {length} characters are too many; shorten it to {most}.",
    "field_cut": "{field}: of {length} characters the first {most} are here. The whole is in a message to you alone.",
    "form_gone": "This form was sent already, or is too old. Start again with the command or the button on the card.",
    "button_open": "Open the form",
    "button_continue": "Continue",
    "button_mend": "Mend",
    "busy": "I have more to do than I can at the moment. Nothing was done; try again in a minute.",
    "pausing": "I am about to restart. Nothing was done; try again in a minute.",
    "date_past": "“{typed}” has already passed. Pick a later time.",
    "date_unclear": "I cannot read “{typed}” as a date. Try: fri 5pm, tomorrow 9:00, 27 Nov.",
    "sent_late": "Sent late: this was meant for {at}.",
    "more": {"one": "and {n} more", "other": "and {n} more"},
    "too_long": "That is {n} characters; the most here is {most}. Shorten it or put it in a file and paste the link.",
}
