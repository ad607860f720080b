"""What a scheme of points and price, and bids under it, are expected to have. Data.

As in `api.words.expected`: the English that `scoring` says of what does not fit is the
code by which its Indonesian is found, and its remedy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

COMPARED: Final[Mapping[str, tuple[str, str]]] = {
    "1 number, or {0}, one for each of people": ("satu angka, atau {0}, satu untuk setiap kelompok dalam people", "fit"),
    "a bid that nothing else tells from another": ("penawaran yang sama persis dengan penawaran lain", "remove"),
    "a code": ("kode", "form"),
    "a figure {0} beside the price": ("angka {0} di samping harga", "fill"),
    "a line that does not pay for {0}": ("baris yang tidak membayar {0}", "fit"),
    "a number from {0}": ("angka mulai {0}", "range"),
    "a number from {0} and up to {1}": ("angka mulai {0} sampai {1}", "range"),
    "a number from {0} to {1}": ("angka {0} sampai {1}", "range"),
    "a number more than {0}": ("angka di atas {0}", "range"),
    "a number more than {0} and up to {1}": ("angka di atas {0} sampai {1}", "range"),
    "a number up to {0}": ("angka sampai {0}", "range"),
    "a price in the scheme": ("harga dalam tata cara", "fit"),
    "a price to compare under lowest": ("harga untuk dibandingkan pada lowest", "fill"),
    "a promise under commitments": ("janji di bawah commitments", "promise"),
    "a share from 0 to 1": ("bagian dari 0 sampai 1", "range"),
    "a value of {0}": ("nilai {0}", "fill"),
    "a weight under {0}": ("bobot pada {0}", "fill"),
    "a weight, as under weighted": ("bobot, seperti pada weighted", "fill"),
    "a tie by the committee in ties": ("urutan oleh Pokja (committee) dalam ties", "remove"),
    "as many numbers as {0} has, {1}": ("angka sebanyak pada {0}, yaitu {1}", "fit"),
    "an element, or a price": ("unsur, atau harga", "least"),
    "an element: {0}": ("unsur: {0}", "code"),
    "an estimate above 0 beside it": ("HPS di atas 0 di sampingnya", "fit"),
    "an estimate beside it": ("HPS di sampingnya", "fit"),
    "at most {0}": ("paling banyak {0}", "range"),
    "at most the price {0}": ("paling banyak harga {0}", "range"),
    "lines that pay for promises within the price {0} together": ("baris pembayar janji yang bersama tidak melebihi harga {0}", "fit"),
    "bands that begin one above the other": ("rentang yang mulainya berurutan naik", "fit"),
    "codes": ("kode-kode", "form"),
    "each element once": ("setiap unsur satu kali", "once"),
    "each id once": ("setiap id satu kali", "once"),
    "each step once": ("setiap langkah satu kali", "once"),
    "either funded_by or free_of_cost true": ("funded_by, atau free_of_cost true", "fit"),
    "element or evaluated under lowest": ("element atau evaluated pada lowest", "fit"),
    "elements to choose by": ("unsur untuk memilih", "fit"),
    "elements to compare by": ("unsur untuk membandingkan", "fit"),
    "elements: {0}": ("unsur: {0}", "code"),
    "features whose best is below 1 together": ("ciri yang nilai tertingginya bersama di bawah 1", "fit"),
    "funded_by beside unit_cost": ("funded_by di samping unit_cost", "fit"),
    "no parameters": ("tanpa parameter", "remove"),
    "no weight under {0}": ("tanpa bobot pada {0}", "remove"),
    "no {0} under lowest": ("tanpa {0} pada lowest", "remove"),
    "nothing beside {0}": ("tanpa keterangan di samping {0}", "remove"),
    "numbers": ("angka-angka", "form"),
    "numbers from {0}": ("angka mulai {0}", "range"),
    "numbers from {0} and up to {1}": ("angka mulai {0} sampai {1}", "range"),
    "numbers more than {0}": ("angka di atas {0}", "range"),
    "numbers more than {0} and up to {1}": ("angka di atas {0} sampai {1}", "range"),
    "numbers up to {0}": ("angka sampai {0}", "range"),
    "one number": ("satu angka", "form"),
    "one of {0}. with {1}": ("salah satu dari {0}. dengan {1}", "choice"),
    "the committee last": ("Pokja pada urutan terakhir", "fit"),
    "the points of the best price": ("nilai bagi harga terbaik", "fill"),
    "the {0} that is compared": ("{0} yang dibandingkan", "fill"),
    "weights that add up to 1": ("bobot yang berjumlah 1", "fit"),
    "{0} numbers, one for each weight": ("{0} angka, satu bagi setiap bobot", "fit"),
}  # fmt: skip
"""By what `scoring` says in English: the same in Indonesian, and the code of a remedy."""
