"""The method gate: whether this is a tender at all, for whom it is, and whether it is one package.

What the catalogue has is bought there, by a competition among its sellers where the
value is above that of direct procurement; a tender is for what no other method can do.
Of a package the officer says what it is made of and what stands beside it in the plan,
as far as that was looked up; what the law forbids of that is refused, and what it leaves
to judgement needs a reason.

Source: Perpres 16/2018 art. 20(2), 38, 40 (verified); Perpres 12/2021 art. 65, Perpres
46/2025 and LKPP 2/2026 (secondary).
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.decisions.case import Case, Deciders, happen, power
from rules.rule import Decision, accept, rule
from tender.commands.preparation import process as asked
from tender.events import preparation as happened

deciders = Deciders()

_PPK = power("Perpres 16/2018 art. 11(1)", "verified", "ppk")

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

PRICE_ALONE = rule(
    "method.price-alone",
    "Perpres 16/2018 art. 38(6), 50(4)",
    "verified",
    indonesian="Tender cepat hanya membandingkan harga; janji kepada pekerja tidak dapat diminta di dalamnya.",
    english="A quick tender compares prices and nothing else; no promise to workers can be asked for in it.",
    remedy=("Pakai tender.", "Use a tender."),
)

ABOVE_DIRECT = rule(
    "method.above-direct-procurement",
    "Perpres 16/2018 art. 38(3)",
    "verified",
    indonesian="Pagu {budget:rp} di atas batas pengadaan langsung {ceiling:rp}.",
    english="The budget {budget:rp} is above the ceiling of direct procurement, {ceiling:rp}.",
    remedy=("Pakai tender.", "Use a tender."),
)

IN_CATALOGUE = rule(
    "method.in-catalogue",
    "Perpres 46/2025 (e-purchasing)",
    "secondary",
    indonesian="Barang/jasa ini ada di katalog elektronik dan tidak ada pengecualian yang disebut.",
    english="The service is in the electronic catalogue and no exception is named.",
    remedy=(
        "Pakai mini-kompetisi (mini_competition) di antara penyedia katalog, atau sebut pengecualian dan alasannya.",
        "Use a competition among the catalogue's sellers (mini_competition), or name the exception and the reason.",
    ),
)

NOT_IN_CATALOGUE = rule(
    "method.not-in-catalogue",
    "Peraturan LKPP 2/2026",
    "secondary",
    indonesian="Mini-kompetisi hanya untuk yang ada di katalog elektronik dan tidak dikecualikan; tercatat di katalog: {listed}, pengecualian: {exception}.",
    english="A mini-competition is for what the catalogue has and nothing excepts; listed: {listed}, exception: {exception}.",
    remedy=("Pakai tender.", "Use a tender."),
)

CHECK_TO_COME = rule(
    "method.check-to-come",
    "Perpres 46/2025 (e-purchasing)",
    "secondary",
    indonesian="Pemeriksaan {what} bertanggal {on}, sesudah hari ini {today}.",
    english="The look into {what} is dated {on}, after today, {today}.",
    remedy=("Sebut tanggal yang benar.", "Name the right day."),
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

APPOINTED_ELSEWHERE = rule(
    "method.appointed-elsewhere",
    "Perpres 16/2018 art. 51(10)",
    "verified",
    indonesian="Proses ini adalah penunjukan langsung sesudah tender ulang {ocid} gagal; penunjukannya tidak dijalankan sebagai tender dan tidak dijalankan di sini.",
    english="This is the direct appointment after the tender again {ocid} has failed; it is not run as a tender, and not run here.",
    remedy=(
        "Jalankan penunjukan langsung di SPSE; persetujuan dan yang dibawa tetap tercatat di sini.",
        "Run the direct appointment in SPSE; the approval and what was carried over stay on record here.",
    ),
)

_FILES = {
    "priceOnly": "one_file",
    "ratedCriteria": "two_files",
    "costOnly": "two_files",
}


NO_ECONOMIC_LIFE = rule(
    "method.no-economic-life",
    "Perpres 16/2018 art. 39(3)",
    "verified",
    indonesian="Penilaian biaya selama umur ekonomis membandingkan harga, biaya operasi, pemeliharaan dan nilai sisa; pekerjaan {job} tidak memilikinya.",
    english="Costs over the economic life are price, operation, maintenance and what is left; work of {job} has none of them.",
    remedy=(
        "Pakai harga terendah (priceOnly) atau sistem nilai (ratedCriteria); saksama evaluate tetap menghitungnya.",
        "Use the lowest price (priceOnly) or sistem nilai (ratedCriteria); saksama evaluate computes it all the same.",
    ),
)

MIXED_KINDS = rule(
    "method.kinds-in-one-package",
    "Perpres 16/2018 art. 20(2)",
    "verified",
    indonesian="Paket {job} memuat pekerjaan lain: {parts}. Yang menurut sifatnya terpisah tidak digabung.",
    english="A package of {job} has other work in it: {parts}. What is separate by nature is not merged.",
    remedy=(
        "Buat paket tersendiri bagi setiap pekerjaan.",
        "Make a package of its own of each kind.",
    ),
)

MERGED_SMALL = rule(
    "method.merged-above-reservation",
    "Perpres 16/2018 art. 20(2)",
    "verified",
    indonesian="Paket digabung dari {count} bagian yang masing-masing tidak melebihi {ceiling:rp}; bersama-sama {together:rp}, di atas batas bagi usaha kecil.",
    english="The package is merged from {count} parts, none above {ceiling:rp}; together they are {together:rp}, above what is reserved for small firms.",
    remedy=("Pisahkan bagian-bagian itu.", "Keep the parts apart."),
)

PLACES_UNEXPLAINED = rule(
    "method.places-in-one-package",
    "Perpres 16/2018 art. 20(2)",
    "verified",
    indonesian="Paket menyatukan pekerjaan di {places} dan tidak menyebut alasannya.",
    english="The package joins work at {places} and gives no reason.",
    remedy=(
        "Sebut alasan efisiensi, atau pisahkan per lokasi.",
        "Give the reason of efficiency, or make a package of each place.",
    ),
)

SPLIT_UNEXPLAINED = rule(
    "method.split",
    "Perpres 16/2018 art. 20(2)",
    "verified",
    indonesian="Di samping paket ini ada pengadaan langsung atas pekerjaan yang sama: {plans}, {together:rp}; memecah paket untuk menghindari tender dilarang, dan alasannya tidak disebut.",
    english="Beside this package the same work is bought directly: {plans}, {together:rp}; splitting to avoid a tender is forbidden, and no reason is given.",
    remedy=(
        "Gabungkan dengan paket ini, atau sebut alasannya.",
        "Join them with this package, or give the reason.",
    ),
)


@deciders.on(asked.ReasonMethod, _PPK)
def reason_method(case: Case, command: asked.ReasonMethod) -> Decision:
    """Ask first whether this is a tender at all."""
    return next(method_breaches(case, command), None) or accept(
        happen(happened.MethodReasoned, command)
    )


def method_breaches(case: Case, command: asked.Method) -> Iterator[Decision]:
    """Yield every reason why *command* is not the method of this package."""
    job, carried = case.state.process.job, case.state.preparation.carried
    field = case.reading.count(f"outsourcing.field.{job}")
    if carried is not None and carried.relation == "direct_appointment":
        yield APPOINTED_ELSEWHERE.no(ocid=carried.predecessor.ocid)
    if (refused := unfit_method(case, command)) is not None:
        yield refused
    if command.catalogue.checked_on > case.day:
        yield CHECK_TO_COME.no(
            what="catalogue", on=command.catalogue.checked_on, today=case.day
        )
    if command.outsourcing_field != field:
        yield WRONG_FIELD.no(field=command.outsourcing_field, job=job, expected=field)
    if command.envelopes != _FILES[command.award_criteria]:
        yield FILES_AND_CRITERIA.no(
            criteria=command.award_criteria,
            expected=_FILES[command.award_criteria],
            envelopes=command.envelopes,
        )
    if command.award_criteria == "costOnly":
        yield NO_ECONOMIC_LIFE.no(job=job)
    if command.packaging is not None:
        yield from _packaged(case, command.packaging)


def unfit_method(case: Case, command: asked.Method) -> Decision | None:
    """Return why this method may not be used for the package, or `None`."""
    listed, exception = command.catalogue.listed, command.catalogue.exception
    match command.method:
        case "tender":
            return IN_CATALOGUE.no() if listed and exception is None else None
        case "mini_competition":
            if listed and exception is None:
                return None
            return NOT_IN_CATALOGUE.no(listed=listed, exception=exception or "-")
        case "quick_tender":
            return PRICE_ALONE.no()
        case "direct_procurement":
            budget = case.state.preparation.budget
            ceiling = case.reading.rupiah("method.direct_procurement.ceiling")
            if budget is not None and budget.amount > ceiling:
                return ABOVE_DIRECT.no(budget=budget.amount, ceiling=ceiling)
    return NOT_A_TENDER.no(method=command.method)


def _packaged(case: Case, packaging: asked.Packaging) -> Iterator[Decision]:
    """Yield what is against making one package of this, or several."""
    if packaging.looked_on > case.day:
        yield CHECK_TO_COME.no(what="plan", on=packaging.looked_on, today=case.day)
    job, parts = case.state.process.job, packaging.parts
    others = [part.job for part in parts if part.job != job]
    if others:
        yield MIXED_KINDS.no(job=job, parts=", ".join(dict.fromkeys(others)))
    ceiling = case.reading.rupiah("small_business.reserved_up_to")
    together = sum(part.amount for part in parts)
    if together > ceiling and all(part.amount <= ceiling for part in parts):
        yield MERGED_SMALL.no(count=len(parts), ceiling=ceiling, together=together)
    places = dict.fromkeys(part.place for part in parts)
    if len(places) > 1 and packaging.reason is None:
        yield PLACES_UNEXPLAINED.no(places=", ".join(places))
    bought = bought_directly(packaging, job)
    if bought and packaging.reason is None:
        yield SPLIT_UNEXPLAINED.no(
            plans=", ".join(one.plan for one in bought),
            together=sum(one.amount for one in bought),
        )


def bought_directly(
    packaging: asked.Packaging, job: str
) -> tuple[asked.Neighbour, ...]:
    """Return the packages beside this one by which the same work is bought directly."""
    return tuple(
        one
        for one in packaging.beside
        if one.job == job and one.method == "direct_procurement"
    )


NOT_RESERVED = rule(
    "method.not-reserved",
    "Perpres 12/2021 art. 65; Perpres 46/2025 (tetap, menurut ringkasan)",
    "secondary",
    indonesian="Pagu {budget:rp} tidak melebihi {ceiling:rp}: paket ini bagi usaha kecil dan koperasi, kecuali kemampuan teknisnya tidak dapat dipenuhi.",
    english="The budget {budget:rp} is not above {ceiling:rp}: the package is for small firms and co-operatives, unless they cannot meet what it takes.",
    remedy=(
        "Cadangkan bagi usaha kecil (small_business), atau sebut alasannya (unreserved).",
        "Reserve it (small_business), or give the reason (unreserved).",
    ),
)

RESERVED_ABOVE = rule(
    "method.reserved-above",
    "Perpres 12/2021 art. 65; Perpres 46/2025 (tetap, menurut ringkasan)",
    "secondary",
    indonesian="Pagu {budget:rp} di atas {ceiling:rp}: paket ini tidak dicadangkan bagi usaha kecil dan koperasi.",
    english="The budget {budget:rp} is above {ceiling:rp}: the package is not reserved for small firms and co-operatives.",
    remedy=("Buka bagi semua usaha.", "Open it to all firms."),
)


def check_reservation(case: Case) -> Decision | None:
    """Return that a package is not for whom it has to be for, or `None`."""
    part = case.state.preparation
    if part.method is None or part.budget is None:
        return None
    amount = part.budget.amount
    ceiling = case.reading.rupiah("small_business.reserved_up_to")
    if amount > ceiling and part.method.small_business:
        return RESERVED_ABOVE.no(budget=amount, ceiling=ceiling)
    free = part.method.small_business or part.method.unreserved is not None
    if amount <= ceiling and not free:
        return NOT_RESERVED.no(budget=amount, ceiling=ceiling)
    return None


def check_method(case: Case) -> Decision | None:
    """Return why the method does not fit any more, now that works and money are known."""
    method = case.state.preparation.method
    return None if method is None else unfit_method(case, method)
