"""An open register on screen: the session, the frame with its places, and what the frame says of the house.

The frame itself (`main_window`) knows no register; this is where the two meet.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal

from centre_app import endings, letterbox, program_reports
from centre_app.areas import AUDIT
from centre_app.backups import standing as backups_standing
from centre_app.casework import clock
from centre_app.choices import choices
from centre_app.corrections import applying, standing
from centre_app.damage import SET_ASIDE
from centre_app.endings import CutOff
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import Bed, Bundle, CaseFile, DataExport, Item, StaffMember, TalkGroup, TypedSheet
from centre_app.register import Register
from ui import icons, theme
from ui.backup_keeper import keep_backups
from ui.disk_watch import saved_said, warning_of, watch
from ui.ended_line import EndedLine
from ui.found_line import FoundLine
from ui.kept_line import KeptLine
from ui.kit.rail import Place
from ui.main_window import Frame, MainWindow
from ui.page import Destination, Page
from ui.pages import PAGES
from ui.pages.backups import words
from ui.put_back_line import PutBackLine
from ui.session import Session
from ui.typing_band import TypingBand

FILES = "residents"

AT_A_CENTRE = (
    ("today", icons.HOME, N_("Today")),
    (FILES, icons.RESIDENTS, N_("Residents")),
    ("beds", icons.BED, N_("Beds")),
    ("night", icons.NIGHT, N_("Roll call")),
    ("groups", icons.PSYCHOSOCIAL, N_("Groups")),
    ("stock", icons.STOCK, N_("Stock room")),
    ("paper", icons.EDIT, N_("Sheets on paper")),
    ("report", icons.INCIDENT, N_("Report")),
    ("reports", icons.REPORTS, N_("Reports")),
    ("export", icons.EXPORT, N_("Month’s export")),
    ("corrections", icons.COMPARE, N_("To decide")),
    ("after_damage", icons.FAULT, N_("After a damage")),
    ("people", icons.TEAM, N_("The team")),
    ("trace", icons.HISTORY, N_("The journal")),
    ("backups", icons.ARCHIVE, N_("Backups")),
    ("settings", icons.SETTINGS, N_("Administration")),
)
AT_HEADQUARTERS = (
    ("receive", icons.RECEIVE, N_("Month’s arrivals")),
    ("corrections", icons.COMPARE, N_("Corrections")),
    ("after_damage", icons.FAULT, N_("After a damage")),
    (FILES, icons.RESIDENTS, N_("Residents")),
    ("reports", icons.REPORTS, N_("Reports")),
    ("abuse_reports", icons.PROTECTION, N_("Reports of abuse")),
    ("people", icons.TEAM, N_("The team")),
    ("trace", icons.HISTORY, N_("The journal")),
    ("backups", icons.ARCHIVE, N_("Backups")),
    ("settings", icons.SETTINGS, N_("Administration")),
)


@runtime_checkable
class Counts(Protocol):
    """A page that tells how much there is to do when it was worked out."""

    counted: Signal


def open_house(session: Session, *, at: str = "", cut: CutOff | None = None) -> MainWindow:
    """Return the frame of an open register, at one of its pages; the session belongs to the frame.

    `cut` says that the program was cut off last time.
    """
    _apply_corrections(session.register)
    _file_reports(session.register)
    shown = frame_of(session)
    first = {shown.home: lambda given: _first_page(given, frame, shown.home, cut)}
    frame = MainWindow(session, shown, {**PAGES, "export": _export_page, **first})
    session.setParent(frame)
    if session.sheet is not None:
        frame.put_band(TypingBand(session, session.sheet))
    _show_agent(frame, session)
    _show_state(frame, session)
    session.changed.connect(lambda: _show_state(frame, session))
    session.changed.connect(lambda: endings.note_saved(session.register))
    watch(session, frame, lambda: _show_state(frame, session))
    frame.bar.acted.connect(lambda: _state_the_time(session, frame))
    session.changed.connect(lambda: frame.rail.show_house(_house_in_a_line(session)))
    frame.go_to(Destination(page=at or shown.home))
    keep_backups(session, frame)
    return frame


def _first_page(session: Session, frame: MainWindow, home: str, cut: CutOff | None) -> Page:
    """Return the page that people land on: it says how the program ended last time, and what this person typed and has

    not saved; and it counts what is to do.
    """
    page = PAGES[home](session)
    KeptLine(session, page)
    PutBackLine(session, page)
    if _was_damaged(session.register):
        FoundLine(session, page)
    EndedLine(session, page, cut)
    if isinstance(page, Counts):
        page.counted.connect(lambda count: _show_count(frame, session, home, count))
    return page


def _export_page(session: Session) -> Page:
    """Return the page of the month's export: headquarters asks about the next one of a register that was put back."""
    page = PAGES["export"](session)
    PutBackLine(session, page, of_export=True)
    return page


