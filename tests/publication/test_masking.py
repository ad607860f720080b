"""What identifies somebody is covered, and nothing else."""

from __future__ import annotations

import pytest

from publication.masking import mask, masked


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("NPWP 01.234.567.8-331.000", "NPWP ••.•••.•••.•-•••.000"),
        ("NPWP 0123456783310007", "NPWP •••••••••••••007"),
        ("NITKU 0123456783310007000000", "NITKU •••••••••••••••••••000"),
        ("NIK 1505010101800001", "NIK •••••••••••••001"),
        ("NIP 19800101 200501 1 001", "NIP •••••••• •••••• • 001"),
        ("NIP 198001012005011001", "NIP •••••••••••••••001"),
        ("Nomor 027/112/UKPBJ/2026", "Nomor 027/112/UKPBJ/2026"),
        ("5.1.02.02.01.0030", "5.1.02.02.01.0030"),
        ("telepon 0741-123456", "telepon 0741-123456"),
    ],
)
def test_identifying_numbers_are_covered(text: str, left: str) -> None:
    assert mask(text) == left


def test_names_are_masked_by_code() -> None:
    names = {"p03": "PT Contoh, NPWP 01.234.567.8-331.000", "ukpbj": "UKPBJ"}

    assert masked(names) == {
        "p03": "PT Contoh, NPWP ••.•••.•••.•-•••.000",
        "ukpbj": "UKPBJ",
    }
