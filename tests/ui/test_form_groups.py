"""Long forms: their heads stand over questions that exist, and what is missing is listed and led to."""

from PySide6.QtWidgets import QMenu

from centre_app.forms.heads import HEADS, LONG, heads_of
from centre_app.records import BY_TABLE, PersonName
from ui.form_sheet import FormSheet
from ui.record_form import RecordForm
from ui.what_is_missing import WhatIsMissing


def test_every_head_stands_over_a_question_of_its_form():
    for table, heads in HEADS.items():
        assert set(heads) <= set(BY_TABLE[table].questions), table


def test_a_short_form_has_no_heads():
    assert heads_of("referrals", LONG - 1) == {}
    assert heads_of("referrals", LONG)


def test_what_is_missing_is_listed_and_leads_to_its_question(qtbot, bare_session):
    sheet = FormSheet(bare_session, name="sheet")
    qtbot.addWidget(sheet)
    form = RecordForm(PersonName, bare_session, parent=sheet)
    sheet.body.addWidget(form.line("family", "given"))
    sheet.watch(form)
    form.show_record(PersonName(family="Sangaré"))
    button = WhatIsMissing(bare_session.language, lambda: sheet)
    sheet.body.addWidget(button)
    sheet.show()
    button.click()
    menu = button.findChild(QMenu, "missing_menu")
    (line,) = menu.actions()
    assert line.text() == "Prénom"
    sheet.activateWindow()
    menu.close()
    line.trigger()
    qtbot.waitUntil(lambda: sheet.isActiveWindow() and form.editor("given").field.hasFocus())
    form.show_record(PersonName(family="Sangaré", given="Kadidia"))
    button.look_again()
    assert not button.isEnabled()
