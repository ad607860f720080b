"""Where the example tenders are: beside the packages, in the checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).parents[1] / "examples"

EXAMPLES: Final = (_ROOT / "cleaning-2027", _ROOT / "security-2027")
"""The packages that `saksama demo` runs, in order."""
