"""The kit's components: what a person does with them, what a screen reader hears, and that nothing is cut at any size."""

import itertools

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from ui import icons, theme
from ui.choice_field import ChoiceField
from ui.kit import bed_tile, buttons, completeness, layout, stick
from ui.kit.avatar import initials_of
from ui.kit.bars import PartsBar, ProgressBar
from ui.kit.bed_room import RoomCard, RoomView
from ui.kit.bed_tile import BedView
from ui.kit.check_box import CheckBox
from ui.kit.chip import Chip
from ui.kit.facts import DatedLine, Facts
from ui.kit.fields import PickList, SearchField
from ui.kit.figure import Figure
from ui.kit.messages import EmptyState, Message, ResultBar, WindowBar
from ui.kit.panel import Card
from ui.kit.people import PersonTile
from ui.kit.person_head import MOST_ALERTS, PersonHead
from ui.kit.pills import ManyPills, Pills, Segments
from ui.kit.rail import AgentButton, Place, Rail
from ui.kit.rows import CheckLine, Elided, Row, RowList, group_head, who
from ui.kit.scroll import LAID_OUT_MS, Scroll
from ui.kit.section_list import Section, SectionList, _fitting
from ui.kit.shut import ShutSection
from ui.kit.steps import Steps, trail

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def show(qtbot):
    """Show a widget as a person would see it."""

    def shown(widget, width=600, height=200):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        widget.activateWindow()
        qtbot.waitExposed(widget)
        return widget

    return shown


