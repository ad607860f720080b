"""Before the announcement: process, parties, method, money, works, committee, trustees.

The roster and the schedule have modules of their own (`decisions.roster`,
`decisions.schedule`): each is a procedure in itself.
"""

from __future__ import annotations

from hashlib import sha256

from rules.decisions.case import Case, Deciders, happen, power
from rules.errata import EPOCH
from rules.estimate import LinesDifferError, estimate_total
from rules.rule import Decision, accept, rule
from rules.terms import tax_terms
from tender.canonical import meets
from tender.codes import MANDATORY
from tender.commands import preparation as asked
from tender.events import preparation as happened
from tender.scheme import Scheme

deciders = Deciders()

_UNIT = power("Perpres 16/2018 art. 75", "verified", "unit")
_PPK = power("Perpres 16/2018 art. 11(1)", "verified", "ppk")
_BUDGET = power("Perpres 16/2018 art. 9(1)", "verified", "authority", "ppk")
_MEMBER = power("Perpres 16/2018 art. 13", "verified", "committee")
_TRUSTEE = power("docs/format.md, seals", "chosen", "trustee")
_ENGINE = power("docs/format.md, seals", "chosen", "engine", "unit")

# Process and parties ---------------------------------------------------------


@deciders.on(asked.OpenProcess, power("Perpres 16/2018 art. 75", "verified", "unit"))
def open_process(_: Case, command: asked.OpenProcess) -> Decision:
    """Open, and keep the epoch of the day."""
    return accept(happen(happened.ProcessOpened, command, epoch=EPOCH))


PARTY_TWICE = rule(
    "party.registered-twice",
    "docs/format.md, parties",
    "chosen",
    indonesian="{party} sudah terdaftar.",
    english="{party} is registered already.",
    remedy=("Pakai kode lain.", "Use another code."),
)


@deciders.on(asked.RegisterParty, _UNIT)
def register_party(case: Case, command: asked.RegisterParty) -> Decision:
    """Register a party once: its keys are what later signatures are held to."""
    if command.party in case.state.preparation.parties:
        return PARTY_TWICE.no(party=command.party)
    return accept(happen(happened.PartyRegistered, command))


# Method and money ------------------------------------------------------------

NOT_A_TENDER = rule(
    "method.not-a-tender",
    "Perpres 16/2018 art. 38(1), (7)",
    "verified",
    indonesian="Metode {method} tidak dijalankan sebagai tender.",
    english="The method {method} is not run as a tender.",
    remedy=(
        "Jalankan metode itu di tempatnya; tender hanya bila metode lain tidak dapat dipakai.",
        "Run that method where it belongs; a tender is for what no other method can do.",
    ),
)

IN_CATALOGUE = rule(
    "method.in-catalogue",
    "Perpres 46/2025 (e-purchasing)",
    "secondary",
    indonesian="Barang/jasa ini ada di katalog elektronik dan tidak ada pengecualian yang disebut.",
    english="The service is in the electronic catalogue and no exception is named.",
    remedy=(
        "Beli melalui katalog, atau sebut pengecualian dan alasannya.",
        "Buy through the catalogue, or name the exception and the reason.",
    ),
)

WRONG_FIELD = rule(
    "method.outsourcing-field",
    "Permenaker 7/2026 art. 3(2)",
    "secondary",
    indonesian="Bidang alih daya {field} tidak sesuai dengan pekerjaan {job} (bidang {expected}).",
    english="Outsourcing field {field} does not fit {job} (field {expected}).",
    remedy=("Pakai bidang yang benar.", "Name the right field."),
)

FILES_AND_CRITERIA = rule(
    "method.files-and-criteria",
    "Perpres 16/2018 art. 40",
    "verified",
    indonesian="Metode evaluasi {criteria} memakai {expected}, bukan {envelopes}.",
    english="Award criteria {criteria} go with {expected}, not {envelopes}.",
    remedy=("Samakan keduanya.", "Make the two agree."),
)

