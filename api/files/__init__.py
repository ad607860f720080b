"""Files that people hand in, and the law: the only readers of either.

Whatever is wrong with a file ends in one `FileFault` that names the file, the
line, the field, what was expected and what was found; nothing else is raised.
"""
