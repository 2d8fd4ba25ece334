"""Proof: asked for, given, and shown again to the two whose promise it is."""

from __future__ import annotations

from bot.attached import with_file
from bot.checkins import forms, proof_cards, proof_rules, rules
from bot.checkins.asking import followed, said
from bot.checkins.handlers import own, posts, proven, seen, submitted
from bot.checkins.hearing import must_hear, spoke
from bot.checkins.records import Promise
from bot.context import Context
from bot.errors import Refused
from bot.people import Person, Role
from bot.requests import Ask, Direct, Outcome, Post
from bot.ui import Card


async def ask_proof(context: Context) -> Outcome:
    """Of one promise, or (from the digest, with `of`) of that person's: asks which when there are several."""
    if context.argument("promise"):
        return await _proof_asked(context, await seen(context))
    open_for_proof = await _open_for_proof(context, followed(context))
    if len(open_for_proof) == 1:
        return await _proof_asked(context, open_for_proof[0])
    if submitted(context):
        raise Refused.at("promise", context.words("checkins.promise_missing"))
    return Outcome(reply=Ask(form=forms.which_proof_form(context.new_id(), open_for_proof, context.words)))


async def prove(context: Context) -> Outcome:
    """The form first: a link, words or files; then privately to the one it was promised to."""
    before, person = await own(context), context.speaker()
    must_hear(context, context.roster.must(before.to))
    if not submitted(context):
        return Outcome(reply=Ask(form=forms.prove_form(context.new_id(), before, person)))
    after = proof_rules.prove(before, person, context.now, context.argument("proof"), context.request.files)
    return Outcome(
        reply=said(context.words("checkins.sent_to", who=context.roster.name(after.to))),
        records=(after, *(await spoke(context, context.roster.must(after.to)))),
        posts=(*proven(context, after), *posts(after, context)),
    )


async def proofs(context: Context) -> Outcome:
    """*Show proof*: all that was given for a promise, sent to who asks, in private."""
    promise, reader = await seen(context), context.speaker()
    if not promise.all_proofs:
        raise Refused(context.words("checkins.no_proof_yet", text=promise.text))
    there = context.request.place == Direct(reader.id)
    reply = None if there else said(context.words("checkins.proof_sent"))
    return Outcome(reply=reply, posts=proof_cards.again_posts(promise, reader, context.roster))


async def remove_proof(context: Context) -> Outcome:
    """One that was given by mistake, by who gave it: the form first, which one."""
    before, person = await own(context), context.speaker()
    if not before.all_proofs:
        raise Refused(context.words("checkins.no_proof_yet", text=before.text))
    if not submitted(context):
        return Outcome(reply=Ask(form=forms.remove_proof_form(context.new_id(), before, person)))
    chosen = context.argument("proof")
    if chosen not in map(str, range(len(before.all_proofs))):
        raise Refused.at("proof", context.words("checkins.proof_gone"))
    after = proof_rules.remove_proof(before, int(chosen), context.now)
    reply = said(context.words("checkins.proof_removed", text=after.text))
    return Outcome(reply=reply, records=(after,), posts=posts(after, context))


async def file_of_proof(context: Context, id: str) -> Card | None:
    """One file of a promise for a page that shows it, to the two whose it is; None for everybody else."""
    reader = context.speaker()
    for promise in await context.store.find(Promise, context.team.id, with_file(id)):
        if rules.may_see(promise, reader) and reader.role in (Role.OWNER, Role.PARTNER):
            return proof_cards.file_card(promise, id, reader)
    return None


async def _proof_asked(context: Context, before: Promise) -> Outcome:
    person = context.speaker()
    rules.must_receive(before, person, context.roster)
    promiser = context.roster.must(before.by)
    must_hear(context, promiser)
    after = proof_rules.want_proof(before, person, promiser, context.now)
    card = proof_cards.request_card(after, person, promiser)
    wanted = Post(key=f"proof_wanted:{after.id}", to=Direct(promiser.id), card=card)
    reply = said(context.words("checkins.sent_to", who=promiser.name))
    records = (after, *(await spoke(context, promiser)))
    return Outcome(reply=reply, records=records, posts=(wanted, *posts(after, context)))


async def _open_for_proof(context: Context, promiser: Person) -> list[Promise]:
    """Promises to the speaker, open or answered this week or last, that were neither missed nor proved yet."""
    person, team = context.speaker(), context.team.id
    found: dict[str, Promise] = {}
    for term in (f"open:{promiser.id}", *rules.recent_terms(promiser, context.now)):
        for promise in await context.store.find(Promise, team, term):
            if promise.to == person.id and proof_rules.can_want_proof(promise):
                found[promise.id] = promise
    if not found:
        raise Refused(context.words("checkins.no_proof_open", who=promiser.name))
    return list(found.values())
