"""Questions as they are typed at set-up, answers as they are read from a form, and what can be drafted: pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from bot.errors import Refused
from bot.standups.records import About, Answer, Line, Question
from bot.texts import Words
from bot.ui import OPTION_LABEL, Text

MOST_QUESTIONS = 10
MOST_CHOICES = 20
QUESTION_LENGTH = 100
ANSWER_LENGTH = 1_000
SCALE_TOP = 10

_SCALE = re.compile(r"^\s*(?P<low>\d{1,2})\s*[-–]\s*(?P<high>\d{1,2})\s*$")
_ABOUT: tuple[tuple[About, re.Pattern[str]], ...] = (
    ("blocker", re.compile(r"\b(block\w*|stuck|in (the|your) way|bloque\w*|imped\w*)\b", re.IGNORECASE)),
    ("done", re.compile(r"\b(finish\w*|done|did|complete\w*|yesterday|hiciste|terminaste|ayer)\b", re.IGNORECASE)),
    ("next", re.compile(r"\b(next|today|plan\w*|will you|hoy|siguiente)\b", re.IGNORECASE)),
)
_NOTHING = frozenset({"", "-", "–", "no", "none", "nope", "nothing", "n/a", "na", "nil", "nada", "ninguno"})
_TASK = re.compile(r"#\d{1,9}\b")
_MARKS = re.compile(r"\b(?P<mark>done|finished|yesterday|next|today|plan|blocked|blockers?|stuck)\s*:", re.IGNORECASE)
# `…, blocked on access to the shop` as people write it; what is blocked is what comes after.
# No more than one line end is passed over from any sign, or very many of them would hold up everybody.
_HELD_UP = re.compile(
    r"(?:^|(?P<kept>[.!?\n])|[,;]|\band\b)[^\S\n]*+\n?+[^\S\n]*+"
    r"(?:i\s+am\s+|i['’]m\s+)?(?:blocked|stuck)\s+(?:on|by)\s+",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*•])\s+")
_MARK_ABOUT: dict[str, About] = {
    "done": "done",
    "finished": "done",
    "yesterday": "done",
    "next": "next",
    "today": "next",
    "plan": "next",
}


def read_questions(typed: str, words: Words) -> tuple[Question, ...]:
    """One question a line; `!` marks the one about blockers, `[a / b]` gives choices, `[1-5]` a scale.

    Raises Refused naming the line that cannot be used.
    """
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if not lines:
        raise Refused(words("standups.questions_none"))
    if len(lines) > MOST_QUESTIONS:
        raise Refused(words("standups.questions_many", n=len(lines), most=MOST_QUESTIONS))
    read = tuple(_read_question(line, number, words) for number, line in enumerate(lines, 1))
    if not any(question.required for question in read):
        raise Refused(words("standups.questions_only_blockers"))
    return read


def write_questions(questions: Sequence[Question]) -> str:
    """The lines that `read_questions` reads back."""
    return "\n".join(_write_question(question) for question in questions)


def _write_question(question: Question) -> str:
    mark = "!" if question.about == "blocker" else ""
    match question.kind:
        case "text":
            return f"{mark}{question.text}"
        case "choice":
            return f"{mark}{question.text} [{' / '.join(question.choices)}]"
        case "scale":
            return f"{mark}{question.text} [{question.choices[0]}-{question.choices[-1]}]"


def _read_question(line: str, number: int, words: Words) -> Question:
    marked = line.startswith("!")
    line = line.removeprefix("!").strip()
    before, opens, inside = line[:-1].rpartition("[")
    brackets = bool(opens) and line.endswith("]") and "]" not in inside
    text = before.strip() if brackets else line
    if not text:
        raise Refused(words("standups.question_empty", line=number))
    if len(text) > QUESTION_LENGTH:
        raise Refused(words("standups.question_long", line=number, n=len(text), most=QUESTION_LENGTH))
    about: About = "blocker" if marked else _about(text)
    if not brackets:
        return Question(text=text, about=about)
    scale = _SCALE.match(inside)
    if scale is not None:
        return Question(text=text, kind="scale", choices=_scale(scale, number, words), about=about)
    return Question(text=text, kind="choice", choices=_choices(inside, number, words), about=about)


def _about(text: str) -> About:
    return next((about for about, pattern in _ABOUT if pattern.search(text)), "")


def _scale(scale: re.Match[str], number: int, words: Words) -> tuple[str, ...]:
    low, high = int(scale["low"]), int(scale["high"])
    if not low < high <= SCALE_TOP:
        raise Refused(words("standups.question_scale", line=number, most=SCALE_TOP))
    return tuple(str(step) for step in range(low, high + 1))


def _choices(inside: str, number: int, words: Words) -> tuple[str, ...]:
    choices = tuple(dict.fromkeys(part.strip() for part in inside.split("/") if part.strip()))
    if not 2 <= len(choices) <= MOST_CHOICES or any(len(choice) > OPTION_LABEL for choice in choices):
        raise Refused(words("standups.question_choices", line=number, most=MOST_CHOICES, length=OPTION_LABEL))
    return choices


def field_name(number: int) -> str:
    """The form field of the question with that number, counted from 1."""
    return f"q{number}"


def read_lines(questions: Sequence[Question], typed: Mapping[str, str], words: Words) -> tuple[Line, ...]:
    """The answer sheet from a form's fields; Refused names every field that needs mending."""
    errors: dict[str, Text] = {}
    lines = []
    for number, question in enumerate(questions, 1):
        text = typed.get(field_name(number), "").strip()
        wrong = _wrongs(question, text)
        if wrong:
            errors[field_name(number)] = words(wrong, n=len(text), most=ANSWER_LENGTH)
        lines.append(Line(question=question.text, text=text, about=question.about))
    if errors:
        raise Refused(words("standups.answers_wrong", n=len(errors)), fields=errors)
    return tuple(lines)


