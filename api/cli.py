"""The command line. Each command is a few lines; what it does is imported when it runs.

Exit codes of every command: 0 the same or done, 1 differs or refused, 2 bad input,
3 not comparable.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli_schemes import schemes
from api.examples import EXAMPLES
from api.options import AsJson, Database, Home, Lang, Out, Package, folder, path_of

app: Final = typer.Typer(
    name="saksama",
    help="Saksama: tender yang dapat diputus ulang oleh siapa pun. "
    "A tender that anyone can decide again.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
receipt: Final = typer.Typer(
    help="Tanda terima. Receipts of what was handed in.", no_args_is_help=True
)
app.add_typer(receipt, name="receipt")
examples: Final = typer.Typer(
    help="Contoh tender. The example tenders.", no_args_is_help=True
)
app.add_typer(examples, name="examples")


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
    package: Package,
    *,
    out: Annotated[
        Path | None,
        folder(
            "--out",
            "Folder hasil; tanpa ini out/NAMA. "
            "Folder for what comes of it; out/NAME without it.",
        ),
    ] = None,
    database: Database = None,
    lang: Lang = None,
) -> None:
    """Jalankan tender dari berkas. Run a tender from its files on a simulated clock."""
    from api.running import run_package  # noqa: PLC0415

    results = out or _HERE / package.resolve().name
    raise typer.Exit(run_package(package, results, lang, database))


@app.command()
def lint(package: Package, *, json: AsJson = False, lang: Lang = None) -> None:
    """Periksa tender sebelum diumumkan. Hold a tender to the law before it is announced."""
    from api.linting import lint_package  # noqa: PLC0415

    raise typer.Exit(lint_package(package, json=json, wanted=lang))


@app.command()
def schedule(
    package: Package,
    *,
    start: Annotated[
        str,
        typer.Option(
            "--start",
            metavar="DAY",
            help="Hari mulai kerja, 2027-01-01. The day on which work starts.",
        ),
    ],
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DAY",
            help="Dihitung pada hari ini; tanpa ini hari ini. "
            "Reckoned on this day; today without it.",
        ),
    ] = None,
    json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Hitung kapan paling lambat mengumumkan. Say by when to publish for work to start."""
    from api.scheduling import schedule_package  # noqa: PLC0415

    raise typer.Exit(
        schedule_package(package, start=start, on=on, json=json, wanted=lang)
    )


@app.command()
def serve(
    *,
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            metavar="N",
            min=0,
            max=65_535,
            help="Porta; 0 memilih yang bebas. The port; 0 takes one that is free.",
        ),
    ] = None,
) -> None:
    """Jalankan API kantor. Serve the office's API; settings stand in the environment."""
    from api.serving import serve as serving  # noqa: PLC0415  # keeps --help fast

    raise typer.Exit(serving(port))


@app.command()
def export(  # noqa: PLR0913  # its options
    process: Annotated[
        str,
        typer.Argument(
            metavar="PROCESS", help="Kode tender (ocid). The tender's ocid."
        ),
    ],
    *,
    for_audit: Annotated[
        bool,
        typer.Option(
            "--for-audit",
            help="Untuk pemeriksa: dengan berkas rahasia. "
            "For auditors: with the private files.",
        ),
    ] = False,
    home: Home = _OFFICE,
    database: Database = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            parser=path_of("--out", "file"),
            metavar="PATH",
            help="Berkas hasil; tanpa ini PROCESS.zip. "
            "The file to write; PROCESS.zip without it.",
        ),
    ] = None,
    lang: Lang = None,
) -> None:
    """Buat berkas bukti. Make the bundle of a process."""
    from api.bundles import export_bundle  # noqa: PLC0415

    raise typer.Exit(
        export_bundle(process, home, database, out, for_audit=for_audit, wanted=lang)
    )


@receipt.command("verify")
def verify_receipt(
    file: Annotated[
        Path,
        typer.Argument(
            parser=path_of("FILE", "file"),
            metavar="FILE",
            help="Tanda terima (JSON). The receipt (JSON).",
        ),
    ],
    *,
    key: Annotated[
        str,
        typer.Option(
            "--key",
            metavar="NAME+ID+KEY",
            help="Kunci umum kantor, dari sumber lain. The office's public key, from elsewhere.",
        ),
    ],
    lang: Lang = None,
) -> None:
    """Periksa tanda terima tanpa peladen. Hold a receipt to the key, without any server."""
    from api.receipts import verify_receipt as verifying  # noqa: PLC0415

    raise typer.Exit(verifying(file, key, lang))


def _an_erratum(number: int | None) -> int | None:
    if number is not None:
        from rules.errata import ERRATA  # noqa: PLC0415  # keeps --help fast

        if number not in {one.number for one in ERRATA}:
            last = len(ERRATA)
            message = (
                f"expected an erratum of this release, which has {last}, found {number}"
            )
            raise typer.BadParameter(message)
    return number


