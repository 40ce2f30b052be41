"""The slip of the export, the lists of the house and the sheet with a secret."""

from datetime import UTC, date, datetime, timedelta

from centre_app.documents.bed_plan import BedLine, BedPlanSheet, RoomBlock, bed_plan_pdf
from centre_app.documents.house_lists import print_bed_plan, print_resident_list
from centre_app.documents.passphrase_sheet import PASSPHRASE, PassphraseSheet, passphrase_sheet_pdf
from centre_app.documents.preview import page_count
from centre_app.documents.recovery_sheet import RecoverySheet, recovery_sheet_pdf
from centre_app.documents.resident_list import ResidentListSheet, ResidentRow, resident_list_pdf
from centre_app.documents.slip import ExportSlip, slip_pdf
from centre_app.language import Language
from centre_app.register import Register
from tests.centre_app.documents.reading import operators_of, pages_of, words_of
from tests.makers import TODAY, a_bed, a_case, a_name, a_night, a_person, a_room, a_stay, an_assignment

FRENCH = Language.of("fr")
PRINTED = datetime(2026, 11, 30, 14, 41, tzinfo=UTC)
FINGERPRINT = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"


def a_slip() -> ExportSlip:
    return ExportSlip(
        centre="Centre d’accueil de Koro",
        headquarters="Siège, Bamako",
        month=date(2026, 11, 1),
        number=12,
        file_name="KOR-202611-0012.age",
        size_bytes=3_400_000,
        written_at=PRINTED,
        counts=[("Dossiers", 30), ("Nuitées", 1812)],
        fingerprint=FINGERPRINT,
        words=("cheval", "marier", "monnaie", "hibiscus", "guide", "calumet", "alouette", "escalier"),
        giver="Awa Diarra",
        carrier="M. Touré",
        printed_at=PRINTED,
    )


def test_the_slip_has_a_half_for_the_centre_and_one_for_the_carrier() -> None:
    pdf = slip_pdf(a_slip(), FRENCH)
    text = words_of(pdf)
    assert page_count(pdf) == 1
    for once in ("Cette moitié reste au centre.", "Cette moitié part avec la clé.", "Reçu au siège par"):
        assert text.count(once) == 1
    for twice in (
        "Mois novembre 2026",
        "Fichier KOR-202611-0012.age",
        "Taille 3,4 Mo",
        "Nuitées 1 812",
        "cheval marier monnaie hibiscus guide calumet alouette escalier",
        "2D71 1642 B726 B044 …",
        "Remis par Awa Diarra",
        "Porté par M. Touré",
    ):
        assert text.count(twice) == 2, twice


def test_the_slips_qr_code_is_drawn_and_described() -> None:
    pdf = slip_pdf(a_slip(), FRENCH)
    assert b"/S/Figure/" in pdf
    assert b"/Alt<FEFF" in pdf
    (page,) = operators_of(pdf)
    assert sum(line.endswith(" re") for line in page) > 300 or "\n".join(page).count(" re") > 300


def test_a_list_of_residents_repeats_its_head_and_counts_its_lines() -> None:
    rows = [
        ResidentRow(code=f"KOR-26-{n:04d}", name="Sangaré Kadidia", age="16 ans", here_since=TODAY) for n in range(60)
    ]
    sheet = ResidentListSheet(centre="Koro", shown="Présentes ce soir", rows=rows, printed_by="Awa", printed_at=PRINTED)
    pages = pages_of(resident_list_pdf(sheet, FRENCH))
    assert len(pages) > 1
    assert all("Code Nom Âge Ici depuis Lit Référente" in " ".join(page.split()) for page in pages)
    assert "Dans la liste 60" in " ".join(pages[0].split())
    assert " ".join(pages).count("KOR-26-") == 60


def test_an_empty_list_says_so() -> None:
    sheet = ResidentListSheet(centre="Koro", shown="Sorties en mai", rows=[], printed_at=PRINTED)
    assert "Personne dans cette liste." in words_of(resident_list_pdf(sheet, FRENCH))


