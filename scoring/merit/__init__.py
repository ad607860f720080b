"""Sistem nilai: points of elements, points of a price, one ranking. Pure."""
