"""What leaves for the record: documents, signatures, open data."""
