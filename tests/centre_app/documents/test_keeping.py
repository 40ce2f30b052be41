"""Writing a document: whole or not at all, and no half of one stays unknown, for it lies there in the clear."""

import errno
from pathlib import Path

import pytest

from centre_app.documents.keeping import keep_pdf
from centre_app.language import Language
from centre_app.problems import CannotWriteThere, HalfLeftThere
from db import files


def failing(*_args, **_more):
    raise OSError(errno.EROFS, "made to fail")


@pytest.mark.parametrize("lets_go", [True, False])
def test_a_half_of_which_the_stick_does_not_let_go_is_told_of_and_goes_the_next_time(tmp_path, monkeypatch, lets_go):
    with monkeypatch.context() as patch:
        patch.setattr(files.os, "replace", failing)
        if not lets_go:
            patch.setattr(Path, "unlink", failing)
        with pytest.raises(CannotWriteThere) as told:
            keep_pdf(tmp_path / "plan", b"%PDF")
    english = Language.of("en")
    assert (HalfLeftThere.message in told.value.said_in(english)) is not lets_go
    assert (HalfLeftThere.advice in told.value.told_in(english)[1]) is not lets_go
    assert len(list(tmp_path.iterdir())) == (0 if lets_go else 1)
    (tmp_path / ".theirs.tmp").touch()
    keep_pdf(tmp_path / "another", b"%PDF")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".theirs.tmp", "another.pdf"]
