"""Clauses: what the contract says for the workers and about its own life. Data.

Each clause names what it rests on and how far that is known: an article, or this
contract alone (`chosen`). A clause that counsel still has to look at says what the
question is. The wording is this house's; what stands in braces is put in from the
terms of the contract (`FILLED`), and nothing else is. A clause *when* a value is set
stands in the contracts of tenders that set it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from rules.articles import Article
from tender import canonical
from tender.values import Reading

FILLED: Final = frozenset(
    {
        "budget",  # the budget of the package (pagu)
        "decree_clause",  # the clause of the tender that has the wage follow the decree
        "increase",  # contract.increase.most
        "late_fine",  # contract.late_fine
        "minimum_wage",  # labour.minimum_wage, as the tender was announced
        "worker_share",  # labour.worker_share
        "year",  # of the budget, and so of the contract
    }
)
"""What is put into a clause, by name."""


class Clause(NamedTuple):
    """A clause: its code, its heading, what it says, what it rests on."""

    code: str
    title: str
    says: str
    basis: Article
    review: str = ""  # what counsel still has to answer
    when: str = ""  # the flag that a tender sets for it to stand

    def digest(self) -> str:
        """Return the hash by which the signed terms name the clause as it reads."""
        return canonical.digest(
            [self.code, self.title, self.says, *self.basis, self.review]
        )


def standing(clauses: Iterable[Clause], reading: Reading) -> tuple[Clause, ...]:
    """Return those of *clauses* that stand in a contract on these values."""
    return tuple(
        clause
        for clause in clauses
        if not clause.when or (reading.has(clause.when) and reading.flag(clause.when))
    )


_FAIR = Article("kontrak ini; Perpres 16/2018 Pasal 68", "chosen")
_THIS = Article("kontrak ini", "chosen")

WORKERS: tuple[Clause, ...] = (
    Clause(
        "incumbents",
        "Penawaran kerja kepada pekerja saat ini",
        "Penyedia menawarkan pekerjaan kepada setiap orang dalam Lampiran I menurut "
        "urutannya, sebelum menerima orang lain. Posisi yang kosong ditawarkan kepada "
        "daftar tunggu menurut nomornya. Setiap penawaran dan jawabannya dicatat.",
        _FAIR,
    ),
    Clause(
        "wages",
        "Upah",
        "Upah tidak lebih rendah dari Lampiran II, dan tidak lebih rendah dari upah "
        "minimum yang berlaku pada bulan upah itu.",
        _THIS,
    ),
    Clause(
        "wage-decree",
        "Keputusan gubernur tentang upah minimum {year}",
        "Harga kontrak dihitung dengan upah minimum {minimum_wage} sebulan, yang berlaku "
        "ketika tender diumumkan. Keputusan gubernur tentang upah minimum tahun {year} "
        "menggantikannya sejak hari berlakunya, juga bila keputusan itu terbit sebelum "
        "tahun kontrak dimulai atau sebelum kontrak ditandatangani. Setiap upah yang lebih "
        "rendah dinaikkan ke upah minimum baru; THR, uang kompensasi, jaminan sosial, dan "
        "PPN mengikutinya; baris harga lain tidak berubah. Perubahan itu dituangkan dengan "
        "adendum sebelum tagihan pertama yang memuat upah baru. Ini bukan penyesuaian harga, "
        "yang hanya ada pada kontrak tahun jamak lebih dari 18 bulan (Perpres 16/2018 Pasal "
        "37), melainkan perubahan kontrak: harga bertambah paling banyak {increase} dari "
        "harga semula (Pasal 54) dan sepanjang tersedia dalam pagu {budget}. Upah baru "
        "terutang kepada pekerja sejak berlaku, juga selama adendum belum ada. Bila batas "
        "itu akan terlampaui, PPK mengurangi pekerjaan sebelumnya; upah tidak dikurangi.",
        Article(
            "{decree_clause}; batas menurut Perpres 16/2018 Pasal 37 dan 54", "chosen"
        ),
        review="apakah upah dalam kontrak satu tahun, yang tidak mengenal penyesuaian harga, "
        "dapat diganti dengan adendum, dan apa yang berlaku bila kenaikannya melampaui batas",
        when="wage.follows_decree",
    ),
    Clause(
        "deductions",
        "Potongan upah",
        "Upah hanya dipotong iuran pekerja, paling banyak {worker_share}, dan pajak menurut "
        "peraturan. Biaya rekrutmen, seragam, pelatihan, atau administrasi tidak dibebankan "
        "kepada pekerja.",
        _THIS,
    ),
    Clause(
        "payday",
        "Pembayaran upah",
        "Upah dibayar setiap bulan ke rekening pekerja sendiri, disertai slip yang merinci "
        "upah, tunjangan, dan setiap potongan.",
        _THIS,
    ),
    Clause(
        "insurance",
        "Jaminan sosial",
        "Setiap pekerja terdaftar pada semua program dalam Lampiran II sejak hari pertama "
        "bekerja. Bukti iuran diserahkan setiap bulan.",
        Article("PP 44/2015; PP 45/2015; PP 46/2015; Perpres 64/2020", "secondary"),
    ),
    Clause(
        "holiday-allowance",
        "THR keagamaan",
        "THR dibayar paling lambat tujuh hari sebelum hari raya keagamaan pekerja, dan "
        "buktinya diserahkan pada tagihan berikutnya.",
        Article("Permenaker 6/2016 Pasal 5", "secondary"),
    ),
    Clause(
        "compensation",
        "Uang kompensasi PKWT",
        "Uang kompensasi dibayar saat perjanjian kerja berakhir, juga bila berakhir lebih "
        "awal, menurut masa kerja. Buktinya menjadi syarat pembayaran terakhir.",
        Article("PP 35/2021 Pasal 15 sampai 17", "secondary"),
    ),
    Clause(
        "dismissal",
        "Pemutusan hubungan kerja",
        "Pekerja dalam Lampiran I tidak diberhentikan tanpa sebab yang sah. Setiap "
        "pemberhentian dan penggantian diberitahukan kepada PPK bersama alasannya.",
        _THIS,
    ),
    Clause(
        "transfer",
        "Pengalihan pelindungan hak",
        "Perjanjian kerja memuat pengalihan pelindungan hak bila penyedia berganti dan "
        "pekerjaannya tetap ada. Masa kerja tidak dimulai dari awal. Penyedia menyerahkan "
        "daftar pekerja yang mutakhir kepada PPK sebelum kontrak berakhir.",
        Article("PP 35/2021 Pasal 19", "secondary"),
    ),
    Clause(
        "direct-payment",
        "Pembayaran langsung kepada pekerja",
        "Bila upah terlambat, PPK dapat membayarkannya langsung kepada pekerja dari "
        "tagihan penyedia, atau dari pencairan jaminan pelaksanaan.",
        _THIS,
        review="dasar hukumnya belum ditemukan",
    ),
    Clause(
        "grievances",
        "Pengaduan pekerja",
        "Pekerja dapat mengadu kepada penyedia dan kepada PPK tanpa dirugikan karenanya. "
        "Pengaduan dan penyelesaiannya dicatat.",
        _THIS,
    ),
    Clause(
        "personal-data",
        "Data pribadi",
        "Data pekerja dipakai untuk melaksanakan kontrak ini saja dan tidak diumumkan "
        "dengan nama. Dalam dokumen terbuka pekerja disebut dengan kode.",
        Article("UU 27/2022", "recalled"),
    ),
    Clause(
        "safety",
        "Keselamatan dan kesehatan kerja",
        "Penyedia menyediakan alat pelindung diri tanpa biaya bagi pekerja dan menjalankan "
        "K3. Anak tidak dipekerjakan.",
        Article(
            "Perpres 16/2018 Pasal 68 sebagaimana diubah Perpres 46/2025", "secondary"
        ),
    ),
)
"""For the workers."""

GENERAL: tuple[Clause, ...] = (
    Clause(
        "audit",
        "Pemeriksaan",
        "APIP, BPKP, dan BPK dapat memeriksa catatan penyedia mengenai kontrak ini, "
        "termasuk daftar upah dan bukti pembayarannya.",
        Article("kontrak ini; APIP menurut Perpres 16/2018 Pasal 76", "chosen"),
    ),
    Clause(
        "changes",
        "Perubahan kontrak",
        "Kontrak diubah dengan adendum bila keadaan lapangan berbeda. Penambahan nilai "
        "paling banyak {increase} dari harga kontrak semula dan tersedia anggarannya. "
        "Penyesuaian harga tidak ada dalam kontrak satu tahun.",
        Article("Perpres 16/2018 Pasal 37 dan 54", "verified"),
    ),
    Clause(
        "late-fine",
        "Denda keterlambatan",
        "Keterlambatan dikenai denda {late_fine} sehari dari nilai kontrak, atau dari "
        "bagian yang terlambat, tidak termasuk PPN.",
        Article("Perpres 16/2018 Pasal 79 ayat (4) dan (5)", "verified"),
    ),
    Clause(
        "default",
        "Wanprestasi, pemutusan, dan daftar hitam",
        "Tidak membayar upah, jaminan sosial, THR, atau uang kompensasi menurut kontrak ini "
        "adalah tidak melaksanakan kontrak. PPK dapat memutus kontrak dan mencairkan jaminan "
        "pelaksanaan; PA/KPA dapat menetapkan sanksi daftar hitam.",
        Article("kontrak ini; Perpres 16/2018 Pasal 78 ayat (3) huruf a", "chosen"),
        review="tidak ada alasan daftar hitam yang menyebut pelanggaran hak pekerja; di sini "
        "dijadikan wanprestasi",
    ),
    Clause(
        "disputes",
        "Penyelesaian sengketa",
        "Sengketa diselesaikan dengan musyawarah; bila tidak tercapai, melalui layanan "
        "penyelesaian sengketa kontrak LKPP, arbitrase, atau pengadilan.",
        Article("Perpres 16/2018 Pasal 85", "verified"),
    ),
)
"""About the contract itself."""

PROOFS: tuple[tuple[str, str], ...] = (
    ("Setiap bulan", "rekapitulasi orang-bulan yang diukur bersama dan disetujui PPK"),
    ("Setiap bulan", "daftar upah dan bukti transfer ke rekening setiap pekerja"),
    ("Setiap bulan", "bukti iuran setiap program jaminan sosial"),
    ("Setiap bulan", "faktur pajak yang memisahkan hak pekerja dari imbalan jasa"),
    ("Bulan pembayaran THR", "bukti pembayaran THR kepada setiap pekerja"),
    ("Akhir perjanjian kerja", "bukti pembayaran uang kompensasi PKWT"),
)
"""What is handed in with a claim, and when."""

HIERARCHY: tuple[str, ...] = (
    "adendum kontrak, bila ada",
    "surat perjanjian ini",
    "surat penawaran",
    "daftar kuantitas dan harga setelah koreksi aritmatik (Lampiran III)",
    "daftar pekerja dan komitmen (Lampiran I dan II)",
    "syarat-syarat khusus kontrak",
    "syarat-syarat umum kontrak",
    "kerangka acuan kerja",
    "dokumen lain yang menjadi bagian kontrak",
)
"""Which document holds where two differ: the earlier one."""
