"""What a reception centre knows and does. No window and no SQL in here."""