_FILES = {
    "priceOnly": "one_file",
    "ratedCriteria": "two_files",
    "costOnly": "two_files",
}


@deciders.on(asked.ReasonMethod, _PPK)
def reason_method(case: Case, command: asked.ReasonMethod) -> Decision:
    """Ask first whether this is a tender at all."""
    job = case.state.process.job
    field = case.reading.count(f"outsourcing.field.{job}")
    if command.method != "tender":
        return NOT_A_TENDER.no(method=command.method)
    if command.catalogue.listed and command.catalogue.exception is None:
        return IN_CATALOGUE.no()
    if command.outsourcing_field != field:
        return WRONG_FIELD.no(field=command.outsourcing_field, job=job, expected=field)
    if command.envelopes != _FILES[command.award_criteria]:
        return FILES_AND_CRITERIA.no(
            criteria=command.award_criteria,
            expected=_FILES[command.award_criteria],
            envelopes=command.envelopes,
        )
    return accept(happen(happened.MethodReasoned, command))


WRONG_ACCOUNT = rule(
    "budget.account",
    "Kepmendagri 900.1.15.5-1317/2023",
    "verified",
    indonesian="Kode rekening {account} bukan untuk pekerjaan {job} ({expected}).",
    english="Account {account} is not for {job} ({expected}).",
    remedy=("Pakai kode rekening yang benar.", "Use the right account."),
)


@deciders.on(asked.SetBudget, _BUDGET)
def set_budget(case: Case, command: asked.SetBudget) -> Decision:
    """Hold the account to the kind of work."""
    job = case.state.process.job
    expected = case.reading.code(f"account.{job}")
    if command.account != expected:
        return WRONG_ACCOUNT.no(account=command.account, job=job, expected=expected)
    return accept(happen(happened.BudgetSet, command))


# Works and estimate ----------------------------------------------------------

WORKS_INCOMPLETE = rule(
    "works.incomplete",
    "Perpres 16/2018 art. 68",
    "verified",
    indonesian="Pos {post} tidak punya baris harga untuk: {components}.",
    english="The post {post} has no price line for: {components}.",
    remedy=(
        "Tambahkan baris; upah dan jaminan wajib dihargai satu per satu.",
        "Add the lines; pay and insurance are priced one by one.",
    ),
)

WORKS_CODES = rule(
    "works.codes",
    "docs/format.md, works",
    "chosen",
    indonesian="Kode berikut ganda atau tidak dikenal: {codes}.",
    english="These codes stand twice or are unknown: {codes}.",
    remedy=("Perbaiki kode itu.", "Mend the codes."),
)

WORKS_TIME = rule(
    "works.time",
    "docs/format.md, works",
    "chosen",
    indonesian="Pekerjaan selesai {ends} sebelum mulai {starts}.",
    english="The work ends on {ends} before it starts on {starts}.",
    remedy=("Perbaiki tanggal.", "Mend the dates."),
)


def check_works(command: asked.Works) -> Decision | None:
    """Return why *command* does not hang together, or `None`."""
    posts = [post.post for post in command.posts]
    items = [item.item for item in command.items]
    named = {item.post for item in command.items if item.post is not None}
    wrong = {c for c in (*posts, *items) if (*posts, *items).count(c) > 1}
    wrong |= named - set(posts)
    if wrong:
        return WORKS_CODES.no(codes=", ".join(sorted(wrong)))
    for post in posts:
        have = {item.component for item in command.items if item.post == post}
        missing = [c for c in MANDATORY if c not in have]
        if missing:
            return WORKS_INCOMPLETE.no(post=post, components=", ".join(missing))
    if command.ends_on <= command.starts_on:
        return WORKS_TIME.no(starts=command.starts_on, ends=command.ends_on)
    return None


