"""Keeps the answers of a roll call that is not saved yet, and brings them back to whoever gave them."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from centre_app import drafts
from centre_app.drafts import Draft, Kept, Spot
from centre_app.problems import Problem
from centre_app.records import PresenceNight
from ui.form_sheet import DRAFT_SECONDS
from ui.pages.night.marks import PRESENT
from ui.session import Session


class AnswerKeeper(QObject):
    """Every ten seconds, and when the page is left or locked. `kept_at` says when, None that it could not be kept."""

    kept_at = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._kept: Kept | None = None
        self._begun: dict[str, PresenceNight] = {}
        self.timer = QTimer(self, interval=DRAFT_SECONDS * 1000)

    def begin(self, nights: Mapping[str, PresenceNight]) -> None:
        """Take over what stands in the register, by stay: what is kept is measured by it."""
        self._begun = dict(nights)

    def keep(self, spot: Spot, answers: Mapping[str, str | None]) -> datetime | None:
        """Keep answers that differ from the register, by stay, and return when that was."""
        typed = tuple(self._draft(stay_id, key) for stay_id, key in answers.items() if stay_id in self._begun)
        if not typed:
            self.let_go()
            return None
        if self._kept is None or (typed, spot) != (self._kept.drafts, self._kept.spot):
            self._kept = drafts.keep(self._session.register, spot, typed, instead_of=self._kept)
        return self._kept.at

    def let_go(self) -> None:
        """Let go of what was kept: it is saved, or taken back."""
        self.timer.stop()
        if self._kept is not None:
            with suppress(Problem):  # what is left over is found out when drafts are read
                drafts.let_go(self._session.register, self._kept)
            self._kept = None

    def take_up(self, kept: Kept) -> dict[str, str | None]:
        """Return the answers that were kept, by stay."""
        self._kept = kept
        typed = (one.typed for one in kept.drafts)
        return {one.stay_id: _key(one) for one in typed if isinstance(one, PresenceNight)}

    def _draft(self, stay_id: str, key: str | None) -> Draft:
        begun = self._begun[stay_id]
        present = None if key is None else key == PRESENT
        typed = replace(begun, present=present, absence_type=None if key in (None, "", PRESENT) else key)
        return Draft(begun=begun, typed=typed, part=f"{PresenceNight.table}.{stay_id}")


def _key(night: PresenceNight) -> str | None:
    if night.present is None:
        return None
    return PRESENT if night.present else night.absence_type or ""
