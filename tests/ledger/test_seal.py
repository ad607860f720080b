"""Seals: k of n open them, one opens nothing, and each failure has a name and a ground."""

import json
import re
from base64 import b64decode, b64encode
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pyrage
import pyshamir
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyrage.x25519 import Identity

from ledger.manifest import (
    CommitmentError,
    Label,
    ManifestError,
    SealError,
    unwrap,
    wrap,
)
from ledger.seal import (
    CiphertextError,
    Claim,
    Sealed,
    Share,
    ThresholdError,
    TooFewSharesError,
    WrongKeyError,
    WrongShareError,
    combine,
    open_,
    open_claimed,
    release,
    seal,
    self_check,
)
from tender.canonical import commitment, sha256_hex

ASSETS = Path(__file__).with_name("assets")
LABEL = Label(
    process="ocds-s4k54m-1", round=1, party="cv-sinar", part="price", name="offer"
)
SALT = bytes(range(16))
BODY = b'{"total":"1234567"}'
IDENTITIES = {code: Identity.generate() for code in ("apip", "kadin", "unja")}
TRUSTEES = {code: str(i.to_public()) for code, i in IDENTITIES.items()}
SEALED = seal(wrap(LABEL, SALT, BODY), TRUSTEES, 2)
SHARES = {
    share.trustee: release(share, str(IDENTITIES[share.trustee]))
    for share in SEALED.shares
}
CLAIM = Claim(
    label=LABEL,
    recipient=SEALED.recipient,
    sha256=SEALED.sha256,
    size=SEALED.size,
    commitment=commitment(SALT, BODY),
)


def key_of(sealed: Sealed, *codes: str) -> str:
    """Return the key that these trustees' shares give."""
    shares = {
        share.trustee: release(share, str(IDENTITIES[share.trustee]))
        for share in sealed.shares
        if share.trustee in codes
    }
    return combine(shares, sealed.shares, 2, sealed.recipient)


def test_an_offer_is_sealed_released_combined_and_opened() -> None:
    key = key_of(SEALED, "apip", "unja")

    opened = open_claimed(SEALED.ciphertext, key, CLAIM)

    assert (opened.salt, opened.body) == (SALT, BODY)


@pytest.mark.parametrize(
    "codes", [*combinations(sorted(TRUSTEES), 2), tuple(sorted(TRUSTEES))]
)
def test_any_two_of_three_open_it(codes: tuple[str, ...]) -> None:
    assert open_(SEALED.ciphertext, key_of(SEALED, *codes)) == wrap(LABEL, SALT, BODY)


@settings(max_examples=5, deadline=None)
@given(body=st.binary(max_size=300), n=st.integers(3, 6), data=st.data())
def test_any_body_any_k_of_any_n(body: bytes, n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(2, n - 1))
    identities = {f"t-{i}": Identity.generate() for i in range(n)}
    trustees = {code: str(i.to_public()) for code, i in identities.items()}
    sealed = seal(wrap(LABEL, SALT, body), trustees, k)
    some = data.draw(st.permutations(sealed.shares))[:k]
    shares = {s.trustee: release(s, str(identities[s.trustee])) for s in some}

    key = combine(shares, sealed.shares, k, sealed.recipient)

    assert unwrap(open_(sealed.ciphertext, key), LABEL).body == body


def test_whoever_has_the_key_needs_no_tool_of_ours() -> None:
    key = Identity.from_str(key_of(SEALED, "apip", "kadin"))

    assert pyrage.decrypt(SEALED.ciphertext, [key])[4:].endswith(BODY)


def test_each_object_has_a_key_of_its_own() -> None:
    again = seal(wrap(LABEL, SALT, BODY), TRUSTEES, 2)

    assert again.recipient != SEALED.recipient
    with pytest.raises(CiphertextError):
        open_(again.ciphertext, key_of(SEALED, "apip", "kadin"))


def test_one_share_opens_nothing() -> None:
    with pytest.raises(TooFewSharesError, match="Expected 2, found 1"):
        combine({"apip": SHARES["apip"]}, SEALED.shares, 2, SEALED.recipient)
    with pytest.raises(WrongKeyError):
        open_(SEALED.ciphertext, SHARES["apip"][:-1].decode("latin-1"))


def test_fewer_shares_than_the_threshold_do_not_give_the_key_even_if_one_tries() -> (
    None
):
    trustees = {**TRUSTEES, "lppm": TRUSTEES["apip"]}
    sealed = seal(b"x", trustees, 3)
    two = {
        share.trustee: release(share, str(IDENTITIES[share.trustee]))
        for share in sealed.shares
        if share.trustee in ("kadin", "unja")
    }

    with pytest.raises(WrongKeyError):
        combine(two, sealed.shares, 2, sealed.recipient)


