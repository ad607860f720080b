"""What to do about a file that cannot be taken, in Indonesian and in English. Data.

A remedy may name the `{file}`, the `{line}` and the `{field}` of the fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rules.rule import Language

REMEDIES: Final[Mapping[Language, Mapping[str, str]]] = {
    "id": {
        "attachment": "Samakan daftar lampiran dalam penawaran dengan isi attachments/: nama dan ukurannya.",
        "bids": "Taruh folder bids/ dalam paket, atau hapus tindakan yang menunjuk berkas penawaran.",
        "bundle": "Ambil lagi berkas bukti (.zip) dari penerbitnya, utuh, dan jangan disimpan ulang dengan program lain.",
        "choice": "Pakai salah satu pilihan itu, persis seperti tertulis.",
        "code": "Pakai salah satunya, persis seperti tertulis; kode buatan sendiri didaftarkan lebih dahulu di berkas yang memuatnya.",
        "copy": "Taruh berkasnya sendiri di tempat itu; tautan tidak dibaca.",
        "day": "Sebut hari dalam kalender, dengan tahun, bulan dan tanggalnya.",
        "empty": "Isi {field}, atau hapus seluruhnya bila tidak ada isinya.",
        "fill": "Isi {field} dalam {file}.",
        "fit": "Samakan {field} dengan bagian lain yang menentukannya, atau ubah bagian itu.",
        "form": "Tulis {field} dalam bentuk yang diharapkan.",
        "instead": "Tulis yang diharapkan sebagai ganti {field}.",
        "invisible": "Hapus huruf yang tidak terlihat itu.",
        "law": "Sebut hari yang sudah tercakup, atau tambahkan nilai untuk hari itu di rules/law.",
        "least": "Buat bagian itu, sekurangnya satu.",
        "less": "Kurangi isinya sampai batas itu.",
        "lint": "Jalankan saksama lint dengan folder itu, dan perbaiki yang disebutnya.",
        "name": "Sebut nama foldernya; titik (.) adalah folder ini.",
        "named": "Sebut nama berkasnya.",
        "offer": "Taruh offer.json (satu file), atau technical.json dan price.json (dua file), dalam folder penawaran itu.",
        "office": "Sebut folder sebuah kantor pada --home, atau jalankan ./run demo.",
        "once": "Hapus yang kedua, atau beri nama lain.",
        "order": "Urutkan isi berkas menurut waktu.",
        "place": "Periksa nama dan tempatnya, lalu jalankan lagi.",
        "process": "Periksa kode tender (ocid) itu, dan folder kantor pada --home.",
        "promise": "Pindahkan nilainya ke bagian yang diharapkan.",
        "range": "Ganti angkanya dengan yang memenuhi batas itu.",
        "remove": "Hapus {field}, atau betulkan ejaannya.",
        "rights": "Beri hak untuk membaca atau menulis di situ, atau sebut tempat lain.",
        "sealed": "Ambil lagi berkas tersegel itu dari peserta; isinya tidak boleh disunting.",
        "setup": "Jalankan ./run setup, atau pasang {field} dari requirements.lock.",
        "syntax": "Betulkan penulisan pada baris {line}; sebabnya dapat juga tepat di atasnya.",
        "take_away": "Pindahkan {file} dari folder ini.",
        "utf8": "Simpan berkas sebagai teks UTF-8 tanpa BOM.",
    },
    "en": {
        "attachment": "Make the offer's list of attachments agree with attachments/: names and sizes.",
        "bids": "Put the folder bids/ into the package, or take out the acts that point at files of bids.",
        "bundle": "Get the bundle (.zip) from its publisher again, whole, and do not save it with another program.",
        "choice": "Use one of these, exactly as written.",
        "code": "Use one of these, exactly as written; a code of your own is entered first in the file that lists such codes.",
        "copy": "Put the file itself there; links are not read.",
        "day": "Name a day of the calendar, with year, month and day.",
        "empty": "Fill in {field}, or take it out where there is nothing to say.",
        "fill": "Fill in {field} in {file}.",
        "fit": "Make {field} agree with the other part that decides it, or change that part.",
        "form": "Write {field} in the form that is expected.",
        "instead": "Write what is expected in the place of {field}.",
        "invisible": "Take out that character, which cannot be seen.",
        "law": "Name a day that is covered, or add the value of that day in rules/law.",
        "least": "Add that part, one of it at least.",
        "less": "Cut the contents down to that limit.",
        "lint": "Run saksama lint on the folder, and mend what it names.",
        "name": "Give the name of the folder; a point (.) is this folder.",
        "named": "Give the name of the file.",
        "offer": "Put offer.json (one file), or technical.json and price.json (two files), into the folder of the bid.",
        "office": "Name the folder of an office with --home, or run ./run demo.",
        "once": "Take out the second, or give it another name.",
        "order": "Put the contents of the file in order of time.",
        "place": "Look at its name and place, then run this again.",
        "process": "Look at the ocid of the tender, and at the folder of the office in --home.",
        "promise": "Move the value to the part that is expected.",
        "range": "Give a number within that limit.",
        "remove": "Take {field} out, or mend its spelling.",
        "rights": "Give the right to read or write there, or name another place.",
        "sealed": "Get the sealed file from its bidder again; it may not be edited.",
        "setup": "Run ./run setup, or install {field} from requirements.lock.",
        "syntax": "Mend what is written in line {line}; the cause may stand just above it.",
        "take_away": "Move {file} out of this folder.",
        "utf8": "Save the file as text in UTF-8, without a byte order mark.",
    },
}
"""Sentences by language and code."""
