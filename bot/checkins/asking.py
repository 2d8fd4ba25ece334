"""What passes between the two of a pair: a cheer, a question and its answer."""

from __future__ import annotations

from bot.checkins import cards, forms, rules
from bot.checkins.handlers import seen, submitted
from bot.checkins.hearing import must_hear, spoke
from bot.checkins.records import Promise, Question, week_term
from bot.context import Context
from bot.errors import NotAllowed
from bot.people import Person
from bot.requests import Ask, Direct, Outcome, Post, Reply
from bot.ui import Text, When


async def cheer(context: Context) -> Outcome:
    """One tap; a second one changes nothing. With `of` instead of a promise it is for that person's week."""
    person = context.speaker()
    promise = await _received(context)
    to = context.roster.must(promise.by) if promise else followed(context)
    must_hear(context, to)
    about = promise.id if promise else week_term(to.id, context.now)
    card = cards.cheer_card(person, to, promise)
    post = Post(key=f"cheer:{about}:{person.id}", to=Direct(to.id), card=card)
    reply = said(context.words("checkins.cheered", who=to.name))
    return Outcome(reply=reply, records=await spoke(context, to), posts=(post,))


async def ask(context: Context) -> Outcome:
    """The form first; then privately to the one who promised."""
    person = context.speaker()
    promise = await _received(context)
    to = context.roster.must(promise.by) if promise else followed(context)
    must_hear(context, to)
    if not submitted(context):
        arguments = {"promise": promise.id} if promise else {"of": to.id}
        form = forms.ask_form(context.new_id(), arguments, _about(context, promise, to), context.words)
        return Outcome(reply=Ask(form=form))
    text = context.words_in("question", rules.WORDS_MOST, "checkins.question_missing")
    question = Question(
        team=context.team.id,
        id=str(await context.store.next_number(context.team.id, "partner_question")),
        by=person.id,
        to=to.id,
        text=text,
        asked_at=context.now,
        promise=promise.id if promise else "",
    )
    post = _question_post(question, person, to, promise)
    records = (question, *(await spoke(context, to)))
    return Outcome(reply=said(context.words("checkins.sent_to", who=to.name)), records=records, posts=(post,))


async def answer(context: Context) -> Outcome:
    """The form first; then privately back to the one who asked."""
    person = context.speaker()
    rules.may_check_in(person)
    question = await context.must_get(Question, context.argument("question"), "checkins.unknown_question")
    rules.check_answer(question, person)
    asker = context.roster.must(question.by)
    must_hear(context, asker)
    if not submitted(context):
        form = forms.answer_form(context.new_id(), question.id, (question.text,), context.words)
        return Outcome(reply=Ask(form=form))
    after = rules.answer(question, person, context.argument("answer"), context.now)
    promise = await context.store.get(Promise, context.team.id, question.promise) if question.promise else None
    card = cards.answer_card(after, person, asker, promise)
    back = Post(key=f"answer:{after.id}", to=Direct(asker.id), card=card)
    return Outcome(
        reply=said(context.words("checkins.sent_to", who=asker.name)),
        records=(after, *(await spoke(context, asker))),
        posts=(back, _question_post(after, asker, person, promise)),
    )


async def _received(context: Context) -> Promise | None:
    """The promise named, which must be made to the speaker; None when the request names none."""
    if not context.argument("promise"):
        return None
    promise = await seen(context)
    rules.must_receive(promise, context.speaker(), context.roster)
    return promise


def followed(context: Context) -> Person:
    """The person whose week it is, `of`: the other of the speaker's pair."""
    person = context.speaker()
    rules.may_check_in(person)
    for other in rules.others(person, context.roster):
        if other.id == context.argument("of"):
            return other
    raise NotAllowed(context.words("checkins.not_a_pair"))


def _question_post(question: Question, asker: Person, to: Person, promise: Promise | None) -> Post:
    card = cards.question_card(question, asker, to, promise)
    return Post(key=f"question:{question.id}", to=Direct(to.id), card=card)


def _about(context: Context, promise: Promise | None, of: Person) -> Text:
    if promise is None:
        return context.words("checkins.about_week", who=of.name)
    return context.words("checkins.about", text=promise.text, due=When(promise.due_at))


def said(text: Text) -> Reply:
    return Reply(card=cards.simple_card(text))
