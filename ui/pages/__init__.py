"""The pages by name, each imported when one first goes there: the unlock page does not pay for the beds."""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.page import Page
    from ui.session import Session


def _later(module: str, page: str) -> "Callable[[Session], Page]":
    """Return what makes a page, and imports it only then."""

    def make(session: "Session") -> "Page":
        made: Page = getattr(import_module(f"ui.pages.{module}"), page)(session)
        return made

    return make


PAGES: "Mapping[str, Callable[[Session], Page]]" = MappingProxyType(
    {
        "today": _later("today", "TodayPage"),
        "residents": _later("residents", "ResidentsPage"),
        "arrival": _later("arrival", "ArrivalPage"),
        "emergency": _later("emergency", "EmergencyPage"),
        "case": _later("case", "CasePage"),
        "twins": _later("twins", "TwinsPage"),
        "birth": _later("birth", "BirthPage"),
        "exit": _later("exit", "ExitPage"),
        "beds": _later("beds", "BedsPage"),
        "night": _later("night", "NightPage"),
        "night_month": _later("night.month", "NightMonthPage"),
        "meals": _later("meals", "MealsPage"),
        "groups": _later("groups", "GroupsPage"),
        "activities": _later("activities", "ActivitiesPage"),
        "stock": _later("stock", "StockPage"),
        "stock_thing": _later("stock", "ThingPage"),
        "kits": _later("stock", "KitsPage"),
        "place_requests": _later("place_requests", "PlaceRequestsPage"),
        "plan": _later("plan", "PlanPage"),
        "export": _later("export", "ExportPage"),
        "receive": _later("receive", "ReceivePage"),
        "corrections": _later("corrections", "CorrectionsPage"),
        "enrolment": _later("enrolment", "EnrolmentPage"),
        "answer_recovery": _later("recovery.answering", "AnswerPage"),
        "reports": _later("reports", "ReportsPage"),
        "report": _later("report", "ReportPage"),
        "report_abuse": _later("report", "AbusePage"),
        "abuse_reports": _later("abuse_reports", "AbuseReportsPage"),
        "import_register": _later("import_register", "ImportRegisterPage"),
        "case_data": _later("case_data", "CaseDataPage"),
        "staged_lines": _later("case_data", "StagedLinesPage"),
        "people": _later("people", "PeoplePage"),
        "trace": _later("trace", "TracePage"),
        "backups": _later("backups.page", "BackupsPage"),
        "after_damage": _later("damage.page", "AfterDamagePage"),
        "my_passphrase": _later("people", "OwnPassphrasePage"),
        "settings": _later("settings", "SettingsPage"),
        "paper": _later("paper", "PaperPage"),
    }
)
