"""How far a result rests on the weights: exact intervals, and what trades for what. Pure."""