@deciders.on(asked.SpecifyWorks, _PPK)
def specify_works(_: Case, command: asked.SpecifyWorks) -> Decision:
    """Set posts and price schedule."""
    return check_works(command) or accept(happen(happened.WorksSpecified, command))


ESTIMATE_FIRST = rule(
    "estimate.too-early",
    "Perpres 16/2018 art. 26",
    "verified",
    indonesian="HPS disusun setelah pagu dan pekerjaan ditetapkan; belum ada: {missing}.",
    english="The estimate comes after budget and works; missing: {missing}.",
    remedy=("Tetapkan yang belum ada.", "Set what is missing."),
)

ABOVE_BUDGET = rule(
    "estimate.above-budget",
    "Perpres 16/2018 art. 52(2)",
    "verified",
    indonesian="HPS {estimate:rp} melebihi pagu {budget:rp}.",
    english="The estimate {estimate:rp} is above the budget {budget:rp}.",
    remedy=(
        "Kurangi pekerjaan atau tambah pagu; upah tidak dapat dikurangi.",
        "Reduce the works or raise the budget; pay cannot be cut.",
    ),
)

UNDER_THRESHOLD = rule(
    "estimate.not-for-tender",
    "Perpres 16/2018 art. 38(3)",
    "verified",
    indonesian="HPS {estimate:rp} tidak melebihi {ceiling:rp}: ini pengadaan langsung.",
    english="The estimate {estimate:rp} is not above {ceiling:rp}: this is direct procurement.",
    remedy=("Pakai pengadaan langsung.", "Use direct procurement."),
)


@deciders.on(asked.SetEstimate, _PPK)
def set_estimate(case: Case, command: asked.SetEstimate) -> Decision:
    """Keep the estimate between the ceiling of direct procurement and the budget."""
    part = case.state.preparation
    missing = [n for n in ("budget", "works") if getattr(part, n) is None]
    if part.budget is None or missing:
        return ESTIMATE_FIRST.no(missing=", ".join(missing))
    ceiling = case.reading.rupiah("method.direct_procurement.ceiling")
    if command.amount <= ceiling:
        return UNDER_THRESHOLD.no(estimate=command.amount, ceiling=ceiling)
    if command.amount > part.budget.amount:
        return ABOVE_BUDGET.no(estimate=command.amount, budget=part.budget.amount)
    return accept(happen(happened.EstimateSet, command, set_on=case.day))


DETAIL_DIFFERS = rule(
    "estimate.detail-differs",
    "Perpres 16/2018 art. 26",
    "verified",
    indonesian="Rincian HPS tidak sesuai dengan yang dikunci saat HPS ditetapkan.",
    english="The detail is not what was committed to when the estimate was set.",
    remedy=(
        "Serahkan rincian dan garam yang sama.",
        "Hand in the same detail and salt.",
    ),
)


DETAIL_SUM = rule(
    "estimate.detail-sum",
    "Perpres 16/2018 art. 26",
    "verified",
    indonesian="Rincian HPS berjumlah {found}, bukan {estimate:rp}.",
    english="The detail comes to {found}, not to {estimate:rp}.",
    remedy=("Periksa rincian.", "Check the detail."),
)


@deciders.on(asked.RevealEstimateDetail, _PPK)
def reveal_estimate_detail(case: Case, command: asked.RevealEstimateDetail) -> Decision:
    """Open the commitment: the detail of today is the detail of then."""
    estimate, works = case.state.preparation.estimate, case.state.preparation.works
    salt, detail = bytes.fromhex(command.salt), command.detail.to_bytes()
    if estimate is None or works is None or not meets(estimate.detail, salt, detail):
        return DETAIL_DIFFERS.no()
    tax = tax_terms(case.reading)
    try:
        total = estimate_total(works, command.detail, estimate.vat_mode, tax)
    except LinesDifferError as error:
        return DETAIL_SUM.no(
            estimate=estimate.amount, found=", ".join(sorted(error.items))
        )
    if total != estimate.amount:
        return DETAIL_SUM.no(estimate=estimate.amount, found=total)
    return accept(
        happened.EstimateDetailRevealed.model_validate(
            {"tag": "estimate_detail_revealed", "detail": command.detail}
        )
    )


