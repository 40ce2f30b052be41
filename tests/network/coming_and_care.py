"""Chapters A to D, counted from the plain facts: who came and left, who was found where, danger and plans, health."""

from collections.abc import Iterator
from datetime import date

from tests.network import holding
from tests.network.holding import DAY, Lived
from tests.network.tables import (
    FULL,
    NOT_SAID,
    SHORT,
    Hit,
    band,
    facts,
    in_the_middle,
    is_a_child,
    persons,
    placed_months,
)
from tests.network.telling import Telling
from tests.network.world import File, Stay

CHILD_LABOUR = ("sexual_site", "forced_labour_domestic", "forced_begging", "debt_bondage")


class ComingAndCare(Telling):
    """Chapters A to D."""

    # --- A ---------------------------------------------------------------------------------------------------------------

    def _flows(self) -> None:
        here_first = [self.of(one, on=self.first) for one in self.stays if holding.is_here(one.stay, self.first - DAY)]
        self.put("A1", "present", here_first, facts, *FULL)
        here_last = [self.of(one, on=self.last) for one in self.stays if holding.is_here(one.stay, self.last)]
        self.put("A5", "present", here_last, facts, *FULL)
        came = [self.of(one, key=one.stay.source) for one in self.stays]
        self.put("A2", "admissions", came, facts, "key", *FULL)
        self.put("A2", "by_setting", [self.of(one, key=one.stay.setting) for one in self.stays], facts, "key")
        for code in ("A3", "D1"):
            self.put(code, "admissions", came, facts)
        self.put("C1", "admissions", came, facts, "centre")
        again = [self.of(one) for one in self.stays if self._came_back_within_a_year(one)]
        self.put("A3", "readmissions", again, facts, *SHORT)
        asked = [(code, one) for code in self.centres for one in self.world.houses[code].requests]
        hits = [Hit(None, one.day, code, one.source) for code, one in asked]
        self.put("A9", "requests", hits, facts, "key")
        refused = [hit for hit, (_, one) in zip(hits, asked, strict=True) if one.answer == "refused_no_place"]
        self.put("A9", "refused", refused, facts, "key")

    def _came_back_within_a_year(self, lived: Lived) -> bool:
        """In whichever house she was before, and in whichever file."""
        before = [
            one.stay.left
            for one in holding.stays_of(list(self.world.every_file()))
            if one.file.person is lived.file.person and one.stay is not lived.stay and one.stay.left
        ]
        return any(left <= lived.stay.came <= left + 365 * DAY for left in before)

    def _stays_that_ended(self) -> None:
        left = [self.leaves(one, key=one.stay.reason) for one in self.exits()]
        self.put("A4", "exits", left, facts, "key", *FULL)
        self.put("A4", "by_quality", [self.leaves(one, key=one.stay.quality) for one in self.exits()], facts, "key")
        self.put("A8", "median", left, in_the_middle, *SHORT)
        for key, least, most in (("month", 0, 30), ("quarter", 31, 90), ("half_year", 91, 180), ("longer", 181, 999)):
            self.put("A8", key, [hit for hit in left if least <= hit.amount <= most], facts, *SHORT)
        for code in ("I3", "I4"):
            self.put(code, "exits", left, facts)
        home = [hit for hit in left if hit.key in ("voluntary_return", "repatriation")]
        self.put("I6", "returns", home, facts, "key", *FULL)

    def _children(self) -> None:
        here = [one for one in self.childrens if holding.is_here(one.stay, self.last)]
        present = [self.of(one, on=self.last, key=one.stay.kind) for one in here]
        self.put("A6", "present", present, persons, "key", *SHORT)
        ages = {"months_0_5": (0, 5), "months_6_23": (6, 23), "years_2_5": (24, 71), "years_6_17": (72, 9999)}
        for key, (least, most) in ages.items():
            of_age = [
                hit for hit in present if hit.person and least <= (placed_months(hit.person, hit.day) or 0) <= most
            ]
            self.put("A6", key, of_age, persons, *SHORT)
        along = [self.of(one) for one in self.childrens if one.stay.kind == "accompanying_child"]
        self.put("A6", "came", along, persons, *SHORT)
        births = [self.hit(file, one) for file, one in self.done("birth")]
        self.put("A6", "born", births, facts, *SHORT)
        self.put("D5", "mothers", births, persons, *SHORT)
        self.put("D5", "births", births, facts, "key", *SHORT)
        everybody = present + [self.of(one, on=self.last) for one in self.stays if holding.is_here(one.stay, self.last)]
        small = [hit for hit in everybody if hit.person and band(hit.person, hit.day) == "0_5"]
        self.put("D6", "present", small, persons, *SHORT)

    # --- B ---------------------------------------------------------------------------------------------------------------

    def _identified(self) -> None:
        contacts: list[tuple[File, date, str | None, Stay | None]] = [
            (file, holding.contact(stay), stay.setting, stay) for file in self.files for stay in file.stays
        ]
        contacts += [(file, file.contact or file.opened, file.setting, None) for file in self.files if not file.stays]
        found = [(file, day) for file, day, setting, _ in contacts if setting == "gold_site"]
        hits = [Hit(file.person, day, file.centre) for file, day in found]
        self.put("B1", "found", hits, persons, "key", *FULL)
        self.put("B3", "found", hits, persons)
        sent = [hit for hit, (file, day) in zip(hits, found, strict=True) if holding.was_sent_on(file, day)]
        self.put("B3", "sent", sent, persons, *SHORT)
        waited = [
            Hit(file.person, stay.came, file.centre, amount=24 * (stay.came - day).days)
            for file, day, setting, stay in contacts
            if stay and setting == "gold_site" and not holding.stands_twice(Lived(file, stay))
        ]
        self.put("B6", "median", waited, in_the_middle, "key")
        self.put("B6", "admitted", waited, facts, "key")
        on_site = [
            Hit(file.person, one.day, file.centre)
            for file, one in self.done("session")
            if one.key == "interview_site" and holding.came(one)
        ]
        self.put("B2", "interviews", on_site, facts, "key", *SHORT)
        self.put("B2", "persons", on_site, persons, "key", *SHORT)

    def _exploited(self) -> None:
        decided = [(self.hit(file, one, key=one.detail), one) for file, one in self.done("trafficking")]
        for key in ("possible", "confirmed"):
            self.put("B4", key, [hit for hit, one in decided if one.key == key], persons, "key", *SHORT)
        opened = [Hit(file.person, file.opened, file.centre) for file in self.counted_files()]
        self.put("B4", "opened", opened, persons, *SHORT)
        forms = [(file, form) for file in self.counted_files() for form in file.person.forms]
        named = [Hit(file.person, file.opened, file.centre, form) for file, form in forms]
        self.put("B5", "opened", named, persons, "key", *SHORT)
        still = [
            Hit(file.person, self.last, file.centre, form) for file, form in forms if holding.is_open(file, self.last)
        ]
        self.put("B5", "open", still, persons, "key", *SHORT)
        self.put("G7", "children", list(self._out_of_work()), persons, "key", *FULL)

    def _out_of_work(self) -> Iterator[Hit]:
        """Who was here 30 days after she came away from the work, or was met after these and is well.

        Who moved came away from it when she came to the house before, and counts in the one that saw her first.
        """
        for file in self.files:
            seen = holding.out_of_work(file)
            kept = file.merged_into or file
            before = holding.out_of_work(kept.comes_from) if kept.comes_from else None
            back = [
                one.day for other in holding.one_with(kept) for one in other.happenings if one.how == "re_exploited"
            ]
            if seen and not (before and before <= seen) and not any(day <= seen for day in back):
                for form in file.person.forms if is_a_child(file.person, seen) else ():
                    if form in CHILD_LABOUR:
                        yield Hit(file.person, seen, file.centre, form)

    # --- C ---------------------------------------------------------------------------------------------------------------

    def _protected(self) -> None:
        assessed = [one for one in self.stays if holding.was_done(one, ("risk",), since=-7, until=1)]
        self.put("C1", "assessed", [self.of(one) for one in assessed], facts, "centre")
        open_files = [file for file in self.counted_files() if holding.is_open(file, self.last)]
        self.put("C2", "open", [self.today(file) for file in open_files], persons)
        levels = [(file, holding.level(file, self.last)) for file in open_files]
        self.put("C2", "levels", [self.today(file, key) for file, key in levels if key], persons, "key", *SHORT)
        self.put("C2", "unknown", [self.today(file) for file, key in levels if not key], persons, *SHORT)
        dangers = [(file, one) for file in self.counted_files() for one in holding.dangers(file)]
        owed = [Hit(file.person, one.day + 2 * DAY, file.centre, one.key) for file, one in dangers]
        self.put("C3", "in_danger", owed, persons, "key", *SHORT)
        planned = [
            hit for hit, (file, _) in zip(owed, dangers, strict=True) if holding.has(file, "safety", until=hit.day)
        ]
        self.put("C3", "planned", planned, persons, "key", *SHORT)
        fourteenth = [
            (file, Hit(file.person, file.opened + 14 * DAY, file.centre))
            for file in self.counted_files()
            if holding.closed(file) >= file.opened + 14 * DAY
        ]
        self.put("C4", "owed", [hit for _, hit in fourteenth], persons, *SHORT)
        agreed = [hit for file, hit in fourteenth if holding.has(file, "plan", until=hit.day)]
        self.put("C4", "agreed", agreed, persons, *SHORT)
        plans = [self.hit(file, one) for file, one in self.done("plan")]
        self.put("C5", "agreed", plans, facts, "centre")
        reviews = [
            Hit(file.person, one.day + 97 * DAY, file.centre)
            for file, one in self.done("plan")
            if holding.closed(file) >= one.day + 90 * DAY
        ]
        self.put("C6", "due", reviews, facts, "centre")

    def today(self, file: File, key: str = "") -> Hit:
        return Hit(file.person, self.last, file.centre, key or NOT_SAID)

    # --- D ---------------------------------------------------------------------------------------------------------------

    def _health(self) -> None:
        checked = [one for one in self.stays if holding.was_done(one, ("visit", "admission_check"), since=-7, until=2)]
        self.put("D1", "checked", [self.of(one) for one in checked], facts, *SHORT)
        children = [
            one for one in self.childrens if holding.was_done(one, ("visit", "admission_check"), since=-7, until=2)
        ]
        self.put("D1", "children_checked", [self.of(one) for one in children], facts, *SHORT)
        self.put("D1", "children", [self.of(one) for one in self.childrens], facts)
        visits = [self.hit(file, one) for file, one in self.done("visit", files=self.every)]
        self.put_service("D2", visits, "key", *FULL)
        self.put("D5", "antenatal", [hit for hit in visits if hit.key == "antenatal"], persons, *SHORT)