def _show_count(frame: MainWindow, session: Session, place: str, count: int) -> None:
    """Say at the first page's place how much is late or for today."""
    spoken = session.language.say_n(N_("{n} thing to do"), N_("{n} things to do"), count) if count else ""
    frame.rail.show_badge(place, str(count or ""), spoken)


def frame_of(session: Session) -> Frame:
    """Return what the rail shows: whose register it is, and where one can go."""
    say, register = session.say, session.register
    all_places = AT_HEADQUARTERS if register.is_headquarters else AT_A_CENTRE
    places = [place for place in all_places if _is_for_her(register, place[0])]
    takes_in = register.rights.writes(CaseFile) and not register.is_headquarters
    return Frame(
        title=say(_title(register)),
        is_training=register.is_training,
        second=_house_in_a_line(session),
        code=register.code,
        places=[Place(key=key, icon=icon, text=say(text)) for key, icon, text in places],
        home=places[0][0],
        arrival="arrival" if takes_in else None,
        emergency="emergency" if takes_in else None,
    )


def _title(register: Register) -> str:
    if register.is_training:
        return N_("Training register")
    return N_("Headquarters’ register") if register.is_headquarters else N_("The centre’s register")


def _is_for_her(register: Register, place: str) -> bool:
    """Say whether her work leads to a place: the month's export and arrivals are for whoever sends and receives."""
    match place:
        case "export" | "receive":
            return register.rights.writes(Bundle)
        case "corrections":
            return register.rights.writes(Bundle) or bool(standing.to_decide(register))
        case "backups":
            return not register.is_training
        case "after_damage":
            return _was_damaged(register)
        case "today" | "residents" | "beds" | "night":
            return register.can_open(CaseFile)
        case "groups":
            return register.can_open(TalkGroup)
        case "stock":
            return register.can_open(Item)
        case "reports":
            return register.can_open(DataExport)
        case "paper":
            return register.rights.writes(TypedSheet)
        case "abuse_reports":
            return _reads_reports_of_abuse(register)
        case "people":
            return register.rights.writes(StaffMember) or register.rights.may_read(AUDIT)
        case "trace":
            return register.rights.may_read(AUDIT)
    return True


def _was_damaged(register: Register) -> bool:
    """Say whether files of this register were ever set aside."""
    return (register.folder / SET_ASIDE).is_dir()


def _reads_reports_of_abuse(register: Register) -> bool:
    from centre_app.exchange import abuse_reports  # late: age is loaded where it is needed

    return abuse_reports.can_read(register)


def _house_in_a_line(session: Session) -> str:
    centre = session.centre
    name = (centre.name or "") if centre else ""
    if session.register.is_headquarters:
        return name  # the beds that it knows are the centres'
    beds = [bed for bed in session.register.find(Bed) if bed.kind != "cot" and bed.out_of_service_from is None]
    if not beds:
        return name
    return f"{name} · {session.language.say_n(N_('{n} place'), N_('{n} places'), len(beds))}"


