"""The words around dates and rhythms in one line, in every language with a vocabulary."""

from __future__ import annotations

import re

from bot.dates.vocabulary import KNOWN, MONTHS, WEEKDAYS
from bot.handoff.line_breaks import BREAK


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


BY = re.compile(
    r"(?:(?:be\s+)?due(?:\s+(?:date|on|by|at))?|(?:on\s+or\s+before|by|until|till|til|no\s+later\s+than"
    r"|not\s+later\s+than"
    r"|not\s+after)|at\s+the\s+latest(?:\s+(?:by|on))?|latest(?:\s+by)?|deadline(?:\s+is)?|bis(?:\s+(?:zum"
    r"|spätestens))?|fällig(?:\s+(?:am|bis))?"
    r"|spätestens(?:\s+(?:am|bis|um))?|para|hasta|a\s+más\s+tardar|como\s+(?:muy\s+tarde|máximo)|vence"
    r"|antes\s+del\s+(?=mediodía))"
    r"\s*(?::|[–—-]\s)?\s*(?<=[\s:])(?=\S)",
    re.IGNORECASE,
)
BEFORE = re.compile(r"(?:before|b4|prior\s+to|ahead\s+of|vor|antes\s+de(?:l|\s+las?)?)\s+(?=\S)", re.IGNORECASE)
"""Before five is a time by which; before Friday may be the evening of Thursday."""
ON = re.compile(r"(?:on|at|am|um|el|@)\s+(?!(?:by|before|until|due|or)\b)(?=\S)", re.IGNORECASE)
AT_THE_LATEST = re.compile(
    r"[\s,]+(?:at\s+the\s+(?:very\s+)?latest|latest|spätestens|a\s+más\s+tardar|como\s+muy\s+tarde|sharp"
    r"|if\s+possible)$",
    re.IGNORECASE,
)
WHOSE_TIME = re.compile(r"(?<![\s,(])[\s,(]++(?P<whose>her|his|their|my)\s++time\)?$", re.IGNORECASE)

_DONE = (
    r"(?:done|finished|in|ready|complete[d]?|delivered|sent|out|live|there|handed\s+in|closed|back|due|available|up)"
)
_IT = r"(?:it|this|that|which|everything|all)"
DUE_CARRIER = re.compile(
    rf"{BREAK}(?:and\s+|but\s+|please\s+)?(?:(?:{_IT}\s+)?(?:needs?|ha(?:s|ve)|ought|is|are)\s+to\s+be\s+{_DONE}"
    rf"|(?:{_IT}\s+)?(?:must|should|shall|can|may|will)\s+be\s+{_DONE}|to\s+be\s+{_DONE}|{_IT}(?:['’]s"
    rf"|\s+is|\s+are)(?:\s+(?:due|needed|wanted))?"
    rf"|(?:i|we)(?:['’]?l?l|['’]?d)?\s+(?:will\s+|would\s+)?(?:need|want|like|love"
    rf"|expect)\s+{_IT}(?:\s+{_DONE})?|needed|required|wanted|expected|target|eta|delivery|deliver|you(?:['’]ve|\s+have)(?:\s+got)?(?:\s+time)?|due|finish(?:\s+it|\s+this)?|(?:do|complete|deliver|submit|return)\s+(?:it|this)|turnaround"
    rf"|(?:done|finished|ready|complete)|(?:please\s+)?(?:have|get)\s+{_IT}\s+{_DONE}|deadline(?:\s+is)?"
    rf"|es\s+muss|muss\s+fertig\s+sein|fertig"
    r"|lo\s+necesito|tiene\s+que\s+estar(?:\s+list[oa])?|ich\s+brauche\s+(?:es|das))$",
    re.IGNORECASE,
)
"""Words of their own clause that only lead up to a date."""

