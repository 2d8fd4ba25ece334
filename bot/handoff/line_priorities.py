"""How urgent a task is, as it is said in one line: `!high`, `urgent:`, `no rush`, `low prio`, `prio 1`."""

from __future__ import annotations

import re

_NAME = r"(?:prio|priority|priorität|prioridad)"
_HIGH = r"highest|high|urgent|top|critical|höchste|hoch|hohe[rn]?|dringend|alta|máxima|urgente"
_LOW = r"lowest|low|niedrige?|niedrig|baja"
_LEVEL = (
    rf"(?:(?P<high>{_HIGH})|(?P<low>{_LOW}))[\s-]+{_NAME}"
    rf"|{_NAME}\s*[:=]?\s*(?:(?P<after_high>{_HIGH}|1)|(?P<after_low>{_LOW}))(?!\w)|(?<=[,;|(\[]\s)(?P<first>p[01])(?!\w)"
)
_NOW = (
    r"(?P<now>a\.?s\.?a\.?p\.?|as\s+(?:soon|quickly|fast)\s+as\s+(?:possible|you\s+can)|urgent(?:ly)?|immediately|right\s+away"
    r"|straight\s+away|so\s+(?:schnell|bald)\s+wie\s+möglich|schnellstmöglich|dringend|sofort|umgehend|eilig|urgente(?:mente)?"
    r"|cuanto\s+antes|lo\s+antes\s+posible|de\s+inmediato|inmediatamente)"
)
_NO_RUSH = (
    r"(?P<no_rush>(?:there['’]?s\s+|it['’]?s\s+)?no\s+(?:rush|hurry|urgency)(?:\s+at\s+all)?|(?:it['’]s\s+|is\s+)?not\s+(?:very\s+|so\s+)?urgent"
    r"|not\s+a\s+priority|(?:eilt\s+)?nicht\s+(?:dringend|eilig)|eilt\s+nicht|keine\s+eile|sin\s+prisas?|no\s+(?:es\s+)?urgente)"
)
_LEAD = (
    r"(?:(?:and|with|very|super|really|quite|mit|con|sehr|muy"
    r"|(?:it|this|that)(?:['’]s|\s+is)|es(?:\s+ist)?)\s+)*"
)
_SAID = rf"(?:{_NO_RUSH}|{_LEVEL}|{_NOW}|(?P<marks>!!+)|(?:^|(?<=[,;|(\[–—-]\s)|(?<=\.\s))(?P<critical>critical))"

BANG = re.compile(r"(?:^|(?<=[\s,;(\[|]))!(?P<bang>high|low|urgent)(?=[\s,;.)\]|]|$)", re.IGNORECASE)
ACK = re.compile(
    r"(?:^|(?<=[\s,;(]))!ack(?:\s+(?:every\s+)?(?P<hours>[1-9]|1\d|2[0-4])\s?h)?(?=[\s,;.)]|$)", re.IGNORECASE
)
LAST = re.compile(rf"(?:^|[\s,;.(\[|–—-]+){_LEAD}{_SAID}[.!]*$", re.IGNORECASE)
FIRST = re.compile(
    rf"{_LEAD}{_SAID}\s*(?:[:,;|]|!+|[–—-](?=\s)|\.\s|(?=[@\[(]))\s*|(?P<asap>asap)\s+|(?P<many>!!+)\s*", re.IGNORECASE
)
LABELLED = re.compile(rf"(?:(?P<high>{_HIGH})|(?P<low>{_LOW}))(?!\w)", re.IGNORECASE)
STARTS = re.compile(
    rf"(?:(?:{_HIGH}|{_LOW})[\s-]+)*(?:{_NAME}(?![\w-])|urgent(?:ly)?\s|{_NO_RUSH})|(?:{_HIGH}|{_LOW})[\s-]+{_NAME}",
    re.IGNORECASE,
)
"""`low priority check the copy`: the task's, or that of something in it."""
ANYWHERE = re.compile(
    rf"\b(?:{_NAME}|urgent\w*|asap|important|rush|hurry|critical|dringend|eilig|wichtig|urgente|importante)\b"
    r"|^(?:high|low|medium|normal|top|hoch|niedrig|alta|baja)$",
    re.IGNORECASE,
)
UNSURE_BEFORE = re.compile(
    r"\b(?:not|nicht|no|never|isn['’]t|aren['’]t|less|more|most|how|what|too|if|whether|is|are|was|as|or|and|the|an?|for|of|to|at|why|that|when|because|be|(?:it|what|who)[’']s)$",
    re.IGNORECASE,
)
GIVEN_TO_SOMETHING = re.compile(
    r"\b(?:mark|flag|label|tag|set|make|change|call|treat|rank|move|bump|raise|lower|list|find|filter|markier\w*|marca\w*)\b",
    re.IGNORECASE,
)
"""`mark the order urgent`: the order, not the marking."""
_LOWER = frozenset(("low", "after_low", "no_rush"))


def priority_of(found: re.Match[str]) -> str:
    """`high` or `low`."""
    said = {name for name, value in found.groupdict().items() if value}
    return "low" if said & _LOWER or (found.groupdict().get("bang") or "").casefold() == "low" else "high"
