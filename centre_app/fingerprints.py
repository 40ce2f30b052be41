"""Fingerprints of what the program wrote: by them two of a kind are known to be the same, wherever they lie."""

import hashlib
import json


def fingerprint(told: object, *, letters: int = 64) -> str:
    """Return the SHA-256 of something as JSON, its keys in order; as many letters of it as are wanted."""
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:letters]
