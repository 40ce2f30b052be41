"""What a reception centre knows and does. No window and no SQL in here."""

VERSION = "0.1.0"  # as in pyproject.toml: a test holds the two together
