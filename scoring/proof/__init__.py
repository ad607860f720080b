"""A scheme proved for all bids that it admits, and not only tried on some. Pure.

Of all the house only this room imports z3 (the extra `proof`). Nothing here binds: a
proof tells a committee what its scheme does before anybody bids.
"""
