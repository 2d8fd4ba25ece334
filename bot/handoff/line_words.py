"""The words by which the parts of a brief are known in one line, in every language with a vocabulary."""

from __future__ import annotations

import re

from bot.dates.vocabulary import KNOWN, MONTHS, WEEKDAYS


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


# What a label introduces reaches to the next label or the end.
LABELS: tuple[tuple[str, str], ...] = (
    ("done_when", r"done\s+when|finished\s+when|fertig,?\s+wenn|erledigt,?\s+wenn|(?:hecho|listo|terminado)\s+cuando"),
    ("playbook", r"playbook|sop|procedure|ablauf|procedimiento"),
    ("due", r"due(?:\s+date)?|deadline|fällig|frist|plazo|fecha"),
    ("effort", r"effort|estimate|time\s+needed|aufwand|esfuerzo"),
    ("priority", r"priority|prio|priorität|prioridad"),
    ("repeats", r"repeats?|recurs|wiederholung|repite"),
)
LABEL = re.compile(
    rf"(?:^|(?<=[\s,;.(–—-]))(?:{'|'.join(f'(?P<{name}>{words})' for name, words in LABELS)})\s*:\s*", re.IGNORECASE
)
# "Say when it is done when ready" is no label; after a full stop or a comma it is one.
DONE_WHEN = re.compile(
    r"(?:^|[,;.(–—-]\s*)(?:and\s+)?(?P<done_when>done\s+when|fertig,?\s+wenn|(?:hecho|listo)\s+cuando)\s+(?=\S)",
    re.IGNORECASE,
)

BEFORE_A_DATE = (
    r"(?:(?:be\s+)?due(?:\s+(?:on|by|at))?|by|until|till|no\s+later\s+than|not\s+later\s+than|at\s+the\s+latest|latest"
    r"|deadline(?:\s+is)?|bis(?:\s+zum|\s+spätestens)?|spätestens(?:\s+(?:am|bis))?|para|hasta|antes\s+del?|a\s+más\s+tardar)"
)
BY = re.compile(rf"{BEFORE_A_DATE}\s*:?\s+(?=\S)", re.IGNORECASE)
BEFORE_A_TIME = re.compile(
    r"before\s+(?=(?:noon|midday|midnight|\d+(?::\d\d|\s*[ap]\.?m\b\.?|h\b))(?:\s|$))", re.IGNORECASE
)
ON = re.compile(r"(?:on|at|am|um|el)\s+(?=\S)", re.IGNORECASE)
AT_THE_LATEST = re.compile(r"[\s,]+(?:at\s+the\s+latest|latest|spätestens|a\s+más\s+tardar|como\s+muy\s+tarde)$", re.I)
WHOSE_TIME = re.compile(r"\s+(?P<whose>her|his|their|my)\s+time$", re.IGNORECASE)

# Before one of these a word such as Friday is part of a name or of the outcome, not the day it is due.
NO_DATE_AFTER = _words(
    "to from of for since before after than the this next last past a an every each and or black good casual vs",
    "through thru del de desde von vom seit für und oder y o",
)
CERTAIN_ALONE = _words("today tomorrow tonight heute morgen übermorgen hoy mañana")
VAGUE = re.compile(
    r"(?:^|\s)(?:soon(?:ish)?|later|sometime|some\s+day|eventually|whenever|when\s+you\s+(?:can|have\s+time)|next\s+week"
    r"|this\s+week|next\s+month|this\s+month|bald|demnächst|irgendwann|nächste\s+woche|pronto|cuando\s+puedas"
    r"|la\s+próxima\s+semana)$",
    re.IGNORECASE,
)

