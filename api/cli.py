"""The command line. Each command is a few lines; what it does is imported when it runs.

Exit codes of every command: 0 the same or done, 1 differs or refused, 2 bad input,
3 not comparable.
"""

from __future__ import annotations

import sys
from enum import IntEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from api.examples import EXAMPLES

app: Final = typer.Typer(
    name="saksama",
    help="Saksama: tender yang dapat diputus ulang oleh siapa pun. "
    "A tender that anyone can decide again.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
examples: Final = typer.Typer(
    help="Contoh tender. The example tenders.", no_args_is_help=True
)
app.add_typer(examples, name="examples")


class Exit(IntEnum):
    """What a command ends with."""

    SAME = 0
    DIFFERS = 1
    BAD_INPUT = 2
    NOT_COMPARABLE = 3


def _known(lang: str | None) -> str | None:
    if lang not in (None, "id", "en"):
        message = f"expected id or en, found {lang}"
        raise typer.BadParameter(message)
    return lang


Lang = Annotated[
    str | None,
    typer.Option(
        "--lang", help="id atau en. id or en.", metavar="id|en", callback=_known
    ),
]
Out = Annotated[
    Path, typer.Option("--out", help="Folder hasil. Folder for what comes of it.")
]
Home = Annotated[
    Path,
    typer.Option(
        "--home",
        envvar="SAKSAMA_HOME",
        help="Folder kantor. The folder of the office.",
    ),
]
Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        envvar="SAKSAMA_DATABASE",
        help="Alamat PostgreSQL; tanpa ini SQLite. A PostgreSQL; SQLite without it.",
    ),
]

_HERE: Final = Path("out")
_OFFICE: Final = Path("out/cleaning-2027/office")


@app.command()
def demo(*, out: Out = _HERE, lang: Lang = None) -> None:
    """Jalankan contoh tender. Run the example tenders, from preparation to contract."""
    from api.running import run_package  # noqa: PLC0415  # keeps --help fast

    for package in EXAMPLES:
        code = run_package(package, out / package.name, lang)
        if code:
            raise typer.Exit(code)


@app.command()
def run(
    package: Annotated[Path, typer.Argument(metavar="PACKAGE_DIR")],
    *,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder hasil. Folder for the result.")
    ] = None,
    database: Database = None,
    lang: Lang = None,
) -> None:
    """Jalankan tender dari berkas. Run a tender from its files on a simulated clock."""
    from api.running import run_package  # noqa: PLC0415

    folder = out or _HERE / package.resolve().name
    raise typer.Exit(run_package(package, folder, lang, database))


@app.command()
def export(  # noqa: PLR0913  # its options
    process: Annotated[str, typer.Argument(metavar="PROCESS")],
    *,
    for_audit: Annotated[
        bool,
        typer.Option(
            "--for-audit", help="Untuk pemeriksa. With what auditors may see."
        ),
    ] = False,
    home: Home = _OFFICE,
    database: Database = None,
    out: Annotated[Path | None, typer.Option("--out", help="Berkas. The file.")] = None,
    lang: Lang = None,
) -> None:
    """Buat berkas bukti. Make the bundle of a process."""
    from api.bundles import export_bundle  # noqa: PLC0415

    raise typer.Exit(
        export_bundle(process, home, database, out, for_audit=for_audit, wanted=lang)
    )


@app.command()
def replay(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE")],
    *,
    facts: Annotated[
        bool, typer.Option("--facts", help="Hanya keputusan. Decisions alone.")
    ] = False,
    documents: Annotated[
        bool, typer.Option("--documents", help="Juga halaman. Pages and PDFs too.")
    ] = False,
    key: Annotated[
        list[str] | None,
        typer.Option("--key", help="Kunci yang dipercaya. A key you trust."),
    ] = None,
    lang: Lang = None,
) -> None:
    """Putuskan ulang. Decide a bundle again: identical, or the first divergence."""
    from api.replaying import replay_bundle  # noqa: PLC0415

    raise typer.Exit(
        replay_bundle(bundle, facts=facts, documents=documents, keys=key, wanted=lang)
    )


@app.command()
def fsck(*, home: Home = _OFFICE, database: Database = None, lang: Lang = None) -> None:
    """Periksa buku besar. Check a ledger: entries, streams, log, checkpoints, blobs."""
    from api.checking import check_ledger  # noqa: PLC0415

    raise typer.Exit(check_ledger(home, database, lang))


@app.command()
def doctor(
    *,
    home: Annotated[
        Path | None,
        typer.Option(
            "--home",
            envvar="SAKSAMA_HOME",
            help="Folder kantor yang harus ada. The folder of an office, to be there.",
        ),
    ] = None,
    lang: Lang = None,
) -> None:
    """Periksa komputer ini. Say whether this machine has what is needed."""
    from api.doctor import examine  # noqa: PLC0415

    raise typer.Exit(examine(home, lang))


@examples.command()
def seal(
    package: Annotated[Path | None, typer.Argument(metavar="[PACKAGE_DIR]")] = None,
) -> None:
    """Segel ulang penawaran contoh. Seal the bids of the examples afresh."""
    from api.sealing import seal_package  # noqa: PLC0415

    for folder in [package] if package else EXAMPLES:
        code = seal_package(folder)
        if code:
            raise typer.Exit(code)


def main() -> None:
    """Run the command line; end quietly where nobody reads what it says."""
    try:
        app()
    except SystemExit:
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            from api.console import nobody_reads  # noqa: PLC0415

            nobody_reads()
        raise
