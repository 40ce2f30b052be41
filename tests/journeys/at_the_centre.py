"""What the director does at the centre, step by step. Each function is told in the words of what happens in it."""

from pathlib import Path

from centre_app.dates import utc_now
from tests.journeys.hands import Effort, Hands

DIRECTOR, PASSPHRASE = "Awa Diarra", "le fleuve passe sous le vieux pont"
MOTHER, CHILD, NAMESAKE = (f"SEG-{utc_now():%y}-000{number}" for number in (1, 2, 3))


def the_centre_begins(she: Hands) -> None:
    """First run: language, the house, the director and her passphrase, the recovery sheet, rooms and beds."""
    she.click("language.fr")
    she.click("next")
    names_the_house(she, "Ségou", "Ségou")
    says_who_she_is(she, DIRECTOR, PASSPHRASE)
    puts_the_recovery_sheet_on_paper(she)
    she.fills("room.1.name", "Dortoir A")
    she.picks("room.1.sex_rule", "Fille")
    she.fills("room.1.beds", "4")
    she.click("add_room")
    she.fills("room.2.name", "Chambre C")
    she.picks("room.2.kind", "Chambre m")
    she.fills("room.2.beds", "2")
    she.fills("room.2.cots", "2")
    she.click("next")
    she.sees("2 chambres · 6 lits · 2 berceaux")
    she.click("next")
    she.sees("Bonjour. Qui êtes-vous ?")


def names_the_house(she: Hands, name: str, region: str) -> None:
    she.fills("centres.name.field", name)
    she.fills("centres.region.field", region)
    she.press("Return")
    she.click("next")


def says_who_she_is(she: Hands, name: str, passphrase: str) -> None:
    she.fills("staff.name.field", name)
    she.click("staff.sex.female")
    she.fills("passphrase", passphrase)
    she.fills("passphrase_again", passphrase)
    she.click("next")


def puts_the_recovery_sheet_on_paper(she: Hands) -> str:
    """Copy the seven groups by hand, then type back those that are asked from the paper. Return what is on it."""
    paper = [she.reads(f"group.{number}") for number in range(1, 8)]
    she.click("next")
    she.sees_part("typed_back")
    for number, group in enumerate(paper, start=1):
        if she.counts(f"typed_back.{number}"):
            she.fills(f"typed_back.{number}", group)
    she.click("next")
    return "-".join(paper)


def the_director_comes_in(she: Hands) -> None:
    """A wrong passphrase first: it is said, and nothing opens. Inside is the day’s work; Ctrl+F leads to the search."""
    she.writes("le fleuve passe sous le pont")
    she.press("Return")
    she.sees("n’ouvre pas ce registre.")
    she.fills("passphrase", PASSPHRASE)
    she.press("Return")
    she.sees("Aujourd’hui")
    she.press("Ctrl+F")
    she.writes("Coulibaly")
    assert she.reads("search") == "Coulibaly"


# --- who comes -----------------------------------------------------------------------------------------------------


def a_girl_comes_with_her_child(she: Hands) -> Effort:
    """Search first: nobody is known; then the form, her child and a bed with a cot beside it. Return what it cost."""
    before = she.effort.copy()
    she.press("Ctrl+N")
    searches_for(she, "Coulibaly", "Kadidia")
    she.sees("Aucun dossier ne ressemble")
    she.click("create_new_file")
    she.click("persons.sex.pills.female", within="who")
    she.click("persons.birth.way.age_estimate", within="who")
    she.fills("persons.birth.youngest", "17", within="who")
    she.fills("intakes.brought_by.field", "Sa tante Fanta")
    she.answers("intakes.source", "Brig")
    she.answers("intakes.reason", "Mère")
    she.answers("stays.admission_type", "Court")
    she.answers("bed_assignments.bed_id", "C-01", within="how")
    she.fills("person_descriptions.village.field", "Dougabougou")
    she.click("add_child")
    she.writes("Issa")
    she.click("persons.sex.pills.male", within="child.1")
    she.click("persons.birth.way.age_estimate", within="child.1")
    she.fills("persons.birth.youngest", "1", within="child.1")
    she.click("save")
    she.sees(f"Entrée enregistrée : dossier {MOTHER}.")
    return she.effort.since(before)