class TestChoosing:
    """Pills, switches, lists, searches."""

    CHOICES = {"a": "Pas encore demandé", "b": "Elle ne sait pas", "c": "Elle refuse"}

    def test_a_click_on_the_chosen_pill_takes_the_choice_back(self, show, qtbot):
        pills = show(Pills(self.CHOICES, name="p"))
        told = []
        pills.chosen.connect(told.append)
        for _ in range(2):
            qtbot.mouseClick(pills.pill("b"), CLICK)
        assert told == ["b", None]

    def test_a_pill_is_chosen_by_the_space_bar(self, show, qtbot):
        pills = show(Pills(self.CHOICES, name="p"))
        qtbot.keyClick(pills.pill("c"), Qt.Key.Key_Space)
        assert pills.key() == "c"

    def test_showing_a_choice_makes_no_sound(self, show, qtbot):
        for widget in (Pills(self.CHOICES, name="p"), Segments(self.CHOICES, name="s")):
            with qtbot.assertNotEmitted(show(widget).chosen, wait=10):
                widget.show_key("a")
            assert widget.key() == "a"

    def test_several_pills_may_be_chosen(self, show, qtbot):
        pills = show(ManyPills(self.CHOICES, name="p"))
        qtbot.mouseClick(pills.pill("a"), CLICK)
        qtbot.mouseClick(pills.pill("c"), CLICK)
        assert pills.keys() == {"a", "c"}

    def test_a_switch_stays_chosen(self, show, qtbot):
        switch = show(Segments(self.CHOICES, name="s"))
        for _ in range(2):
            qtbot.mouseClick(switch.findChild(QWidget, "s.b"), CLICK)
        assert switch.key() == "b"

    def test_tab_stops_once_at_pills_and_arrows_go_about_in_them(self, show, qtbot):
        pills, after = Pills(self.CHOICES, name="p"), buttons.button("Après", name="after")
        whole = show(layout.boxed(layout.column(pills, after)))
        pills.pill("a").setFocus()
        qtbot.keyClick(whole.focusWidget(), Qt.Key.Key_Tab)
        assert whole.focusWidget() is after
        qtbot.keyClick(after, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyClick(whole.focusWidget(), Qt.Key.Key_Right)
        qtbot.keyClick(whole.focusWidget(), Qt.Key.Key_Return)
        assert pills.key() == "b"
        assert whole.focusWidget() is after
        qtbot.keyClick(after, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        assert whole.focusWidget() is pills.pill("b")

    def test_enter_passes_a_choice_that_nobody_went_to(self, show, qtbot):
        pills, after = Pills(self.CHOICES, name="p"), buttons.button("Après", name="after")
        whole = show(layout.boxed(layout.column(pills, after)))
        pills.pill("a").setFocus()
        qtbot.keyClick(whole.focusWidget(), Qt.Key.Key_Return)
        assert pills.key() is None
        assert whole.focusWidget() is after

    def test_enter_presses_the_button_that_has_the_keyboard(self, show, qtbot):
        button = show(buttons.button("Ouvrir", name="b"))
        button.setFocus()
        with qtbot.waitSignal(button.clicked):
            qtbot.keyClick(button, Qt.Key.Key_Return)

    def test_a_list_takes_no_more_room_than_the_choices_left(self, show, qtbot):
        field = show(ChoiceField([(str(n), f"Choix {n}") for n in range(20)], recent=[], name="f"))
        field.open_list("")
        popup = QApplication.activePopupWidget()
        before = popup.height()
        type_words(popup.search, "choix 17")
        assert popup.height() < before / 2
        popup.close()

    def test_the_wheel_leaves_a_list_alone(self, show):
        picked = show(PickList([(1, "Un"), (2, "Deux")], name="l"))
        picked.show_key(1)
        turn = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(picked, turn)
        assert picked.key() == 1
        assert not turn.isAccepted()

    def test_a_list_opens_with_all_its_lines_in_sight_and_the_chosen_one_marked(self, show):
        picked = show(PickList([(n, f"Choix {n}") for n in range(5)], name="l"))
        picked.show_key(3)
        picked.showPopup()
        QApplication.processEvents()
        rows = [picked.view().visualRect(picked.model().index(row, 0)) for row in range(5)]
        assert all(row.height() >= theme.size(30) for row in rows)
        assert rows[-1].bottom() <= picked.view().viewport().height()
        assert picked.view().currentIndex().row() == 3

    def test_what_was_chosen_last_comes_first_the_next_time(self, show, qtbot):
        recent: list[str] = []
        field = show(ChoiceField([(str(n), f"Choix {n}") for n in range(10)], recent=recent, name="f"))
        type_words(field, "choix 7")
        qtbot.keyClick(QApplication.activePopupWidget().search, Qt.Key.Key_Return)
        assert field.key() == "7"
        field.open_list("")
        assert QApplication.activePopupWidget().list.item(0).text() == "Choix 7"
        QApplication.activePopupWidget().close()

    def test_a_search_speaks_a_moment_after_the_last_key(self, show, qtbot):
        search = show(SearchField("Chercher un nom"))
        with qtbot.waitSignal(search.searched) as told:
            type_words(search, "sɛku ")
        assert told.args == ["sɛku"]

    def test_escape_empties_a_search(self, show, qtbot):
        search = show(SearchField("Chercher un nom"))
        type_words(search, "awa")
        qtbot.keyClick(search, Qt.Key.Key_Escape)
        assert search.text() == ""

    def test_a_box_is_ticked_by_its_words(self, show, qtbot):
        box = show(CheckBox("Les deux clés sont faites", name="b"))
        qtbot.mouseClick(box, CLICK, pos=QPoint(box.width() - 4, 10))
        assert box.isChecked()


class TestTelling:
    """Results, bars across the window, empty states, shut sections."""

    def test_a_good_end_goes_away_by_itself(self, show, qtbot):
        bar = show(ResultBar("Fermer"))
        bar.tell_done("C’est enregistré.", seconds=0.05)
        assert bar.isVisible()
        qtbot.waitUntil(lambda: not bar.isVisible())

    def test_a_problem_stays_until_it_is_closed(self, show, qtbot):
        bar = show(ResultBar("Fermer"))
        bar.tell_done("C’est fait.", seconds=0.05)
        bar.tell_problem("La clé est pleine.", "Prenez une autre clé.")
        qtbot.wait(120)
        assert bar.isVisible()
        assert bar.accessibleName() == "La clé est pleine. Prenez une autre clé."
        qtbot.mouseClick(bar.findChild(QWidget, "result.close"), CLICK)
        assert not bar.isVisible()

    def test_what_was_done_can_be_taken_back_while_it_is_said(self, show, qtbot):
        bar = show(ResultBar("Fermer"))
        bar.tell_done("Le dossier est archivé.", undo="Annuler")
        with qtbot.waitSignal(bar.taken_back):
            qtbot.mouseClick(bar.findChild(QWidget, "result.undo"), CLICK)
        assert not bar.isVisible()

    def test_the_bar_across_the_window_goes_with_its_sentence(self, show):
        bar = show(WindowBar())
        bar.tell("Le disque est plein.")
        assert bar.isVisible()
        bar.tell("")
        assert not bar.isVisible()

    def test_an_empty_state_offers_what_changes_it(self, show, qtbot):
        empty = show(EmptyState(icons.GOAL, "Aucune action.", "Ajouter une action", name="e"))
        with qtbot.waitSignal(empty.acted):
            qtbot.mouseClick(empty.findChild(QWidget, "e.act"), CLICK)

    def test_a_shut_section_says_for_whom_it_is_kept_and_can_be_asked_for(self, show, qtbot):
        shut = show(ShutSection("Psychosocial", "Réservé à la psychologue.", "Demander", name="s"))
        assert shut.accessibleName() == "Psychosocial. Réservé à la psychologue."
        with qtbot.waitSignal(shut.asked):
            qtbot.mouseClick(shut.findChild(QWidget, "s.ask"), CLICK)

    def test_the_stick_says_in_words_whether_it_may_go(self, show):
        card = show(stick.StickCard(), 312, 190)
        card.show_stick(stick.MAY_GO, "Vous pouvez retirer la clé", "Elle est prête.")
        assert card.accessibleName() == "Vous pouvez retirer la clé. Elle est prête."


class TestBeds:
    """Beds of a room by mouse and by keyboard."""

    def room_of(self, *beds: BedView | tuple[BedView, BedView]) -> RoomCard:
        places = [bed if isinstance(bed, tuple) else (bed, None) for bed in beds]
        return RoomCard(RoomView(room_id="r1", name="Chambre A", icon=icons.BED, count="1 sur 1", places=places))

    @pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
    def test_a_bed_is_chosen_by_the_keyboard(self, show, qtbot, key):
        room = show(self.room_of(BedView(bed_id="b1", label="A-01", who="F.K.", state=bed_tile.THERE)), 240, 120)
        with qtbot.waitSignal(room.chosen) as told:
            qtbot.keyClick(room, key)
        assert told.args == ["b1"]

    def test_a_screen_reader_hears_the_whole_bed_and_the_room(self):
        bed = BedView(
            bed_id="b1", label="A-06", who="S.B.", age="17", state=bed_tile.AWAY, state_text="Sortie", note="24/11"
        )
        assert self.room_of(bed).accessibleName() == "A-06 · S.B. · 17 · Sortie · 24/11 · Chambre A · 1 sur 1"

    @pytest.mark.parametrize(("age", "lines"), [("7 mois", 2), ("dix-neuf mois", 3)])
    def test_an_age_that_has_no_room_beside_the_name_stands_under_it(self, show, age, lines):
        bed = BedView(bed_id="b1", label="C-01b", who="Fatou", age=age, state=bed_tile.THERE, is_cot=True)
        assert len(rows_of_ink(self.picture(show, bed))) == lines

    def picture(self, show, bed: BedView) -> QImage:
        """Draw one bed alone, 104 wide."""
        drawn = QImage(104, 60, QImage.Format.Format_RGB32)
        drawn.fill(QColor(theme.CARD))
        painter = QPainter(drawn)
        bed_tile.draw_bed(painter, QRectF(0, 0, 104, 60), bed, bed_tile.look())
        painter.end()
        return drawn

    def test_a_free_bed_is_dashed_and_an_absent_one_amber(self, show):
        free = self.picture(show, BedView(bed_id="b", label="B-10", state=bed_tile.FREE, state_text="Libre"))
        away = self.picture(show, BedView(bed_id="c", label="A-06", who="S.B.", state=bed_tile.AWAY))
        assert away.pixelColor(50, 50).name() == theme.SOON_TINT
        assert free.pixelColor(50, 50).name() == theme.CARD


class TestSaying:
    """What a screen reader hears of what is only drawn."""

    def test_what_is_drawn_has_its_words(self):
        assert Chip("Accueillie", theme.DONE_TONE).accessibleName() == "Accueillie"
        assert PartsBar(1, 4, spoken="1 sur 4").accessibleName() == "1 sur 4"
        assert ProgressBar(0.6, spoken="18 sur 28").accessibleName() == "18 sur 28"
        spoken = completeness.Completeness(0.6, spoken="complet à 60 %")
        assert spoken.accessibleName() == "complet à 60 %"
        assert buttons.icon_button(icons.MORE, "Autres actions", name="more").accessibleName() == "Autres actions"

    def test_a_section_says_how_complete_it_is_or_for_whom_it_is_kept(self, show):
        sections = show(SectionList(), 220, 300)
        sections.show_sections(a_section_list())
        heard = [sections.findChild(QWidget, f"section.{key}").accessibleName() for key in ("health", "notes")]
        assert heard == ["Santé · complet à 60 %", "Psychosocial · Réservé à la psychologue"]

    def test_a_wizard_says_its_step(self, show):
        steps = show(Steps(["Vérifier", "Clé USB", "Chiffrer"]))
        steps.go_to(1)
        assert steps.accessibleName() == "2 / 3 : Clé USB"

    @pytest.mark.parametrize(
        ("name", "letters"), [("Awa Diarra", "AD"), ("O. Maïga", "OM"), ("Ɲeleba", "Ɲ"), ("", "?")]
    )
    def test_initials_are_those_of_the_first_and_the_last_word(self, name, letters):
        assert initials_of(name) == letters


def test_the_most_urgent_alerts_alone_stand_in_a_head(show):
    head = show(PersonHead(), 900, 110)
    chips = [Chip(f"Alerte {n}", theme.LATE_TONE) for n in range(5)]
    head.show_person(
        "Kadidia Sangaré", "KOR-26-0017", Chip("Accueillie", theme.DONE_TONE), [(icons.BED, "C-03")], chips
    )
    assert sum(chip.text.startswith("Alerte") for chip in head.findChildren(Chip)) == MOST_ALERTS


def test_a_scroll_fades_only_where_it_goes_on(show, qtbot):
    scroll = show(Scroll(layout.column(*(Card(f"Carte {n}").add(theme.plain_label("…")) for n in range(12)))), 300, 200)
    fade = scroll._fade
    qtbot.waitUntil(fade.isVisible)
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
    assert not fade.isVisible()


def test_a_ring_shows_where_the_keyboard_is(show, qtbot):
    button = show(buttons.button("Ouvrir", name="open"), 120, 34)
    qtbot.waitUntil(button.isActiveWindow)
    button.clearFocus()
    before = button.grab().toImage()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.grab().toImage() != before


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("text_size", ["normal", "large", "larger"])
def test_nothing_is_cut_at_any_size_of_window_or_letters(qapp, show, size, text_size):
    theme.dress(qapp, text_size=text_size)
    assert cut_widgets(show(a_gallery()), *size) == []
    theme.dress(qapp)


def test_for_whom_a_section_is_kept_ends_with_a_whole_word_where_there_is_no_room_for_all_of_them():
    metrics, room = QFontMetrics(theme.font(theme.CAPTION)), QRect(0, 0, theme.size(108), theme.size(32))
    assert _fitting("Réservé à la formation", metrics, room) == "Réservé à la formation"
    shown = _fitting("Réservé à la référente, à la psychologue, à la juriste et à la directrice", metrics, room)
    assert shown.endswith("…")
    assert metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), shown).height() <= room.height()


