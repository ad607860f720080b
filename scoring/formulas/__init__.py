"""Formulas that a scheme names: one function, one version, one page each. Pure."""