def said_of(questions: Sequence[Question], before: Answer | None) -> dict[str, str]:
    """What was answered to these very questions, by field name: before its day begins others may be asked instead.

    Nothing of what was skipped or never said.
    """
    left, said = list(before.lines if before else ()), dict[str, str]()
    for number, question in enumerate(questions, 1):
        line = next((line for line in left if line.question == question.text), None)
        if line is not None:
            left.remove(line)
            said[field_name(number)] = line.text
    return said


def _wrongs(question: Question, text: str) -> str:
    """The message that says what is wrong with an answer; empty for nothing."""
    if not text:
        return "standups.answer_empty" if question.required else ""
    if len(text) > ANSWER_LENGTH:
        return "common.too_long"
    return "standups.answer_choice" if question.choices and text not in question.choices else ""


def is_whole(questions: Sequence[Question], values: Mapping[str, str]) -> bool:
    """Whether all of it could be handed in as it is; `values` by field name."""
    return not any(_wrongs(question, values.get(field_name(n), "").strip()) for n, question in enumerate(questions, 1))


def is_nothing(text: str) -> bool:
    """Whether an answer says that there is nothing to say (`none`, `-`, `no.`)."""
    return text.strip().rstrip(".").casefold() in _NOTHING


def blockers(answer: Answer) -> tuple[str, ...]:
    """What stands in this person's way, in his or her own words."""
    return tuple(line.text for line in answer.lines if line.about == "blocker" and not is_nothing(line.text))


class Draft(msgspec.Struct, frozen=True):
    """Answers filled in beforehand, by field name; `ready` when they answer all that must be answered.

    `unchanged` when nothing is known to be done since the last answer, and all else stands as it did.
    """

    values: dict[str, str] = msgspec.field(default_factory=dict)
    ready: bool = False
    unchanged: bool = False


def draft(
    questions: Sequence[Question], previous: Answer | None, known: Mapping[About, str], nothing: Mapping[About, str]
) -> Draft:
    """`known` says what is known of the day; without it the last plan stands for what was done since.

    Not what it says of tasks: of those it is known whether they are done. `nothing` is what to say where there is none.
    """
    said, unchanged = dict(known), False
    if previous is not None and not said.get("done"):
        planned = _lines_about(previous, "next")
        said["done"] = "\n".join(line for line in planned if not task_of(line))
        unchanged = not said["done"] and "done" in nothing and _as_before(previous, known)
    said |= {about: text for about, text in nothing.items() if not said.get(about)}
    values: dict[str, str] = {}
    for number, question in enumerate(questions, 1):
        text = said.pop(question.about, "") if question.about and question.kind == "text" else ""
        if text and len(text) <= ANSWER_LENGTH:
            values[field_name(number)] = text
    needed = [field_name(number) for number, question in enumerate(questions, 1) if question.required]
    return Draft(values, all(values.get(name) for name in needed), unchanged)


def _lines_about(answer: Answer, about: About) -> list[str]:
    said = "\n".join(line.text for line in answer.lines if line.about == about)
    return [line.strip() for line in said.splitlines() if line.strip()]


def task_of(line: str) -> str:
    """`#42`, when a line of an answer is about that task, as those of a draft are."""
    found = _TASK.match(line)
    return found[0] if found else ""


def _as_before(previous: Answer, known: Mapping[About, str]) -> bool:
    """Whether the same is to be done and in the way as was said last; when it is due, or for how long, aside."""
    for about in ("next", "blocker"):
        before = {task_of(line) or line for line in _lines_about(previous, about) if not is_nothing(line)}
        if before != {task_of(line) or line for line in known.get(about, "").splitlines()}:
            return False
    return True


def _choice(question: Question, typed: str) -> str:
    """The choice as it is offered, whatever the case; other words stay as they are."""
    return next((choice for choice in question.choices if choice.casefold() == typed.casefold()), typed)


def read_reply(questions: Sequence[Question], typed: str) -> dict[str, str]:
    """Field values from plain text such as `done: x next: y blocked: z`, or `x, blocked on z`.

    Without a mark, as many lines as there are questions answer one each, in order. Other words without a mark, or about
    what is not asked, go to the first question that takes words, so that none is lost.
    """
    lines = [_NUMBER.sub("", line).strip() for line in typed.splitlines() if line.strip()]
    if len(lines) == len(questions) > 1 and not _MARKS.search(typed):
        return {field_name(n): _choice(q, line) for n, (q, line) in enumerate(zip(questions, lines, strict=True), 1)}
    first = next((number for number, question in enumerate(questions, 1) if question.kind == "text"), None)
    if first is None:
        return {}
    if any(question.about == "blocker" and question.kind == "text" for question in questions):
        typed = _HELD_UP.sub(lambda found: f"{found['kept'] or ''} blocked: ", typed)
    pieces = _MARKS.split(typed)
    said: dict[str, list[str]] = {field_name(first): [pieces[0].strip()]}
    for mark, text in zip(pieces[1::2], pieces[2::2], strict=True):
        about = _MARK_ABOUT.get(mark.casefold(), "blocker")
        asked = (n for n, question in enumerate(questions, 1) if question.about == about and question.kind == "text")
        said.setdefault(field_name(next(asked, first)), []).append(text.strip())
    joined = {name: "\n".join(filter(None, texts)) for name, texts in said.items()}
    return {name: text for name, text in joined.items() if text}