# Before one of these a word such as Friday is part of a name or of the outcome, not the day it is due.
NO_DATE_AFTER = _words(
    "to from of for since before after than the this next last past a an every each and or black good casual vs about",
    "with through thru del de desde von vom seit für und oder y o über mit con like is are was were",
)
CERTAIN_ALONE = re.compile(
    r"^(?:in|within|before|first\s+thing|this|an?|en|dentro|binnen|esta|este|diese[nrm]?|heute|hoy)\b"
    r"|\b(?:today|tomorrow|tmrw|tmr|tonight|from\s+now|morgen|übermorgen|mañana|weeks?|woche|semana|eod|cob)\b",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"\d[\d:.]*\s?(?:[ap]\.?m\b\.?|h\b|uhr)|\d+:\d\d|\b(?:noon|midday|midnight|lunch\w*|mittags?|mediodía"
    r"|(?:end|close|start) of|eod|cob"
    r"|weekend|wochenende|semana)\b",
    re.IGNORECASE,
)
TELLS_WHEN = re.compile(
    r"\b(?:\w+[^e\W]ed|(?:end|start|begin|open|clos|run|happen|fall|expir|arriv|leav|land|air|finish|stop"
    r"|com|go|tak)(?:e?s|ing)(?:\s+place)?"
    r"|went|came|fell|wrote|broke|got|left|sent|made|held|met|built|written|taken|given|seen|sold|bought"
    r"|paid|was|is|were|are|been|due|dated"
    r"|gesendet|geschickt|fechad[oa]|enviad[oa]s?|recibid[oa]s?)(?:\s+(?:in|out|up|down|off|on|back|over"
    r"|live|again))?$",
    re.IGNORECASE,
)
"""`ends on 14 Dec`, `came in on Monday`: words whose date is their own."""
LASTS_UNTIL = re.compile(
    r"\b(?:keep|hold|extend|prolong|postpone|delay|defer|leave|pause|wait|stay|remain|suspend|freeze|mute"
    r"|block|lock|close[ds]?|open"
    r"|valid|available|off|out)\b",
    re.IGNORECASE,
)
"""`keep the shop open until 6pm`: its until is no time by which."""
TO_BE_THEN = re.compile(
    r"^\W*(?:@\S+\W+)?(?:please\s+)?(?:book|reserve|(?:re)?schedule|postpone|plan|announce|remind|invite|advertise)\b",
    re.IGNORECASE,
)
"""`book a room on 12 Dec`: the day of the task, or of what it is about?"""
VAGUE = re.compile(
    r"(?:^|\s)(?:soon(?:ish)?|later|sometime|some\s+day|eventually|whenever|when\s+you\s+(?:can"
    r"|have\s+time)|next\s+week"
    r"|this\s+week|next\s+month|this\s+month|bald|demnächst|irgendwann|nächste\s+woche|pronto|cuando\s+puedas"
    r"|la\s+próxima\s+semana)$",
    re.IGNORECASE,
)

_SHORT_NAMES = frozenset((*WEEKDAYS, *MONTHS))
DAYS = _words(
    "monday tuesday wednesday thursday friday saturday sunday tues weds thurs mon tue wed thu fri sat sun "
    "today tomorrow tmrw tmr tonight noon",
    "midday midnight eod cob eow eom weekend lunchtime morning afternoon evening",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag heute übermorgen abend nachmittag",
    "lunes martes miércoles jueves viernes sábado domingo hoy pasado mediodía medianoche",
)
"""Words that mean a day or a time of it, whatever stands beside them."""
MONTH_NAMES = frozenset(MONTHS) | _words(
    "january february march april june july august september sept october november december januar "
    "februar märz mai juni",
    "juli oktober dezember enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
)
SPANS = _words("day week month quarter year hour woche monat jahr tag semana mes año día weeks months days")
TEMPORAL = (
    (KNOWN - {"from", "of"})
    | DAYS
    | MONTH_NAMES
    | _SHORT_NAMES
    | SPANS
    | _words(
        "end start beginning business working work close play night lunch time quarter half or and this next "
        "coming first",
        "thing early late ende tage tagen uhr morgen mañana couple few before until two three four five six new",
    )
)
LITTLE = _words(
    "a an on in at by the of or and to times per hour hours am um el la las los de del bis para hasta due "
    "until till before",
    "year day week month within",
)
TEMPORAL_STARTS = (TEMPORAL - LITTLE - {"or", "and", "work", "time", "new"}) | _words(
    "in within on at am um el en binnen half a an the before this new vor antes two three four five six "
    "seven eight esta este"
    " diesen nächste nächsten kommenden pasado dentro christmas silvester heiligabend nochevieja finales final @ las",
)

