"""The tables, each of them append-only.

What is hashed is kept as bytes, never as JSON columns, which some databases put into
another order. The triggers that refuse every UPDATE, DELETE and TRUNCATE stand in
`ledger/migrations/`; they are hygiene. The proof that nothing was changed is in the
chain, the log and the copies that others keep.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

_NAMES: Final = {
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
}
_PROCESS: Final = String(80)
_STREAM: Final = String(20)  # `main`, `sealed-1`, …
_COUNT: Final = BigInteger().with_variant(Integer, "sqlite")  # there the row's own id

metadata: Final = MetaData(naming_convention=_NAMES)

process = Table(
    "process",
    metadata,
    Column("process", _PROCESS, primary_key=True),
    Column("salt", LargeBinary(16), nullable=False),
)

entry = Table(
    "entry",
    metadata,
    Column("process", _PROCESS, ForeignKey("process.process"), primary_key=True),
    Column("stream", _STREAM, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("prev", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Column("at", String(27), nullable=False),
    Column("closes", _STREAM),  # the sealed stream that ends with this entry
    Column("bytes", LargeBinary, nullable=False),
    UniqueConstraint("hash"),
    UniqueConstraint("process", "stream", "prev"),
    UniqueConstraint("process", "closes"),
    Index(None, "at"),
    CheckConstraint("seq >= 1", name="seq"),
)

log_leaf = Table(
    "log_leaf",
    metadata,
    Column("index", _COUNT, primary_key=True, autoincrement=False),
    Column("process", _PROCESS, nullable=False),
    Column("stream", _STREAM, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("leaf", LargeBinary(73), nullable=False),
    ForeignKeyConstraint(
        ["process", "stream", "seq"], ["entry.process", "entry.stream", "entry.seq"]
    ),
    UniqueConstraint("process", "stream", "seq"),
    CheckConstraint('"index" >= 0', name="index"),
)

log_node = Table(
    "log_node",
    metadata,
    Column("level", SmallInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary(32), nullable=False),
    CheckConstraint("level >= 1", name="level"),  # level 0 is in log_leaf
)

checkpoint = Table(
    "checkpoint",
    metadata,
    Column("size", _COUNT, primary_key=True, autoincrement=False),
    Column("note", Text, nullable=False),
)

cosignature = Table(
    "cosignature",
    metadata,
    Column("size", BigInteger, ForeignKey("checkpoint.size"), primary_key=True),
    Column("line", String(1000), primary_key=True),
)

answer = Table(
    "answer",
    metadata,
    Column("party", String(200), primary_key=True),
    Column("key_sha256", LargeBinary(32), primary_key=True),
    Column("command_sha256", LargeBinary(32), nullable=False),
    Column("answer", LargeBinary, nullable=False),
)

blob = Table(
    "blob",
    metadata,
    Column("process", _PROCESS, ForeignKey("process.process"), primary_key=True),
    Column("sha256", LargeBinary(32), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("private", Boolean, nullable=False),
)
