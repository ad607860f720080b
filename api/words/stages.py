"""Where a tender stands, and what its schedule has, in both languages. Data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from publication.labels import LABELS
from rules.rule import Language

STAGES: Final[Mapping[Language, Mapping[str, str]]] = {
    "id": {
        "new": "Baru",
        "preparation": "Persiapan",
        "bidding": "Pengumuman dan pemasukan penawaran",
        "opening": "Pembukaan penawaran",
        "evaluation": "Evaluasi",
        "technical_evaluated": "Evaluasi teknis selesai",
        "price_opening": "Pembukaan file harga",
        "price_evaluation": "Evaluasi harga",
        "evaluated": "Evaluasi selesai",
        "proposed": "Usulan pemenang",
        "decided": "Penetapan pemenang",
        "standstill": "Pengumuman pemenang dan masa sanggah",
        "reported": "Laporan hasil pemilihan",
        "agreed": "Persetujuan PPK",
        "appointed": "SPPBJ",
        "accepted": "Penunjukan diterima",
        "contracted": "Kontrak",
        "started": "SPMK",
        "disputed": "PPK tidak sependapat, menunggu PA/KPA",
        "failed": "Tender gagal",
        "annulled": "Tender dibatalkan atas perintah",
    },
    "en": {
        "new": "New",
        "preparation": "Preparation",
        "bidding": "Announcement and bids",
        "opening": "Opening of bids",
        "evaluation": "Evaluation",
        "technical_evaluated": "Technical part evaluated",
        "price_opening": "Opening of prices",
        "price_evaluation": "Evaluation of prices",
        "evaluated": "Evaluation complete",
        "proposed": "Award proposed",
        "decided": "Award decided",
        "standstill": "Result announced, objection period",
        "reported": "Report of the selection",
        "agreed": "Agreed by the commitment officer",
        "appointed": "Letter of appointment",
        "accepted": "Appointment accepted",
        "contracted": "Contract",
        "started": "Start of work",
        "disputed": "Not agreed, before the budget authority",
        "failed": "The tender has failed",
        "annulled": "Annulled by an order",
    },
}


SLOTS: Final[Mapping[Language, Mapping[str, str]]] = {
    "id": LABELS["slot"],  # as documents have them
    "en": {
        "announcement": "Announcement",
        "clarification": "Clarification",
        "bidding": "Bids taken in",
        "opening": "Opening of bids",
        "evaluation": "Evaluation",
        "technical_result": "Technical result",
        "price_opening": "Opening and evaluation of prices",
        "proof": "Proof of qualification",
        "award": "Award",
        "objection": "Objections",
        "objection_answer": "Answers to objections",
        "appointment": "Letter of appointment",
        "contract": "Contract",
        "start": "Order to start",
    },
}
"""The stages of a schedule."""