_LENGTH = (
    r"half\s+a\s+day|half\s+day|a\s+day|an?\s+hour(?:\s+and\s+a\s+half)?|half\s+an?\s+hour|an\s+hour\s+or\s+so"
    r"|(?:eine?n?|einen)\s+halben\s+tag|einen\s+tag|eine\s+(?:halbe\s+)?stunde|media\s+hora|medio\s+día|un\s+día|una\s+hora"
    r"|\d+(?:[.,]\d+)?\s*(?:d|days?|tage?n?|días?)"
    r"|\d+(?:[.,]\d+)?\s*(?:h|hrs?|hours?|std\.?|stunden?|horas?)(?:\s*\d+\s*(?:m|mins?|minutes?|minuten|minutos)|[0-5]\d)?"
    r"|\d+\s*(?:m|mins?|minutes?|min\.|minuten|minutos)"
)
_ABOUT = (
    r"(?:~|≈|about|approx\.?|approximately|around|roughly|circa|ca\.?|etwa|ungefähr|unas?|unos|sobre|aprox\.?"
    r"|max\.?|up\s+to|est\.?|estimated|maybe)"
)
_TAKES = r"(?:(?:it\s+)?(?:should|will|may|might)?\s*takes?(?:\s+you)?|needs?|dauert|dauer|lleva|tarda)"
LENGTH = re.compile(_LENGTH, re.IGNORECASE)
EFFORT = re.compile(
    rf"(?:{_TAKES}\s+)?(?:{_ABOUT}\s*)*(?P<length>{_LENGTH})(?:\s+(?:of\s+work|work|long|max|effort|tops|at\s+most))?",
    re.IGNORECASE,
)
MARKED_EFFORT = re.compile(
    rf"(?:(?P<takes>{_TAKES})\s+(?:{_ABOUT}\s*)*|(?:{_ABOUT}\s*)+)(?P<length>{_LENGTH})(?:\s+of\s+work)?", re.IGNORECASE
)
TILDE = re.compile(rf"(?:^|(?<=[\s,(]))[~≈]\s?(?P<length>{_LENGTH})(?=[\s,;.)]|$)", re.IGNORECASE)
SHORT_LENGTH = re.compile(r"\d+(?:[.,]\d+)?\s?(?:h(?:[0-5]\d)?|hrs?|m|mins?|min\.|std\.?)", re.IGNORECASE)
HIGH = r"high|urgent|top|hoch|dringend|alta|urgente"
LOW = r"low|niedrig|baja"
PRIORITY = re.compile(
    rf"!(?P<bang>high|low|urgent)|!!+|(?:(?P<high>{HIGH})|(?P<low>{LOW}))\s+(?:prio|priority|priorität|prioridad)"
    rf"|prioridad\s+(?:(?P<alta>alta)|(?P<baja>baja))|(?P<now>a\.?s\.?a\.?p\.?|urgent(?:ly)?|dringend|urgente|cuanto\s+antes"
    rf"|so\s+schnell\s+wie\s+möglich|lo\s+antes\s+posible)",
    re.IGNORECASE,
)
BANG = re.compile(r"(?:^|(?<=[\s,;(]))!(?P<bang>high|low|urgent)(?=[\s,;.)]|$)", re.IGNORECASE)
FIRST_WORD = re.compile(
    r"(?:urgent|dringend|urgente|a\.?s\.?a\.?p\.?|!!+)\s*(?::|!+|–|—|-|,)\s*|asap\s+", re.IGNORECASE
)

PLEASE = re.compile(
    r"(?:please|pls|plz|thanks(?:\s+a\s+lot)?|thank\s+you|thx|ty|cheers|bitte|danke|por\s+favor|gracias)", re.IGNORECASE
)
PLEASE_FIRST = re.compile(
    r"(?:please|pls|plz|bitte|por\s+favor|(?:can|could|would)\s+you(?:\s+please)?|to)\s+", re.IGNORECASE
)
MENTION = r"@[\w.:+-]*[\w+-]"
ANYONE = re.compile(
    r"(?:(?:anyone|anybody|whoever|jeder|cualquiera|wer\s+auch\s+immer|quien\s+sea)(?:\s+(?:from|on|in)\s+the\s+team)?"
    r"|(?:someone|somebody|jemand|alguien)(?:\s+(?:from|on|in)\s+the\s+team|\s+(?:aus|im)\s+(?:dem\s+)?team|\s+del\s+equipo))"
    r"(?:\s*[:,–—-]\s*|\s+)|(?:someone|somebody|jemand|alguien)\s*[:,–—-]\s*",
    re.IGNORECASE,
)
PEOPLE = re.compile(
    rf"(?P<first>{MENTION})(?P<others>(?:\s*(?:,|/|\bor\b|\band\b|&|\boder\b|\bund\b|\bo\b|\by\b|\s)\s*{MENTION})*)",
    re.IGNORECASE,
)
OR = re.compile(r"\b(?:or|oder|o)\b|/", re.IGNORECASE)

