# The targets of ./run, for hands that type make.
.PHONY: help setup demo test check bench format

help setup demo test check bench format:
	@./run $@
