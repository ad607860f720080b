"""The commands about a scheme: what it makes of bids, what it rests on, what holds of it.

They ask of a file or a package alone, and no process is opened for them. `api.cli` takes
them among its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from api.options import AsJson, Lang, folder, path_of

schemes: Final = typer.Typer(no_args_is_help=True)


@schemes.command()
def evaluate(
    file: Annotated[
        Path,
        typer.Argument(
            parser=path_of("FILE", "file"),
            metavar="FILE",
            help="Berkas JSON: tata cara dan penawaran. "
            "A JSON file: a scheme, and bids under it.",
        ),
    ],
    *,
    json: Annotated[
        bool, typer.Option("--json", help="Sebagai JSON. As JSON, figures exact.")
    ] = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Juga cara menghitungnya. How every figure came about, too.",
        ),
    ] = False,
    lang: Lang = None,
) -> None:
    """Putuskan urutan penawaran. Decide the order of bids, from one file alone."""
    from api.evaluating import evaluate_file  # noqa: PLC0415

    raise typer.Exit(evaluate_file(file, json=json, explained=explain, wanted=lang))


@schemes.command()
def simulate(  # noqa: PLR0913  # each an option
    path: Annotated[
        Path,
        typer.Argument(
            parser=path_of("PATH", "file"),
            metavar="FILE|PACKAGE_DIR",
            help="Berkas seperti untuk evaluate, atau folder berkas tender. "
            "A file as for evaluate, or the folder of a tender's files.",
        ),
    ],
    *,
    bids: Annotated[
        int | None,
        typer.Option(
            "--bids",
            metavar="N",
            help="Penawaran contoh sebanyak ini, sebagai ganti yang ada dalam berkas. "
            "So many drawn bids, in place of those of the file.",
        ),
    ] = None,
    seed: Annotated[
        str,
        typer.Option(
            "--seed",
            metavar="S",
            help="Benih: penawaran contoh yang sama bagi siapa pun. "
            "What bids are drawn from: the same for anyone.",
        ),
    ] = "1",
    svg: Annotated[
        Path | None,
        typer.Option(
            "--svg",
            parser=path_of("--svg", "file"),
            metavar="PATH",
            help="Juga gambar, ke berkas ini. A plot as well, to this file.",
        ),
    ] = None,
    json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Coba tata cara: seberapa kuat hasilnya. Try a scheme: what its result rests on."""
    from api.simulating import simulate_path  # noqa: PLC0415

    raise typer.Exit(
        simulate_path(path, count=bids, seed=seed, svg=svg, json=json, wanted=lang)
    )


@schemes.command()
def prove(
    path: Annotated[
        Path,
        typer.Argument(
            parser=path_of("PATH", "file"),
            metavar="FILE|PACKAGE_DIR",
            help="Berkas seperti untuk evaluate, atau folder berkas tender. "
            "A file as for evaluate, or the folder of a tender's files.",
        ),
    ],
    *,
    json: AsJson = False,
    out: Annotated[
        Path | None,
        folder(
            "--out",
            "Folder contoh sebaliknya, untuk evaluate. "
            "Folder for counterexamples, as files of evaluate.",
        ),
    ] = None,
    lang: Lang = None,
) -> None:
    """Buktikan tata cara evaluasi. Prove a scheme for all bids, or show bids against it."""
    from api.proving import prove_path  # noqa: PLC0415

    raise typer.Exit(prove_path(path, json=json, out=out, wanted=lang))


@schemes.command()
def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="Nama skema: evaluation. Which schema: evaluation."
        ),
    ],
) -> None:
    """Buat skema berkas. Make the JSON Schema of a file that people write."""
    from api.evaluating import print_schema  # noqa: PLC0415

    raise typer.Exit(print_schema(name))
