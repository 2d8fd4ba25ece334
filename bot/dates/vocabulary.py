"""The words of a date in each language, brought to one short form: `on Friday at 5 p.m.` and `el viernes a las 5pm`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from bot.dates.day_parts import DAY_PARTS, with_spoken_clocks
from bot.dates.typos import mended
from bot.zones import folded

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LANGUAGES = ("en", "es", "de")
UNITS = ("minutes", "hours", "days", "weeks", "months", "workdays", "workhours")

KNOWN = frozenset((*WEEKDAYS, *MONTHS, *UNITS, *DAY_PARTS)) | {
    *("today", "tomorrow", "overmorrow", "yesterday", "tonight", "from", "now", "this", "next", "overnext"),
    *("sod", "eod", "eow", "eom", "eoy", "noon", "midnight", "sametime", "last", "ago", "year", "doubtful"),
}
"""The words of the short form, and others that are known to make no date that is certain."""

# In the order in which they are replaced: the short form, then what it stands for (a regular expression).
_ENGLISH = (
    ("sod", "(?:start|beginning|opening) of (?:the |my )?(?:business day|work(?:ing)? ?day|business|work|day)"),
    ("sod", "first thing in the morning|first thing"),
    ("eod", "(?:end|close) of (?:the |my )?(?:business day|work(?:ing)? ?day|business|work|play|day)|cob"),
    (r"eod \1", "(?:the )?end of (today|tomorrow|[a-z]+day)"),
    ("sametime", "(?:about |around )?(?:this|the same) time"),
    ("overnext eow", "end of (?:the )?week after next"),
    ("overnext weeks", "(?:the )?week after next"),
    ("next eow", "end of (?:the )?next week"),
    ("eow", "before (?:the |this )?weekend"),
    ("eow", "end of (?:the |this )?week"),
    ("next eom", "end of (?:the )?next month"),
    ("eom", "end of (?:the |this )?month"),
    ("eoy", "end of (?:the |this )?year"),
    ("tomorrow", "tmrw|tmr|tommorr?ow|tomorow|tomorrw|2morrow"),
    ("overmorrow", "day after tomorrow"),
    ("noon", "12 noon|midday|lunch ?time|lunch"),
    ("31 dec", "new year.?s eve"),
    ("1 jan", "new year.?s day"),
    ("24 dec", "christmas eve"),
    ("25 dec", "christmas day"),
    ("2", "(?:a )?couple(?: of)?(?= (?:minutes|hours|days|weeks|months|business|work))"),
    ("workdays", "(?:business|working|work) days?|workday"),
    ("workhours", "(?:business|working|work) hours?"),
    ("mon", "monday"),
    ("tue", "tuesday|tues"),
    ("wed", "wednesday|weds|wensday"),
    ("thu", "thursday|thurs|thur"),
    ("fri", "friday"),
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
    ("in 1 hours", "(?:with)?in the (?:next )?hours?"),
    ("in", "(?:with)?in the next|(?:with)?in the coming|within"),
    (r"#\1", r"(\d{1,2})(?:st|nd|rd|th)"),
    (r"\1h", r"(\d{1,2}) h"),
)
_SPANISH = (
    ("overmorrow", "pasado manana"),
    (r"\1 morning", r"([\d:]+) de la manana"),
    (r"\1 afternoon", r"([\d:]+) de la tarde"),
    (r"\1 night", r"([\d:]+) de la noche"),
    ("morning", "por la manana|esta manana"),
    ("afternoon", "por la tarde"),
    ("night", "por la noche"),
    ("this afternoon", "esta tarde"),
    ("tonight", "esta noche"),
    ("24 dec", "nochebuena"),
    ("31 dec", "nochevieja|fin de ano"),
    ("eow", "antes del fin de semana"),
    ("2", "un par de"),
    ("tomorrow", "manana"),
    ("today", "hoy"),
    ("yesterday", "ayer"),
    ("eod", "(?:fin|final) del dia"),
    ("next eow", "final de la (?:proxima semana|semana que viene)"),
    ("eow", "final(?:es)? de (?:la |esta )?semana"),
    ("eom", "(?:fin|final(?:es)?) de mes"),
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
    (r"\1 \2", "((?:[a-z]+tag|mittwoch))(morgen|vormittag|mittag|nachmittag|abend)"),
    (r"\1 morning", "(morgen|[a-z]+tag|mittwoch) (?:fruh|morgens?|vormittags?)"),
    ("this morning", "heute (?:fruh|morgen|vormittag)"),
    ("morning", "(?:in der )?fruh|morgens|vormittags?|am morgen"),
    ("afternoon", "nachmittags?"),
    ("evening", "abends?"),
    ("24 dec", "heiligabend"),
    ("31 dec", "silvester"),
    ("eow", "vor dem wochenende"),
    ("overnext", "ubernachste[rnm]?"),
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
_NOISE = "on|by|at|the|of|this coming|coming|@"

_FOREIGN: dict[str, tuple[tuple[tuple[str, str], ...], tuple[str, ...], str]] = {
    "es": (_SPANISH, _SPANISH_NUMBERS, "el|a las?|las|al?|para|de|del"),
    "de": (_GERMAN, _GERMAN_NUMBERS, "am|um|bis|zum|den|dem|der|des"),
}
"""By language: its words, its numbers before a unit, and what may be left out; English is understood beside each."""


def plain(typed: str) -> str:
    """Folded, without commas and brackets, slips of the finger mended."""
    return with_spoken_clocks(mended(folded(re.sub(r"[,()\[\]]", " ", typed))))


@lru_cache(maxsize=1024)  # half a hundred rules, and people type the same few dates
def short_form(text: str, language: str) -> str:
    """The short form of a `plain` text; unknown words stay as they are. English is understood beside each language."""
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