TEMPORAL = KNOWN.union(WEEKDAYS, MONTHS) | _words(
    "end of the day week month year quarter business working close morning afternoon evening night tonight lunch time",
    "eod cob eow eom eoy noon midnight or and monday tuesday wednesday thursday friday saturday sunday january",
    "february march june july august september october november december",
    "heute morgen montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli",
    "oktober dezember uhr ende woche tage tagen",
    "hoy mañana lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto",
    "septiembre octubre noviembre diciembre",
)
RECURRING = re.compile(
    r"\b(?:every|each|daily|weekly|fortnightly|bi-?weekly|monthly|quarterly|yearly|annually|weekdays|weekends|twice|once\s+a"
    r"|times\s+an?|per\s+(?:day|week|month)|(?:mon|tues|wednes|thurs|fri|satur|sun)days|after\s+(?:it\s+is\s+|it’s\s+|it's\s+)?"
    r"(?:done|complet\w+|finished)|of\s+(?:the|each|every)\s+(?:month|week|quarter)|jede[nrsm]?|alle|täglich|wöchentlich"
    r"|monatlich|montags|dienstags|mittwochs|donnerstags|freitags|cada|todos\s+los|todas\s+las|diario|diariamente"
    r"|semanal(?:mente)?|mensual(?:mente)?)\b",
    re.IGNORECASE,
)
RHYTHM_BEGINS = re.compile(
    r"(?:again|repeat(?:ing|s)?|every|each|daily|weekly|fortnightly|bi-?weekly|monthly|quarterly|yearly|annually|weekdays?"
    r"|weekends|on|at|the|once|twice|last|first|second|third|fourth|\d|(?:mon|tue|wed|thu|fri|sat|sun)|an?|two|three|four|five"
    r"|six|cada|todos|todas|el|de|diari|semanal|mensual|trimestral|anual|jede|alle|am|täglich|wöchentlich|monatlich"
    r"|vierteljährlich|jährlich|montags|dienstags|mittwochs|donnerstags|freitags|werktags|an\s+werktagen|von)",
    re.IGNORECASE,
)
AGAIN = re.compile(r"^(?:(?:again|repeat(?:ing|s)?|then|and)[\s,]+)+", re.IGNORECASE)
LITTLE = _words("a an on in at by the of or and to times per week day month year hour hours")
TEMPORAL_STARTS = TEMPORAL - LITTLE | _words("in within on at am um el en binnen half a the")

BY_WITHIN = re.compile(r"(?:^|(?<=\s))(?:by|due|until|bis|para|hasta)\s+(?=\S)", re.IGNORECASE)
EVERY = re.compile(r"(?:every|each|daily|weekdays|cada|todos|todas|jede|alle|täglich)\b", re.IGNORECASE)
PLEASE_LAST = re.compile(rf"[\s,;.!–—-]+{PLEASE.pattern}[\s.!]*$", re.IGNORECASE)
EFFORT_LAST = re.compile(rf"(?:^|[\s,;.(–—-]+){MARKED_EFFORT.pattern}\s*\.?$", re.IGNORECASE)
PRIORITY_LAST = re.compile(rf"(?:^|[\s,;.(–—-]+)(?:{PRIORITY.pattern})[.!]*$", re.IGNORECASE)
PERSON_LAST = re.compile(
    rf"(?:^|(?<!\bfor)(?<!\bto)(?<!\bwith)(?<!\bfrom)(?<!\bby)(?<!\bof)(?<!\bask)(?<!\band)(?<!\bor)(?<!\bfür)"
    rf"(?<!\ba)(?<!\bcon)(?<!\bmit)(?<!\bvon)[\s,;.(–—-]+)(?P<person>{MENTION})\.?$",
    re.IGNORECASE,
)
EFFORT_FIRST = re.compile(rf"(?:{_ABOUT}\s*)?(?P<length>{SHORT_LENGTH.pattern})(?=[\s,:–—])[\s,:–—-]+", re.IGNORECASE)
LENGTH_LAST = re.compile(rf"[\s]*[,;.(–—-]\s*(?P<length>{_LENGTH})\s*\.?$", re.IGNORECASE)
SHORT_LAST = re.compile(rf"(?:^|(?<=\s))(?P<length>{SHORT_LENGTH.pattern})\s*\.?$", re.IGNORECASE)
LINE_BREAK = re.compile(
    rf"\s*\n\s*(?=(?:{'|'.join(words for _, words in LABELS)})\b|{MARKED_EFFORT.pattern}|!(?:high|low|urgent))",
    re.IGNORECASE,
)