def a_section_list() -> list[Section]:
    return [
        Section(key="health", icon=icons.HEALTH, title="Santé", share=0.6, spoken="complet à 60 %"),
        Section(
            key="notes",
            icon=icons.PSYCHOSOCIAL,
            title="Psychosocial",
            share="shut",
            kept_for="Réservé à la psychologue",
        ),
        Section(key="history", icon=icons.HISTORY, title="Historique"),
    ]


def test_the_section_one_is_in_is_brought_into_sight_and_one_that_can_be_read_stays_where_it_is(qtbot, show):
    sections = SectionList()
    sections.show_sections([Section(key=str(n), icon=icons.PERSON, title=f"Section {n}") for n in range(19)])
    scroll = show(Scroll(layout.column(sections, gap=0)), 220, 300)
    bar = scroll.verticalScrollBar()
    for key, moves in (("2", False), ("17", True), ("16", False)):
        before = bar.value()
        scroll.reveal_cut(sections.choose(key))
        qtbot.wait(2 * LAID_OUT_MS)
        assert (bar.value() != before) is moves, key
    assert sections.choose("gone") is None


def test_of_somebodys_roles_the_rail_says_the_first_and_how_many_more(qapp):
    agent = AgentButton("who")
    agent.show_agent("Moussa Touré", "Référent · Éducateur / animateur")
    assert agent.findChildren(Elided)[1].text() == "Référent +1"
    assert agent.accessibleName() == "Moussa Touré · Référent · Éducateur / animateur"
    agent.show_agent("Awa Diarra", "Directrice")
    assert agent.findChildren(Elided)[1].text() == "Directrice"


