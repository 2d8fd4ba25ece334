"""The labels in a line (`done when:`, `playbook:`, `who:`); what each introduces reaches to the next one or the end."""

from __future__ import annotations

import re

from bot.handoff import line_lengths as lengths

# These mean a part wherever they stand.
_CLEAR = (
    (
        "done_when",
        r"(?:it['’]?s\s+)?(?:done|finished|completed?)\s+(?:when|once|if)|definition\s+of\s+done|acceptance(?:\s+criteri(?:a|on))?"
        r"|fertig,?\s+wenn|erledigt,?\s+wenn|(?:hecho|listo|terminado)\s+cuando|criterios?\s+de\s+aceptación",
    ),
    (
        "playbook",
        r"(?:(?:as\s+per|per|using|use|with|see|follow(?:ing)?)\s+(?:the\s+)?)?playbook|sop|procedure|ablauf|procedimiento",
    ),
    (
        "due",
        r"due(?:\s+(?:date|by|on))?|deadline|fällig(?:\s+am)?|frist|fälligkeit|abgabe|plazo|fecha(?:\s+(?:límite|tope))?|vence",
    ),
    (
        "effort",
        r"effort|estimate[ds]?|est\.?|time\s+(?:needed|estimate)|time-?box|duration|aufwand|dauer|esfuerzo|duración",
    ),
    ("priority", r"(?<!high[ -])(?<!low[ -])(?<!top[ -])(?<!urgent )(?:priority|prio|priorität|prioridad|urgency)"),
    ("repeats", r"repeats?|recurs|recurrence|frequency|wiederholung|repite|frecuencia"),
)
# These are ordinary words, and labels only where a clause begins.
_PLAIN = (
    ("people", r"assignee|assigned(?:\s+to)?|who|owner|holder|person|wer|zuständig|responsable|quién"),
    ("outcome", r"task|what|title|outcome|todo|to-do|aufgabe|was|tarea|qué"),
    ("done_when", r"done|accepted\s+when|criteria|kriterien|criterios"),
    ("due", r"when|by|until|wann|bis|cuándo|para"),
    ("effort", r"how\s+long|time|length|budget|wie\s+lange|cuánto"),
    ("repeats", r"how\s+often|every|schedule|wie\s+oft"),
)
_SIGN = r"\s*(?:[:=]|[–—-]+(?=\s))\s*"


def _named(labels: tuple[tuple[str, str], ...], mark: str) -> str:
    return "|".join(f"(?P<{name}{mark}>{words})" for name, words in labels)


LABEL = re.compile(
    rf"(?:^|(?<=[\s,;.(\[|–—-]))(?:{_named(_CLEAR, '')})\s*:\s*"
    rf"|(?:^|(?<=[(\[])|[;,|]|\.(?=\s)|[–—-](?=\s))\s*(?:and\s+)?"
    rf"(?:{_named(_CLEAR, '_after')}|{_named(_PLAIN, '_plain')}){_SIGN}"
    # "Say when it is done when ready" is no label; after a full stop or a comma it is one.
    r"|(?:^|[,;.(|]\s*|[–—-]\s+)(?:and\s+)?(?:it['’]?s\s+|it\s+is\s+)?(?P<done_when_told>(?:done|finished|completed?)\s+when"
    r"|fertig,?\s+wenn|(?:hecho|listo)\s+cuando)\s+(?=\S)",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"[:=]|\s[–—-]|\b(?:done|finished|completed?)\s+when|\b(?:fertig,?\s+wenn|(?:hecho|listo)\s+cuando)", re.IGNORECASE
)
_NO_LABEL_AFTER = re.compile(
    r"\b(?:the|an?|by|of|new|old|this|that|to|for|in|and|or|our|its|his|her|their|your|my|on|about|no|any|der|die|das|nach|el|la|por)\s+$",
    re.IGNORECASE,
)
"""`sort them by priority: red first`."""
LINE_BREAK = re.compile(r"\s*\n\s*")
_BEGINS_PART = re.compile(
    rf"(?:{'|'.join(words for _, words in (*_CLEAR, *_PLAIN))})(?!\w)\s*[:=–—-]"
    rf"|(?:done|finished)\s+when\b|{lengths.MARKED}"
    r"|!(?:high|low|urgent)",
    re.IGNORECASE,
)


def joined(line: str) -> str:
    """One line; a line of several that begins with a label or another part begins a clause."""
    if "\n" not in line:
        return " ".join(line.split())
    parts = [" ".join(part.split()) for part in LINE_BREAK.split(line)]
    text = parts[0]
    for part in filter(None, parts[1:]):
        text = f"{text}{'; ' if _BEGINS_PART.match(part) and text else ' '}{part}"
    return text.strip()


def labelled(text: str) -> tuple[str, list[tuple[str, str]]]:
    """What stands before all labels, and each label's name with what it introduces."""
    found = LABEL.finditer(text) if _HINT.search(text) else ()
    labels = [label for label in found if not _NO_LABEL_AFTER.search(text, max(0, label.start() - 12), label.start())]
    if not labels:
        return text, []
    ends = [*(label.start() for label in labels[1:]), len(text)]
    said = [(_name(label), text[label.end() : end]) for label, end in zip(labels, ends, strict=True)]
    return _within_brackets(text[: labels[0].start()], said)


def _within_brackets(before: str, said: list[tuple[str, str]]) -> tuple[str, list[tuple[str, str]]]:
    """`new cook (playbook: Kitchen) by Mon` without the brackets; what follows them is no part of a label's."""
    open_signs = before.rstrip()[-1:] in ("(", "[")
    before = before.rstrip().rstrip("([") if open_signs else before
    found: list[tuple[str, str]] = []
    for name, words in said:
        opens, what = words.rstrip()[-1:] in ("(", "["), words.rstrip().rstrip("([")
        closed = re.search(r"[)\]]", what) if open_signs else None
        inner, after = (what[: closed.start()], what[closed.end() :]) if closed else (what, "")
        found += [(name, inner), ("outcome", after)] if after.strip() else [(name, inner)]
        open_signs = opens or (open_signs and closed is None)
    return before, found


def _name(label: re.Match[str]) -> str:
    name = next(name for name, value in label.groupdict().items() if value)
    return re.sub(r"_(?:after|plain|told)$", "", name)
