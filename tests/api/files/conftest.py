"""The smallest package, written by code: one post, two lines, one worker, one bidder."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

Build: TypeAlias = "Callable[[dict[str, bytes | None]], Path]"

TENDER = """\
[process]
ocid = "ocds-a1b2c3-rsud-2026-7"
title = "Jasa kebersihan RSUD"
government = "Pemerintah Kabupaten Muaro Jambi"
buyer = "RSUD Sungai Duren"
office = "ukpbj"
job = "cleaning"
practice = true
intake = "native"
offset = "+07:00"
regime = "first_generation"

[method]
method = "tender"
award_criteria = "priceOnly"
envelopes = "one_file"
contract_type = "unit_price"
small_business = true
outsourcing_field = 1
reason = "Nilai di atas pengadaan langsung."

[method.catalogue]
checked_on = 2026-10-01
listed = false
evidence = "0000000000000000000000000000000000000000000000000000000000000000"

[budget]
account = "5.1.02.02.01.0030"
amount = 900000000
year = 2027
plan = "rup-52361"
unit = "RSUD Sungai Duren"

[works]
place = "Sungai Duren"
starts_on = 2027-01-01
ends_on = 2027-12-31

[[works.post]]
post = "cleaner"
title = "Petugas kebersihan"
count = 2
months = 12
risk = "low"

[estimate]
vat_mode = "labour_supply_itemised"

[[schedule.slot]]
stage = "announcement"
starts = 2026-11-02T08:00:00+07:00
ends = 2026-11-09T16:00:00+07:00

[[choice]]
id = "price.fee.least"
value = "0.05"
unit = "share"
clause = "LDP 12.3"

[committee]
members = ["rina"]
decree = "SK 12/2026"

[trustees]
threshold = 2
trustees = ["rina"]
"""

SCHEME = """\
award_criteria = "priceOnly"
envelopes = "one_file"
contract_type = "unit_price"
vat_mode = "labour_supply_itemised"
validity_days = 60

[[requirements]]
requirement = "nib"
phase = "qualification"
title = "NIB"
basis = "LDK 3.1"
test = "declared"

[[rounding]]
at = "tax"
places = 0
mode = "down"
"""

ITEMS = """\
item,title,unit,quantity,component,post,estimate
wage,Upah,orang-bulan,24,wage,cleaner,3651917
soap,"Sabun, cair",liter,36.5,materials,,304326.42
"""

ROSTER = """\
worker,post,site,since,pay
k-001,cleaner,Gedung A,2019-03,3700000
"""

PARTIES = f"""\
[[party]]
party = "rina"
offices = ["committee", "trustee"]
organ = "ukpbj"
signing_seed = "{"0a" * 32}"

[party.identity]
name = "Rina Marlina"

[[party]]
party = "bersih"
offices = ["bidder"]
organ = "bersih"
identity = {{ name = "PT Bersih", npwp = "01.234.567.8-901.000" }}
"""

ACTS = """\
# What people did.

[[act]]
at = 2026-11-02T08:00:00+07:00
party = "rina"
office = "committee"
command = "publish_tender"

[[act]]
at = 2026-11-10T09:30:00+07:00
party = "rina"
office = "committee"
command = "record_judgement"
about = "bersih"
bid = "bersih"
requirement = "nib"
verdict = "not_met"
evidence = []
reason = "NIB sudah tidak berlaku."

[[act]]
at = 2026-11-20T09:30:00+07:00
party = "bersih"
office = "bidder"
command = "lodge_objection"
objection = "objection-1"
grounds = ["evaluation_error"]
words = "NIB kami masih berlaku."
"""

PAPER = b"%PDF-1.7 akta"

OFFER: dict[str, Any] = {
    "v": 1,
    "part": "all",
    "responses": [{"requirement": "nib", "answer": True}],
    "prices": [
        {
            "item": "wage",
            "quantity": 24,
            "unit_price": "3651917.5",
            "amount": "87646020",
        },
        {"item": "soap", "quantity": "36.5", "amount": 0},
    ],
    "total": 97287082,
    "attachments": [
        {
            "name": "akta.pdf",
            "media_type": "application/pdf",
            "size": len(PAPER),
            "sha256": "ab" * 32,
        }
    ],
}

CIPHERTEXT = b"age-encryption.org/v1"
CIPHERTEXT_SHA256 = hashlib.sha256(CIPHERTEXT).hexdigest()

ENVELOPE: dict[str, Any] = {
    "version": 1,
    "threshold": 1,
    "objects": [
        {
            "name": "offer",
            "part": "all",
            "recipient": "age1" + "q" * 58,
            "ciphertext": CIPHERTEXT_SHA256,
            "size": len(CIPHERTEXT),
            "commitment": "cd" * 32,
            "shares": [{"trustee": "rina", "sha256": "ef" * 32, "box": "AAAA"}],
        }
    ],
}

PACKAGE = {
    "tender.toml": TENDER.encode(),
    "scheme.toml": SCHEME.encode(),
    "items.csv": ITEMS.encode(),
    "roster.csv": ROSTER.encode(),
    "parties.toml": PARTIES.encode(),
    "acts.toml": ACTS.encode(),
    "bids/bersih/offer.json": json.dumps(OFFER, indent=1).encode(),
    "bids/bersih/attachments/akta.pdf": PAPER,
    "bids/bersih/sealed/envelope.json": json.dumps(ENVELOPE, indent=1).encode(),
    f"bids/bersih/sealed/{CIPHERTEXT_SHA256}.age": CIPHERTEXT,
}


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    """Give the files of the package by their paths."""
    return PACKAGE


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Give what writes the package, with some files changed, or left out where None."""

    def write(changes: dict[str, bytes | None]) -> Path:
        for name, data in {**PACKAGE, **changes}.items():
            if data is not None:
                path = tmp_path / "rsud" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        return tmp_path / "rsud"

    return write
