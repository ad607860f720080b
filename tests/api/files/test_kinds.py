"""The three kinds of file, each by itself: what it takes, what it refuses, and where."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.files import csv_file, json_file, toml_file
from api.files.fault import FileFault, Where
from tender.money import Rupiah
from tender.stored import Line, Stored

Json: TypeAlias = "dict[str, Any] | list[Any] | str | int | bool | None"


class Pay(Stored):
    """A row."""

    name: Line
    pay: Rupiah
    note: Line | None = None


PARSE: dict[str, Callable[[bytes], object]] = {
    "json": lambda data: json_file.parse(data, "a.json"),
    "toml": lambda data: toml_file.parse(data, "a.toml"),
    "csv": lambda data: csv_file.parse(data, "a.csv", Pay),
}


def told(kind: str, data: bytes) -> str:
    """Return the fault of *data*."""
    with pytest.raises(FileFault) as refused:
        PARSE[kind](data)
    return str(refused.value)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "1: file: expected a value in JSON, found the end of the file"),
        (b"\xef\xbb\xbf{}", "1: file: expected no byte order mark, found one before the first line"),
        (b'{"a":\n"\xff"}', "2: file: expected text in UTF-8, found the byte 0xff"),
        (b"{} {}", "1: file: expected nothing behind the value, found '{'"),
        (b'{"a": 1,\n}', "2: file: expected a key in quotes, found '}'"),
        (b"{a: 1}", "1: file: expected a key in quotes, found 'a:'"),
        (b'{"a" 1}', "1: a: expected a colon behind the key, found '1'"),
        (b"[1 2]", "1: file: expected a comma or ']', found '2'"),
        (b"[1,\n2", "2: file: expected a comma or ']', found the end of the file"),
        (b'["a', "1: [1]: expected a string in quotes, on one line, with its escapes right, found '\"a'"),
        (b'["a\nb"]', "1: [1]: expected a string in quotes, on one line, with its escapes right, found '\"a'"),
        (b'["\\x"]', "1: [1]: expected a string in quotes, on one line, with its escapes right, found '\"\\\\x\"'"),
        (b'["\\u0000"]', "1: [1]: expected text without control characters, found U+0000"),
        (b'["\\ud800"]', "1: [1]: expected text without control characters, found U+D800"),
        (b"[-Infinity]", "1: [1]: expected a value in JSON, found -Infinity"),
        (b"[TRUE]", "1: [1]: expected a value in JSON, found TRUE"),
        (b"[01]", "1: file: expected a comma or ']', found '1'"),
        (b"[.5]", "1: [1]: expected a value in JSON, found '.5'"),
        (b'{"two words": {"a": 1, "a": 2}}', "1: 'two words'.a: expected each key once, found 'a' again, first in line 1"),
        (b"[" * 100_000, "1: [1]: expected at most 32 levels, found one more"),
        (b"[" + b"1," * 100_000, "1: [100000]: expected at most 100000 values, found one more"),
        (b" " * (json_file.MOST + 1), "1: file: expected at most 2097152 bytes, found 2097153"),
    ],
    ids=repr,
)  # fmt: skip
def test_json_is_refused(data: bytes, expected: str) -> None:
    assert told("json", data) == f"a.json:{expected}"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xef\xbb\xbfa = 1", "1: file: expected no byte order mark, found one before the first line"),
        (b"# \xc3\n", "1: file: expected text in UTF-8, found the byte 0xc3"),
        (b"a = 1\nb", "2: b: expected '=' after a key in a key/value pair, found the end of the file"),
        (b"a = 'x\n", "1: a: expected quotes at the end of the text, found the end of the file"),
        (b'a = "x\n', "1: a: expected quotes at the end of the text, found the end of the file"),
        (b'a = "x\r\nb = 1', "1: a: expected quotes at the end of the text, found the end of the line"),
        (b'a = "x\x01"', "1: a: expected text without control characters, found '\\x01\"'"),
        (b'a = """x\n', "1: a: expected quotes at the end of the text, found the end of the file"),
        (b"a = x", "1: a: expected a value in TOML, text in quotes, found 'x'"),
        (b"a = ", "1: a: expected a value in TOML, text in quotes, found the end of the file"),
        (b"a = [1,\n2", "2: a[2]: expected a comma or ']', found the end of the file"),
        (b"a = { b = 1", "1: a.b: expected a comma or '}', found the end of the file"),
        (b"a = 1 2", "1: a: expected newline or end of document after a statement, found '2'"),
        (b"a = 0.5", "1: a: expected whole rupiah, or an exact number in quotes such as '304326.42', found 0.5"),
        (b"a = [1,\n -inf]", "2: a[2]: expected whole rupiah, or an exact number in quotes such as '304326.42', found -inf"),
        (b"a = 0xffffffffffffffff", "1: a: expected a number below 2^53, found 18446744073709551615"),
        (b'a = "\\u0000"', "1: a: expected text without control characters, found U+0000"),
        (b"a = 1979-05-27 07:32:00", "1: a: expected a moment with its offset, such as 2026-11-02T09:00:00+07:00, found 1979-05-27T07:32:00"),
        (b"[a]\nb = 1\n[a.b]\nc = 2", "3: a.b: expected each key and table once, found it again, first in line 2"),
        (b"[a]\n[b]\n[a]\n", "3: a: expected each key and table once, found it again, first in line 1"),
        (b"a.b = 1\na.b = 2", "2: a.b: expected each key and table once, found it again, first in line 1"),
        (b"a = " + b"[" * 100_000, "1: a: expected at most 32 levels, found one more"),
        (b"a." * 100_000, "1: a: expected at most 32 levels, found one more"),
        (b"a = [" + b"1," * 100_001, "1: a: expected at most 100000 values, found one more"),
        (b"#" * (toml_file.MOST + 1), "1: file: expected at most 1048576 bytes, found 1048577"),
        (b"?", "1: file: expected a key or a table, found '?'"),
    ],
    ids=repr,
)  # fmt: skip
def test_toml_is_refused(data: bytes, expected: str) -> None:
    assert told("toml", data) == f"a.toml:{expected}"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "1: header: expected name,pay,note, found nothing"),
        (b"name,pay\n", "1: header: expected name,pay,note, found name,pay"),
        (b"name;pay;note\n", "1: header: expected name,pay,note, found name;pay;note"),
        (b"Name,pay,note\n", "1: header: expected name,pay,note, found Name,pay,note"),
        (b"name,pay,note\na,1\n", "2: row: expected 3 cells, found 2"),
        (b"name,pay,note\n\na,1,\n", "2: row: expected 3 cells, found 0"),
        (b'name,pay,note\n"a\nb",1,\nc,x,\n', "2: name: expected one line of text without spaces at its ends, found 'a\\nb'"),
        (b'name,pay,note\na,1,"b\n', "2: row: expected cells parted by commas, in quotes that end, found unexpected end of data"),
        (b"name,pay,note\ra,1,\r", "1: row: expected rows that end in LF or CRLF, found a lone CR"),
        (b"name,pay,note\na\x00,1,\n", "2: name: expected text without control characters, found U+0000"),
        (b"name,pay,note\na,1,\n\xfe,1,\n", "3: file: expected text in UTF-8, found the byte 0xfe"),
        (b"name,pay,note\na,1," + b"x" * 200_000, "2: row: expected cells parted by commas, in quotes that end, found field larger than field limit (131072)"),
        (b"n" * (csv_file.MOST + 1), "1: file: expected at most 1048576 bytes, found 1048577"),
    ],
    ids=repr,
)  # fmt: skip
def test_csv_is_refused(data: bytes, expected: str) -> None:
    assert told("csv", data) == f"a.csv:{expected}"


