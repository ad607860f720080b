"""Time and order: Prefect asks, the ledger decides."""
