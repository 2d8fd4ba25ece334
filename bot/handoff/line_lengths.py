"""How long a task takes, as it is said in one line: `~2h`, `half a day`, `shouldn't take more than an hour`."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.durations import LONGEST_MINUTES
from bot.handoff.line_breaks import BREAK

_WORKDAY_MINUTES = 8 * 60
_NUMBERS = {
    **{
        word: n
        for n, word in enumerate(
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
        )
    },
    **{
        word: n for n, word in enumerate(["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"], 2)
    },
    **{
        word: n
        for n, word in enumerate(["dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"], 2)
    },
    **{"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50, "sixty": 60},
    **{"ninety": 90, "fünfzehn": 15, "zwanzig": 20, "dreißig": 30, "neunzig": 90, "quince": 15, "veinte": 20},
    **{"treinta": 30, "noventa": 90, "an": 1, "a": 1, "una": 1, "un": 1},
    **dict.fromkeys(("ein", "eine", "einen", "einer"), 1),
}
# Each said amount as a number; the unit follows.
_AMOUNTS = (
    (r"three[ -]quarters of an?|drei viertel|tres cuartos de", "0.75"),
    (r"(?:an? )?quarter (?:of )?an?|(?:un )?cuarto de", "0.25"),
    (r"half (?:of )?(?:an?|the)|(?:a )?half(?: a)?|(?:eine?[nr]? )?halbe[nrs]?|medi[ao]", "0.5"),
    (r"anderthalb|eineinhalb", "1.5"),
    (r"zweieinhalb", "2.5"),
    (r"(?:an? )?couple(?: of)?|(?:un )?par de", "2"),
)
_DAYS, _HOURS = r"days?|tage?n?|días?", r"hours?|hrs?|stunden?|std\.?|horas?"
_MINUTES = r"minutes?|mins?\.?|minuten|minutos?"
_LONG_UNIT = rf"(?:{_DAYS}|{_HOURS}|{_MINUTES})"
_SOLID = r"(?:full|whole|good|solid|working|ganze[nr]?|gute?)"
_SAID = rf"(?:{'|'.join(said for said, _ in _AMOUNTS)}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_DIGITS = r"(?:\d+\s1/2|\d+(?:[.,]\d+)?(?:\s?[½¼¾])?|[½¼¾])"
_AND_A_HALF = r"(?:\s+and\s+a\s+half|\s+y\s+media|\s+und\s+eine\s+halbe)"
SHORT = (
    rf"{_DIGITS}\s?(?:h(?:\s?[0-5]?\d\s?m(?:in)?|[0-5]\d)?|hrs?(?:\s\d+\s?mins?)?|m|mins?|min\.|std\.?|d)"
    r"(?![\w½])"
)
LENGTH = (
    rf"(?:(?:ein(?:e|er)?\s+)?(?:drei)?viertelstunde|{SHORT}"
    rf"|(?:{_DIGITS}{_AND_A_HALF}?[\s-]?|{_SAID}{_AND_A_HALF}?[\s-]+(?:{_SOLID}\s+)?){_LONG_UNIT}(?!\w)"
    rf"(?:{_AND_A_HALF}|(?:\s*,?\s*(?:and|und|y)?\s*){_DIGITS}\s?(?:m|{_MINUTES})(?!\w))?)"
)

_ABOUT = (
    r"(?:~|≈|\+/-|about|approx\.?|approximately|around|roughly|circa|ca\.?|etwa|ungefähr|rund|unas?|unos|sobre|aprox\.?"
    r"|max(?:imum|imal|\.)?|máx(?:imo|\.)?|como\s+máximo|höchstens|up\s+to|at\s+(?:the\s+)?most|(?:no|not)\s+(?:more|longer)\s+than"
    r"|less\s+than|under|est\.?|estimated?(?:\s+at)?|maybe|probably|only|just)"
)
_TAKES = (
    r"(?:(?:it|this|that)\s+)?(?:(?:should|must|can|could|will|would|may|might)(?:n['’]?t|\s+not)\s+(?:take|need|be)\s+"
    r"(?:you\s+)?(?:any\s+)?(?:more|longer)\s+than|(?:(?:should|will|would|may|might|could)\s+(?:only\s+|probably\s+)?)?"
    r"(?:takes?|needs?|requires?)(?:\s+you)?|dauert|dauer|braucht|dura|lleva|tarda|llevará)"
)
_GIVEN = (
    r"(?:it['’]s|that['’]s|(?:it\s+)?(?:should|will|would|might)\s+be|(?:please\s+)?(?:give|allow)(?:\s+(?:it|this|yourself))?"
    r"|you(?:['’]ve|\s+have)(?:\s+got)?|allot|budget(?:ed)?|time-?box(?:ed)?|spend|plan(?:\s+(?:on|for))?|set\s+aside|reckon|say|i['’]d\s+say|effort|estimate"
    r"|a?\s*quick\s+(?:one|job|task|thing)|quick|aufwand|esfuerzo|duración)(?:\s+(?:to|at|of|is))?\s*[:=]?\s*"
)
_OVER = (
    r"(?:['’]?s?\s+(?:of\s+)?(?:your\s+)?(?:work|effort|time|arbeit|trabajo)|\s+(?:job|task|long|max(?:imum|\.)?|tops|total"
    r"|budget|needed|at\s+(?:the\s+)?most|or\s+(?:so|less)|in\s+total|should\s+do(?:\s+it)?|lang|höchstens|como\s+máximo))*"
)
_FOUND = rf"(?P<length>{LENGTH}){_OVER}\s*\.?$"
_NO_MARK_AFTER = "".join(
    rf"(?<!\b{word})"
    for word in [
        "in",
        "for",
        "by",
        "after",
        "of",
        "within",
        "every",
        "last",
        "than",
        "to",
        "at",
        "with",
        "is",
        "be",
        "from",
        "into",
        "over",
        "und",
        "en",
        "por",
    ]
)
_NO_CLOCK_AFTER = "".join(rf"(?<!\b{word})" for word in ("at", "um", "las", "before", "until", "bis", "@"))

TILDE = re.compile(rf"(?:^|(?<=[\s,(\[|]))[~≈]\s?(?P<length>{LENGTH})(?=[\s,;.)\]|]|$)", re.IGNORECASE)
LAST = re.compile(
    rf"(?:{BREAK}(?:and\s+)?(?:{_GIVEN})?(?:{_TAKES}\s+)?(?:an?\s+)?(?:{_ABOUT}\s*)*"
    rf"|{_NO_MARK_AFTER}\s+(?:{_TAKES}\s+(?:{_ABOUT}\s*)*|(?:{_ABOUT}\s*)+)){_FOUND}",
    re.IGNORECASE,
)
SHORT_LAST = re.compile(rf"(?:^|{_NO_MARK_AFTER}{_NO_CLOCK_AFTER}\s)(?P<length>{SHORT})\.?$", re.IGNORECASE)
FIRST = re.compile(
    rf"(?:(?:{_TAKES}|{_ABOUT})\s*)*(?P<length>{SHORT}(?=[\s,:;|–—])|{LENGTH}(?=\s*[,:;|–—]|\s+-))[\s,:;|–—-]+",
    re.IGNORECASE,
)
MARKED = rf"(?:{_TAKES}\s+(?:{_ABOUT}\s*)*|(?:{_ABOUT}\s*)+){LENGTH}"
"""A length that says it is one."""
MARKED_NEAR_END = re.compile(
    rf"(?:\b{_TAKES}\s+(?:{_ABOUT}\s*)*|[~≈]\s?)(?:{LENGTH}|(?:an?\s+)?(?:few|several|some)\s+{_LONG_UNIT}\b)(?:\s+\S+){{0,4}}$"
    rf"|[~≈]\s?\d+$|[,;|(]\s*{LENGTH}(?:[\s,;|(]+\w+){{0,3}}\W*$",
    re.IGNORECASE,
)
RANGE_LAST = re.compile(
    rf"(?:{_DIGITS}|\b{_SAID})\s*(?:h|{_HOURS}|{_MINUTES}|{_DAYS})?\s*(?:-|–|—|\bto\b|\bor\b|\bbis\b|\boder\b|\bo\b|\ba\b)\s*{_FOUND}",
    re.IGNORECASE,
)
ANYWHERE = re.compile(
    rf"(?<![\w.,-]){LENGTH}|\b(?:few|several|some|paar|unas\s+cuantas)\s+{_LONG_UNIT}\b", re.IGNORECASE
)
_ENDINGS = (
    *("m", "h", "d", "hr", "hrs", "min", "mins", "our", "ours", "ute", "utes", "day", "days", "half", "work", "effort"),
    *("time", "job", "task", "long", "max", "imum", "tops", "total"),
    *("budget", "needed", "most", "so", "less", "do", "it"),
    *("tag", "tage", "tagn", "tagen", "stunde", "stunden", "std", "minuten", "arbeit", "lang", "höchstens"),
    *("ía", "ías", "ora", "oras", "media", "uto", "utos", "trabajo", "imo"),
    *("½", "¼", "¾"),
)
_HOURS_AND_MINUTES = re.compile(r"h\d\d$")
_LONGEST_ENDING = 12


def may_end_in_one(text: str) -> bool:
    """False for most lines that end in no length, so that they need no closer look."""
    end = text[-_LONGEST_ENDING:].casefold().removesuffix(".")
    if not end.endswith(_ENDINGS):
        return _HOURS_AND_MINUTES.search(end) is not None
    return not end.endswith(("am", "pm"))


_PIECE = re.compile(rf"(\d+(?:\.\d+)?) ?(?:({_DAYS}|d)|({_HOURS}|h)|({_MINUTES}|m))(?!\w)")


@lru_cache(maxsize=512)
def minutes_of(length: str) -> int:
    """`half a day`, `2 hrs`, `1h30`, `a day and a half`; a day is eight hours. 0 for none."""
    word = " ".join(length.casefold().replace("-", " ").split()).replace("forty five", "forty-five")
    word = re.sub(r"(?:eine?r? )?dreiviertelstunde", "0.75 stunden", word)
    word = re.sub(r"(?:eine?r? )?viertelstunde", "0.25 stunden", word)
    word = re.sub(rf"\b{_SOLID} (?={_LONG_UNIT})", "", word)
    for said, amount in _AMOUNTS:
        word = re.sub(rf"\b(?:{said}) (?={_LONG_UNIT})", f"{amount} ", word)
    word = re.sub(r"\b[a-zäöüß-]+\b", lambda found: str(_NUMBERS.get(found[0], found[0])), word)
    word = re.sub(r"(\d+)? ?([½¼¾]|1/2\b)", lambda found: f"{found[1] or 0}.{_PARTS[found[2]]}", word)
    word = re.sub(r"(\d),(\d)", r"\1.\2", word)
    word = re.sub(r"(\d+)( [a-z]+)? (?:and 1 half|1 half|y media|y 0\.5|und 1 halbe)", r"\1.5\2", word)
    word = re.sub(r"(?<=\dh)(\d\d)$", r" \1m", word)
    total = 0.0
    for amount, days, hours, _ in _PIECE.findall(word):
        total += float(amount) * (_WORKDAY_MINUTES if days else 60 if hours else 1)
    return round(total) if 0 < total <= LONGEST_MINUTES else 0


_PARTS = {"½": "5", "1/2": "5", "¼": "25", "¾": "75"}
