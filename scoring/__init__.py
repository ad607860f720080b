"""How bids are compared. Pure."""