_DAY_NAME = (
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|lunes|martes|miércoles"
)
RECURRING = re.compile(
    r"\b(?:every|each|daily|weekly|fortnightly|bi-?weekly|bi-?monthly|monthly|quarterly|yearly|annually"
    r"|nightly|hourly|weekdays|workdays|weekends|twice"
    r"|once\s+(?:a|per|every)|alternat\w+|times\s+an?|per\s+(?:day|week|month)|(?:mon|tues|wednes|thurs"
    r"|fri|satur|sun)days"
    r"|after\s+(?:[\w’']+\s+){0,5}(?:done|complet\w+|finish\w+|approv\w+|accepted|closed)"
    r"|(?<!end\sof\s)of\s+(?:the|each|every)\s+(?:month|week|quarter)|nach\s+(?:erledigung|abschluss)"
    r"|jede[nrsm]?|alle|täglich|wöchentlich|monatlich|werktags"
    r"|(?:mon|diens|donners|frei|sams|sonn)tags|mittwochs|cada|todos\s+los|todas\s+las|diario|diariamente"
    r"|semanal(?:mente)?|mensual(?:mente)?|los\s+(?:lunes|martes|miércoles|jueves|viernes|sábados|domingos))\b"
    rf"|\b(?:{_DAY_NAME})\s?(?:-|–|\bto\b|\bthrough\b|\bthru\b|\bbis\b|\ba\b)\s?(?:(?:thu|fri|sat"
    rf"|sun)[a-z]*|\w+tags?|viernes|sábado|domingo)\b"
    r"|\bnow\s+and\s+then\b|\bfrom\s+time\s+to\s+time\b|\bregular(?:ly)?\b"
)
"""In casefolded text: every line is looked through for it, and ignoring case takes three times as long."""
RHYTHM_BEGINS = re.compile(
    r"(?:again|repeat(?:ing|s)?|every|each|daily|weekly|fortnightly|bi-?weekly|monthly|quarterly|yearly"
    r"|annually|weekdays?"
    r"|weekends|nightly|on|at|from|the|once|twice|last|final|first|second|third|fourth|\d|(?:mon|tue|wed"
    r"|thu|fri|sat|sun)|an?|two|three"
    r"|four|five|six|alternat|cada|todos|todas|el|los|de|diari|semanal|mensual|trimestral|anual|jede|alle"
    r"|am|täglich|wöchentlich"
    r"|monatlich|vierteljährlich|jährlich|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|werktags"
    r"|an\s+werktagen|von)",
    re.IGNORECASE,
)
AGAIN = re.compile(r"^(?:(?:again|repeat(?:ing|s|ed)?|recurring|then|and)[\s,:]+)+", re.IGNORECASE)
EVERY = re.compile(
    r"(?:every|each|daily|weekly|monthly|weekdays|on|mon|tue|wed|thu|fri|sat|sun|first|last|the|once|cada"
    r"|todos|todas|los|jede|alle|täglich)",
    re.IGNORECASE,
)

_PLEASE = (
    r"(?:(?:if\s+possible|if\s+you\s+can|when\s+you\s+can)?[\s,]*(?:please|pls|plz"
    r"|(?:many\s+)?thanks(?:\s+a\s+lot|\s+so\s+much|\s+in\s+advance)?"
    r"|thank\s+you(?:\s+so\s+much)?|kthx|thx|tia|ty|cheers|bitte|(?:vielen\s+)?danke|por\s+favor"
    r"|(?:muchas\s+)?gracias))"
)
PLEASE_LAST = re.compile(rf"[\s,;.!–—|-]+(?:{_PLEASE}[\s.!,]*+)++$", re.IGNORECASE)
PLEASE_FIRST = re.compile(
    r"(?:please|pls|plz|bitte|por\s+favor|kindly|(?:can|could|would|will)\s+you(?!\s+mind)(?:\s+please)?"
    r"|(?:kannst|könntest)\s+du(?:\s+bitte)?"
    r"|puedes|podrías|(?:i|we)\s+need\s+you\s+to|(?:i['’]d|i\s+would)\s+like\s+you\s+to|(?:todo|to-do"
    r"|task)\s*:)[\s,:–—-]+",
    re.IGNORECASE,
)
SHALL_FIRST = re.compile(
    r"(?:to|should(?!\s+(?:we|i)\b)|must|needs\s+to|has\s+to|is\s+to|please\s+to)\s+", re.IGNORECASE
)
"""After the one who shall."""
TIME_FIRST = re.compile(
    r"(?:\d|in\s|within\s|mon|tue|wed|thu|fri|sat|sun|today|tomorrow|tmrw|tonight|first\s|this\s|next\s"
    r"|end\s|noon|midday|heute|morgen"
    r"|übermorgen|hoy|mañana|en\s|dentro|binnen)",
    re.IGNORECASE,
)
NO_START_AFTER_DATE = (
    TEMPORAL
    | LITTLE
    | _words(
        "der die das den dem une una un der ein eine with from for s is are was will would meeting call "
        "report shift article"
    )
)
"""`by Friday the article`: where one of these follows, the date may be part of more."""
BY_WITHIN = re.compile(r"(?:^|(?<=\s))(?:by|due|until|bis|para|hasta)\s+(?=\S)", re.IGNORECASE)
DONE_WHEN = re.compile(r"\s(?:done|finished)\s+when\s+(?:[–—-]\s+)?(?=[^:])", re.IGNORECASE)
NO_RHYTHM_AFTER = re.compile(
    r"\b(?:except|but|excluding|unless|or|than|without|twice|times|außer|oder|excepto|salvo|menos)[\s,]*$",
    re.IGNORECASE,
)
RHYTHM_CARRIER = re.compile(
    r"(?:[\s,;(–—-]+(?:by|at|before|on|from|um|a\s+las|repeats?|repeating|recurring|again|and|due))+\s*[:–—-]?$",
    re.IGNORECASE,
)
