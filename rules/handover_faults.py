"""Words for what is at fault in a handover from another alih daya firm. Data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rules.rule import Language

HANDOVER: Final[Mapping[Language, Mapping[str, str]]] = {
    "id": {
        "arrear_of_another": "kode ini milik pekerja lain atau hak lain",
        "day_to_come": "harinya belum tiba",
        "handover_before_list": "serah terima sebelum hari daftar itu",
        "list_handed_over": "daftar penyedia sebelumnya belum diserahkan",
        "list_missing": "daftar penyedia sebelumnya belum diserahkan",
        "list_of_the_future": "hari daftar itu belum tiba, atau sesudah kontrak berakhir",
        "not_for_a_worker_to_say": "pekerja menyatakan hak yang terbuka; jawabannya oleh penyedia",
        "not_on_roster": "tidak ada dalam daftar pekerja: {rest}",
        "not_ones_own": "pekerja menyatakan haknya sendiri",
        "paid_how_much": "yang dibayar disebut jumlahnya",
        "posts_unknown": "pos tidak dikenal: {rest}",
        "since_later": "mulai kerja sesudah hari daftar: {rest}",
        "term_given": "PKWTT tidak berakhir pada suatu hari: {rest}",
        "term_missing": "akhir PKWT belum disebut: {rest}",
        "worker_not_listed": "pekerja itu tidak ada dalam daftar",
        "workers_twice": "tercantum dua kali: {rest}",
    },
    "en": {
        "arrear_of_another": "the code is of another worker or another right",
        "day_to_come": "the day has not come",
        "handover_before_list": "the handover is before the day of the list",
        "list_handed_over": "the outgoing provider has not handed over its list",
        "list_missing": "the outgoing provider has not handed over its list",
        "list_of_the_future": "the day of the list has not come, or is after the end of the contract",
        "not_for_a_worker_to_say": "a worker states what is open; the answer is the provider's",
        "not_on_roster": "not on the roster: {rest}",
        "not_ones_own": "a worker states what is their own",
        "paid_how_much": "what was paid has an amount",
        "posts_unknown": "unknown posts: {rest}",
        "since_later": "work that began after the day of the list: {rest}",
        "term_given": "a PKWTT has no last day: {rest}",
        "term_missing": "the last day of a PKWT is missing: {rest}",
        "worker_not_listed": "the worker is not on the list",
        "workers_twice": "standing twice: {rest}",
    },
}
"""Words by language and code, which `rules.faults` puts among all the others."""