# Values and scheme -----------------------------------------------------------

SET_BY_LAW = rule(
    "value.set-by-law",
    "docs/format.md, packs",
    "chosen",
    indonesian="Nilai {id} ditetapkan peraturan ({source}); dokumen tender tidak dapat mengubahnya.",
    english="The value {id} is set by law ({source}); a tender cannot change it.",
    remedy=("Pilih nilai lain.", "Choose another value."),
)

NOT_RECALLED = rule(
    "value.needs-no-confirmation",
    "docs/format.md, packs",
    "chosen",
    indonesian="Nilai {id} tidak perlu dikonfirmasi.",
    english="The value {id} needs no confirmation.",
    remedy=("Lewati.", "Leave it."),
)


@deciders.on(asked.ChooseValue, _PPK)
def choose_value(case: Case, command: asked.ChooseValue) -> Decision:
    """Let a tender set what the law leaves open, and nothing else."""
    if command.id in case.pack.values:
        source = case.pack.values[command.id].source
        return SET_BY_LAW.no(id=command.id, source=source)
    return accept(happen(happened.ValueChosen, command, chosen_on=case.day))


@deciders.on(asked.ConfirmValue, _PPK)
def confirm_value(case: Case, command: asked.ConfirmValue) -> Decision:
    """Put a human's word for a recalled value on record."""
    value = case.pack.values.get(command.id)
    if value is None or value.status != "recalled":
        return NOT_RECALLED.no(id=command.id)
    return accept(happen(happened.ValueConfirmed, command))


SCHEME_AND_METHOD = rule(
    "scheme.differs-from-method",
    "Perpres 16/2018 art. 39, 40",
    "verified",
    indonesian="Skema memakai {scheme}, sedangkan metode yang dipilih {method}.",
    english="The scheme uses {scheme}, the chosen method {method}.",
    remedy=("Samakan keduanya.", "Make the two agree."),
)

SCHEME_CODES = rule(
    "scheme.codes",
    "docs/format.md, scheme",
    "chosen",
    indonesian="Persyaratan berikut ganda: {codes}.",
    english="These requirements stand twice: {codes}.",
    remedy=("Perbaiki kode itu.", "Mend the codes."),
)


SCHEME_ROUNDING = rule(
    "scheme.rounding",
    "docs/rules/rounding.md",
    "chosen",
    indonesian="Skema harus memuat satu langkah pembulatan per baris dan satu untuk pajak, paling halus rupiah; ada: {steps}.",
    english="A scheme has one step of rounding at lines and one at the tax, to whole rupiah at the finest; it has: {steps}.",
    remedy=("Perbaiki langkah pembulatan.", "Mend the steps."),
)

NOT_EVALUATED_HERE = rule(
    "scheme.not-evaluated-here",
    "docs/rules/lowest-price.md",
    "chosen",
    indonesian="Versi ini mengevaluasi harga terendah satu file; skema memakai {scheme}.",
    english="This release evaluates the lowest price in one file; the scheme uses {scheme}.",
    remedy=(
        "Pakai harga terendah satu file, atau jalankan tender ini di SPSE.",
        "Use the lowest price in one file, or run this tender in SPSE.",
    ),
)


@deciders.on(asked.SetScheme, _PPK)
def set_scheme(case: Case, command: asked.SetScheme) -> Decision:
    """Hold the scheme to the method that was reasoned."""
    return check_scheme(case, command.scheme) or accept(
        happen(happened.SchemeSet, command)
    )


