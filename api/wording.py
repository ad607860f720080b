"""The words of the command line, in Indonesian and in English."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

from rules.rule import Language

STAGES: Final[Mapping[Language, Mapping[str, str]]] = {
    "id": {
        "new": "Baru",
        "preparation": "Persiapan",
        "bidding": "Pengumuman dan pemasukan penawaran",
        "opening": "Pembukaan penawaran",
        "evaluation": "Evaluasi",
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
    },
    "en": {
        "new": "New",
        "preparation": "Preparation",
        "bidding": "Announcement and bids",
        "opening": "Opening of bids",
        "evaluation": "Evaluation",
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
    },
}

PHRASES: Final[Mapping[Language, Mapping[str, str]]] = {
    "id": {
        "practice": "LATIHAN, tidak berlaku",
        "engine": "mesin",
        "refused": "ditolak",
        "waited": "Ditunggu",
        "stopped": "Berhenti pada tahap",
        "ranking": "Hasil evaluasi",
        "bid": "Penawaran",
        "price": "Harga terkoreksi",
        "verdict": "Putusan",
        "rank": "Peringkat",
        "why": "Sebab",
        "passed": "lulus",
        "failed": "gugur",
        "not_evaluated": "tidak dievaluasi",
        "documents": "Dokumen",
        "bundle": "Berkas bukti",
        "digest": "Sidik berkas",
        "facts": "Sidik fakta",
        "again": "Putuskan sekali lagi dengan",
        "seconds": "detik, di antaranya Prefect",
        "identical": "SAMA: setiap entri diputus lagi dengan hasil yang sama",
        "differs": "BEDA",
        "expected": "tercatat",
        "found": "diputus lagi",
        "evidence": "berkas bukti pendukung tidak ada dalam berkas ini",
        "not_comparable": "TIDAK DAPAT DIBANDINGKAN",
        "entries": "entri",
        "signed": "ditandatangani",
        "remedy": "Yang harus dilakukan",
        "clean": "UTUH",
        "nobody": "Tidak ada yang ditunggu",
    },
    "en": {
        "practice": "PRACTICE, without effect",
        "engine": "engine",
        "refused": "refused",
        "waited": "Waited for",
        "stopped": "Stopped at the stage",
        "ranking": "Result of the evaluation",
        "bid": "Bid",
        "price": "Corrected price",
        "verdict": "Verdict",
        "rank": "Rank",
        "why": "Why",
        "passed": "passed",
        "failed": "failed",
        "not_evaluated": "not evaluated",
        "documents": "Documents",
        "bundle": "Bundle",
        "digest": "Bundle digest",
        "facts": "Facts digest",
        "again": "Decide it again with",
        "seconds": "s, of which Prefect",
        "identical": "IDENTICAL: every entry was decided again with the same outcome",
        "differs": "DIFFERS",
        "expected": "on record",
        "found": "decided again",
        "evidence": "evidence files not in this bundle",
        "not_comparable": "NOT COMPARABLE",
        "entries": "entries",
        "signed": "signed by",
        "remedy": "What to do",
        "clean": "CLEAN",
        "nobody": "Nobody is waited for",
    },
}


def language(wanted: str | None = None) -> Language:
    """Return the language: as *wanted*, by `SAKSAMA_LANG`, or by the locale."""
    named = wanted or os.environ.get("SAKSAMA_LANG") or os.environ.get("LANG", "")
    return "id" if named.lower().startswith("id") else "en"
