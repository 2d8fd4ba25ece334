"""Whom a line is for: `@ana`, `for @ana:`, `could @ana …`, `@ana or @ben`, `anyone who is free:`."""

from __future__ import annotations

import re

from bot.handoff.line_breaks import BREAK
from bot.people import Person, Roster

MENTION = r"@(?!\d{1,2}(?:[:.]\d\d)?(?:[ap]m)?(?!\w))[\w.:+-]*[\w+-]"
_OR, _AND = r"and/or|or|oder|o", r"and|und|y|with|plus|mit|con|as\s+well\s+as"
_PEOPLE = (
    rf"(?P<choice>(?:either|one\s+of|entweder)\s+)?(?P<first>{MENTION})"
    rf"(?P<others>(?:\s*(?:,?\s*\b(?:{_OR}|{_AND})\b|[,/&+]|(?<=\s))\s*{MENTION})*)"
)
_HELLO = r"(?:(?:hey|hi|hello|hola|hallo)[,\s]+)?"
_LEADS = (
    r"(?:for|para|für|an|task\s+for|assign(?:ed)?\s+(?:this\s+|it\s+)?to|(?:give|hand|delegate|pass)\s+(?:this|it)\s+(?:on\s+)?to"
    r"|delegate\s+to|asignar\s+a)"
)
_ASKING = r"(?:(?:please\s+)?(?:ask|tell|get)|(?:i['’]d|i\s+would|we['’]d)\s+like|(?:i|we)\s+(?:want|need)|need)"
_HAVING = r"(?:(?:please\s+)?(?:have|let)|can|could|would)"
FIRST = tuple(
    re.compile(rf"{_HELLO}{pattern}", re.IGNORECASE)
    for pattern in (
        _PEOPLE,
        rf"{_LEADS}\s+{_PEOPLE}\s*(?:[:,;|]|[–—-](?=\s))",
        rf"{_ASKING}\s+{_PEOPLE}\s+to\s+",
        rf"{_HAVING}\s+{_PEOPLE}\s+",
    )
)
LAST = re.compile(rf"{BREAK}(?:(?:{_LEADS}|owner|assignee)\s*:?\s+)?{_PEOPLE}\.?$", re.IGNORECASE)
ONE_LAST = re.compile(
    "".join(
        rf"(?<!\b{word})"
        for word in [
            "for",
            "to",
            "with",
            "from",
            "by",
            "of",
            "ask",
            "tell",
            "and",
            "or",
            "für",
            "a",
            "con",
            "mit",
            "von",
            "y",
            "o",
            "und",
            "oder",
            "like",
            "at",
            "as",
            "über",
            "about",
        ]
    )
    + rf"[\s,;.(–—-]+(?P<first>{MENTION})\.?$",
    re.IGNORECASE,
)
MENTIONED = re.compile(MENTION)
_NAME_FIRST = re.compile(r"\s*(?P<name>[^\s@:,;][^@:,;]{0,60}?)\s*[:,]\s+(?=\S)")
_CERTAIN = re.compile(rf"[\s,/]*\b(?:{_OR})\b\s*", re.IGNORECASE)
_LISTED = re.compile(rf"\s*,\s*|[\s,/]*\b(?:{_OR})\b\s*|\s*/\s*", re.IGNORECASE)

_ANY = r"anyone|anybody|whoever|jeder|cualquiera|wer\s+auch\s+immer|quien\s+sea"
_SOME = r"someone|somebody|jemand|alguien"
_TEAM = r"(?:\s+(?:from|on|in)\s+the\s+team|\s+(?:aus|im)\s+(?:dem\s+)?team|\s+del\s+equipo)"
_FREE = (
    r"(?:\s+(?:who(?:['’]s|\s+is|\s+has|\s+can|\s+wants)?|is|has|with|free|available|around|der|die|wer|mit|zeit|que|con)"
    r"\b[^:,@–—|]{0,40})"
)
_SEP = r"\s*(?:[:,|]|[–—-](?=\s))\s*"
ANYONE = re.compile(
    rf"(?:for\s+)?(?:(?:{_ANY}|{_SOME}){_FREE}?{_SEP}|(?:{_ANY}|{_SOME})\s+please\s+|(?:{_SOME}){_TEAM}(?:{_SEP}|\s+)"
    rf"|(?:{_ANY}){_TEAM}?(?:{_SEP}|\s+(?!(?:who|is|has|with|can|could|else|free|available|around)\b)))",
    re.IGNORECASE,
)
ANYONE_LAST = re.compile(rf"{BREAK}(?:for\s+)?(?:{_ANY}){_TEAM}?(?:\s+(?:free|available))?$", re.IGNORECASE)


_CROWDS = frozenset(("@here", "@channel", "@everyone", "@all", "@team", "@alle", "@todos"))


def named(found: re.Match[str]) -> tuple[tuple[str, ...], bool]:
    """Those named, each once, and whether it is certain who is meant: one, or any of several."""
    people = tuple(dict.fromkeys(MENTIONED.findall(f"{found['first']}{found.groupdict().get('others') or ''}")))
    if len(people) < 2:
        return people, people[0].casefold() not in _CROWDS
    between = [joined for joined in MENTIONED.split(found["others"]) if joined]
    listed = all(_LISTED.fullmatch(joined) for joined in between)
    return people, listed and bool(found["choice"] or _CERTAIN.fullmatch(between[-1]))


def addressed(line: str, roster: Roster) -> str:
    """`Ana, crop the photos` as `@ana crop the photos`: a name before a comma or colon that is one person's alone."""
    found = _NAME_FIRST.match(line)
    person = _called(found["name"], roster) if found else None
    if found is None or person is None:
        return line
    rest = line[found.end() :]
    second = _NAME_FIRST.match(rest)
    return line if second and _called(second["name"], roster) else f"@{person.handle} {rest}"


def _called(name: str, roster: Roster) -> Person | None:
    word = name.casefold()
    meant = [person for person in roster.people if person.active and word in _names(person)]
    return meant[0] if len(meant) == 1 else None


def _names(person: Person) -> set[str]:
    name = person.name.casefold()
    return {person.handle.casefold(), name, name.partition(" ")[0]}
