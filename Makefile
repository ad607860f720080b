# The targets of ./run, for hands that type make.
.PHONY: help setup demo test check format serve

help setup demo test check format serve:
	@./run $@
