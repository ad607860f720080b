"""What a bidder or an auditor runs needs no server: only the base dependencies."""

import subprocess
import sys
from pathlib import Path

import grimp
import pytest

LIGHT_INSTALL = Path(__file__).with_name("light_install.py")

LIGHT = ("api.cli", "ledger", "rules", "scoring", "tender")

# Of these, what reads or writes a database.
SERVER = (
    "ledger.execute",
    "ledger.export",
    "ledger.feed",
    "ledger.fsck",
    "ledger.holdings",
    "ledger.memory",
    "ledger.migrations",
    "ledger.sequencer",
    "ledger.store",
)

# What proves a scheme asks z3, which is an extra of its own.
PROOF = ("scoring.proof",)

GRAPH = grimp.build_graph("api", "ledger", "rules", "scoring", "tender", cache_dir=None)


def modules_of(*places: str) -> set[str]:
    """Name the modules and packages of *places*, and all below them."""
    return {
        module
        for module in GRAPH.modules
        if any(f"{module}.".startswith(f"{place}.") for place in places)
    }


def light_install(*modules: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, LIGHT_INSTALL, *modules],
        check=False,
        capture_output=True,
        text=True,
    )


def test_the_light_modules_can_be_imported_in_a_light_install() -> None:
    modules = modules_of(*LIGHT) - modules_of(*SERVER, *PROOF)

    imported = light_install(*sorted(modules))

    assert imported.returncode == 0, imported.stderr


@pytest.mark.parametrize(
    "module", ["fastapi", "prefect", "sqlalchemy", "weasyprint", "z3"]
)
def test_a_light_install_has_no(module: str) -> None:
    imported = light_install(module)

    assert f"import of {module} halted" in imported.stderr


def test_replay_and_verification_do_not_lean_on_the_store() -> None:
    """An import inside a function is one too; only the command line has such to the server."""
    apart = modules_of(*LIGHT) - modules_of(*SERVER, "api.cli")

    chains = {
        GRAPH.find_shortest_chain(light, server)
        for light in apart
        for server in modules_of(*SERVER)
    }

    assert chains - {None} == set()


def test_nothing_that_binds_leans_on_a_proof() -> None:
    """Only the command line has an import to it, inside a function."""
    apart = modules_of(*LIGHT) - modules_of(*PROOF, "api.cli")

    chains = {
        GRAPH.find_shortest_chain(light, proof)
        for light in apart
        for proof in modules_of(*PROOF)
    }

    assert chains - {None} == set()