def test_shares_have_the_layout_of_vault() -> None:
    """A share is y for each byte, then x; GF(256) has the polynomial of AES."""

    def times(a: int, b: int) -> int:
        product = 0
        while b:
            product ^= a * (b & 1)
            a = (a << 1) ^ (0x11B if a & 0x80 else 0)
            b >>= 1
        return product

    secret, slopes = b"saksama", b"\x01\x80\xff\x1b\x53\xca\x02"
    shares = [
        bytearray([*(s ^ times(c, x) for s, c in zip(secret, slopes, strict=True)), x])
        for x in (1, 77, 255)
    ]

    for pair in combinations(shares, 2):
        assert pyshamir.combine(list(pair)) == secret


def test_a_wrong_share_is_laid_to_the_trustee_who_gave_it() -> None:
    wrong = {"apip": SHARES["apip"], "unja": bytes(75)}

    with pytest.raises(WrongShareError) as refused:
        combine(wrong, SEALED.shares, 2, SEALED.recipient)

    assert refused.value.trustee == "unja"
    assert refused.value.expected.startswith(
        next(s.sha256 for s in SEALED.shares if s.trustee == "unja")
    )


def test_one_trustee_s_share_is_not_taken_from_another() -> None:
    with pytest.raises(WrongShareError, match="unja"):
        combine(
            {"apip": SHARES["apip"], "unja": SHARES["apip"]},
            SEALED.shares,
            2,
            SEALED.recipient,
        )
    with pytest.raises(WrongShareError, match="stranger"):
        combine(
            {"apip": SHARES["apip"], "stranger": SHARES["unja"]},
            SEALED.shares,
            2,
            SEALED.recipient,
        )


def test_shares_that_never_were_one_key_are_the_bidder_s_doing() -> None:
    other = seal(wrap(LABEL, SALT, BODY), TRUSTEES, 2)
    shares = {
        share.trustee: release(share, str(IDENTITIES[share.trustee]))
        for share in other.shares
    }

    with pytest.raises(WrongKeyError, match=SEALED.recipient):
        combine(shares, other.shares, 2, SEALED.recipient)


def test_a_bid_opens_if_any_two_shares_open_it() -> None:
    """One bad share among the made ones cannot be used to keep a bid shut at will."""
    bad = bytes(75)
    made = tuple(
        replace(s, sha256=sha256_hex(bad)) if s.trustee == "apip" else s
        for s in SEALED.shares
    )

    key = combine({**SHARES, "apip": bad}, made, 2, SEALED.recipient)

    assert open_(SEALED.ciphertext, key) == wrap(LABEL, SALT, BODY)


def test_a_trustee_does_not_release_another_share_than_the_envelope_says() -> None:
    share = SEALED.shares[0]
    identity = str(IDENTITIES[share.trustee])

    with pytest.raises(WrongShareError, match="not the one that was made"):
        release(replace(share, sha256="ab" * 32), identity)
    with pytest.raises(WrongShareError, match="a box for this identity"):
        release(share, str(Identity.generate()))
    with pytest.raises(WrongShareError):
        release(replace(share, box="not base 64"), identity)
    with pytest.raises(WrongShareError):
        release(replace(share, box=b64encode(b"no age").decode()), identity)
    with pytest.raises(WrongShareError):
        release(share, "no identity")


@pytest.mark.parametrize("threshold", [-1, 0, 1, 3, 4])
def test_neither_one_trustee_nor_all_of_them(threshold: int) -> None:
    with pytest.raises(ThresholdError, match=f"found {threshold} of 3"):
        seal(b"x", TRUSTEES, threshold)


def test_a_trustee_without_a_key_is_named() -> None:
    with pytest.raises(ThresholdError, match="an age recipient of kadin"):
        seal(b"x", {**TRUSTEES, "kadin": "age1nonsense"}, 2)


def test_a_seal_that_would_not_open_is_found_before_it_is_sent() -> None:
    plaintext = wrap(LABEL, SALT, BODY)
    other = seal(b"another", TRUSTEES, 2)
    mixed = replace(SEALED, ciphertext=other.ciphertext)

    with pytest.raises(SealError):
        self_check(mixed, SHARES, 2, plaintext)
    with pytest.raises(CiphertextError, match="what was sealed"):
        self_check(SEALED, SHARES, 2, b"another")
    for code in TRUSTEES:
        with pytest.raises(WrongShareError, match=code):
            self_check(SEALED, {**SHARES, code: bytes(75)}, 2, plaintext)


def test_what_a_browser_has_sealed_opens_here() -> None:
    """Made by age-encryption and shamir-secret-sharing from npm: assets/seal.mjs."""
    made = json.loads(ASSETS.joinpath("sealed.json").read_text())
    ciphertext = b64decode(made["ciphertext"])
    claim = Claim(
        label=Label(**made["label"]),
        recipient=made["recipient"],
        sha256=made["sha256"],
        size=made["size"],
        commitment=made["commitment"],
    )
    shares = [Share(**share) for share in made["shares"]]

    for two in combinations(shares, 2):
        released = {s.trustee: release(s, made["trustees"][s.trustee]) for s in two}
        key = combine(released, shares, made["threshold"], made["recipient"])
        opened = open_claimed(ciphertext, key, claim)

        assert (opened.salt, opened.body) == (SALT, BODY)


