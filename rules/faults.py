"""Faults: the words for codes that a refusal carries, in Indonesian and in English. Data.

A rule that looks at several things refuses with a code for what it found: `no_ground`,
`open_claims c-1, c-2`, `threshold 2 of 3`. The code is what is stored; `{rest}` is what
stands behind it, `{0}`, `{1}` its words one by one. `tests/architecture/test_words.py`
holds the table to the codes that the deciders and the makers of documents use.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rules.handover_faults import HANDOVER
from rules.rule import Language

CODED: Final = frozenset({"fault", "lacking", "missing"})
"""The operands that carry such codes."""

FAULTS: Final[Mapping[Language, Mapping[str, str]]] = {
    "id": {
        # questions, clarifications, objections
        "answered_already": "sudah dijawab",
        "asked_twice": "kode ini sudah dipakai",
        "ground_twice": "satu alasan tercantum dua kali",
        "grounds_differ": "yang dijawab bukan alasan yang diajukan; jawab setiap alasan, dan hanya itu",
        "lodged_twice": "kode ini sudah dipakai",
        "no_bids": "tidak ada penawaran",
        "no_ground": "tidak ada alasan yang diajukan",
        "not_answered": "belum dijawab",
        "not_asked": "tidak ditanyakan kepada peserta ini",
        "not_evaluated": "evaluasi belum selesai",
        "not_negotiated": "negosiasi belum selesai",
        "unknown": "tidak dikenal",
        # the roster
        "another_worker": "barisnya milik pekerja lain",
        "claim_twice": "kode ini sudah dipakai",
        "claims_until": "keberatan diterima sampai {rest}",
        "line_given": "putusan ini tidak membawa baris baru",
        "line_missing": "baris yang berlaku belum disebut",
        "no_notice": "daftar belum diumumkan",
        "no_such_claim": "tidak ada keberatan dengan kode itu",
        "not_greater": "jumlahnya tidak lebih besar",
        "not_the_authority": "yang menaikkan hanya PA/KPA",
        "other_than_amount": "selain jumlah ada yang berubah",
        "open_claims": "belum diputus: {rest}",
        "proposed": "diusulkan",
        "ruled_already": "sudah diputus",
        "worker_named": "yang tidak tercantum tidak menyebut kode pekerja",
        "worker_not_on_roster": "pekerja itu tidak ada dalam daftar",
        "worker_on_roster_already": "pekerja itu sudah ada dalam daftar",
        **HANDOVER["id"],
        # conflicts of interest
        "bidders_before_deadline": "peserta baru dapat disebut sesudah batas akhir",
        "bidders_without_conflict": "peserta disebut, tetapi benturan dinyatakan tidak ada",
        # seals
        "no_object": "berkas {rest} tidak ada dalam amplop",
        "shares_gave_a_key": "bagian kunci yang diserahkan memberi kunci; sebutlah kunci itu",
        # envelopes
        "no_offer": "tidak ada penawaran pada file {rest}",
        "object_twice": "satu berkas tercantum dua kali",
        "objects": "{0} berkas, paling banyak {2}",
        "part": "file {rest} tidak ada dalam tender ini",
        "threshold": "ambang {0}, yang berlaku {2}",
        "trustees_of": "bagian kunci {rest} tidak satu untuk setiap pemegang kunci",
        # points and price
        "above_most": "{0} melebihi {1}",
        "below_zero": "{0} di bawah 0",
        "points_beside": "unsur dan bobot (merit) hanya untuk sistem nilai",
        "points_missing": "unsur dan bobot (merit) belum disebut",
        "wrong_count": "ada {0} angka, dan skema meminta lain",
        # unit prices taken apart
        "found_in_one_line": "rincian hanya untuk kewajaran seluruh harga",
        "is_reasonable": "harga itu wajar, sedangkan putusannya ditolak",
        "is_unreasonable": "harga itu tidak wajar, sedangkan putusannya diterima",
        "left_out": "disebut peserta dalam item yang sama, tetapi tidak ada dalam temuan",
        "no_source": "asal harga pasar atau HPS itu tidak disebut",
        "no_such_paper": "buktinya tidak ada dalam penawaran atau jawaban",
        "no_unit_price": "item ini tidak berharga satuan dalam penawaran",
        "not_shown": "bukan yang dibuktikan peserta; terbukti berarti volume dan harga seperti yang disertai bukti",
        "other_item": "item ini tidak ditanyakan",
        "resource_twice": "satu sumber daya tercantum dua kali",
        # the price preference
        "preference_beside_points": "hanya untuk harga terendah; pada sistem nilai ia rumus harga",
        "preference_from_too_little": "TKDN paling rendah kurang dari 25%",
        "preference_too_high": "preferensi tertinggi harus di atas 0 dan paling tinggi 25%",
        "preference_too_small": "nilai tender tidak lebih dari Rp1.000.000.000",
        # price schedules
        "item_twice": "item tercantum dua kali",
        "no_prices": "tidak ada harga",
        "no_total": "tidak ada jumlah",
        "too_large": "jumlah terlalu besar",
        "unknown_item": "item tidak dikenal",
        # what a document speaks of and is not there
        "about": "tidak disebut tentang penawaran mana",
        "announced": "hasil belum diumumkan",
        "appointed": "SPPBJ belum terbit",
        "appointment_issued": "SPPBJ belum terbit",
        "award_decided": "pemenang belum ditetapkan",
        "award_proposed": "pemenang belum diusulkan",
        "bidding_closed": "pemasukan penawaran belum ditutup",
        "budget": "pagu",
        "commitments": "tidak ada komitmen kepada pekerja",
        "committee": "Pokja belum dibentuk",
        "completed": "belum selesai",
        "concluded": "kontrak belum ditandatangani kedua pihak",
        "addendum_concluded": "adendum belum disetujui penyedia",
        "wages_adjusted": "belum ada adendum upah",
        "contract_concluded": "kontrak belum ditandatangani kedua pihak",
        "estimate": "HPS belum ditetapkan",
        "evaluation_completed": "evaluasi belum selesai",
        "merit": "tender ini tidak memakai sistem nilai",
        "method": "metode belum dipilih",
        "opening_completed": "pembukaan belum selesai",
        "part_opened": "penawaran belum dibuka",
        "published": "tender belum diumumkan",
        "result": "tidak ada hasil bagi penawaran itu",
        "result_announced": "hasil belum diumumkan",
        "roster": "daftar pekerja belum diusulkan",
        "roster_frozen": "daftar pekerja belum dibekukan",
        "scheme": "skema evaluasi belum ditetapkan",
        "technical_completed": "evaluasi teknis belum selesai",
        "technical_result_announced": "hasil teknis belum diumumkan",
        "tender_failed": "tender tidak dinyatakan gagal",
        "tender_published": "tender belum diumumkan",
        "works": "pekerjaan",
    },
    "en": {
        "answered_already": "it has been answered",
        "asked_twice": "the code has been used",
        "ground_twice": "a ground stands there twice",
        "grounds_differ": "the grounds answered are not those that were raised; answer each of them and no other",
        "lodged_twice": "the code has been used",
        "no_bids": "there are no bids",
        "no_ground": "no ground is raised",
        "not_answered": "it has not been answered",
        "not_asked": "it was not asked of this bidder",
        "not_evaluated": "the evaluation is not complete",
        "not_negotiated": "the negotiation is not concluded",
        "unknown": "there is none of this code",
        "another_worker": "the line is another worker's",
        "claim_twice": "the code has been used",
        "claims_until": "claims are taken until {rest}",
        "line_given": "this ruling brings no new line",
        "line_missing": "the line as it will stand is missing",
        "no_notice": "no notice of the roster was given",
        "no_such_claim": "there is no claim of this code",
        "not_greater": "the amount is not greater",
        "not_the_authority": "only the budget authority raises it",
        "other_than_amount": "more than the amount has changed",
        "open_claims": "not ruled on: {rest}",
        "proposed": "proposed",
        "ruled_already": "it has been ruled on",
        "worker_named": "who was left off names no code of a worker",
        "worker_not_on_roster": "the worker is not on the roster",
        "worker_on_roster_already": "the worker is on the roster already",
        **HANDOVER["en"],
        "above_most": "{0} is above {1}",
        "below_zero": "{0} is below 0",
        "points_beside": "elements and weights (merit) are for sistem nilai alone",
        "points_missing": "elements and weights (merit) are missing",
        "wrong_count": "there are {0} numbers, and the scheme asks for another count",
        "bidders_before_deadline": "bidders can be named after the deadline only",
        "bidders_without_conflict": "bidders are named, but no conflict is declared",
        "no_object": "the envelope has no file {rest}",
        "shares_gave_a_key": "the released shares give a key; name that key",
        "no_offer": "there is no offer in part {rest}",
        "object_twice": "one file stands there twice",
        "objects": "{0} files, at most {2}",
        "part": "this tender has no part {rest}",
        "threshold": "a threshold of {0}, in force is {2}",
        "trustees_of": "the shares of {rest} are not one for each trustee",
        "found_in_one_line": "lines are found for the price as a whole only",
        "is_reasonable": "that price is reasonable, and the verdict was rejected",
        "is_unreasonable": "that price is not reasonable, and the verdict was accepted",
        "left_out": "the bidder names it in this item, and nothing was found of it",
        "no_source": "where that price of the market or of the estimate was read is not said",
        "no_such_paper": "its proof is neither in the bid nor in the answer",
        "no_unit_price": "the bid has no unit price for this item",
        "not_shown": "not what the bidder has proved: proven are quantity and price as they were shown",
        "other_item": "this item was not asked about",
        "resource_twice": "a resource stands there twice",
        "preference_beside_points": "for the lowest price alone; with points it is a formula of the price",
        "preference_from_too_little": "the least local content is below 25 %",
        "preference_too_high": "the highest preference has to be above 0 and at most 25 %",
        "preference_too_small": "the value of the tender is no more than Rp1,000,000,000",
        "item_twice": "an item stands there twice",
        "no_prices": "there are no prices",
        "no_total": "there is no total",
        "too_large": "a sum is too large",
        "unknown_item": "an item that the tender does not have",
        "about": "it is not said of which bid",
        "announced": "the result has not been announced",
        "appointed": "no letter of appointment was issued",
        "appointment_issued": "no letter of appointment was issued",
        "award_decided": "the award has not been decided",
        "award_proposed": "no award was proposed",
        "bidding_closed": "the bidding has not been closed",
        "budget": "the budget",
        "commitments": "there are no commitments to workers",
        "committee": "the committee has not been formed",
        "completed": "it is not complete",
        "concluded": "not both sides have signed the contract",
        "addendum_concluded": "the supplier has not accepted the addendum",
        "wages_adjusted": "there is no addendum on wages",
        "contract_concluded": "not both sides have signed the contract",
        "estimate": "the estimate has not been set",
        "evaluation_completed": "the evaluation is not complete",
        "merit": "this tender does not go by points",
        "method": "the method has not been reasoned",
        "opening_completed": "the opening is not complete",
        "part_opened": "the bid has not been opened",
        "published": "the tender has not been announced",
        "result": "the bid has no result",
        "result_announced": "the result has not been announced",
        "roster": "no roster was proposed",
        "roster_frozen": "the roster has not been frozen",
        "scheme": "the scheme has not been set",
        "technical_completed": "the technical part is not evaluated",
        "technical_result_announced": "the technical result has not been announced",
        "tender_failed": "the tender has not failed",
        "tender_published": "the tender has not been announced",
        "works": "the works",
    },
}
"""Words by language and code."""


def words(value: str, language: Language) -> str:
    """Return the words for a coded operand; what is no code stays as it is.

    >>> words("threshold 2 of 3", "id"), words("works, budget", "en")
    ('ambang 2, yang berlaku 3', 'the works, the budget')
    """
    code, _, rest = value.partition(" ")
    known = FAULTS[language]
    if code in known:
        try:
            return known[code].format(*rest.split(), rest=rest)
        except IndexError:  # of another release
            return value
    parts = value.split(", ")
    return ", ".join(known.get(part, part) for part in parts)
