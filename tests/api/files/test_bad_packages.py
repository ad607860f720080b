"""What is wrong with a file is told by file, line, field, expected and found.

Each case changes the smallest package in one place. Nothing is written by reading,
so a package that is refused leaves nothing behind.
"""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from api.files.fault import FileFault
from api.files.package import read_package

EXACT = "whole rupiah, or an exact number in quotes such as '304326.42'"
MOMENT = "a moment with its offset, such as 2026-11-02T09:00:00+07:00"
ONCE = "each key and table once"
OFFER = "bids/bersih/offer.json"
ENVELOPE = "bids/bersih/sealed/envelope.json"
START = "starts = 2026-11-02T08:00:00+07:00"
MERIT = '[merit]\ncombine = "sum"\n'
COMMAND = 'command = "publish_tender"'

CASES = [
    # A float where rupiah belong, whatever its looks.
    ("tender.toml", "= 900000000", "= 900000000.50", f"29: budget.amount: expected {EXACT}, found 900000000.50"),
    ("tender.toml", "= 900000000", "= 9e8", f"29: budget.amount: expected {EXACT}, found 9e8"),
    ("tender.toml", "= 900000000", "= nan", f"29: budget.amount: expected {EXACT}, found nan"),
    (OFFER, '"amount": 0', '"amount": 0.5', f"20: prices[2].amount: expected {EXACT}, found 0.5"),
    (OFFER, '"amount": 0', '"amount": 1e3', f"20: prices[2].amount: expected {EXACT}, found 1e3"),
    (OFFER, '"quantity": 24', '"quantity": 24.0', f"13: prices[1].quantity: expected {EXACT}, found 24.0"),
    (OFFER, '"amount": 0', '"amount": NaN', "20: prices[2].amount: expected a value in JSON, found NaN"),
    ("roster.csv", "3700000", "3700000.5", "2: pay: expected whole rupiah, such as 3651917, found '3700000.5'"),
    # Amounts that are none.
    ("tender.toml", "= 900000000", "= -1", "29: budget.amount: expected 0 or more, found -1"),
    ("tender.toml", "= 900000000", '= "Rp900"', "29: budget.amount: expected whole rupiah, such as 3651917, found 'Rp900'"),
    ("tender.toml", "= 900000000", "= 9007199254740992", "29: budget.amount: expected a number below 2^53, found 9007199254740992"),
    ("tender.toml", "= 900000000", f"= {'9' * 5000}", "29: budget.amount: expected a number below 2^53, found 5000 digits"),
    (OFFER, '"amount": 0', '"amount": -1', "20: prices[2].amount: expected 0 or more, found -1"),
    (OFFER, '"amount": 0', '"amount": 9007199254740992', "20: prices[2].amount: expected a number below 2^53, found 9007199254740992"),
    ("items.csv", "3651917\n", "-5\n", "2: estimate: expected 0 or more, found '-5'"),
    ("items.csv", "3651917\n", "3651917.10\n", "2: estimate: expected '3651917.1', found '3651917.10'"),
    ("items.csv", "3651917\n", '"3,651,917"\n', "2: estimate: expected a number such as '0', '-1.5' or '2/3', found '3,651,917'"),
    ("items.csv", ",24,", ",1/3,", "2: quantity: expected a number with finitely many decimals, found '1/3'"),
    ("items.csv", ",24,", ",0,", "2: quantity: expected more than 0, found '0'"),
    # A key, a table, a code twice.
    ("tender.toml", "year = 2027", "year = 2027\nyear = 2028", f"31: budget.year: expected {ONCE}, found it again, first in line 30"),
    ("tender.toml", "[budget]", "[method]", f"27: method: expected {ONCE}, found it again, first in line 13"),
    ("parties.toml", 'npwp = "', 'name = "', f"14: party[2].identity.name: expected {ONCE}, found it again"),
    (OFFER, '"amount": 0', '"amount": 1, "amount": 2', "20: prices[2].amount: expected each key once, found 'amount' again, first in line 20"),
    (OFFER, '"soap"', '"wage"', "18: prices[2].item: expected each code once, found 'wage' again, first in line 12"),
    ("items.csv", "soap,", "wage,", "3: item: expected each code once, found 'wage' again, first in line 2"),
    ("parties.toml", '"bersih"\noffices', '"rina"\noffices', "11: party[2].party: expected each code once, found 'rina' again, first in line 2"),
    ("tender.toml", '["rina"]\ndecree', '["rina", "rina"]\ndecree', "61: committee.members: expected each once, found twice: rina"),
    ("tender.toml", "[committee]", '[[choice]]\nid = "price.fee.least"\nvalue = "1"\nunit = "share"\nclause = "x"\n\n[committee]', "61: choice[2].id: expected each code once, found 'price.fee.least' again, first in line 55"),
    # A date that does not exist, a moment that is none.
    ("tender.toml", "2027-01-01", "2027-02-30", "36: works.starts_on: expected a date and time that exist, found '2027-02-30'"),
    ("tender.toml", "2027-01-01", '"2027-02-30"', "36: works.starts_on: expected a day that exists, as YYYY-MM-DD, found '2027-02-30'"),
    ("tender.toml", START, "starts = 2026-11-02T25:00:00+07:00", "51: schedule.slot[1].starts: expected a date and time that exist, found 'T25:00:00+07:00'"),
    ("tender.toml", START, "starts = 2026-11-02T08:00:00", f"51: schedule.slot[1].starts: expected {MOMENT}, found 2026-11-02T08:00:00"),
    ("tender.toml", START, "starts = 08:00:00", f"51: schedule.slot[1].starts: expected {MOMENT}, found 08:00:00"),
    ("tender.toml", START, "starts = 0001-01-01T00:00:00+07:00", f"51: schedule.slot[1].starts: expected {MOMENT}, found 0001-01-01T00:00:00+07:00"),
    ("roster.csv", "2019-03", "2019-13", "2: since: expected a month such as '2019-03', found '2019-13'"),
    ("acts.toml", "at = 2026-11-10T09:30:00+07:00", "at = 2026-11-10", "10: act[2].at: expected a moment, found 2026-11-10"),
    ("acts.toml", "2026-11-10T09:30", "2026-11-01T09:30", "10: act[2].at: expected no time before 2026-11-02T01:00:00+00:00, that of the act in line 3, found 2026-11-01T02:30:00+00:00"),
    # A day for a moment, a moment for a day: shown as it was typed.
    ("tender.toml", START, "starts = 2026-11-02", "51: schedule.slot[1].starts: expected a moment with its offset from UTC, found 2026-11-02"),
    ("tender.toml", "2027-01-01", "2027-01-01T08:00:00+07:00", "36: works.starts_on: expected a day that exists, as YYYY-MM-DD, found 2027-01-01T08:00:00+07:00"),
    # A scheme of points: its fields as the file has them.
    ("scheme.toml", "[[rounding]]", f'{MERIT}[[merit.elements]]\nid = "pay"\nkind = "commitment"\nmax = 1\nparams = {{ cap = 0, free_of_cost = true }}\n[[rounding]]', "20: merit.elements[1].params.cap: expected more than 0, found 0"),
    ("scheme.toml", "[[rounding]]", f'{MERIT}[[merit.ties]]\nby = "quality"\n[[merit.ties]]\nby = "quality"\n[[rounding]]', "16: merit.ties: expected each once, found twice: by 'quality'"),
    # Of the wrong type.
    ("tender.toml", "practice = true", "practice = 1", "8: process.practice: expected true or false, found 1"),
    ("tender.toml", "months = 12", 'months = "12"', "43: works.post[1].months: expected a whole number, found '12'"),
    ("tender.toml", '["rina"]\ndecree', '"rina"\ndecree', "61: committee.members: expected a list, found 'rina'"),
    ("tender.toml", "[budget]", "budget = 1\n[bugdet]", "27: method.catalogue.budget: expected no field of this name, found 'budget'"),
    (OFFER, '"answer": true', '"answer": "yes"', "7: responses[1].answer: expected true or false, found 'yes'"),
    (OFFER, '"v": 1', '"v": 2', "2: v: expected 1 or less, found 2"),
    ("parties.toml", '"01.234.567.8-901.000"', "1234", "14: party[2].identity.npwp: expected text in quotes, found 1234"),
    # Fields that are absent, unknown, misspelt.
    ("tender.toml", "[budget]", "[buget]", "27: buget: expected budget, found 'buget'"),
    ("tender.toml", 'job = "cleaning"\n', "", "1: process.job: expected a value, found none"),
    ("scheme.toml", "validity_days = 60\n", "", "1: validity_days: expected a value, found none"),
    ("tender.toml", "months = 12", "months = 12\nweeks = 1", "44: works.post[1].weeks: expected no field of this name, found 'weeks'"),
    ("items.csv", "3651917\n", "\n", "2: estimate: expected a value, found none"),
    ("items.csv", "3651917\n", "3651917,\n", "2: row: expected 7 cells, found 8"),
    ("acts.toml", "verdict =", "verdic =", "17: act[2].verdic: expected verdict, found 'verdic'"),
    ("acts.toml", COMMAND, f'{COMMAND}\nbid = "bersih"', "8: act[1].bid: expected no field of this name, found 'bid'"),
    ("acts.toml", COMMAND, f'{COMMAND}\ntag = "close_bidding"', "8: act[1].tag: expected no field of this name, found 'tag'"),
    ("acts.toml", 'verdict = "not_met"\n', "", "9: act[2].verdict: expected a value, found none"),
    ("acts.toml", 'words = "NIB kami masih berlaku."\n', "", "21: act[3].words: expected a value, found none"),
    ("acts.toml", "reason =", "words =", "19: act[2].words: expected none for record_judgement, found some"),
    # Codes that nobody has.
    ("tender.toml", '["rina"]\ndecree', '["rina", "budi"]\ndecree', "61: committee.members[2]: expected one of bersih, rina, found 'budi'"),
    ("tender.toml", 'job = "cleaning"', 'job = "cooking"', "7: process.job: expected one of cleaning, security, driver, found 'cooking'"),
    ("tender.toml", "5.1.02.02.01.0030", "5.1.02", "28: budget.account: expected an account such as '5.1.02.02.01.0030', found '5.1.02'"),
    ("tender.toml", '"ocds-', '"OCDS-', "2: process.ocid: expected an ocid such as 'ocds-a1b2c3-hps-2026-7', found 'OCDS-a1b2c3-rsud-2026-7'"),
    ("items.csv", ",cleaner,", ",guard,", "2: post: expected one of cleaner, found 'guard'"),
    ("roster.csv", ",cleaner,", ",guard,", "2: post: expected one of cleaner, found 'guard'"),
    ("roster.csv", "k-001", "K1", "2: worker: expected the code of a worker, such as 'k-017', found 'K1'"),
    ("acts.toml", 'party = "rina"', 'party = "budi"', "5: act[1].party: expected one of bersih, rina, found 'budi'"),
    ("acts.toml", COMMAND, 'command = "anounce"', "7: act[1].command: expected the tag of a command, found 'anounce'"),
    ("acts.toml", 'bid = "bersih"', 'bid = "rina"', "15: act[2].bid: expected one of bersih, found 'rina'"),
    ("acts.toml", '"nib"', '"siup"', "16: act[2].requirement: expected one of nib, found 'siup'"),
    ("acts.toml", "evidence = []", 'evidence = [{ attachment = "x", page = 1 }]', "18: act[2].evidence[1].attachment: expected 64 hexadecimal digits in lower case, found 'x'"),
    ("acts.toml", "evidence = []", 'evidence = [{ file = "akte.pdf", page = 1 }]', "18: act[2].evidence[1].file: expected one of akta.pdf of the files that the bid lists, found 'akte.pdf'"),
    ("acts.toml", "evidence = []", 'evidence = [{ file = "akta.pdf", page = 0 }]', "18: act[2].evidence[1].page: expected 1 or more, found 0"),
    ("acts.toml", '"committee"', '"engine"', "6: act[1].office: expected one of ppk, committee, unit, authority, trustee, bidder, outgoing, worker, found 'engine'"),
    ("acts.toml", COMMAND, 'command = "register_party"\nabout = "budi"', "8: act[1].about: expected one of bersih, rina, found 'budi'"),
    ("acts.toml", COMMAND, 'command = "choose_value"\nabout = "fee"', "8: act[1].about: expected one of price.fee.least, found 'fee'"),
    (OFFER, '"soap"', '"sop"', "18: prices[2].item: expected one of soap, wage, found 'sop'"),
    (OFFER, '"nib"', '"siup"', "6: responses[1].requirement: expected one of nib, found 'siup'"),
    (ENVELOPE, '"rina"', '"budi"', "14: objects[1].shares[1].trustee: expected one of bersih, rina, found 'budi'"),
    # Papers that are not what the offer lists.
    (OFFER, '"akta.pdf"', '"npwp.pdf"', "26: attachments[1].name: expected a file of this name in attachments/, found 'npwp.pdf'"),
    (OFFER, '"akta.pdf"', '"../acts.toml"', "26: attachments[1].name: expected a code such as 'guard-1' (lower case, digits, hyphens, points), found '../acts.toml'"),
    (OFFER, '"akta.pdf"', '"offer"', "26: attachments[1].name: expected a name of its own, and not 'offer', found 'offer'"),
    (OFFER, '"size": 13', '"size": 14', "28: attachments[1].size: expected 13, the bytes of attachments/akta.pdf, found 14"),
    (OFFER, '"part": "all"', '"part": "price"', "3: part: expected all, found price"),
    (ENVELOPE, '"size": 21', '"size": 20', "10: objects[1].size: expected 21, the bytes of a4def12be0d66ca875b2b65718091bc4ca8177f9e6e843e9505019cb95978554.age, found 20"),
    # A secret is never repeated.
    ("parties.toml", 'seed = "0a', 'seed = "zz', "5: party[1].signing_seed: expected 64 hexadecimal digits in lower case, found other text"),
    ("parties.toml", "signing_seed =", 'recipient = "AGE-SECRET-KEY-1Q"\nsigning_seed =', "5: party[1].recipient: expected a recipient of age, 'age1' and 58 characters, found other text"),
    ("parties.toml", 'seed = "0a', "seed =zz", "5: party[1].signing_seed: expected a value in TOML, text in quotes, found other text"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}:{case[3]}"[:70])
def test_one_change_is_one_fault(
    build: Callable[[dict[str, bytes | None]], Path],
    files: dict[str, bytes],
    case: tuple[str, str, str, str],
) -> None:
    file, old, new, told = case
    text = files[file].decode()
    assert old in text
    directory = build({file: text.replace(old, new, 1).encode()})
    before = snapshot(directory)

    with pytest.raises(FileFault) as refused:
        read_package(directory)

    assert str(refused.value) == f"{file}:{told}"
    assert snapshot(directory) == before


def snapshot(directory: Path) -> dict[Path, bytes]:
    """Return every file under a folder."""
    return {p: p.read_bytes() for p in directory.rglob("*") if p.is_file()}


AGE = "bids/bersih/sealed/a4def12be0d66ca875b2b65718091bc4ca8177f9e6e843e9505019cb95978554.age"


@pytest.mark.parametrize(
    ("file", "data", "told"),
    [
        ("tender.tml", b"", "tender.tml:1: file: expected one of README.md, acts.toml, bids, expected, handover.csv, items.csv, parties.toml, people.csv, roster.csv, scheme.toml … (11 in all) in the folder, found 'tender.tml'"),
        ("tender.toml", None, "tender.toml:1: file: expected a file, found none"),
        ("acts.toml", b"act = 1", "acts.toml:1: act: expected a list, found 1"),
        ("bids/rina/offer.json", b"{}", "bids/rina:1: file: expected the code of a registered bidder, one of bersih, found 'rina'"),
        ("bids/bersih.json", b"{}", "bids/bersih.json:1: file: expected the code of a registered bidder, one of bersih, found 'bersih.json'"),
        ("bids/bersih/notes.txt", b"", "bids/bersih/notes.txt:1: file: expected one of attachments, offer.json, price.json, sealed, technical.json in the folder, found 'notes.txt'"),
        ("bids/bersih/price.json", b'{"v": 1, "part": "price"}', "bids/bersih:1: file: expected offer.json alone, or technical.json and price.json, found both"),
        ("bids/bersih/attachments/npwp.pdf", b"x", "bids/bersih/attachments/npwp.pdf:1: file: expected one of akta.pdf in the folder, found 'npwp.pdf'"),
        ("bids/bersih/attachments/akta.pdf", None, f"{OFFER}:26: attachments[1].name: expected a file of this name in attachments/, found 'akta.pdf'"),
        ("bids/bersih/sealed/x.age", b"x", f"bids/bersih/sealed/x.age:1: file: expected one of {AGE[-68:]}, envelope.json in the folder, found 'x.age'"),
        (AGE, b"age", f"{AGE}:1: file: expected the bytes whose SHA-256 is its name, found 013f54400c82da08037759ada907a8b864e97de81c088a182062c4b5622fd2ab"),
        (ENVELOPE, b"{}", f"{ENVELOPE}:1: version: expected a value, found none"),
    ],
)  # fmt: skip
def test_a_folder_holds_what_it_should(
    build: Callable[[dict[str, bytes | None]], Path],
    file: str,
    data: bytes | None,
    told: str,
) -> None:
    with pytest.raises(FileFault, match=f"^{re.escape(told)}$"):
        read_package(build({file: data}))


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as refused:
        read_package(tmp_path / "rsud")

    told = f"{tmp_path / 'rsud'}:1: file: expected a folder, found none"
    assert str(refused.value) == told


def test_a_pipe_is_not_waited_for(
    build: Callable[[dict[str, bytes | None]], Path],
) -> None:
    directory = build({"acts.toml": None})
    os.mkfifo(directory / "acts.toml")

    with pytest.raises(FileFault, match="expected a file, found something else"):
        read_package(directory)


def test_of_two_files_the_one_that_is_missing_is_named(
    build: Callable[[dict[str, bytes | None]], Path],
) -> None:
    """Not the attachments, nor the evidence, that only it lists."""
    directory = build({OFFER: None, "bids/bersih/technical.json": b"{}"})

    with pytest.raises(FileFault) as refused:
        read_package(directory)

    assert str(refused.value) == (
        "bids/bersih/price.json:1: file: expected price.json beside technical.json, "
        "in a tender of two files, found none"
    )


EVIDENCE = b"""
[[act]]
at = 2026-12-30T09:30:00+07:00
party = "rina"
office = "committee"
command = "judge_requirement"
bid = "bersih"
requirement = "nib"
verdict = "met"
evidence = [{ file = "akta.pdf", page = 1 }]
"""


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ("bids", "bids:1: file: expected a folder bids/ with a folder for each bid, found none"),
        ("bids/bersih", "bids/bersih:1: file: expected a folder with the offers of this bid, found none"),
    ],
)  # fmt: skip
def test_evidence_of_a_bid_without_a_folder_asks_for_the_folder(
    build: Callable[[dict[str, bytes | None]], Path], gone: str, told: str
) -> None:
    directory = build({})
    with (directory / "acts.toml").open("ab") as acts:
        acts.write(EVIDENCE + EVIDENCE)
    shutil.rmtree(directory / gone)

    with pytest.raises(FileFault) as refused:
        read_package(directory)

    assert str(refused.value) == told
    assert refused.value.others == ()


def test_evidence_of_a_bid_that_is_only_sealed_asks_for_its_offer(
    build: Callable[[dict[str, bytes | None]], Path],
) -> None:
    directory = build({OFFER: None, "bids/bersih/attachments/akta.pdf": None})
    with (directory / "acts.toml").open("ab") as acts:
        acts.write(EVIDENCE)

    with pytest.raises(FileFault) as refused:
        read_package(directory)

    assert str(refused.value) == (
        "bids/bersih:1: file: expected an offer that lists its files: offer.json, "
        "or technical.json and price.json, found none"
    )
