"""Who holds the keys: trustees, a threshold that no organ reaches, keys proved alive."""

from __future__ import annotations

from hashlib import sha256

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.committee import NOT_OF_OFFICE, NOT_ONES_OWN, strangers_to
from rules.rule import Decision, accept, rule
from tender.commands.preparation import parties as asked
from tender.events import preparation as happened

deciders = Deciders()

_UNIT = power("docs/lifecycle.md, seals", "chosen", "unit")
_TRUSTEE = power("docs/lifecycle.md, seals", "chosen", "trustee")
_ENGINE = power("docs/lifecycle.md, seals", "chosen", "engine", "unit")

THRESHOLD = rule(
    "trustees.threshold",
    "docs/lifecycle.md, seals",
    "chosen",
    indonesian="Ambang {threshold} dari {trustees}: harus lebih dari 1 dan kurang dari jumlahnya.",
    english="Threshold {threshold} of {trustees}: it must be above 1 and below their number.",
    remedy=(
        "Pilih ambang lain: satu kunci hilang tidak boleh menggagalkan pembukaan.",
        "Choose another: one lost key must not stop the opening.",
    ),
)

ONE_ORGAN = rule(
    "trustees.one-organ",
    "docs/lifecycle.md, seals",
    "chosen",
    indonesian="{organ} memegang {shares} bagian kunci, cukup untuk membuka sendiri.",
    english="{organ} holds {shares} shares, enough to open alone.",
    remedy=(
        "Sebar pemegang kunci ke lembaga lain.",
        "Spread the trustees over organs.",
    ),
)


@deciders.on(asked.NameTrustees, _UNIT)
def name_trustees(case: Case, command: asked.NameTrustees) -> Decision:
    """See that no organ opens alone, and that one lost key stops nothing."""
    threshold, names = command.threshold, command.trustees
    if not 1 < threshold < len(names):
        return THRESHOLD.no(threshold=threshold, trustees=len(names))
    strangers = strangers_to("trustee", case, names)
    if strangers:
        return NOT_OF_OFFICE.no(office="trustee", parties=strangers)
    facts = [case.state.preparation.parties[name] for name in names]
    keyless = ", ".join(f.party for f in facts if f.recipient is None)
    if keyless:
        return NOT_OF_OFFICE.no(office="trustee", parties=keyless)
    organs = [f.organ for f in facts]
    for organ in sorted(set(organs)):
        if organs.count(organ) >= threshold:
            return ONE_ORGAN.no(organ=organ, shares=organs.count(organ))
    trustees = tuple(
        happened.Trustee(trustee=f.party, organ=f.organ, recipient=f.recipient)
        for f in facts
    )
    return accept(happened.TrusteesNamed(threshold=threshold, trustees=trustees))


NO_CHALLENGE = rule(
    "trustees.no-challenge",
    "docs/lifecycle.md, seals",
    "chosen",
    indonesian="Tidak ada tantangan kunci yang terbuka untuk {trustee}.",
    english="There is no open key challenge for {trustee}.",
    remedy=("Minta tantangan baru.", "Ask for a new challenge."),
)

WRONG_NONCE = rule(
    "trustees.wrong-nonce",
    "docs/lifecycle.md, seals",
    "chosen",
    indonesian="Jawaban {trustee} tidak sesuai dengan tantangan.",
    english="The answer of {trustee} does not meet the challenge.",
    remedy=(
        "Buka tantangan dengan kunci yang terdaftar.",
        "Open it with the key on record.",
    ),
)


@deciders.on(asked.ChallengeKey, _ENGINE)
def challenge_key(case: Case, command: asked.ChallengeKey) -> Decision:
    """Ask a trustee to prove the key alive."""
    if command.trustee not in case.state.preparation.trustees:
        return NOT_OF_OFFICE.no(office="trustee", parties=command.trustee)
    return accept(happen(happened.KeyChallenged, command))


@deciders.on(asked.ProveKeyAlive, _TRUSTEE)
def prove_key_alive(case: Case, command: asked.ProveKeyAlive) -> Decision:
    """Hold the opened nonce to its hash."""
    if command.trustee != case.actor.party:
        return NOT_ONES_OWN.no(actor=case.actor.party, member=command.trustee)
    challenge = case.state.preparation.challenges.get(command.trustee)
    if challenge is None:
        return NO_CHALLENGE.no(trustee=command.trustee)
    if sha256(bytes.fromhex(command.nonce)).hexdigest() != challenge:
        return WRONG_NONCE.no(trustee=command.trustee)
    return accept(happen(happened.KeyProvenAlive, command))
