"""The words of the command line, in Indonesian and in English: a module a family.

`tests/architecture/test_words.py` holds the tables to the registries of commands, of
offices and of stages.
"""
