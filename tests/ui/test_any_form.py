"""Forms over any record of any kind: what is shown comes back as it was, and nothing that is typed breaks the window.

Every kind of record is tried, each with few examples: the editors are the same everywhere.
"""

from dataclasses import fields
from types import SimpleNamespace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from centre_app.questions import OneOf, Record, Reference, SomeOf
from centre_app.records import RECORD_TYPES
from tests.answers import WORDS, records_of
from ui.record_form import RecordForm

SHORT = settings(
    max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], derandomize=True
)
# What people and pastes put into any box: days, sums and ages as they are written, right and wrong.
TYPED = WORDS | st.sampled_from(
    ["9/3/15", "090315", "mars 2015", "vers 2009", "14-15 ans", "31/02/2015", "99/99/9999", "0000", "1e9", "-3", "12,5,5",
     "120 000 F", "9" * 40, "٣", "²", "25:61", "14h30", "??", "+223 76 12 34 56", "0/0/0", "29 février 2023", " "]
)  # fmt: skip


def form_on_a_page(qtbot, record_type: type[Record], session: SimpleNamespace) -> tuple[RecordForm, QWidget]:
    page = QWidget()
    qtbot.addWidget(page)
    form = RecordForm(record_type, session, parent=page)
    for name in record_type.questions:
        form.line(name, may_be_missing=True).setParent(page)
    return form, page


def rightly_missing(record: Record) -> Record:
    """Return it with reasons only where there is no answer: another record is refused before it stands (V29)."""
    given_answers = {name for name in record.questions if getattr(record, name) not in (None, frozenset())}
    missing = {name: why for name, why in record.missing.items() if name not in given_answers}
    return type(record)(**{**{one.name: getattr(record, one.name) for one in fields(record)}, "missing": missing})


def test_a_record_that_is_shown_in_its_form_comes_back_unchanged(qtbot, bare_session):
    for record_type in RECORD_TYPES:
        comes_back(*form_on_a_page(qtbot, record_type, bare_session))


def comes_back(form: RecordForm, _page: QWidget) -> None:
    @SHORT
    @given(record=records_of(form.record_type).map(rightly_missing))
    def any_record_does(record):
        form.show_record(record)
        assert form.record() is record
        assert form.problems() == {}
        assert not form.has_changed

    any_record_does()


def test_whatever_is_typed_is_an_answer_or_is_said_to_be_none(qtbot, bare_session):
    """Through the boxes themselves: each text that is typed is taken up, or the line under it says why not."""
    for record_type in RECORD_TYPES:
        is_taken_or_told(*form_on_a_page(qtbot, record_type, bare_session))


def is_taken_or_told(form: RecordForm, page: QWidget) -> None:
    boxes = [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]
    form.show_record(form.record_type())

    @SHORT
    @given(typed=st.lists(TYPED, min_size=len(boxes), max_size=len(boxes)))
    def any_text_is(typed):
        for box, words in zip(boxes, typed, strict=True):
            types_into(box, words)
        given_back, told = form.record(), form.problems()
        for name, why in told.items():
            assert len(why) > 10
            assert getattr(given_back, name) is None
        form.show_findings([])
        for box in boxes:
            leaves(box)
        assert form.problems().keys() <= told.keys()
        form.show_record(given_back)
        assert form.record() is given_back

    any_text_is()


def types_into(box: QLineEdit | QPlainTextEdit, words: str) -> None:
    """Put words into a box as a paste does."""
    if isinstance(box, QPlainTextEdit):
        box.selectAll()
        box.insertPlainText(words)
        return
    box.selectAll()
    box.insert(words)
    box.textEdited.emit(box.text())


def leaves(box: QLineEdit | QPlainTextEdit) -> None:
    if hasattr(box, "left"):
        box.left.emit()


def test_an_answer_that_no_list_offers_any_more_stays(qtbot, bare_session):
    """A key of a newer or an older list, or of a record that is gone, is shown as it is and given back."""
    for record_type in RECORD_TYPES:
        kinds = {name: question.kind for name, question in record_type.questions.items()}
        gone = {name: frozenset({"gone"}) if isinstance(kind, SomeOf) else "gone"
                for name, kind in kinds.items() if isinstance(kind, OneOf | SomeOf | Reference)}  # fmt: skip
        form, _ = form_on_a_page(qtbot, record_type, bare_session)
        record = record_type(**gone)
        form.show_record(record)
        assert form.record() is record, record_type.__name__
