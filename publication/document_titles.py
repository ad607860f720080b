"""Titles: what each kind of document is called, in Indonesian and in English. Data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rules.rule import Language

TITLES: Final[Mapping[Language, Mapping[str, str]]] = {
    "id": {
        "announcement": "Pengumuman Tender",
        "opening_minutes": "Berita Acara Pembukaan Penawaran",
        "selection_report": "Berita Acara Hasil Pemilihan",
        "award_decision": "Penetapan Pemenang",
        "award_announcement": "Pengumuman Pemenang",
        "result_letter": "Pemberitahuan Hasil Evaluasi",
        "appointment": "Surat Penunjukan Penyedia Barang/Jasa",
        "contract": "Surat Perjanjian",
        "contract_addendum": "Adendum Kontrak",
        "technical_minutes": "Berita Acara Evaluasi Administrasi, Kualifikasi, dan Teknis",
        "price_opening_minutes": "Berita Acara Pembukaan Penawaran File Harga",
        "evaluation_minutes": "Berita Acara Evaluasi Penawaran",
        "failure_announcement": "Pengumuman Tender Gagal",
        "clarification_minutes": "Berita Acara Pemberian Penjelasan",
        "start_order": "Surat Perintah Mulai Kerja",
        "worker_slips": "Lembar Janji Kerja",
    },
    "en": {
        "announcement": "Invitation to tender",
        "opening_minutes": "Minutes of the opening of bids",
        "selection_report": "Report of the selection",
        "award_decision": "Decision on the award",
        "award_announcement": "Announcement of the award",
        "result_letter": "Notice of the result of a bid",
        "appointment": "Letter of appointment",
        "contract": "Contract",
        "contract_addendum": "Addendum to the contract",
        "technical_minutes": "Minutes of the evaluation of the technical file",
        "price_opening_minutes": "Minutes of the opening of the prices",
        "evaluation_minutes": "Minutes of the evaluation of bids",
        "failure_announcement": "Announcement that the tender has failed",
        "clarification_minutes": "Minutes of the clarification",
        "start_order": "Order to start work",
        "worker_slips": "What is promised to each worker",
    },
}
"""By language and kind; English is the second title on a page."""
