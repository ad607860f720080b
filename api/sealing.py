"""`saksama examples seal`: the bids of a practice package, sealed afresh.

Salts are those of practice, so that the offers keep the hashes of their
attachments; what age makes is new each time.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from api.faults import exits_on_bad_input
from api.files.package import read_package
from api.home import PRACTICE_SEED
from flows.package import BidFolder, Package
from ledger.entropy import PracticeEntropy
from ledger.envelope import Bid, close
from ledger.history import FIRST_ROUND

_VERSION = 1


@exits_on_bad_input
def seal_package(directory: Path) -> int:
    """Seal every bid of the package in *directory*, in the place of its old seals."""
    package = read_package(directory)
    trustees = {
        name: package.parties[name].recipient or ""
        for name in package.trustees.trustees
    }
    for folder in package.bids.values():
        envelope, ciphertexts = close(
            _bid(package, folder), trustees, package.trustees.threshold
        )
        sealed = directory / "bids" / folder.code / "sealed"
        shutil.rmtree(sealed, ignore_errors=True)
        sealed.mkdir()
        (sealed / "envelope.json").write_bytes(envelope.to_bytes())
        for name, ciphertext in ciphertexts.items():
            (sealed / f"{name}.age").write_bytes(ciphertext)
        sys.stdout.write(f"{folder.code}: {len(ciphertexts)} sealed\n")
    return 0


def _bid(package: Package, folder: BidFolder) -> Bid:
    entropy = PracticeEntropy(PRACTICE_SEED)
    process = package.process.ocid
    offers = {
        f"offer/{part}": entropy.take("offer", process, folder.code, part)
        for part in folder.offers
    }
    attached = {
        name: entropy.take("attachment", process, folder.code, name)
        for name in folder.attachments
    }
    return Bid(
        process=process,
        round=FIRST_ROUND,
        party=folder.code,
        version=_VERSION,
        offers=folder.offers,
        attachments=folder.attachments,
        salts={**offers, **attached},
    )