def _show_agent(frame: MainWindow, session: Session) -> None:
    """Say at the foot of the rail who is at work."""
    agent = session.agent
    if agent is not None:
        roles = choices("user_role").labels(agent.roles, session.language, agent.sex)
        frame.rail.show_agent(agent.name or "", " · ".join(roles))


def _show_state(frame: MainWindow, session: Session) -> None:
    """Say where the data is, and across the window what must not be overlooked."""
    agent = session.agent
    saved, is_well = saved_said(session)
    frame.status.show_state(
        saved,
        _where_the_copy_is(session),
        session.say(N_("At work: {name}"), name=agent.name) if agent else "",
        icon=icons.TICK if is_well else icons.LATE,
        colour=theme.ACCENT if is_well else theme.LATE,
    )
    offer = session.say(N_("State the right time")) if _may_state_the_time(session) else ""
    about_the_disk, urgent = warning_of(session)
    about_the_clock = list(_of_the_clock(session))
    said = " ".join(part for part in (*about_the_clock, about_the_disk) if part)
    frame.bar.tell(said, offer=offer, can_wait=not about_the_clock and not urgent)
    _show_letters(frame, session)
    _show_corrections(frame, session)
    _show_found(frame, session)


def _show_found(frame: MainWindow, session: Session) -> None:
    """Say at its place how many records wait that could be read out of a damaged file."""
    if not _was_damaged(session.register):
        return
    from centre_app.damage import findings  # late: most registers were never damaged

    with suppress(Problem):
        waiting = findings.waiting(session.register)
        spoken = session.language.say_n(N_("{n} to decide"), N_("{n} to decide"), waiting) if waiting else ""
        frame.rail.show_badge("after_damage", str(waiting or ""), spoken)


def _show_corrections(frame: MainWindow, session: Session) -> None:
    """Say at its place on how many corrections she must decide."""
    waiting = len(standing.to_decide(session.register))
    spoken = session.language.say_n(N_("{n} to decide"), N_("{n} to decide"), waiting) if waiting else ""
    frame.rail.show_badge("corrections", str(waiting or ""), spoken)


def _apply_corrections(register: Register) -> None:
    """Let what waited for somebody of these rights be corrected now; what cannot be written now waits on."""
    with suppress(Problem):
        applying.apply_waiting(register)


def _file_reports(register: Register) -> None:
    """Take into the register what somebody wants headquarters to know of the program's faults; else it waits on."""
    with suppress(Problem):
        program_reports.file_kept(register)


def _show_letters(frame: MainWindow, session: Session) -> None:
    """Say at its place how many letters wait for somebody who can file them."""
    if session.register.is_headquarters:
        return
    waiting = len(letterbox.to_file(session.register))
    spoken = session.language.say_n(N_("{n} letter to file"), N_("{n} letters to file"), waiting) if waiting else ""
    frame.rail.show_badge("report", str(waiting or ""), spoken)


def _where_the_copy_is(session: Session) -> str:
    """Say how old the last backup off the laptop is."""
    if session.register.is_training:
        return ""
    return words.off_laptop(backups_standing.standing(session.register), session.language)


def _may_state_the_time(session: Session) -> bool:
    return session.register.clock_is_suspect and clock.may_state(session.register)


def _state_the_time(session: Session, over: MainWindow) -> None:
    from ui.clock_dialog import state_the_time

    state_the_time(session, over=over)


def _of_the_clock(session: Session) -> Iterator[str]:
    if session.register.clock_is_suspect:
        said = session.language.moment(session.register.now)
        yield session.say(
            N_("The laptop’s clock seems wrong: {moment}. Work goes on, and lines are marked."), moment=said
        )
        if not clock.may_state(session.register):
            names = [name for one in clock.whom_to_ask(session.register) if (name := session.staff_name(one))]
            yield session.say(N_("Tell {names}."), names=session.language.list_of(names))