@app.command()
def replay(  # noqa: PLR0913  # each an option
    bundle: Annotated[
        Path,
        typer.Argument(
            parser=path_of("BUNDLE", "file"),
            metavar="BUNDLE|FOLDER",
            help="Berkas bukti (.zip), atau folder: sebuah kantor, atau berkas-berkas bukti. "
            "A bundle (.zip), or a folder: an office's, or one of bundles.",
        ),
    ],
    *,
    facts: Annotated[
        bool, typer.Option("--facts", help="Hanya keputusan. Decisions alone.")
    ] = False,
    documents: Annotated[
        bool, typer.Option("--documents", help="Juga halaman. Pages and PDFs too.")
    ] = False,
    key: Annotated[
        list[str] | None,
        typer.Option(
            "--key",
            metavar="NAME+ID+KEY",
            help="Kunci log yang dipercaya, dari sumber lain; boleh lebih dari satu. "
            "A log's key that you trust, from elsewhere; may be given again.",
        ),
    ] = None,
    predecessor: Annotated[
        Path | None,
        typer.Option(
            "--predecessor",
            parser=path_of("--predecessor", "file"),
            metavar="BUNDLE",
            help="Berkas bukti proses sebelumnya: yang dibawa darinya dicocokkan. "
            "The bundle of the process before: what was carried over is held to it.",
        ),
    ] = None,
    rules: Annotated[
        str | None,
        typer.Option(
            "--rules",
            metavar="DAY|PACK",
            help="Putuskan di bawah hukum lain: hari, atau berkas pack. "
            "Decide under another law: that of a day, or a pack's file.",
        ),
    ] = None,
    erratum: Annotated[
        int | None,
        typer.Option(
            "--erratum",
            metavar="N",
            callback=_an_erratum,
            help="Putuskan seakan-akan ralat 1 sampai N berlaku sejak awal. "
            "Decide as if errata 1 to N had been in force from the start.",
        ),
    ] = None,
    scheme: Annotated[
        Path | None,
        typer.Option(
            "--scheme",
            parser=path_of("--scheme", "file"),
            metavar="FILE",
            help="Hitung hasil dengan tata cara lain (scheme.toml). "
            "Reckon results by another scheme (scheme.toml).",
        ),
    ] = None,
    database: Database = None,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs",
            metavar="N",
            min=1,
            help="Banyaknya proses sekaligus, untuk folder. At once, of a folder.",
        ),
    ] = 2,
    lang: Lang = None,
) -> None:
    """Putuskan ulang. Decide a bundle, or many, again: identical, or what differs."""
    from api.otherwise import Wanted, replay_otherwise  # noqa: PLC0415

    wanted = Wanted(rules, erratum, scheme)
    if predecessor is not None and (bundle.is_dir() or wanted.is_asked):
        message = "expected one bundle under its own rules, found a folder or others"
        raise typer.BadParameter(message, param_hint="--predecessor")
    if bundle.is_dir():
        from api.replaying_many import Many, replay_many  # noqa: PLC0415

        if documents:
            message = "expected one bundle, found a folder"
            raise typer.BadParameter(message, param_hint="--documents")
        keys = None if key is None else tuple(key)
        many = Many(bundle, database, facts, keys, wanted, lang, jobs)
        raise typer.Exit(replay_many(many))
    if wanted.is_asked:
        raise typer.Exit(replay_otherwise(bundle, wanted, lang))
    from api.replaying import replay_bundle  # noqa: PLC0415

    raise typer.Exit(
        replay_bundle(
            bundle,
            facts=facts,
            documents=documents,
            keys=key,
            predecessor=predecessor,
            wanted=lang,
        )
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
        folder(
            "--home",
            "Folder kantor yang harus ada. The folder of an office, to be there.",
            "SAKSAMA_HOME",
        ),
    ] = None,
    lang: Lang = None,
) -> None:
    """Periksa komputer ini. Say whether this machine has what is needed."""
    from api.doctor import examine  # noqa: PLC0415

    raise typer.Exit(examine(home, lang))


app.add_typer(schemes)


@examples.command()
def seal(
    package: Annotated[
        Path | None,
        typer.Argument(
            parser=path_of("PACKAGE_DIR", "folder"),
            metavar="[PACKAGE_DIR]",
            help="Folder berkas tender; tanpa ini semua contoh. "
            "The folder of a tender's files; every example without it.",
        ),
    ] = None,
) -> None:
    """Segel ulang penawaran contoh. Seal the bids of the examples afresh."""
    from api.sealing import seal_package  # noqa: PLC0415

    for one in [package] if package else EXAMPLES:
        code = seal_package(one)
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
