"""Says over every page that a sheet of paper is being typed, and ends it."""

from centre_app.language import N_
from centre_app.paper_sheets import Sheet
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.panel import Panel
from ui.kit.rows import Elided
from ui.pages.paper.typing import change, sheet_said
from ui.session import Session


class TypingBand(Panel):
    def __init__(self, session: Session, sheet: Sheet) -> None:
        super().__init__(ground=theme.ACCENT_TINT, line=None, radius=0, name="typing_band")
        said = sheet_said(session, sheet)
        end = buttons.button(session.say(N_("I have finished")), icons.TICK, name="typing_band.end", in_row=True)
        end.clicked.connect(lambda: change(session, None))
        line = layout.row(icons.label(icons.EDIT, icons.HEAD, theme.ACCENT_DARK), gap=10, margins=(16, 4, 16, 4))
        line.addWidget(Elided(said, theme.BODY, theme.MEDIUM, colour=theme.ACCENT_DARK, name="typing_band.said"), 1)
        line.addWidget(end)
        self.setLayout(line)
        self.setAccessibleName(said)
