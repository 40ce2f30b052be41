"""An educator's day in a house of thirty, step by step, in the words of what happens, whatever language the program speaks."""

from datetime import timedelta
from pathlib import Path

from tests.journeys.by_keyboard import Typed, Typist
from tests.journeys.hands import Effort
from tests.makers import TODAY

PHONE, MONEY = "Tecno noir, sans carte", "Un billet de 5 000"
WHERE_SHE_GOES = "Chez sa tante à Pélengana"
HEADING, NOTE = "Coupure de jeudi", "Elle a aidé à porter l’eau pour toute la maison."
WRITTEN_ON = TODAY - timedelta(days=2)


def opens_the_file(she: Typist, name: str) -> None:
    she.click("rail.residents")
    she.press("Ctrl+F")
    she.writes(name)
    she.press("Down", "Return")
    she.sees_part("section.summary")


# --- what she gives ------------------------------------------------------------------------------------------------


def hands_out_soap(she: Typist, soap: str, *, people: int) -> None:
    """To everybody who is there, each against her thumb."""
    she.click("rail.stock")
    she.sees_part("items")
    she.keeps_a_picture("stock-room")
    she.click("hand_out")
    she.fills_in("distributions", [("item_id", soap)])
    she.picks("ticks.whom", she.say("Those who are there"))
    she.keeps_a_picture("who-gets-it")
    she.click("thumb_all")
    she.keeps_a_picture("all-by-thumb")
    she.saves("distributions.dialog")
    she.sees(she.language.say_n("Handed out to {n} person.", "Handed out to {n} people.", people))
    she.keeps_a_picture("handed-out")


def gives_the_entry_kit(she: Typist) -> None:
    she.goes_to("housing")
    she.keeps_a_picture("housing")
    she.click("given.kit.entry")
    she.fills_in("distributions", [("receipt_mode", "thumbprint")])
    she.keeps_a_picture("entry-kit")
    she.saves("distributions.dialog")
    she.sees_no(she.say("Nothing was given to her yet."))


def takes_in_her_things(she: Typist, into: Path) -> None:
    """Two things on one list, confirmed once; the receipt is seen, and kept as a PDF."""
    she.click("hand_in")
    first = [("kind", "phone"), ("description", PHONE), ("deposit_mode", "thumbprint"), ("kept_where", "Armoire")]
    she.fills_in("belongings", first)
    she.presses("one_more_thing")
    she.fills_in("belongings", [("kind", "money"), ("description", MONEY), ("value_fcfa", "5000")])
    she.keeps_a_picture("hands-in")
    she.saves("belongings.dialog")
    she.sees(PHONE)
    she.click("print_deposit")
    she.sees_part("save_pdf")
    she.keeps_a_picture("receipt")
    she.click("save_pdf")
    she.chooses_file(into)
    she.sees(she.say("The PDF is written."))
    she.click("close_preview")


def reads_the_rules_with_her(she: Typist) -> None:
    she.click("accept_rules")
    she.fills_in("stays", [("rules_mode", "thumbprint")])
    she.keeps_a_picture("rules")
    she.saves("stays.dialog")
    she.sees(she.say("Up to date"))
    she.keeps_a_picture("kit-things-and-rules")


# --- the beds ------------------------------------------------------------------------------------------------------


def goes_to_the_bed_of(she: Typist, asked: str) -> None:
    she.press("Ctrl+F")
    she.writes(asked)
    she.press("Return")


def moves_somebody(she: Typist, name: str, bed: str) -> None:
    goes_to_the_bed_of(she, name)
    she.press("Return")
    she.sees(she.say("Choose the bed to go to, or press Esc."))
    she.keeps_a_picture("where-to")
    goes_to_the_bed_of(she, bed)
    she.press("Return")
    she.sees(she.say("The bed is given."))
    she.keeps_a_picture("moved")


def exchanges_two(she: Typist, one: str, other: str) -> None:
    goes_to_the_bed_of(she, one)
    she.press("Return")
    goes_to_the_bed_of(she, other)
    she.press("Return")
    she.sees(she.say("The two beds are exchanged."))
    she.keeps_a_picture("exchanged")


# --- a group -------------------------------------------------------------------------------------------------------


def holds_a_session(she: Typist, people: int) -> Effort:
    """All of the group came but one, and three from outside. Return what it cost to say who came, and to save."""
    she.click("rail.groups")
    she.sees_part("held")
    she.keeps_a_picture("groups")
    she.tabs_to("add_held")
    before = she.effort.copy()
    she.press("Space")
    she.sees_part("marks.table")
    she.press(*["Space"] * (people - 1), *["Right"] * 3, "Space")
    she.keeps_a_picture("who-came")
    cost = she.effort.since(before)
    she.fills_in("group_sessions", [("visitors", "3")])
    before = she.effort.copy()
    she.saves("group_sessions.dialog")
    she.keeps_a_picture("session-held")
    saving = she.effort.since(before)
    return Effort(cost.keys + saving.keys, cost.clicks + saving.clicks)


# --- somebody goes out ---------------------------------------------------------------------------------------------


def lets_her_go_out(she: Typist) -> None:
    if she.counts("at_once.leave"):
        she.click("at_once.leave")
    else:
        she.click("moves")
        she.choose_in_menu(she.say("Going on leave"))
    back = f"{TODAY + timedelta(days=2):%d/%m/%Y}"
    she.fills_in(
        "leaves", [("absence_type", "family_visit"), ("expected_back_on", Typed(back, None)), ("place", WHERE_SHE_GOES)]
    )
    she.keeps_a_picture("leave")
    she.saves("leaves.dialog")
    she.sees(she.say("She is on leave. Her bed is kept."))
    she.keeps_a_picture("on-leave")


def prints_her_slip(she: Typist, into: Path) -> None:
    she.click("moves")
    she.keeps_a_picture("other-acts")
    she.choose_in_menu(she.say("Slip for going out, by name"))
    she.sees_part("save_pdf")
    she.keeps_a_picture("slip")
    she.click("save_pdf")
    she.chooses_file(into)
    she.sees(she.say("The PDF is written."))
    she.click("close_preview")


# --- a sheet of paper ----------------------------------------------------------------------------------------------


def types_a_sheet(she: Typist, name: str) -> None:
    """It was written by hand two days ago, when the power was out."""
    she.click("rail.paper")
    she.fills_in("typed_sheets", [("written_on", Typed(f"{WRITTEN_ON:%d/%m/%Y}", None))])
    she.keeps_a_picture("paper")
    she.click("begin_typing")
    she.sees_part("typing_band")
    she.keeps_a_picture("typing")
    opens_the_file(she, name)
    she.goes_to("notes")
    she.click("notes.empty.act")
    she.fills_in("case_notes", [("heading", HEADING), ("text", NOTE)])
    she.keeps_a_picture("note")
    she.saves("case_notes.dialog")
    she.sees(HEADING)
    she.goes_to("history")
    on_paper = she.say("written on paper on {day}", day=WRITTEN_ON)
    she.sees_in_table("history.table", she.language.day(TODAY), on_paper)
    she.keeps_a_picture("history-of-both-days")
    she.click("typing_band.end")
    she.sees_no_part("typing_band")
