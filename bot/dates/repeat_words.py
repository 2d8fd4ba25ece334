"""The words of how often in each language, brought to one short form in which the rules of repeating.py read them."""

from __future__ import annotations

import re

from bot.dates.day_parts import with_day_part
from bot.dates.vocabulary import WEEKDAYS, plain, short_form

_EVERY = re.compile(r"\b(?:once (?:a|per|every)|each and every|every single|each|per)\b")
_PLURAL = rf"(?<!every )\b((?:{'|'.join(WEEKDAYS)})[a-z]*day)s\b"
# In this order, after each word for every is "every" and before days and units are in short form.
_ENGLISH = (
    (r"\bend of every month\b", "last day monthwise"),
    (r"\b(?:start|beginning) of every month\b", "first day monthwise"),
    (r"\b(?:of|in|de|del)(?: the| every| a)? (?:month|mes)\b", "monthwise"),
    (r"\b(?:alternate|alternating)\b", "every other"),
    (_PLURAL, r"every \1"),
    (r"\bevery other every\b", "every other"),
    (r"\bfinal\b", "last"),
    (r"\bbi-?weekly\b", "biweekly"),
    (r"\b(?:before|no later than)\b", "by"),
    (r"\bweekends\b", "every weekend"),
    (r"\bweekdays\b", "weekday"),
    (r"\bnightly\b", "every night"),
    (r"\bevery fortnight\b", "fortnightly"),
    (r"\bevery (?=(?:morning|afternoon|evening|night)\b.*\d)", "every day "),
    (r"\b(quarter|year)s\b", r"\1"),
)

# What other languages say otherwise, on folded words; the days and units are short_form's.
_FOREIGN: dict[str, tuple[tuple[str, str], ...]] = {
    "es": (
        (r"\b(?:cada|todos los|todas las)\b", "every"),
        (r"\bdias? (?:habil(?:es)?|laborables?)\b", "weekday"),
        (r"\bultim[oa]\b", "last"),
        (r"\bprimer[oa]?\b", "first"),
        (r"\b(?:diario|diariamente|a diario)\b", "daily"),
        (r"\bsemanal(?:mente)?\b", "weekly"),
        (r"\bmensual(?:mente)?\b", "monthly"),
        (r"\btrimestral(?:mente)?\b", "quarterly"),
        (r"\banual(?:mente)?\b", "yearly"),
        (r"\b(?:de )?(lunes|martes|miercoles|jueves) a (jueves|viernes|sabado|domingo)\b", r"\1 to \2"),
        (r"\b(lunes|martes|miercoles|jueves|viernes|sabados?|domingos?) y\b", r"\1 and"),
        (r"\blos ((?:lunes|martes|miercoles|jueves|viernes|sabados|domingos)\b)", r"every \1"),
        (r"\b(sabado|domingo)s\b", r"\1"),
        (r"\bano\b", "year"),
        (r"\by\b", "and"),
        (r"\bevery (?:manana|mananas)\b", "every morning"),
        (r"\bevery (?:tarde|tardes)\b", "every afternoon"),
        (r"\b(?:el )?dia (\d\d?)\b", r"#\1"),
        (r"\bdespues de (?:hecho|terminado|terminarlo)\b", "after done"),
    ),
    "de": (
        (r"\b(?:jede[nrsm]?|alle)\b", "every"),
        (r"\b(?:werktags|an werktagen|werktag|arbeitstag)\b", "weekday"),
        (r"\bletzte[nrs]?\b", "last"),
        (r"\berste[nrs]?\b", "first"),
        (r"\btaglich\b", "daily"),
        (r"\bwochentlich\b", "weekly"),
        (r"\bmonatlich\b", "monthly"),
        (r"\bvierteljahrlich\b", "quarterly"),
        (r"\bjahrlich\b", "yearly"),
        (r"\b((?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)s\b", r"every \1"),
        (r"\b(\d\d?)\.(?= |$)", r"#\1"),
        (r"\bevery morgen\b", "every morning"),
        (r"\bevery abend\b", "every evening"),
        (r"\b(?:im|des|eines|jeden|every) monats?\b", "monthwise"),
        (r"\b(?:von |every )?(\w+tag|mittwoch) bis (?:every )?(\w+tag|mittwoch)\b", r"\1 to \2"),
        (r"\bjahr\b", "year"),
        (r"\bund\b", "and"),
        (r"\bnach (?:erledigung|abschluss)\b", "after done"),
    ),
}


def short_repeats(text: str, language: str) -> str:
    """The short form, in which an ordinal keeps its sign (`#15`) and `Mondays` are `every mon`."""
    words = plain(text)
    for pattern, english in _FOREIGN.get(language, ()):
        words = re.sub(pattern, english, words)
    words = _EVERY.sub("every", words.replace("/", " and ").replace("|", " "))
    for pattern, english in _ENGLISH:
        words = re.sub(pattern, english, words)
    short = short_form(re.sub(r"\bevery every\b", "every", " ".join(words.split())), language)
    short = re.sub(r"\b(?:on|by|at|the|of|in|a|from) ", "", short)
    return with_day_part(re.sub(r"\bevery every\b", "every", short))