# Attacks on the opening. Each one ends with the ground under which it is recorded.


@pytest.mark.parametrize(
    "other",
    [
        {"party": "pt-bulan"},
        {"process": "ocds-s4k54m-2"},
        {"round": 2},
        {"part": "technical"},
        {"name": "attachment-1"},
    ],
    ids=["name", "process", "round", "part", "object"],
)
def test_a_ciphertext_copied_under_another_name_is_refused(
    other: dict[str, object],
) -> None:
    key = key_of(SEALED, "apip", "kadin")
    copied = replace(CLAIM, label=replace(LABEL, **other))  # type: ignore[arg-type]

    with pytest.raises(ManifestError) as refused:
        open_claimed(SEALED.ciphertext, key, copied)

    assert refused.value.ground == "manifest"


def test_another_ciphertext_is_refused() -> None:
    key = key_of(SEALED, "apip", "kadin")
    other = pyrage.encrypt(
        wrap(LABEL, SALT, BODY), [Identity.from_str(key).to_public()]
    )

    for ciphertext in (other, SEALED.ciphertext[:-1], b""):
        with pytest.raises(CiphertextError) as refused:
            open_claimed(ciphertext, key, CLAIM)
        assert refused.value.ground == "ciphertext"


def test_another_key_is_refused() -> None:
    for key in (str(Identity.generate()), "AGE-SECRET-KEY-1NONE", ""):
        with pytest.raises(WrongKeyError) as refused:
            open_claimed(SEALED.ciphertext, key, CLAIM)
        assert refused.value.ground == "key"


def test_another_body_than_the_envelope_commits_to_is_refused() -> None:
    other = replace(CLAIM, commitment=commitment(SALT, BODY + b" "))

    with pytest.raises(CommitmentError) as refused:
        open_claimed(SEALED.ciphertext, key_of(SEALED, "apip", "kadin"), other)

    assert refused.value.ground == "commitment"


def test_the_manifest_is_pinned() -> None:
    plaintext = wrap(LABEL, SALT, BODY)
    committed = commitment(SALT, BODY).encode()
    manifest = (
        b'{"commitment":"' + committed + b'","name":"offer","part":"price",'
        b'"party":"cv-sinar","process":"ocds-s4k54m-1","round":1,'
        b'"salt":"000102030405060708090a0b0c0d0e0f","v":1}'
    )

    assert plaintext == len(manifest).to_bytes(4, "big") + manifest + BODY


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"v":1', b'"v":2'),
        (b'"v":1', b'"v":true'),
        (b'"round":1', b'"round":1.0'),
        (b'"v":1}', b'"v":1,"z":0}'),
        (b'"v":1}', b'"v":1} '),
        (b'"name":"offer",', b""),
        (b'"salt":"0001', b'"salt":"0A01'),
        (b'"salt":"0001', b'"salt":"zz01'),
        (b'"salt":"0001', b'"salt":" 001'),
        (b'"salt":"0001', b'"salt":1,"s":"'),
    ],
)
def test_another_manifest_is_refused(old: bytes, new: bytes) -> None:
    plaintext = wrap(LABEL, SALT, BODY)
    manifest = plaintext[4 : -len(BODY)].replace(old, new)
    assert manifest != plaintext[4 : -len(BODY)]

    with pytest.raises(ManifestError):
        unwrap(len(manifest).to_bytes(4, "big") + manifest + BODY, LABEL)


@pytest.mark.parametrize(
    "plaintext",
    [
        b"",
        b"\0\0\0",
        b"\0\0\0\0",
        b"\0\0\0\x09{}",
        b"\xff" * 8,
        b"\0\0\x10\x01" * 3_000,
    ],
)
def test_what_has_no_manifest_is_refused(plaintext: bytes) -> None:
    with pytest.raises(ManifestError):
        unwrap(plaintext, LABEL)


@pytest.mark.parametrize("change", ["body", "salt", "longer"])
def test_a_body_that_is_not_the_manifest_s_is_refused(change: str) -> None:
    plaintext = wrap(LABEL, SALT, BODY)
    changed = {
        "body": plaintext[:-1] + b"]",
        "salt": plaintext.replace(b'"salt":"00', b'"salt":"01'),
        "longer": plaintext + b" ",
    }[change]

    with pytest.raises(CommitmentError):
        unwrap(changed, LABEL)


def test_the_envelope_tells_nothing_of_a_body_that_can_be_guessed() -> None:
    """The same offer under another salt commits to something else."""
    assert commitment(SALT, BODY) != commitment(bytes(16), BODY)
    assert commitment(SALT, BODY) != sha256_hex(BODY)


def test_a_share_s_box_is_base_64_in_one_line() -> None:
    for share in SEALED.shares:
        assert re.fullmatch(r"[A-Za-z0-9+/]+={0,2}", share.box)
        assert len(share.box) < 4_096
    assert [share.trustee for share in SEALED.shares] == ["apip", "kadin", "unja"]
