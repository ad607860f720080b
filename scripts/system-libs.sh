#!/bin/sh
# Bring the three system libraries with which WeasyPrint draws PDFs (Pango and HarfBuzz).
# They are the only thing that Saksama takes from the machine and not from the lock.
# Without them everything works but PDFs: documents are then HTML.
# Usage: scripts/system-libs.sh [PYTHON]
set -eu

python=${1:-python3}
packages='libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0'

# The very names that WeasyPrint loads on Linux and macOS.
found() {
  "$python" - <<'PROBE'
import ctypes.util
import sys

LIBRARIES = (
    ("libpango-1.0.so.0", "pango-1.0", "libpango-1.0.dylib"),
    ("libpangoft2-1.0.so.0", "pangoft2-1.0", "libpangoft2-1.0.dylib"),
    ("libharfbuzz-subset.so.0", "harfbuzz-subset", "libharfbuzz-subset.dylib"),
)


def loads(name: str) -> bool:
    try:
        ctypes.CDLL(ctypes.util.find_library(name) or name)
    except OSError:
        return False
    return True


sys.exit(not all(any(map(loads, names)) for names in LIBRARIES))
PROBE
}

found && exit 0

if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" -eq 0 ]; then
    as_root='env'
  elif sudo -n true 2>/dev/null; then
    as_root='sudo'
  else
    as_root=''
  fi
  if [ -n "$as_root" ]; then
    echo "Installing the libraries that draw PDFs: $packages"
    # shellcheck disable=SC2086  # three words, not one
    if $as_root apt-get update -qq \
      && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null \
      && found; then
      exit 0
    fi
  fi
  line="sudo apt-get update && sudo apt-get install -y --no-install-recommends $packages"
elif command -v brew >/dev/null 2>&1; then
  line='brew install pango'
else
  line='install Pango 1.44 or later and HarfBuzz with the package manager of this system'
fi

echo "PDFs cannot be drawn yet; documents will be HTML. To change that:"
echo "  $line"
