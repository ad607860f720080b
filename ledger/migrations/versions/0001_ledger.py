"""The ledger: its tables, and the triggers that keep them append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# What no two rows of a table share. SQLite's INSERT OR REPLACE deletes a row that
# shares one without asking the triggers for DELETE, so inserting has to ask itself.
KEYS = {
    "process": [["process"]],
    "entry": [
        ["process", "stream", "seq"],
        ["hash"],
        ["process", "stream", "prev"],
        ["process", "closes"],
    ],
    "log_leaf": [["index"], ["process", "stream", "seq"]],
    "log_node": [["level", "number"]],
    "checkpoint": [["size"]],
    "cosignature": [["size", "line"]],
    "answer": [["party", "key_sha256"]],
    "blob": [["process", "sha256"]],
}

COUNT = sa.BigInteger().with_variant(sa.Integer, "sqlite")
PROCESS = sa.String(80)
STREAM = sa.String(20)


def upgrade() -> None:
    create_entries()
    create_log()
    create_the_rest()
    for table, keys in KEYS.items():
        if op.get_bind().dialect.name == "sqlite":
            guard_sqlite(table, keys)
        else:
            guard_postgresql(table)


def create_entries() -> None:
    op.create_table(
        "process",
        sa.Column("process", PROCESS, nullable=False),
        sa.Column("salt", sa.LargeBinary(16), nullable=False),
        sa.PrimaryKeyConstraint("process", name="pk_process"),
    )
    op.create_table(
        "entry",
        sa.Column("process", PROCESS, nullable=False),
        sa.Column("stream", STREAM, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("prev", sa.LargeBinary(32), nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("closes", STREAM),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("process", "stream", "seq", name="pk_entry"),
        sa.ForeignKeyConstraint(
            ["process"], ["process.process"], name="fk_entry_process"
        ),
        sa.UniqueConstraint("hash", name="uq_entry_hash"),
        sa.UniqueConstraint(
            "process", "stream", "prev", name="uq_entry_process_stream_prev"
        ),
        sa.UniqueConstraint("process", "closes", name="uq_entry_process_closes"),
        sa.CheckConstraint("seq >= 1", name="ck_entry_seq"),
    )
    op.create_index("ix_entry_at", "entry", ["at"])


def create_log() -> None:
    op.create_table(
        "log_leaf",
        sa.Column("index", COUNT, nullable=False, autoincrement=False),
        sa.Column("process", PROCESS, nullable=False),
        sa.Column("stream", STREAM, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("leaf", sa.LargeBinary(73), nullable=False),
        sa.PrimaryKeyConstraint("index", name="pk_log_leaf"),
        sa.ForeignKeyConstraint(
            ["process", "stream", "seq"],
            ["entry.process", "entry.stream", "entry.seq"],
            name="fk_log_leaf_entry",
        ),
        sa.UniqueConstraint(
            "process", "stream", "seq", name="uq_log_leaf_process_stream_seq"
        ),
        sa.CheckConstraint('"index" >= 0', name="ck_log_leaf_index"),
    )
    op.create_table(
        "log_node",
        sa.Column("level", sa.SmallInteger, nullable=False, autoincrement=False),
        sa.Column("number", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("level", "number", name="pk_log_node"),
        sa.CheckConstraint("level >= 1", name="ck_log_node_level"),
    )
    op.create_table(
        "checkpoint",
        sa.Column("size", COUNT, nullable=False, autoincrement=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("size", name="pk_checkpoint"),
    )
    op.create_table(
        "cosignature",
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("line", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("size", "line", name="pk_cosignature"),
        sa.ForeignKeyConstraint(
            ["size"], ["checkpoint.size"], name="fk_cosignature_checkpoint"
        ),
    )


def create_the_rest() -> None:
    op.create_table(
        "answer",
        sa.Column("party", sa.String(200), nullable=False),
        sa.Column("key_sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("command_sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("answer", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("party", "key_sha256", name="pk_answer"),
    )
    op.create_table(
        "blob",
        sa.Column("process", PROCESS, nullable=False),
        sa.Column("sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("process", "sha256", name="pk_blob"),
        sa.ForeignKeyConstraint(
            ["process"], ["process.process"], name="fk_blob_process"
        ),
    )


def guard_sqlite(table: str, keys: list[list[str]]) -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} "
            f"BEFORE {change} ON {table} {refuse}"
        )
    shared = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE "  # noqa: S608  # names from this file
        + " AND ".join(f'"{column}" = NEW."{column}"' for column in key)
        + ")"
        for key in keys
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN {shared} {refuse}"
    )


def guard_postgresql(table: str) -> None:
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger "
        "LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '% is append-only', TG_TABLE_NAME "
        "USING ERRCODE = 'restrict_violation'; END $$"
    )
    # For each statement, also one that meets no row; and always, in the role of a
    # replica too.
    op.execute(
        f"CREATE TRIGGER {table}_append_only "
        f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only")


def downgrade() -> None:
    raise NotImplementedError  # the tables are append-only: there is no way back
