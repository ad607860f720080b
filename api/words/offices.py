"""Who acts, as people call each office, in both languages. Data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rules.rule import Language

OFFICES: Final[Mapping[Language, Mapping[str, str]]] = {
    "id": {
        "ppk": "PPK",
        "committee": "Pokja Pemilihan",
        "unit": "Kepala UKPBJ",
        "authority": "PA/KPA",
        "trustee": "Pemegang kunci",
        "bidder": "Peserta",
        "outgoing": "Penyedia sebelumnya",
        "worker": "Pekerja",
        "engine": "Sistem",
    },
    "en": {
        "ppk": "commitment officer (PPK)",
        "committee": "committee (Pokja)",
        "unit": "procurement unit (UKPBJ)",
        "authority": "budget authority (PA/KPA)",
        "trustee": "trustee",
        "bidder": "bidder",
        "outgoing": "outgoing provider",
        "worker": "worker",
        "engine": "engine",
    },
}
