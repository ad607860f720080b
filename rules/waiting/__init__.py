"""What each stage of a tender waits for. `rules.due` asks the one that it is at."""
