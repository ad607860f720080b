"""What a tender may lawfully do and should know that it does: the risks. Data.

None of these refuses anything. A risk about a value carries that value's source as its
article, so the citation here is the one that stands where no value does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rules.lint.points_risk_rules import POINTS_RISKS
from rules.lint.succession_rules import SUCCESSION_RISKS
from rules.rule import Rule, rule

_ROSTER = "docs/roster.md"

VALUE_RECALLED = rule(
    "risk.value-recalled",
    "docs/lifecycle.md, values",
    "chosen",
    indonesian="Besaran {id} baru diingat, belum dicocokkan dengan naskah; konfirmasi: {citation}.",
    english="The value {id} is recalled and was not held to the text; confirmation: {citation}.",
    remedy=(
        "Baca naskahnya dan sebut pasalnya dalam confirm_value.",
        "Read the text, and cite it in confirm_value.",
    ),
)

NO_ORDER = rule(
    "risk.no-order-of-offer",
    _ROSTER,
    "chosen",
    indonesian="{people} orang untuk {posts} pos {post}, dan urutan penawaran belum ditetapkan.",
    english="{people} people for {posts} posts of {post}, and no order of offer is set.",
    remedy=(
        "Bekukan daftar dengan urutan dan alasannya.",
        "Freeze the roster with the order and its ground.",
    ),
)

PEOPLE_WAIT = rule(
    "risk.people-wait",
    _ROSTER,
    "chosen",
    indonesian="{people} orang bekerja hari ini sebagai {post}; tender membeli {posts} pos, jadi {left} orang menunggu.",
    english="{people} people work as {post} today; the tender buys {posts} posts, so {left} wait.",
    remedy=(
        "Beri tahu mereka sebelum pengumuman, atau tambah pos.",
        "Tell them before the announcement, or buy more posts.",
    ),
)

POSTS_VACANT = rule(
    "risk.posts-vacant",
    _ROSTER,
    "chosen",
    indonesian="{posts} pos {post} untuk {people} orang dalam daftar: {left} pos tanpa petugas hari ini.",
    english="{posts} posts of {post} for {people} people on the roster: {left} have nobody today.",
    remedy=(
        "Periksa apakah daftar lengkap, atau sebut bahwa pos itu baru.",
        "See whether the roster is complete, or say that the posts are new.",
    ),
)

NO_SLACK = rule(
    "risk.schedule-tight",
    "Perpres 16/2018 art. 50(1)",
    "verified",
    indonesian="Tahap {stage} jatuh pada {found:day}, hari paling cepat yang diizinkan ({value}): tidak ada hari cadangan.",
    english="The stage {stage} falls on {found:day}, the earliest day allowed ({value}): there is no day to spare.",
    remedy=(
        "Beri satu atau dua hari lebih: satu hari libur tambahan menggagalkan jadwal.",
        "Leave a day or two: one more day off breaks the schedule.",
    ),
)

EARLY_APPOINTMENT = rule(
    "risk.appointment-too-early",
    "Perpres 16/2018 art. 50(1)",
    "verified",
    indonesian="SPPBJ dijadwalkan mulai {found:day}; masa sanggah baru berakhir {earliest:day} ({value}).",
    english="The appointment is put from {found:day}; objections run until {earliest:day} ({value}).",
    remedy=(
        "Mundurkan SPPBJ dan tahap sesudahnya.",
        "Move the appointment, and what follows, later.",
    ),
)

EARLY_START = rule(
    "risk.start-before-appointment",
    "Perpres 16/2018 art. 50(1)",
    "verified",
    indonesian="Pekerjaan mulai {starts:day}; menurut jadwal ini SPPBJ paling cepat sesudah {earliest:day} ({value}).",
    english="The work starts on {starts:day}; by this schedule nobody can be appointed until after {earliest:day} ({value}).",
    remedy=(
        "Umumkan lebih awal: lihat saksama schedule.",
        "Publish earlier: see saksama schedule.",
    ),
)

WAGE_UNKNOWN = rule(
    "risk.wage-unknown",
    "docs/documents.md, the contract",
    "chosen",
    indonesian="Pekerjaan sampai {ends:day}; upah minimum yang dipakai {wage:rp} berlaku sejak {since:day}, yang tahun {year} belum ditetapkan. Klausul penyesuaian: {clause}. Kontrak seharga HPS dapat mengikutinya sampai {highest:rp} (naik {room:pct}).",
    english="The work runs to {ends:day}; the minimum wage used, {wage:rp}, holds since {since:day}, and that of {year} is not set yet. Clause that follows the decree: {clause}. A contract at the price of the estimate can follow it to {highest:rp} (a rise of {room:pct}).",
    remedy=(
        "Pakai klausul wage.follows_decree, dan sisakan pagu untuk kenaikannya.",
        "Choose wage.follows_decree, and leave budget for the rise.",
    ),
)

MIXED_WORK = rule(
    "risk.mixed-work",
    "docs/rules/labour-cost.md",
    "chosen",
    indonesian="Satu paket {job} memuat pos dengan tingkat risiko JKK yang berlainan: {posts}.",
    english="One package of {job} has posts of different classes of work-accident risk: {posts}.",
    remedy=(
        "Periksa apakah ada jenis pekerjaan lain di dalamnya; jika ada, pisahkan.",
        "See whether another kind of work is in it; if so, make it a package of its own.",
    ),
)

DAY_OFF = rule(
    "risk.day-off-unverified",
    "docs/lifecycle.md, values",
    "chosen",
    indonesian="{day:day} ({name}) dihitung libur, tetapi belum dipastikan.",
    english="{day:day} ({name}) is counted as a day off, and is not certain yet.",
    remedy=(
        "Cocokkan dengan keputusan bersama tentang hari libur.",
        "Hold it to the joint decree on days off.",
    ),
)

PLAN_UNKNOWN = rule(
    "risk.plan-not-looked-up",
    "Perpres 16/2018 art. 20(2)",
    "verified",
    indonesian="Tender tidak menyebut apa yang digabung dalam paket ini dan paket lain dalam RUP; larangan memecah dan menggabung tidak dapat diperiksa.",
    english="The tender does not say what this package joins and what is beside it in the plan; the bans on splitting and merging cannot be looked at.",
    remedy=(
        "Lihat RUP dan isi packaging pada metode.",
        "Look into the plan, and fill in the method's packaging.",
    ),
)

BOUGHT_BESIDE = rule(
    "risk.bought-directly-beside",
    "Perpres 16/2018 art. 20(2)",
    "verified",
    indonesian="Pekerjaan yang sama dibeli langsung di sampingnya ({plans}); alasan yang disebut: {reason}",
    english="The same work is bought directly beside it ({plans}); the reason given: {reason}",
    remedy=(
        "Timbang kembali: gabungkan bila tidak ada sebab yang nyata.",
        "Think again: join them unless there is a real cause.",
    ),
)

NOT_RESERVED = rule(
    "risk.not-reserved",
    "Perpres 12/2021 art. 65; Perpres 46/2025 (tetap, menurut ringkasan)",
    "secondary",
    indonesian="Paket di bawah batas bagi usaha kecil dibuka bagi semua; alasan yang disebut: {reason}",
    english="A package under the limit for small firms is open to all; the reason given: {reason}",
    remedy=(
        "Pastikan kemampuan teknis itu benar tidak dapat dipenuhi usaha kecil.",
        "Make sure that small firms cannot meet what it takes.",
    ),
)

LEAVES_OUT = rule(
    "risk.leaves-workers-out",
    _ROSTER,
    "chosen",
    indonesian="{title} ({basis}) menyisihkan {out} dari {people} orang yang bekerja hari ini sebagai {post}: {workers:list}; {unknown} orang tidak diketahui.",
    english="{title} ({basis}) excludes {out} of {people} people who work as {post} today: {workers:list}; of {unknown} it is not known.",
    remedy=(
        "Hapus syarat itu, atau beri waktu dan biaya untuk memenuhinya sesudah kontrak.",
        "Drop what is asked, or give time and money to meet it after the contract.",
    ),
)

NOT_KNOWN = rule(
    "risk.not-known-of-workers",
    _ROSTER,
    "chosen",
    indonesian="{title} ({basis}): dari {people} orang yang bekerja hari ini sebagai {post}, {unknown} tidak diketahui memenuhinya atau tidak.",
    english="{title} ({basis}): of {people} people who work as {post} today, it is not known of {unknown} whether they meet it.",
    remedy=(
        "Isi people.csv di samping paket; berkas itu tidak masuk buku besar.",
        "Fill in people.csv beside the package; it enters no ledger.",
    ),
)

OWN: Final[Mapping[str, Rule]] = {
    **{
        one.id: one
        for one in (
            VALUE_RECALLED,
            NO_ORDER,
            PEOPLE_WAIT,
            POSTS_VACANT,
            NO_SLACK,
            EARLY_APPOINTMENT,
            EARLY_START,
            WAGE_UNKNOWN,
            MIXED_WORK,
            DAY_OFF,
            PLAN_UNKNOWN,
            BOUGHT_BESIDE,
            NOT_RESERVED,
            LEAVES_OUT,
            NOT_KNOWN,
        )
    },
    **{one.id: one for one in SUCCESSION_RISKS},
    **POINTS_RISKS,
}
"""What lint itself says, by id: the risks. A breach is said by the rule that refuses it."""
