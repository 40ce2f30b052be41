"""The forms to print: each by its number, as often as it is wanted, or all of them as one folder."""

from functools import partial

from centre_app.forms import CHAPTERS, FORMS
from centre_app.forms.form import Form
from centre_app.language import N_
from ui import icons
from ui.form_printing import print_blank, print_folder
from ui.kit import buttons
from ui.kit.panel import Card, note
from ui.kit.pills import Segments
from ui.kit.rows import Row, RowList, group_head
from ui.session import Session

COPIES = (1, 5, 10, 30)
ICONS = (
    icons.ARRIVAL, icons.SIGN, icons.BED, icons.HEALTH, icons.PSYCHOSOCIAL, icons.SCHOOL, icons.PROTECTION, icons.FAMILY,
    icons.EXIT, icons.STOCK,
)  # fmt: skip  # of the chapters


class FormsCard(Card):
    def __init__(self, session: Session) -> None:
        say = session.say
        self._folder = buttons.button(say(N_("Print the whole folder")), icons.PRINT, name="print_folder", in_row=True)
        super().__init__(say(N_("Blank forms")), icons.DOCUMENTS, head_end=self._folder, name="forms")
        self._session = session
        self._folder.clicked.connect(lambda: print_folder(session, over=self))
        about = N_("For when the power is out: keep the folder ready. The questions bear the numbers of the screen.")
        self.add(note(say(about), wraps=True))
        numbers = {str(n): session.language.say_n(N_("{n} copy"), N_("{n} copies"), n) for n in COPIES}
        self._copies = Segments(numbers, name="copies")
        self._copies.setAccessibleName(say(N_("How many of each form")))
        self._copies.show_key(str(COPIES[0]))
        self.add(self._copies)
        for (first, title), icon in zip(CHAPTERS.items(), ICONS, strict=True):
            forms = [form for form in FORMS if form.number // 10 == first]
            if not forms:
                continue
            self.add(group_head(icon, say(title), str(len(forms))))
            rows = RowList(name=f"forms.{first}")
            rows.show_rows([self._row(form) for form in forms])
            self.add(rows)

    def _row(self, form: Form) -> Row:
        say = self._session.say
        title = say(N_("{number} · {title}"), number=form.number, title=say(form.title))
        go = buttons.button(say(N_("Print")), icons.PRINT, name=f"print_blank.{form.number}", in_row=True)
        go.setAccessibleName(say(N_("Print {form}"), form=title))
        go.clicked.connect(partial(self._print, form))
        return Row(title, action=go, strong=False, name=f"form.{form.number}")

    def _print(self, form: Form, _checked: bool = False) -> None:
        print_blank(self._session, form, over=self, copies=int(str(self._copies.key())))
