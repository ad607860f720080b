"""What a figure was measured on: processor, disk, Python, and who else was at work."""

from __future__ import annotations

import os
import platform
import tempfile
from pathlib import Path
from typing import Final

_PROCESSOR: Final = Path("/proc/cpuinfo")
_MOUNTS: Final = Path("/proc/mounts")


def machine() -> str:
    """Return the machine in a line; the disk is the one that `TMPDIR` is on."""
    return (
        f"Machine: {os.cpu_count()} x {_processor()}; "
        f"disk {_disk(Path(tempfile.gettempdir()).resolve())}; "
        f"{platform.python_implementation()}-{platform.python_version()}, "
        f"{platform.system()} {platform.release()}; "
        f"load {os.getloadavg()[0]:.1f} at the start"
    )


def _processor() -> str:
    if _PROCESSOR.exists():
        for line in _PROCESSOR.read_text().splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def _disk(folder: Path) -> str:
    """Name the device and the file system that *folder* is on: the longest mount."""
    lines = _MOUNTS.read_text().splitlines() if _MOUNTS.exists() else []
    above = [m for m in map(str.split, lines) if folder.is_relative_to(m[1])]
    if not above:  # a changed root shows no mount of its own
        return f"of {folder}"
    device, _, kind = max(above, key=lambda mount: len(mount[1]))[:3]
    return f"{device} ({kind})"
