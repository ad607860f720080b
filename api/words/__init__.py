"""The words of the command line, in Indonesian and in English: a module a family.

Most are tables, which `tests/architecture/test_words.py` holds to the registries of
commands, of offices and of stages; `codes` and `affording` make lines of them.
"""
