"""Encrypted storage: databases, SQL and keys. It does not know what a resident is."""