def check_scheme(case: Case, scheme: Scheme) -> Decision | None:
    """Return why *scheme* may not be the one that bids are judged by, or `None`."""
    method = case.state.preparation.method
    wanted = (scheme.award_criteria, scheme.envelopes, scheme.contract_type)
    chosen = method and (method.award_criteria, method.envelopes, method.contract_type)
    if wanted != chosen:
        return SCHEME_AND_METHOD.no(
            scheme=", ".join(wanted), method=", ".join(chosen or ("-",))
        )
    codes = [line.requirement for line in scheme.requirements]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        return SCHEME_CODES.no(codes=", ".join(twice))
    if (scheme.award_criteria, scheme.envelopes) != ("priceOnly", "one_file"):
        return NOT_EVALUATED_HERE.no(
            scheme=f"{scheme.award_criteria}, {scheme.envelopes}"
        )
    steps = sorted(step.at for step in scheme.rounding)
    if steps != ["line", "tax"] or any(step.places > 0 for step in scheme.rounding):
        return SCHEME_ROUNDING.no(steps=", ".join(steps) or "-")
    return None


# Committee and trustees ------------------------------------------------------

COMMITTEE_SIZE = rule(
    "committee.size",
    "Perpres 16/2018 art. 13(2)",
    "verified",
    indonesian="Pokja beranggota {members}; harus ganjil dan sekurang-kurangnya {least}.",
    english="The committee has {members} members; it must be odd and at least {least}.",
    remedy=("Tambah atau kurangi anggota.", "Add or remove a member."),
)

NOT_OF_OFFICE = rule(
    "office.not-held",
    "docs/format.md, parties",
    "chosen",
    indonesian="Tidak terdaftar sebagai {office}: {parties}.",
    english="Not registered as {office}: {parties}.",
    remedy=("Daftarkan dahulu.", "Register them first."),
)


@deciders.on(asked.FormCommittee, _UNIT)
def form_committee(case: Case, command: asked.FormCommittee) -> Decision:
    """Keep the committee odd, and its members on record."""
    least, members = case.reading.count("committee.least"), command.members
    if len(members) < least or len(members) % 2 == 0:
        return COMMITTEE_SIZE.no(members=len(members), least=least)
    strangers = _strangers(case, members, "committee")
    if strangers:
        return NOT_OF_OFFICE.no(office="committee", parties=strangers)
    return accept(happen(happened.CommitteeFormed, command))


def _strangers(case: Case, parties: tuple[str, ...], office: str) -> str:
    acts_as = case.state.preparation.acts_as
    return ", ".join(p for p in parties if not acts_as(p, office))  # type: ignore[arg-type]


NOT_ONES_OWN = rule(
    "act.not-ones-own",
    "docs/format.md, parties",
    "chosen",
    indonesian="{actor} tidak dapat bertindak untuk {member}.",
    english="{actor} cannot act for {member}.",
    remedy=("Yang bersangkutan sendiri yang bertindak.", "The person concerned acts."),
)


@deciders.on(asked.DeclareConflict, _MEMBER)
def declare_conflict(case: Case, command: asked.DeclareConflict) -> Decision:
    """Take a member's own word, and nobody's for another."""
    committee = case.state.preparation.committee
    members = () if committee is None else committee.members
    if command.member != case.actor.party or command.member not in members:
        return NOT_ONES_OWN.no(actor=case.actor.party, member=command.member)
    return accept(happen(happened.ConflictDeclared, command))


THRESHOLD = rule(
    "trustees.threshold",
    "docs/format.md, seals",
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
    "docs/format.md, seals",
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
    strangers = _strangers(case, names, "trustee")
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
    "docs/format.md, seals",
    "chosen",
    indonesian="Tidak ada tantangan kunci yang terbuka untuk {trustee}.",
    english="There is no open key challenge for {trustee}.",
    remedy=("Minta tantangan baru.", "Ask for a new challenge."),
)

WRONG_NONCE = rule(
    "trustees.wrong-nonce",
    "docs/format.md, seals",
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