@pytest.mark.parametrize(
    "data",
    [
        b"name,pay,note\nRina,5,\n",
        b"name,pay,note\r\nRina,5,\r\n",
        b"\xef\xbb\xbfname,pay,note\nRina,5,\n",  # as spreadsheets write it
        b'name,pay,note\n"Rina","5",""\n',
        b"name,pay,note\nRina,5,",
    ],
)
def test_csv_has_several_spellings(data: bytes) -> None:
    (row,) = csv_file.parse(data, "a.csv", Pay).records

    assert row == Pay(name="Rina", pay=5)


def test_a_formula_is_text() -> None:
    data = b'name,pay,note\n"=HYPERLINK(""http://x"",""Rina"")",5,@SUM(1)\n'

    (row,) = csv_file.parse(data, "a.csv", Pay).records

    assert row.name == '=HYPERLINK("http://x","Rina")'
    assert row.note == "@SUM(1)"


def test_csv_tells_the_faults_of_many_rows() -> None:
    rows = "".join(f"n{i},x,\n" for i in range(100))

    with pytest.raises(FileFault) as refused:
        csv_file.parse(f"name,pay,note\n{rows}".encode(), "a.csv", Pay)

    assert len(refused.value.others) == csv_file.MOST_FAULTS - 1


def test_a_file_by_its_path_is_named_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"{")
    (tmp_path / "link.json").symlink_to(tmp_path / "a.json")

    with pytest.raises(FileFault, match=r"^a\.json:1: "):
        json_file.read(tmp_path / "a.json")
    with pytest.raises(FileFault, match=r"^link\.json:1: "):
        json_file.read(tmp_path / "link.json")
    with pytest.raises(
        FileFault, match=r"^none\.toml:1: file: expected a file, found none"
    ):
        toml_file.read(tmp_path / "none.toml")


