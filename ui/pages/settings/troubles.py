"""When something goes wrong: every sentence that the program says then, to be searched, read beforehand and printed."""

from functools import partial

from centre_app.language import N_
from centre_app.troubles import TITLE
from ui import icons
from ui.kit import buttons, layout
from ui.pages.settings.part import Part
from ui.session import Session
from ui.troubles_list import TroublesList


class TroublesPart(Part):
    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("settings.troubles")
        self._print = buttons.button(self.say(N_("Print")), icons.PRINT, name="print_troubles", tip="Ctrl+P")
        self._print.clicked.connect(self.print_part)
        self._print.setEnabled(False)
        self._listed = TroublesList(self.language, head_end=self._print)
        self._listed.found.connect(self._print.setEnabled)
        layout.add(self.body, self._listed)
        layout.add(self.body, layout.STRETCH)

    def show_again(self) -> None:
        self._listed.read()

    def focus_search(self) -> None:
        self._listed.take_keyboard()

    def print_part(self) -> None:
        """Show the sheet to keep beside the laptop, of what is in sight."""
        from centre_app.documents.trouble_sheet import preview_troubles, print_troubles  # late: only who prints pays
        from ui.preview import preview

        register, language, shown = self.session.register, self.language, self._listed.in_sight()
        if not shown:
            return
        preview(
            self.session,
            title=self.say(TITLE),
            shown=preview_troubles(register, shown, language=language),
            final=partial(print_troubles, register, shown, language=language),
            file_name=f"{register.code}-sos.pdf",
            over=self,
        )
