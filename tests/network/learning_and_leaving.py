"""Chapters E to L, counted from the plain facts: talks, school and trades, the law, exits and what came after them."""

from collections.abc import Iterator, Sequence

from tests.network import holding
from tests.network.holding import DAY, NEVER, Lived
from tests.network.tables import (
    FULL,
    SHORT,
    Hit,
    added_up,
    band,
    facts,
    persons,
)
from tests.network.telling import Telling
from tests.network.world import Happening

TALKS_THAT_ARE_NO_CARE = ("interview_site", "mediation", "home_visit")
RETURNS = ("family_reunified", "kinship")
CREDIT = ("cooperative", "microcredit")
VIOLATIONS = ("extortion", "discrimination")
MILESTONES = {"month_1": 30, "month_3": 90, "month_6": 180, "month_12": 365}
REACHED = ("stable", "fragile", "risk", "re_exploited")
NO_VISIT_IS_DUE_AFTER = ("deceased", "case_error", "transfer_centre")


class LearningAndLeaving(Telling):
    """Chapters E to L."""

    # --- E ---------------------------------------------------------------------------------------------------------------

    def _talked(self) -> None:
        held = [(file, one) for file, one in self.done("session") if holding.came(one)]
        sessions = [self.hit(file, one) for file, one in held if one.key not in TALKS_THAT_ARE_NO_CARE]
        groups = [(file, one) for file, one in self.done("group") if holding.came(one) and one.group]
        talks = [Hit(file.person, one.day, file.centre, "talk_group") for file, one in groups]
        self.put_service("E1", [*sessions, *talks], "key", *FULL)
        self.put("E2", "sessions", sessions, facts, "key", "centre")
        self.put("E2", "persons", sessions, persons, "centre")
        houses = [(code, one) for code in self.centres for one in self.world.houses[code].groups]
        self.put(
            "E3", "sessions", [Hit(None, one.day, code, one.theme) for code, one in houses], facts, "key", "centre"
        )
        visitors = [Hit(None, one.day, code, amount=one.visitors) for code, one in houses]
        self.put("E3", "visitors", visitors, added_up, "centre")
        came = [Hit(file.person, one.day, file.centre, one.group.theme) for file, one in groups if one.group]
        self.put("E3", "participants", came, persons, "key", *SHORT)
        self.put("E3", "contacts", came, facts, "key", *SHORT)
        therapy = [hit for hit in sessions if hit.key == "psychotherapy"]
        therapy += [self.hit(file, one) for file, one in self.done("visit") if one.key == "mental_health"]
        self.put_service("E4", therapy, *SHORT)

    # --- F, G ------------------------------------------------------------------------------------------------------------

    def lasting(self, what: str, of: str) -> list[Hit]:
        """Return a hit for the first day of what lasts, and one for the first day on which it is met in the period."""
        hits = []
        for file, one in self.done(what):
            key = (one.key if of == "key" else one.detail) or "no_answer"
            until = min(one.until or NEVER, holding.closed(file) - DAY if holding.closed(file) != NEVER else NEVER)
            hits.append(Hit(file.person, one.day, file.centre, key))
            if one.day < self.first <= until:
                hits.append(Hit(file.person, self.first, file.centre, key))
        return hits

    def _schooling(self) -> None:
        school = self.lasting("school", "key")
        self.put_service("F1", school, "key", *FULL)
        self.put("F1", "by_level", self.lasting("school", "detail"), persons, "key")
        self.put("F3", "enrolled", school, persons, "key")
        self.put("F4", "enrolled", school, persons)
        for key, ways in (("passed", ("passed", "completed")), ("dropped", ("dropped",))):
            ended = [
                Hit(file.person, one.until, file.centre, one.detail or "no_answer")
                for file, one in self.done("school")
                if one.until and one.how in ways
            ]
            self.put("F4", key, ended, persons, "key")
        came = [self.of(one, key=one.file.level) for one in self.stays]
        self.put("F2", "admissions", came, facts, "key")
        self.put("F2", "never", [hit for hit in came if hit.key == "none"], facts, *SHORT)

    def _trades(self) -> None:
        training = self.lasting("training", "key")
        self.put_service("G1", training, "key", *FULL)
        self.put("G1", "by_mode", self.lasting("training", "detail"), persons, "key")
        self.put("G2", "in_training", training, persons, *SHORT)
        of_15 = [hit for hit in self._first_in_period(training) if hit.person and band(hit.person, hit.day) == "15_17"]
        self.put("G2", "of_15_to_17", of_15, persons, *SHORT)
        ended = [(self.hit(file, one, day=one.until), one) for file, one in self.done("training") if one.until]
        self.put("G3", "ended", [hit for hit, _ in ended], facts, "key")
        self.put("G3", "completed", [hit for hit, one in ended if one.how == "completed"], facts, "key")
        self.put("G3", "certified", [hit for hit, one in ended if one.received], facts, "key")
        kits = [self.hit(file, one, amount=one.amount) for file, one in self.done("kit")]
        self.put("G4", "kits", kits, facts, "key")
        self.put("G4", "value", kits, added_up, "key")
        self.put("G4", "by_project", [self._with_project(hit) for hit in kits], facts, "key")
        self.put("G4", "persons", kits, persons, *SHORT)
        mothers = {id(file.person) for file in self.files if file.children}
        credit = [hit for hit in kits if hit.key in CREDIT and id(hit.person) in mothers]
        self.put("G6", "mothers", credit, persons, "key", *SHORT)

    def _first_in_period(self, hits: Sequence[Hit]) -> Iterator[Hit]:
        """Yield the first hit of each person in the period: the age is that of the first day counted in it."""
        met: set[int] = set()
        for hit in sorted(hits, key=lambda hit: hit.day):
            if self.first <= hit.day <= self.last and id(hit.person) not in met:
                met.add(id(hit.person))
                yield hit

    def _with_project(self, hit: Hit) -> Hit:
        return Hit(hit.person, hit.day, hit.centre, f"FI-{hit.centre}")

    # --- H, I ------------------------------------------------------------------------------------------------------------

    def _law(self) -> None:
        steps = [self.hit(file, one) for file, one in self.done("step")]
        self.put_service("H1", steps, "key", *FULL)
        complaints = [hit for hit in steps if hit.key in ("complaint", "civil_party")]
        self.put("H4", "complaints", complaints, facts, *FULL)
        hearings = [hit for hit in steps if hit.key in ("hearing_minor", "court_hearing")]
        self.put("H4", "hearings", hearings, facts, *FULL)
        decided = [self.hit(file, one) for file, one in self.done("decision") if one.key != "dropped"]
        self.put("H4", "decisions", decided, facts, "key", *FULL)

    def _left(self) -> None:
        left = self.exits()
        returns = [(one, self.leaves(one)) for one in left if one.stay.reason in RETURNS]
        self.put("I3", "returns", [hit for _, hit in returns], facts, *FULL)
        self.put("I3", "with_kit", [hit for one, hit in returns if holding.has_kit(one)], facts, *FULL)
        self.put("I3", "without_kit", [hit for one, hit in returns if not holding.has_kit(one)], facts, *FULL)
        for quality in ("planned_positive", "planned_temporary", "unplanned", "adverse"):
            of_it = [self.leaves(one) for one in left if one.stay.quality == quality]
            self.put("I4", quality, of_it, facts, *SHORT)
        sudden = [one for one in left if one.stay.reason == "runaway" or one.stay.quality == "unplanned"]
        self.put("I5", "departures", [self.leaves(one) for one in sudden], facts, *SHORT)
        away = [self.leaves(one) for one in sudden if one.stay.reason == "runaway"]
        self.put("I5", "runaways", away, facts, *SHORT)
        during = [one for one in self.stays if one.stay.came <= self.last and (one.stay.left or NEVER) > self.first]
        during += [one for one in self.stays if one.stay.came == one.stay.left == self.first]
        self.put("I5", "stays", [self.of(one, on=max(one.stay.came, self.first)) for one in during], facts)

    # --- J, K, L ---------------------------------------------------------------------------------------------------------

    def _followed(self) -> None:
        due = [each for one in self.exits() for each in self._visits_due(one)]
        self.put("J1", "due", [hit for hit, _ in due], facts, "key")
        self.put("J1", "done", [hit for hit, visit in due if holding.took_place(visit)], facts)
        means = [
            Hit(hit.person, hit.day, hit.centre, visit.detail)
            for hit, visit in due
            if visit and holding.took_place(visit)
        ]
        self.put("J1", "by_means", means, facts, "key")
        for key in MILESTONES:
            of_it = [(hit, visit) for hit, visit in due if hit.key == key]
            self.put("J1", f"{key}_due", [hit for hit, _ in of_it], facts)
            self.put("J1", f"{key}_done", [hit for hit, visit in of_it if holding.took_place(visit)], facts)
        far = [(Hit(hit.person, hit.day, hit.centre, "within_50"), visit) for hit, visit in due]
        self.put("J4", "due", [hit for hit, _ in far], facts, "key")
        in_vain = [hit for hit, visit in far if visit and not holding.took_place(visit)]
        self.put("J4", "not_found", in_vain, facts, "key")
        met = [
            (Hit(file.person, one.day, file.centre, one.how), one)
            for file, one in self.done("follow_up")
            if one.detail != "attempt" and one.how in REACHED
        ]
        self.put("J2", "reached", [hit for hit, one in met if one.key == "month_6"], persons, "key", *SHORT)
        stable = [hit for hit, one in met if one.key == "month_6" and one.how == "stable"]
        self.put("J2", "stable", stable, persons, *SHORT)
        self.put("J3", "reached", [hit for hit, _ in met], persons)
        self.put("J3", "re_exploited", [hit for hit, one in met if one.how == "re_exploited"], persons, *FULL)

    def _visits_due(self, lived: Lived) -> Iterator[tuple[Hit, Happening | None]]:
        """Yield each visit that was due after a stay, with the one that was made of it."""
        left = lived.stay.left
        if left is None or lived.stay.reason in NO_VISIT_IS_DUE_AFTER:
            return
        person, centre = lived.file.person, lived.file.centre
        back = min((one.stay.came for one in self.stays if holding.is_a_later_one(one, lived)), default=NEVER)
        visits = [one for one in lived.file.happenings if one.what == "follow_up" and left <= one.day <= back]
        refused = min((one.day for one in visits if one.how == "refused"), default=NEVER)
        for milestone, days in MILESTONES.items():
            day = left + days * DAY
            made = [one for one in visits if one.key == milestone]
            if back > day and (refused >= day or any(one.day == refused for one in made)):
                yield Hit(person, day, centre, milestone), next(iter(made), None)

    def _referred(self) -> None:
        sent = [(file, one) for file, one in self.done("referral") if one.how not in ("draft", "cancelled")]
        self.put("K1", "sent", [self.hit(file, one) for file, one in sent], facts, "key")
        accepted = [(file, one) for file, one in sent if one.how in ("accepted", "service_received", "not_received")]
        answers = [self.hit(file, one, day=one.answered) for file, one in accepted]
        self.put("K1", "accepted", answers, facts, "key")
        received = [self.hit(file, one, day=one.received) for file, one in sent if one.received]
        self.put("K1", "received", received, facts, "key")
        waited = [(Hit(file.person, one.day + 15 * DAY, file.centre), one) for file, one in sent]
        self.put("K2", "awaited", [hit for hit, _ in waited], facts, "key")
        silent = [hit for hit, one in waited if (one.answered or NEVER) >= hit.day]
        self.put("K2", "no_answer", silent, facts, "key")

    def _incidents(self) -> None:
        found = [(Hit(file.person, one.day, file.centre, one.key), one) for file, one in self.done("incident")]
        found += [
            (Hit(None, one.day, code, one.key), one)
            for code in self.centres
            for one in self.world.houses[code].incidents
        ]
        self.put("L1", "by_type", [hit for hit, _ in found], facts, "key")
        places = [Hit(hit.person, hit.day, hit.centre, one.detail) for hit, one in found]
        self.put("L1", "by_place", places, facts, "key")
        self.put("L3", "violations", [hit for hit, one in found if one.key in VIOLATIONS], facts, "key", *FULL)
