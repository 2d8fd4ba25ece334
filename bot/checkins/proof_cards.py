"""What is shown of proof: that it is wanted, what was given, and all of it again; with the files it came with."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from msgspec.structs import replace

from bot.attached import parcels
from bot.checkins.buttons import buttons_of
from bot.checkins.records import Promise, Proof
from bot.people import Person, Roster
from bot.requests import Direct, Post
from bot.texts import Words, joined
from bot.ui import Block, Card, Fact, Files, Link, Paragraph, Text, When


def proof_facts(promise: Promise, reader: Person, roster: Roster) -> tuple[Fact, ...]:
    """The newest proof with who and when, or that it is wanted; a live card carries no file."""
    words, proofs = reader.words(), promise.all_proofs
    label = words.plain("checkins.fact_proof")
    if proofs:
        more = [words("common.more", n=len(proofs) - 1)] if len(proofs) > 1 else []
        return (Fact(label, joined([_with_who(proofs[-1], words, roster), *more])),)
    if not promise.owes_proof:
        return ()
    why = "with" if promise.with_proof else "wanted"
    side = "mine" if reader.id == promise.by else "theirs"
    return (Fact(label, words(f"checkins.proof_{why}_{side}", who=roster.name(promise.to))),)


def still_owed(promise: Promise, words: Words, roster: Roster) -> Text:
    """`Pat asked for proof: Publish the landing page`; what was promised with it nobody had to ask for."""
    key = "checkins.proof_owed_with" if promise.with_proof else "checkins.proof_owed"
    return words(key, who=roster.name(promise.to), text=promise.text)


def request_card(promise: Promise, asker: Person, reader: Person) -> Card:
    words = reader.words()
    title = words("checkins.wants_proof", who=asker.name, text=promise.text)
    return Card(title=title, buttons=buttons_of(promise, words, () if promise.all_proofs else ("prove",)))


def request_posts(promise: Promise, asker: Person, promiser: Person) -> tuple[Post, ...]:
    """What the promiser was asked, while nobody has answered and after; nothing where nobody asked."""
    if not promise.proof_wanted_at:
        return ()
    card = request_card(promise, asker, promiser)
    return (Post(key=f"proof_wanted:{promise.id}", to=Direct(promiser.id), card=card),)


def given_posts(promise: Promise, giver: Person, reader: Person) -> tuple[Post, ...]:
    """The newest proof to whom it was promised to; each has a message of its own, which nothing edits."""
    words, proof = reader.words(), promise.all_proofs[-1]
    title = words("checkins.gives_proof", who=giver.name, text=promise.text)
    said = (Paragraph(proof_text(proof.text, words)),) if proof.text else ()
    cards = _parted(title, said, proof)
    cards[-1] = Card(
        title=cards[-1].title, blocks=cards[-1].blocks, buttons=buttons_of(promise, words, ("cheer", "ask"))
    )
    return _fresh(f"proof:{promise.id}:{len(promise.all_proofs)}", reader, cards)


def again_posts(promise: Promise, reader: Person, roster: Roster) -> tuple[Post, ...]:
    """Every proof once more, the newest last, to one of the two who asks; who gave them may take one away."""
    words, posts = reader.words(), list[Post]()
    title = words("checkins.proof_of", text=promise.text)
    for number, proof in enumerate(promise.all_proofs, 1):
        said = (Paragraph(_with_who(replace(proof, files=()), words, roster)),)
        posts += _fresh(f"proof:{promise.id}:{number}:again", reader, _parted(title, said, proof))
    if reader.id == promise.by:
        buttons = buttons_of(promise, words, ("remove_proof",))
        posts[-1] = replace(posts[-1], card=replace(posts[-1].card, buttons=buttons))
    return tuple(posts)


def file_card(promise: Promise, id: str, reader: Person) -> Card:
    """The file of that id alone, which is one of the promise's."""
    found = tuple(file for file in promise.files if file.id == id)[:1]
    return Card(title=reader.words()("checkins.proof_of", text=promise.text), blocks=(Files(found),))


def proof_text(proof: str, words: Words) -> Text:
    """A plain web address becomes a link; anything else stays the person's own words."""
    try:
        address = urlsplit(proof)
        plain = address.scheme in ("http", "https") and bool(address.hostname) and not set(proof) & set(" \t\n<>|\"'")
    except ValueError:
        plain = False
    return (Link(words.plain("checkins.proof_link"), proof),) if plain else (proof,)


def proof_words(proof: Proof, words: Words) -> Text:
    """`Open the proof · page.png`"""
    names = (", ".join(file.name for file in proof.files),) if proof.files else ()
    return joined([part for part in (proof_text(proof.text, words) if proof.text else (), names) if part])


def _with_who(proof: Proof, words: Words, roster: Roster) -> Text:
    """`Open the proof · page.png, Olivia on Fri 27 Nov`"""
    what = proof_words(proof, words)
    if proof.at is None:
        return what
    key = "checkins.proof_by" if what else "checkins.proof_by_whom"
    return words(key, what=what, who=roster.name(proof.by), at=When(proof.at, "date"))


def _parted(title: Text, said: Sequence[Block], proof: Proof) -> list[Card]:
    """As many cards as the files need, one at least; what was written is on the first."""
    parts: list[tuple[Block, ...]] = [(Files(part),) for part in parcels(proof.files)] or [()]
    first, *rest = parts
    return [Card(title=title, blocks=(*said, *first)), *(Card(title=title, blocks=part) for part in rest)]


def _fresh(key: str, reader: Person, cards: Sequence[Card]) -> tuple[Post, ...]:
    return tuple(
        Post(key=f"{key}:{number}@{reader.id}", to=Direct(reader.id), card=card, fresh=True)
        for number, card in enumerate(cards, 1)
    )
