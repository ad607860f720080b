"""Clauses of a contract that takes over the people of another alih daya firm. Data.

They stand beside those of every contract (`rules.clauses`) where the regime is that of a
successor. Who answers for what arose before the transfer is said by this contract; of
PP 35/2021 art. 19 it is kept that without the transfer in the work agreement it is the
alih daya firm that answers. What counsel still has to look at says so.
"""

from __future__ import annotations

from typing import Final

from rules.articles import Article
from rules.clauses import Clause

TRANSFER: Final[tuple[Clause, ...]] = (
    Clause(
        "transfer-in",
        "Pengalihan dari penyedia sebelumnya",
        "Penyedia menggantikan penyedia alih daya sebelumnya, dan pekerjaannya tetap ada. "
        "Pelindungan hak setiap orang dalam Lampiran I yang menerima pekerjaannya beralih "
        "kepada Penyedia pada hari mulai kerja, tanpa jeda. Ini jaminan atas kelangsungan "
        "bekerja mereka.",
        Article("PP 35/2021 Pasal 19 ayat (1) dan (2)", "secondary"),
    ),
    Clause(
        "past-service",
        "Masa kerja yang diakui",
        "Masa kerja dihitung sejak bulan dalam Lampiran I, siapa pun pemberi kerjanya waktu "
        "itu, dan tidak dimulai dari awal. Hitungan uang kompensasi dan hak lain menurut masa "
        "kerja berlanjut; yang sudah dibayar penyedia sebelumnya atas suatu masa tidak dibayar "
        "dua kali.",
        Article(
            "Putusan MK 27/PUU-IX/2011; PP 35/2021 Pasal 15 sampai 17", "secondary"
        ),
        review="apakah uang kompensasi atas masa kerja pada penyedia sebelumnya, yang tidak "
        "dibayarnya, terutang oleh Penyedia",
    ),
    Clause(
        "earlier-claims",
        "Hak yang timbul sebelum pengalihan",
        "Hak yang timbul sebelum hari mulai kerja dijawab oleh penyedia sebelumnya; yang "
        "diketahui tercantum dalam Lampiran I. Bila perjanjian kerja tidak memuat pengalihan "
        "pelindungan hak, perusahaan alih daya bertanggung jawab atas pemenuhan hak itu. Hak "
        "yang masih terbuka tidak menunda penawaran kerja, dan pekerja tidak dirugikan karena "
        "menagihnya.",
        Article("kontrak ini; PP 35/2021 Pasal 19 ayat (3)", "chosen"),
        review="apakah pekerja dapat menagih hak itu juga kepada Penyedia",
    ),
    Clause(
        "handover-file",
        "Berkas serah terima",
        "Paling lambat 28 hari sebelum kontrak ini berakhir Penyedia menyerahkan kepada PPK, "
        "untuk setiap pekerja dengan kodenya: posisi, tempat kerja, bulan mulai kerja, jenis "
        "dan akhir perjanjian kerja, jam dan pola kerja, upah dan tunjangan tetap, sisa cuti, "
        "jaminan sosial, lisensi, dan setiap hak yang belum dibayar. Pada hari terakhir berkas "
        "itu dimutakhirkan. Catatan tentang kelakuan atau kesehatan orang tidak dimuat.",
        Article("kontrak ini", "chosen"),
    ),
)
"""For the people who come from the provider before."""
