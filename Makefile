# The targets of ./run, for hands that type make.
.PHONY: help setup demo test check format

help setup demo test check format:
	@./run $@