def another_girl_of_that_name_is_somebody_else(she: Hands) -> None:
    """The program shows who may be the same, however the name is spelt; a person compares and judges."""
    she.press("Ctrl+N")
    searches_for(she, "Kulibali", "Kadiatou")
    she.click("compare", within=f"twin.{MOTHER}")
    she.sees("Est-ce la même personne ?")
    she.click("is_not_her")
    she.click("create_new_file")
    she.click("persons.sex.pills.female", within="who")
    she.click("persons.birth.way.year", within="who")
    she.fills("persons.birth.year", "2011", within="who")
    she.answers("intakes.source", "Asso")
    she.answers("intakes.reason", "Viol")
    she.answers("stays.admission_type", "Court")
    she.answers("bed_assignments.bed_id", "A-01", within="how")
    she.click("save")
    she.sees(f"Entrée enregistrée : dossier {NAMESAKE}.")


def searches_for(she: Hands, family: str, given: str) -> None:
    she.sees("Qui arrive ?")
    she.writes(family)
    she.press("Tab")
    she.writes(given)


# --- her file ------------------------------------------------------------------------------------------------------


def opens_the_file_of(she: Hands, name: str) -> None:
    she.click("rail.residents")
    she.press("Ctrl+F")
    she.writes(name)
    she.press("Down", "Return")
    she.sees_part("section.summary")


def nurse_school_and_workshop_write_in_her_file(she: Hands) -> None:
    opens_the_file_of(she, "Coulibaly Kadidia")
    she.click("section.health")
    she.click("visits.empty.act")
    she.answers("medical_visits.visit_type", "Bilan")
    she.fills("medical_visits.facility.field", "CSCom de Pélengana")
    she.fills("medical_visits.care_given.field", "Vaccins mis à jour")
    she.click("save")
    she.sees("CSCom de Pélengana · Vaccins mis à jour")
    she.click("section.schooling")
    she.click("schooling.empty.act")
    she.answers("school_enrolments.provision", "Alphabétisation au")
    she.click("save")
    she.sees("Alphabétisation au centre")
    she.click("section.training")
    she.click("trainings.empty.act")
    she.answers("training_enrolments.trade", "Couture")
    she.answers("training_enrolments.mode", "Au centre")
    she.click("save")
    she.sees("Couture · Au centre")


def she_has_a_plan_and_signs_it(she: Hands, paper: Path) -> None:
    """Her words, a goal, an action; proposed, looked at on paper, kept as PDF, signed by her thumb."""
    she.click("section.plan")
    she.click("begin.act")
    she.sees("Le projet est commencé.")
    she.click("edit_words")
    she.fills("care_plans.wishes.field", "N bɛ fɛ ka kalan kɛ")
    she.fills("care_plans.wishes_in_french.field", "Je veux étudier")
    she.click("save")
    she.sees("« N bɛ fɛ ka kalan kɛ »")
    she.click("add_goal")
    she.answers("plan_goals.domain", "Formation")
    she.fills("plan_goals.objective.field", "Elle vit de la couture")
    she.click("save")
    she.click("goal_menu.*")
    she.choose_in_menu("Ajouter une action")
    she.fills("plan_actions.what.field", "Atelier chaque matin")
    she.fills("plan_actions.who_in_words.field", "Maître Traoré")
    she.click("save")
    she.sees("Atelier chaque matin")
    she.click("next_step")
    she.sees("C’est signé")
    she.click("preview_plan")
    she.click("preview_copy")
    she.click("save_pdf")
    she.chooses_file(paper)
    she.sees("Le PDF est écrit.")
    she.click("close_preview")
    she.click("next_step")
    she.click("signature.resident.thumbprint")
    she.click("signature.director.signature")
    she.click("write_signatures")
    she.sees("Le projet est signé.")


# --- the house -----------------------------------------------------------------------------------------------------


def her_namesake_changes_her_bed_by_keyboard(she: Hands) -> None:
    she.click("rail.beds")
    she.press("Ctrl+F")
    she.writes("A-01")
    she.press("Return", "Return")
    she.sees("Choisissez le lit")
    she.press("Ctrl+F")
    she.writes("A-03")
    she.press("Return", "Return")
    she.sees("Le lit est donné.")


def a_project_is_written_down_that_pays_for_kits(she: Hands) -> None:
    she.click("rail.settings")
    she.click("section.projects")
    she.click("add_in_settings")
    she.fills("projects.code.field", "KITS")
    she.fills("projects.donor.field", "Fondation")
    she.click("save")
    she.sees("KITS")


