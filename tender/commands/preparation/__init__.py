"""Before the announcement: who, what, for how much, for whom, by when."""
