"""Fingerprints: the same for the same, whatever the order of the keys."""

import hashlib

from centre_app.fingerprints import fingerprint


def test_the_order_of_keys_does_not_matter_and_everything_else_does():
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert len({fingerprint(told) for told in ([1, 2], [2, 1], ["1", 2], {"a": [1, 2]}, None, "")}) == 6
    assert fingerprint("é", letters=12) == hashlib.sha256(b'"\\u00e9"').hexdigest()[:12]