def test_the_plan_of_the_beds_counts_taken_and_free_and_leaves_out_what_is_broken() -> None:
    beds = [
        BedLine(label="A-01", who="K.S.", age="16 ans", code="KOR-26-0017"),
        BedLine(label="A-02", who="A.T.", note="24/11"),
        BedLine(label="A-03"),
        BedLine(label="A-04", is_out_of_service=True),
    ]
    sheet = BedPlanSheet(centre="Koro", night=TODAY, rooms=[RoomBlock(name="Chambre A", beds=beds)], printed_at=PRINTED)
    text = words_of(bed_plan_pdf(sheet, FRENCH))
    assert "Lits occupés 2 Lits libres 1" in text
    assert "A-01 K.S., 16 ans KOR-26-0017 ☐ là" in text
    assert "A-02 A.T. 24/11" in text
    assert "A-03 libre A-04 hors service" in text


def test_many_rooms_go_over_several_pages_without_splitting_one() -> None:
    rooms = [
        RoomBlock(name=f"Salle {number}", beds=[BedLine(label=f"{number}-{bed}") for bed in range(12)])
        for number in range(9)
    ]
    sheet = BedPlanSheet(centre="Koro", night=TODAY, rooms=rooms, printed_at=PRINTED)
    pages = pages_of(bed_plan_pdf(sheet, FRENCH))
    assert len(pages) > 1
    for number in range(9):
        (page,) = [page for page in pages if f"SALLE {number}" in page]
        assert page.count(f"{number}-1") >= 3


def test_a_sheet_with_a_passphrase_shows_it_once_and_keeps_it_out_of_the_file_itself() -> None:
    sheet = PassphraseSheet(
        about=PASSPHRASE, centre="Koro", person="Awa Diarra", lines=["cheval rivière", "lampe"], printed_at=PRINTED
    )
    pdf = passphrase_sheet_pdf(sheet, FRENCH)
    assert "Phrase secrète" in words_of(pdf)
    assert words_of(pdf).count("cheval rivière") == 1
    assert b"cheval" not in pdf
    assert page_count(pdf) == 1


def a_recovery_sheet() -> RecoverySheet:
    groups = ("7Q2K", "9XM4", "0000", "WWWW", "1111", "MMMM", "3F8Z")
    return RecoverySheet(centre="Centre d’accueil de Koro", code="KOR", groups=groups, printed_at=PRINTED)


def test_the_recovery_sheet_says_whose_it_is_and_each_of_its_groups_on_one_page() -> None:
    pdf = recovery_sheet_pdf(a_recovery_sheet(), FRENCH)
    text = words_of(pdf)
    assert page_count(pdf) == 1
    assert "Fiche de secours" in text
    assert "Code du centre KOR" in text
    assert "Imprimée le 30/11/2026" in text
    for number, group in enumerate(a_recovery_sheet().groups, start=1):
        assert f"{number}: {' '.join(group)}" in text
    assert "enveloppe fermée" in text


def test_the_recovery_sheet_is_tagged_and_keeps_its_code_out_of_the_file_itself() -> None:
    pdf = recovery_sheet_pdf(a_recovery_sheet(), Language.of("en"))
    assert b"/StructTreeRoot" in pdf
    assert b"/S/H1/" in pdf
    assert b"7Q2K" not in pdf
    assert b"7 Q 2 K" not in pdf


# From a register


def test_the_residents_list_and_the_plan_of_the_beds_are_read_from_the_register(register: Register) -> None:
    person = a_person()
    case = a_case(person)
    stay, room = a_stay(case), a_room()
    bed = a_bed(room)
    register.save(person, a_name(person), case, stay, room, bed, a_bed(room, label="B2"))
    register.save(an_assignment(stay, bed), a_night(stay, TODAY - timedelta(days=1)))
    names = words_of(print_resident_list(register, [case.id], shown="Présentes", language=FRENCH))
    assert "SEG-26-0001 Sangaré Kadidia 16 ans 02/03/2026 B1" in names
    beds = words_of(print_bed_plan(register, language=FRENCH))
    assert "BAOBAB · Dortoir 1 sur 2 B1 K.S., 16 ans SEG-26-0001 ☐ là B2 libre" in beds
    assert "Sangaré" not in beds
    assert "☑ là" in words_of(print_bed_plan(register, night=TODAY - timedelta(days=1), language=FRENCH))


def test_a_printed_list_leaves_a_line_in_history(register: Register) -> None:
    print_resident_list(register, [], shown="Présentes", language=FRENCH)
    print_bed_plan(register, language=FRENCH)
    actions = [
        row[0]
        for compartment in ("identity", "care")
        for row in register.vault.connection.execute(
            f"SELECT action FROM {register.vault.schema_name(compartment)}.history"
        )
    ]
    assert "print_list" in actions
    assert "print_beds" in actions