def a_gallery() -> QWidget:
    """Every component once, in two columns that scroll."""
    facts = Facts()
    facts.show_facts([("Prochain rendez-vous", "02/12/2026, 9 h 00"), ("Allergie", "Pénicilline")])
    sections = SectionList()
    sections.show_sections(a_section_list())
    figure = Figure(icons.RESIDENTS, name="figure")
    figure.show_figure("27 / 30", "présentes", "2 en permission · 1 à l’hôpital", share=0.9)
    card = stick.StickCard()
    card.show_stick(stick.STAYS, "Ne retirez pas la clé", "La relecture n’est pas finie.")
    rows = RowList()
    rows.show_rows([
        CheckLine("done", "La clé répond et a de la place", "14,2 Go libres"),
        Row("Avis au juge des enfants", "Kadidia Sangaré", columns=[(who("Awa Diarra"), 140)],
            action=buttons.button("Ouvrir", name="open", in_row=True)),
    ])  # fmt: skip
    mother = BedView(bed_id="1", label="C-01", who="A.T.", age="16", state=bed_tile.NOT_CHECKED)
    baby = BedView(bed_id="2", label="C-01b", who="Moussa", age="3 mois", state=bed_tile.NOT_CHECKED, is_cot=True)
    pair = RoomCard(RoomView(room_id="c", name="Chambre C", icon=icons.BABY, places=[(mother, baby)]))
    pills = Pills({"a": "Pas encore demandé", "b": "Elle ne sait pas", "c": "Elle refuse", "d": "Sans objet"}, name="p")
    left = layout.column(
        figure, Card("Santé", icons.HEALTH, head_end=Chip("À jour", theme.DONE_TONE)).add(facts), sections, pills,
        Segments({"d": "Date exacte", "m": "Mois", "y": "Année", "a": "Âge déclaré"}, name="s"), pair, layout.STRETCH,
    )  # fmt: skip
    right = layout.column(
        Steps(["Vérifier", "Clé USB", "Chiffrer"]), trail(["Brouillon", "Proposé", "Accepté"], 0), card,
        Card("Liste").add(group_head(icons.LATE, "En retard", "2", tone=theme.LATE_TONE), rows),
        DatedLine(icons.GOAL, "Revue du projet", "Mercredi 25/11", theme.NEUTRAL_TONE, icons.CALENDAR),
        Message("Vous pouvez travailler dans une autre page : la relecture continue sans vous."),
        ShutSection("Psychosocial", "Réservé à la psychologue et à la direction.", "Demander", name="shut"),
        PersonTile("awa", "Awa Diarra", "référente"), layout.STRETCH,
    )  # fmt: skip
    two = layout.row(gap=16, margins=(16, 16, 16, 16))
    two.addLayout(left, 1)
    two.addLayout(right, 1)
    page = QWidget()
    page.setLayout(layout.column(Scroll(layout.boxed(two))))
    return page


