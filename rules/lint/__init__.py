"""Lint: a tender held to the law before anything is announced, and nothing stored.

Breaches are refusals of the deciders themselves; risks are what no rule refuses and a
careful officer would still look at. Neither computes anything that binds.
"""