def she_leaves_with_her_child_and_a_kit(she: Hands) -> None:
    """With a reason, a destination, visits planned, a kit and its receipt; asked once more before it is done."""
    opens_the_file_of(she, "Coulibaly Kadidia")
    she.click("go_to_exit")
    she.answers("exits.reason", "Retour en famille")
    she.answers("exits.quality", "Préparée")
    she.fills("exits.destination.field", "Chez sa tante à Dougabougou")
    she.click("all_visits")
    she.click("add_kit")
    she.answers("kit_grants.kit", "Kit couture", within="kit.1")
    she.fills("kit_grants.value_fcfa.field", "100 000", within="kit.1")
    she.answers("kit_grants.project_id", "KITS", within="kit.1")
    she.fills("kit_grants.receipt.field", "R-017", within="kit.1")
    she.click("save")
    she.sees("Kadidia Coulibaly quitte le centre")
    she.click("confirm_leave")
    she.sees(f"Sortie enregistrée : dossier {MOTHER}.")


def the_old_register_is_read(she: Hands, file: Path) -> None:
    """163 lines become files; the same file a second time brings nobody in."""
    she.click("rail.settings")
    she.click("section.old_register")
    she.click("go_to_import")
    looks_at(she, file)
    she.click("next")
    she.sees("163 résidentes sont maintenant dans le registre.")
    she.click("import_another")
    looks_at(she, file)
    she.sees("Toutes les lignes sont déjà dans le registre.")
    she.click("leave_import")


def looks_at(she: Hands, file: Path) -> None:
    she.click("choose_file")
    she.chooses_file(file)
    she.click("next")
    she.sees("3 · ")


def what_is_typed_outlives_a_lock(she: Hands) -> None:
    """Ctrl+L over an open form asks nothing; whoever comes in again finds the words where she left them."""
    opens_the_file_of(she, "Kulibali Kadiatou")
    she.click("section.health")
    she.click("visits.empty.act")
    she.fills("medical_visits.complaint.field", "Maux de tête depuis hier")
    she.press("Ctrl+L")
    she.sees("Vous la retrouverez.")
    she.writes(PASSPHRASE)
    she.press("Return")
    she.click("resume_draft")
    she.sees("Maux de tête depuis hier")
    she.answers("medical_visits.visit_type", "Consultation")
    she.click("save")
    she.sees("Consultation pour une maladie")


# --- towards headquarters ------------------------------------------------------------------------------------------


def asks_to_be_enrolled(she: Hands, stick: Path) -> None:
    """The month's export says that headquarters' card is missing, and leads to the enrolment."""
    she.click("rail.export")
    she.click("to_enrolment")
    she.click("write_request")
    plugs_in(she, "stick_dialog.sticks", stick)
    she.click("write_here")
    she.sees("La demande est sur la clé")


def plugs_in(she: Hands, sticks: str, folder: Path) -> None:
    """A folder stands for the stick."""
    she.click(f"{sticks}.other_folder")
    she.chooses_file(folder)
    she.sees_part(f"{sticks}.{folder}")


def reads_from(she: Hands, folder: Path, kind: str) -> None:
    """Choose the only file of that kind which lies on the stick."""
    (file,) = folder.glob(kind)
    she.click("other_file")
    she.chooses_file(file)


def trusts_the_card_of_headquarters(she: Hands, stick: Path, *, heard: str) -> None:
    """She compares what headquarters reads to her with what is on the card."""
    she.click("read_card")
    reads_from(she, stick, "*.registre-carte")
    assert she.reads("words_to_compare") == heard
    she.click("same_words")
    she.click("trust")
    she.sees("Ce centre est inscrit : il peut exporter")


def the_month_goes_on_a_stick(she: Hands, stick: Path) -> None:
    """Check, stick, encrypt, read back; only then may the stick be pulled."""
    she.click("rail.export")
    she.click("next")
    plugs_in(she, "sticks", stick)
    she.fills("bundles.carrier", "Oumar, chauffeur")
    she.click("next")
    she.click("next")
    she.sees("Vous pouvez retirer la clé")
    she.click("next")
    she.click("finish_export")


def reads_that_it_has_arrived(she: Hands, stick: Path) -> str:
    she.click("rail.export")
    she.click("read_acknowledgement")
    reads_from(she, stick, "*-ACCUSE-*.age")
    she.sees("Le siège a reçu le n° 1")
    return she.reads("result.text")
