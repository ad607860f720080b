"""Notes and checkpoints: the specification's own vector, a public log's, and ours."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.note import (
    COSIGNATURE,
    NOTE_BYTES,
    SIGNATURES,
    Checkpoint,
    Key,
    NoteError,
    NoteSignatureError,
    cosign,
    key,
    sign,
    verify,
)

# c2sp.org/signed-note, its example.
SPECIFICATION_KEY = (
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
)
SPECIFICATION_NOTE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYj"
    "OBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)

# A checkpoint that a public log published, cosigned by public witnesses.
PUBLIC_LOG = (
    "arche2025h1.staging.ct.transparency.dev+ba2f06c0"
    "+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f"
)
PUBLIC_WITNESS = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2"
PUBLIC_CHECKPOINT = (
    "arche2025h1.staging.ct.transparency.dev\n"
    "1432088532\n"
    "U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=\n"
    "\n"
    "— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLf"
    "QFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=\n"
    "— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27l"
    "efwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=\n"
    "— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+"
    "aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==\n"
)

ORIGIN = "muaro-jambi.example/saksama"
SEED, WITNESS_SEED = bytes(32), bytes(range(32))
TEXT = Checkpoint(ORIGIN, 7, bytes(32)).to_text()
NOTE = sign(TEXT, ORIGIN, SEED)
LOG = key(ORIGIN, SEED)
WITNESS = key("apip.example", WITNESS_SEED, COSIGNATURE)


def test_the_specification_s_own_note_verifies() -> None:
    signed = verify(SPECIFICATION_NOTE, [Key.from_text(SPECIFICATION_KEY)])

    assert signed.text == "This is an example message.\n"


def test_a_key_is_written_as_the_specification_writes_it() -> None:
    assert Key.from_text(SPECIFICATION_KEY).to_text() == SPECIFICATION_KEY
    assert Key.from_text(SPECIFICATION_KEY).id.hex() == "530d903a"


def test_a_checkpoint_of_a_public_log_and_its_witness_verify() -> None:
    log, witness = Key.from_text(PUBLIC_LOG), Key.from_text(PUBLIC_WITNESS)

    signed = verify(PUBLIC_CHECKPOINT, [log, witness])

    assert signed.by == {log: None, witness: 1779573024}
    assert Checkpoint.from_text(signed.text).size == 1_432_088_532


def test_our_checkpoint_is_pinned() -> None:
    assert NOTE == (
        "muaro-jambi.example/saksama\n"
        "7\n"
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
        "\n"
        "— muaro-jambi.example/saksama kY9wJJDUDiRySh9tv1TAjCeyO7xeMeOzQh7myYEL5+ld"
        "zjG3wptuPxVsCFtZHSslVQTl6KyxRvtoNHtjF1zyQfp2HgY=\n"
    )
    assert cosign(NOTE, "apip.example", WITNESS_SEED, 1_795_000_000) == NOTE + (
        "— apip.example BzLGOwAAAABq/YbAt1kr6L62VkkvC/ra7A0FmP4vezgHo6/SFz/47r21HxwK"
        "SQ+ODg0exIR+lBWRoBDoO+lElfvw4501A5XsDbQADg==\n"
    )


def test_log_and_witnesses_sign_one_note() -> None:
    note = cosign(NOTE, "apip.example", WITNESS_SEED, 1_795_000_000)

    signed = verify(note, [LOG, WITNESS])

    assert signed.by == {LOG: None, WITNESS: 1_795_000_000}
    assert Checkpoint.from_text(signed.text) == Checkpoint(ORIGIN, 7, bytes(32))


def test_signatures_of_strangers_are_passed_over() -> None:
    note = cosign(NOTE, "stranger.example", bytes(31) + b"\1", 1)

    assert verify(note, [LOG]).by == {LOG: None}


def test_a_note_of_strangers_alone_means_nothing() -> None:
    with pytest.raises(NoteSignatureError, match="none of a known key"):
        verify(NOTE, [WITNESS])
    with pytest.raises(NoteSignatureError):
        verify(NOTE, [])


def test_a_stranger_with_a_known_name_is_a_stranger() -> None:
    with pytest.raises(NoteSignatureError):
        verify(sign(TEXT, ORIGIN, WITNESS_SEED), [LOG])


def test_one_bad_signature_of_a_known_key_refuses_the_note() -> None:
    other = cosign(sign("x\n", ORIGIN, SEED), "apip.example", WITNESS_SEED, 5)
    stolen = NOTE + other.splitlines(keepends=True)[-1]

    with pytest.raises(NoteSignatureError, match=r"apip\.example, found a bad one"):
        verify(stolen, [LOG, WITNESS])


def test_a_cosignature_is_bound_to_its_time() -> None:
    note = cosign(NOTE, "apip.example", WITNESS_SEED, 1_795_000_000)
    *lines, last = note.splitlines(keepends=True)
    other = cosign(NOTE, "apip.example", WITNESS_SEED, 1_795_000_001)
    mixed = last[:40] + other.splitlines(keepends=True)[-1][40:]

    with pytest.raises(NoteSignatureError):
        verify("".join([*lines, mixed]), [WITNESS])


@given(st.data())
def test_any_change_of_the_text_is_found(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(TEXT) - 2))
    letter = data.draw(st.characters(codec="utf-8", exclude_characters=TEXT[at]))
    changed = TEXT[:at] + letter + TEXT[at + 1 :]

    with pytest.raises((NoteError, NoteSignatureError)):
        verify(changed + NOTE[len(TEXT) :], [LOG])


@given(st.text(max_size=200))
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    with pytest.raises((NoteError, NoteSignatureError)):
        verify(text, [LOG])
    with pytest.raises(NoteError):
        Key.from_text(text)


@given(st.text(alphabet="— abA=+/\n0", max_size=60))
def test_what_looks_like_a_note_is_read_or_refused(text: str) -> None:
    with pytest.raises((NoteError, NoteSignatureError)):
        verify(text, [LOG])


@pytest.mark.parametrize(
    "note",
    [
        TEXT,  # no signatures
        TEXT + "\n",
        NOTE[:-1],  # no end of line
        NOTE + "\n",
        NOTE.replace("— ", "- "),
        NOTE.replace("— ", "—  "),
        NOTE.replace("=\n", "\n"),
        NOTE.replace("\n", "\r\n"),
        TEXT + "\n— name AAAA\n",  # an id and nothing more
        "\x07" + NOTE,
        NOTE * (NOTE_BYTES // len(NOTE) + 1),
        NOTE + (SIGNATURES + 1) * NOTE.splitlines(keepends=True)[-1],
    ],
)
def test_what_is_not_a_note_is_refused(note: str) -> None:
    with pytest.raises(NoteError):
        verify(note, [LOG])


def test_base_64_has_one_spelling() -> None:
    line = NOTE.splitlines()[-1]
    assert line.endswith("=")
    letter = chr(ord(line[-2]) + 1)

    with pytest.raises(NoteError):
        verify(NOTE.replace(line, f"{line[:-2]}{letter}="), [LOG])


@pytest.mark.parametrize("text", ["", "no end", "bell\x07\n", "tab\t\n", "\ud800\n"])
def test_what_cannot_be_a_note_is_not_signed(text: str) -> None:
    with pytest.raises(NoteError):
        sign(text, ORIGIN, SEED)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\u2003b", "a\nb"])
def test_a_name_is_one_word_without_a_plus_sign(name: str) -> None:
    with pytest.raises(NoteError, match="a name without spaces"):
        sign(TEXT, name, SEED)


@pytest.mark.parametrize("time", [-1, 2**63])
def test_a_cosignature_has_a_time_that_can_be(time: int) -> None:
    with pytest.raises(NoteError, match="seconds"):
        cosign(NOTE, "apip.example", WITNESS_SEED, time)


def test_a_key_is_of_a_kind_that_is_known_and_has_its_own_id() -> None:
    public = b64encode(b"\x06" + bytes(32)).decode()

    with pytest.raises(NoteError, match="type 1 or 4"):
        Key.from_text(f"a+00000000+{public}")
    with pytest.raises(NoteError, match="the key id 530d903a"):
        Key.from_text(SPECIFICATION_KEY.replace("530d903a", "530d903b"))
    with pytest.raises(NoteError, match="32 bytes"):
        Key("a", 1, bytes(31))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "o\n1\n",
        "\n1\nAAAA\n",
        f"o\n01\n{b64encode(bytes(32)).decode()}\n",
        f"o\n-1\n{b64encode(bytes(32)).decode()}\n",
        f"o\n{10**19}\n{b64encode(bytes(32)).decode()}\n",
        f"o\n{2**63}\n{b64encode(bytes(32)).decode()}\n",
        f"o\n1\n{b64encode(bytes(31)).decode()}\n",
        f"o\n1\n{b64encode(bytes(32)).decode()}",
        f"o\n1\n{b64encode(bytes(32)).decode()}\nextension\n",
    ],
)
def test_another_text_is_not_a_checkpoint(text: str) -> None:
    with pytest.raises(NoteError):
        Checkpoint.from_text(text)


@given(st.integers(0, 2**63 - 1), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_is_read_back(size: int, root: bytes) -> None:
    checkpoint = Checkpoint(ORIGIN, size, root)

    assert Checkpoint.from_text(checkpoint.to_text()) == checkpoint


def test_a_checkpoint_of_two_lines_in_one_cannot_be_made() -> None:
    with pytest.raises(NoteError, match="one line"):
        Checkpoint("o\n9", 1, bytes(32))
