"""The words of a date in each language, brought to one short form: `on Friday at 5 p.m.` and `el viernes a las 5pm`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from bot.zones import folded

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LANGUAGES = ("en", "es", "de")
UNITS = ("minutes", "hours", "days", "weeks", "months", "workdays", "workhours")

KNOWN = frozenset((*WEEKDAYS, *MONTHS, *UNITS)) | {
    *(
        "today",
        "tomorrow",
        "overmorrow",
        "yesterday",
        "eod",
        "eow",
        "eom",
        "eoy",
        "noon",
        "midnight",
        "from",
        "now",
        "this",
        "next",
    ),
    *("last", "ago", "year", "doubtful"),
}
"""The words of the short form, and others that are known to make no date that is certain."""

# In the order in which they are replaced: the short form, then what it stands for (a regular expression).
_ENGLISH = (
    ("eod", "end of (?:the |my )?day|close of business|cob"),
    ("next eow", "end of (?:the )?next week"),
    ("eow", "end of (?:the |this )?week"),
    ("next eom", "end of (?:the )?next month"),
    ("eom", "end of (?:the |this )?month"),
    ("eoy", "end of (?:the |this )?year"),
    ("tomorrow", "tmrw|tmr|tommorr?ow|tomorow|tomorrw|2morrow"),
    ("overmorrow", "day after tomorrow"),
    ("noon", "midday"),
    ("workdays", "(?:business|working|work) days?|workday"),
    ("workhours", "(?:business|working|work) hours?"),
    ("mon", "monday"),
    ("tue", "tuesday|tues"),
    ("wed", "wednesday|weds|wednsday|wensday"),
    ("thu", "thursday|thurs|thur|thrusday"),
    ("fri", "friday|firday|fridya"),
    ("sat", "saturday"),
    ("sun", "sunday"),
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sep", "september|sept"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
    ("30 minutes", "half an hour|half hour"),
    ("minutes", "minute|mins|min"),
    ("hours", "hour|hrs|hr"),
    ("days", "day"),
    ("2 weeks", "(?:a )?fortnight"),
    ("weeks", "week"),
    ("months", "month"),
    ("in", "within"),
    (r"#\1", r"(\d{1,2})(?:st|nd|rd|th)"),
    (r"\1h", r"(\d{1,2}) h"),
)
_SPANISH = (
    ("overmorrow", "pasado manana"),
    (r"\1am", r"(\d\d?) de la manana"),
    (r"\1pm", r"(\d\d?) de la (?:tarde|noche)"),
    ("tomorrow", "manana"),
    ("today", "hoy"),
    ("yesterday", "ayer"),
    ("eod", "(?:fin|final) del dia"),
    ("next eow", "final de la (?:proxima semana|semana que viene)"),
    ("eow", "final de (?:la |esta )?semana"),
    ("noon", "mediodia"),
    ("midnight", "medianoche"),
    ("workdays", "dias? (?:habil(?:es)?|laborables?)"),
    ("workhours", "horas? (?:habil(?:es)?|laborables?)"),
    (r"next \1", "(lunes|martes|miercoles|jueves|viernes|sabado|domingo) (?:que viene|proximo)"),
    ("next", "proximo"),
    ("this", "este"),
    (r"\1 march", r"(\d\d?)(?: de)? mar"),
    ("doubtful", r"mar(?= \d+(?!\d| [a-z]))"),
    ("mon", "lunes|lun"),
    ("tue", "martes|mar"),
    ("wed", "miercoles|mie"),
    ("thu", "jueves|jue"),
    ("fri", "viernes|vie"),
    ("sat", "sabado|sab"),
    ("sun", "domingo|dom"),
    ("jan", "enero|ene"),
    ("feb", "febrero"),
    ("march", "marzo"),
    ("apr", "abril|abr"),
    ("may", "mayo"),
    ("jun", "junio"),
    ("jul", "julio"),
    ("aug", "agosto|ago"),
    ("sep", "septiembre|setiembre|set"),
    ("oct", "octubre"),
    ("nov", "noviembre"),
    ("dec", "diciembre|dic"),
    ("30 minutes", "media hora"),
    ("minutes", "minutos?"),
    ("hours", "horas?"),
    ("days", "dias?"),
    ("weeks", "semanas?"),
    ("months", "mes|meses"),
    ("in", "dentro de|en"),
)
_GERMAN = (
    (r"\1:\2", r"(\d\d?)[:.](\d\d) uhr"),
    (r"\1:\2", r"(\d\d?) uhr (\d\d)"),
    (r"\1h", r"(\d\d?) uhr"),
    ("overmorrow", "ubermorgen"),
    ("tomorrow", "morgen"),
    ("today", "heute"),
    ("yesterday", "gestern"),
    ("eod", "ende des tages|tagesende|feierabend"),
    ("next eow", "ende (?:der )?nachste[rn] woche"),
    ("eow", "ende (?:der |dieser )?woche"),
    ("eom", "ende (?:des |dieses )?monats|monatsende"),
    ("noon", "mittags?"),
    ("midnight", "mitternacht"),
    ("workdays", "(?:arbeits|werk)tage?n?"),
    ("next", "nachste[rnm]?|kommende[rnm]?"),
    ("this", "diese[rnm]?"),
    ("mon", "montags?|mo"),
    ("tue", "dienstags?|di"),
    ("wed", "mittwochs?|mi"),
    ("thu", "donnerstags?|do"),
    ("fri", "freitags?|fr"),
    ("sat", "samstags?|sonnabends?|sa"),
    ("sun", "sonntags?|so"),
    ("jan", "januar|janner"),
    ("feb", "februar"),
    ("march", "marz"),
    ("may", "mai"),
    ("jun", "juni"),
    ("jul", "juli"),
    ("oct", "oktober|okt"),
    ("dec", "dezember|dez"),
    (r"\1", r"(\d\d?)\.(?= [a-z])"),
    ("30 minutes", "(?:einer )?halben? stunde"),
    ("minutes", "minuten?"),
    ("hours", "stunden?|std"),
    ("days", "tage?n?"),
    ("weeks", "wochen?"),
    ("months", "monate?n?"),
    ("in", "binnen|innerhalb von"),
)
_ENGLISH_NUMBERS = ("an?|one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SPANISH_NUMBERS = ("una?", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez")
_GERMAN_NUMBERS = ("eine?[rnm]?", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "zehn")
_NOISE = "on|by|at|the|of"

_FOREIGN: dict[str, tuple[tuple[tuple[str, str], ...], tuple[str, ...], str]] = {
    "es": (_SPANISH, _SPANISH_NUMBERS, "el|a las?|al?|para|de|del"),
    "de": (_GERMAN, _GERMAN_NUMBERS, "am|um|bis|zum|den|dem|der|des"),
}
"""By language: its words, its numbers before a unit, and what may be left out; English is understood beside each."""


def plain(typed: str) -> str:
    """Folded, without commas and brackets."""
    return folded(re.sub(r"[,()]", " ", typed))


@lru_cache(maxsize=1024)  # half a hundred rules, and people type the same few dates
def short_form(text: str, language: str) -> str:
    """The short form of a `plain` text; unknown words stay as they are. English is understood in Spanish as well."""
    for pattern, short in _rules(language):
        text = pattern.sub(short, text)
    return text


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    words, numbers, noise = _FOREIGN.get(language, ((), (), ""))
    rules = [(_word(long), short) for short, long in words + _ENGLISH]
    for named in (numbers, _ENGLISH_NUMBERS):
        rules += [(_word(rf"(?:{word})(?= (?:{'|'.join(UNITS)})\b)"), str(n)) for n, word in enumerate(named, 1)]
    noise = f"{_NOISE}|{noise}" if noise else _NOISE
    rules.append((re.compile(rf"(?<!\S)(?:{noise}) (?=\S)"), ""))
    rules.append((re.compile(r"(?<=[a-z])\.(?= |$)"), ""))
    return ((re.compile(r"(\d) ?([ap])\.?m\b\.?", re.ASCII), r"\1\2m"), *rules)


def _word(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])(?:{pattern})(?![a-z0-9_])", re.ASCII)
