"""What readers of files have found, in Indonesian. Data.

Mostly that is a value, which is shown as it was typed. The English here is what a reader
says where there is no such value; `{0}` is one. A remedy stands here where what was
found says more of it than what was expected.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FOUND: Final[Mapping[str, tuple[str, str | None]]] = {
    "a finer one": ("yang lebih halus", None),
    "a folder": ("folder", None),
    "a gap": ("spasi", None),
    "a larger one": ("yang lebih besar", None),
    "a link": ("tautan", "copy"),
    "a list": ("daftar", None),
    "a list of {0}": ("daftar berisi {0}", None),
    "a lone CR": ("CR tanpa LF", None),
    "a stranger": ("berkas asing", None),
    "a table of {0}": ("tabel berisi {0}", None),
    "a zip file that breaks off": ("berkas zip yang terpotong", None),
    "an empty text": ("teks kosong", None),
    "another name": ("nama lain", None),
    "both": ("keduanya", None),
    "both or none": ("keduanya atau tidak satu pun", None),
    "it again": ("yang sama lagi", None),
    "it again, first in line {0}": ("yang sama lagi, mula-mula pada baris {0}", None),
    "more": ("lebih", None),
    "more behind it": ("masih ada sesudahnya", None),
    "neither": ("tidak satu pun", None),
    "no folder": ("bukan folder", None),
    "no zip file": ("bukan berkas zip", None),
    "none": ("tidak ada", None),
    "nothing": ("kosong", None),
    "one": ("ada", None),
    "one before the first line": ("satu sebelum baris pertama", None),
    "one more": ("lebih dari itu", None),
    "one of {0} bits": ("angka {0} bit", None),
    "one twice": ("satu tercantum dua kali", None),
    "other bytes": ("isi yang lain", None),
    "other text": ("teks lain", None),
    "others": ("yang lain", None),
    "some": ("ada isinya", None),
    "something else": ("yang lain", None),
    "the byte {0}": ("bita {0}", None),
    "the end of the file": ("akhir berkas", None),
    "the end of the line": ("akhir baris", None),
    "twice: {0}": ("dua kali: {0}", None),
    "two: from {0} ({1}) and from {2} ({3})": ("dua: sejak {0} ({1}) dan sejak {2} ({3})", None),
    "unexpected end of data": ("akhir berkas di tengah tanda kutip", None),
    "{0} again": ("{0} lagi", None),
    "{0} again, first in line {1}": ("{0} lagi, mula-mula pada baris {1}", None),
    "{0} bytes": ("{0} bita", None),
    "{0} digits": ("{0} angka", None),
    "{0} outside that": ("{0} di luar itu", None),
    "{0} to {1}": ("{0} sampai {1}", None),
}  # fmt: skip
"""By what a reader says in English: the same in Indonesian, and a remedy if it is its own."""