def rows_of_ink(picture: QImage) -> list[int]:
    """Return where the lines of words at the left end of a tile begin, from the top."""
    dark = [
        any(picture.pixelColor(x, y).lightness() < 150 for x in range(8, 40)) for y in range(3, picture.height() - 3)
    ]
    return [y for y, (before, here) in enumerate(zip([False, *dark], dark, strict=False)) if here and not before]


def test_the_many_words_that_describe_somebody_leave_the_head_its_width(show):
    head = PersonHead()
    described = "Fille d’environ 12–14 ans, arrivée le 21/11 à 23:40, une cicatrice à la main gauche, un pagne bleu"
    head.show_person(described, "SEG-26-0012", Chip("Admise", theme.DONE_TONE), [])
    narrow, called = show(head, 700, 110), head.findChild(Elided, "person_name")
    assert narrow.minimumSizeHint().width() < 700
    assert called.accessibleName() == described
    assert called.geometry().right() < 700


def test_a_rail_of_many_places_keeps_its_head_and_who_is_at_work_whole(show):
    """Sixteen places are more than a low window holds at their full height: they move together, nothing else does."""
    places = [Place(key=str(number), icon=icons.HOME, text="Compte rendu") for number in range(16)]
    for is_folded, size in ((False, (208, 700)), (True, (56, 580))):
        rail = show(Rail("Registre du centre", "Ségou · 30 places", "SEG", places, "Verrouiller"))
        rail.show_agent("Awa Diarra", "Directrice")
        rail.fold(is_folded)
        rail.resize(*size)
        QApplication.processEvents()
        assert rail.findChild(AgentButton).height() >= rail.findChild(AgentButton).sizeHint().height()
        parts = [part for part in rail.findChildren(QWidget) if part.isVisibleTo(rail) and part.parent() is rail]
        bottoms = [part.geometry().bottom() for part in sorted(parts, key=lambda part: part.y())]
        assert max(bottoms) <= size[1], is_folded
        for above, below in itertools.pairwise(sorted(parts, key=lambda part: part.y())):
            assert above.geometry().bottom() < below.y(), is_folded
