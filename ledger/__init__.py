"""What was done: the append-only store, its log, seals and replay."""
