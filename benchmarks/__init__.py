"""Figures, each beside its floor: `./run bench`, or `python -m benchmarks.NAME`."""
