"""The domain: the words of the trade, and what may happen to a tender. Pure."""