def test_a_message_stays_on_one_line() -> None:
    fault = told("json", b'{"a\\nb\\u202e": 1, "a\\nb\\u202e": 2}')

    assert fault.isprintable()


# Lines, held against the parsers of the standard library.

texts = st.text("ab '\"\\é\u2028", max_size=5)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | texts,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4)
    ),
    max_leaves=20,
)


def places(value: object, where: Where = ()) -> list[Where]:
    """Return every place in a value."""
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    else:
        inner = []
    return [where, *(p for key, item in inner for p in places(item, (*where, key)))]


@given(values)
def test_json_is_what_the_standard_library_reads(value: Json) -> None:
    text = json.dumps(value, indent=1, ensure_ascii=False)

    document = json_file.parse(text.encode(), "a.json")

    assert document.value == value
    assert document.lines.keys() == set(places(value))


@given(st.lists(st.integers(0, 9), min_size=1))
def test_json_finds_the_line_of_each_element(numbers: list[int]) -> None:
    document = json_file.parse(json.dumps(numbers, indent=1).encode(), "a.json")

    for index in range(len(numbers)):
        assert document.line((index,)) == index + 2


def toml_text(value: object) -> str:
    """Spell a value as TOML, every element of a list in a line of its own."""
    if isinstance(value, list):
        return "[\n" + "".join(f" {toml_text(item)}, # [\n" for item in value) + "]"
    if isinstance(value, dict):
        pairs = (f"{toml_text(k)} = {toml_text(v)}" for k, v in value.items())
        return "{ " + ", ".join(pairs) + " }"
    return json.dumps(value, ensure_ascii=False)


toml_values = st.recursive(
    st.booleans() | st.integers(-99, 99) | texts,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3)
    ),
    max_leaves=10,
)
tables = st.dictionaries(texts, toml_values, max_size=3)


@given(
    top=tables, named=st.dictionaries(texts, tables, max_size=3), rows=st.lists(tables)
)
def test_toml_finds_the_line_of_every_place(
    top: dict[str, Any], named: dict[str, Any], rows: list[Any]
) -> None:
    text = "".join(f"{toml_text(k)} = {toml_text(v)}\n" for k, v in top.items())
    for name, table in named.items():
        text += f"[t.{toml_text(name)}] # {{\n"
        text += "".join(f"{toml_text(k)} = {toml_text(v)}\n" for k, v in table.items())
    for table in rows:
        text += "[[ r ]]\n"
        text += "".join(f"{toml_text(k)} = {toml_text(v)}\n" for k, v in table.items())

    document = toml_file.parse(text.encode(), "a.toml")

    assert document.value == tomllib.loads(text)
    assert document.lines.keys() >= set(places(document.value))


FORMS = (
    "# a comment with = and [brackets]",
    'title = "x # no comment"',
    'a.b."c.d" = 1',
    "'quoted key' = '''",
    "two",
    "lines'''",
    "[[post]]",
    'post = "cleaner"',
    "days = [",
    "  1, # one",
    "  { from = 2, until = [",
    "    3 ] },",
    "]",
    "when = 2026-11-02 09:00:00+07:00",
    "[post.site]",
    'name = """a \\',
    '  "quoted\\""" text""""',
    "[[post]]",
    'post = "guard"',
    "[[post.shift]]",
    "at = 1",
    "[[post.shift]]",
    "at = 2",
    "[deep.er.still]",
    "x = 1",
    "[deep]",
    "y = 2",
)


def test_toml_lines_of_all_its_forms() -> None:
    text = "\n".join(FORMS).encode()

    document = toml_file.parse(text, "a.toml")

    lines = {
        ("title",): 2,
        ("a", "b", "c.d"): 3,
        ("quoted key",): 4,
        ("post", 0): 7,
        ("post", 0, "days", 0): 10,
        ("post", 0, "days", 1, "from"): 11,
        ("post", 0, "days", 1, "until", 0): 12,
        ("post", 0, "when"): 14,
        ("post", 0, "site", "name"): 16,
        ("post", 1, "post"): 19,
        ("post", 1, "shift", 0, "at"): 21,
        ("post", 1, "shift", 1): 22,
        ("deep", "er", "still", "x"): 25,
        ("deep",): 26,
        ("deep", "y"): 27,
    }
    assert {where: document.line(where) for where in lines} == lines
    assert set(places(document.value)) <= document.lines.keys()
