"""The care plan on paper: what it shows, what it never prints, and how it breaks."""

import re
from dataclasses import replace

import pytest

from centre_app.documents.care_plan import care_plan_pdf
from centre_app.documents.care_plan_sheet import ConsentLine, Copy, CopyLevel, DueDate, Signer, VersionLine
from centre_app.documents.preview import page_count
from centre_app.language import Language
from tests.centre_app.documents import sheets
from tests.centre_app.documents.reading import bookmarks_of, pages_of, words_of

FRENCH, ENGLISH = Language.of("fr"), Language.of("en")
HER_COPY = Copy(level=CopyLevel.RESIDENT, number=1, total=2)
CENTRE_COPY = Copy(level=CopyLevel.CENTRE, number=2, total=2)


def printed(**changes: object) -> str:
    return words_of(care_plan_pdf(sheets.a_plan(**changes), FRENCH))


# What it shows


def test_the_plan_of_the_picture_takes_three_pages() -> None:
    assert page_count(care_plan_pdf(sheets.a_plan(), FRENCH)) == 3


def test_the_head_says_whose_plan_which_version_and_which_copy() -> None:
    text = printed()
    assert "Version 3, proposée le 23/11/2026" in text
    assert "Exemplaire A, pour la résidente · copie 1 / 2" in text
    assert "Nom Kadidia Sangaré, dite Kajaa" in text
    assert "Âge 14–15 ans (dit le 03/02/2026)" in text
    assert "Avec elle Issa, son fils, 7 mois" in text


def test_the_foot_bears_code_version_copy_history_and_confidential() -> None:
    for page in pages_of(care_plan_pdf(sheets.a_plan(), FRENCH)):
        assert "KOR-26-0017 · Projet individuel, version 3 · exemplaire A, copie 1 sur 2" in page
        assert "contrôle 9C41 07B2" in page
        assert "Confidentiel" in page


def test_a_long_history_gives_way_from_its_beginning() -> None:
    versions = tuple(VersionLine(number=n, status="agreed", on=sheets.day(n, 5)) for n in range(1, 12))
    text = printed(versions=versions)
    assert "v11 acceptée le 11/05/2026 · contrôle 9C41 07B2" in text
    assert "v1 acceptée" not in text


def test_sections_are_numbered_in_the_order_they_are_printed() -> None:
    marks = bookmarks_of(care_plan_pdf(sheets.a_plan(), FRENCH))
    assert [mark.partition(" ")[2] for mark in marks] == [
        "Résidente",
        "Situation",
        "Consentements",
        "Sa parole",
        "Besoins et forces",
        "Objectifs et actions",
        "Hébergement, vie quotidienne",
        "Santé",
        "École ou formation",
        "Préparer la sortie",
        "Bilan de la version 2",
        "Calendrier des 90 jours",
        "Tes droits",
        "Signatures",
    ]


def test_sections_without_anything_to_say_are_left_out_and_the_numbers_close_up() -> None:
    marks = bookmarks_of(care_plan_pdf(sheets.a_short_plan(), FRENCH))
    assert [mark.partition(" ")[2] for mark in marks[5:]] == [
        "Objectifs et actions",
        "Calendrier des 90 jours",
        "Tes droits",
        "Signatures",
    ]
    assert marks[-1].startswith("9 ")


def test_consents_are_printed_to_be_ticked_by_hand_while_there_are_none() -> None:
    text = printed()
    assert text.count("☐ oui ☐ non ☐ avec limites") == 6
    assert "Donner son nom au siège" in text


def test_consents_given_are_ticked_with_their_limits_and_day() -> None:
    text = printed(consents=sheets.a_long_plan().consents)
    assert "Chercher sa famille ☐ oui ☐ non ☑ avec limites seulement la tante 23/11/2026" in text


def test_her_words_stand_in_her_language_with_french_under_them() -> None:
    assert "« N bɛ siran ka segin dugu kɔnɔ fɔlɔ. » J’ai peur de retourner au village pour le moment." in printed()


def test_a_score_reads_as_its_number_and_one_not_given_as_an_empty_box() -> None:
    assert "Hébergement 0 Bien installée Alimentation 1 Suivi régulier" in printed()
    assert "Hébergement ☐ Alimentation ☐" in words_of(care_plan_pdf(sheets.a_short_plan(), FRENCH))


def test_actions_say_who_by_when_who_pays_and_whether_they_are_done() -> None:
    text = printed()
    assert "But : Kadidia et Issa sont suivis et vaccinés. 20/02/2027 ☑ atteint ☐ en partie" in text
    assert "Visite de contrôle au centre de santé O. Maïga 02/12/2026 projet ☑ fait ☐ non" in text
    assert "Entretien individuel R. Dolo tous les 7 jours centre ☐ fait ☐ non" in text


def test_every_domain_ends_with_a_blank_row_to_write_in() -> None:
    sheet = sheets.a_plan()
    actions = sum(len(goal.actions) for domain in sheet.domains for goal in domain.goals)
    ticked = words_of(care_plan_pdf(sheet, FRENCH)).count("fait ☐ non")
    assert ticked == actions + len(sheet.domains)


def test_a_plan_without_any_goal_has_a_table_to_write_the_first_one_in() -> None:
    assert "DOMAINE : Qui Pour le Payé par À cocher But : ☐ atteint ☐ en partie" in printed(domains=())


def test_the_calendar_numbers_the_days_of_ninety_and_leaves_out_later_ones() -> None:
    text = printed()
    assert "du 23/11/2026 au 21/02/2027" in text
    assert "1 23/11 vaccin · 2 27/11 garde" in text
    assert "8 19/02 revue du projet" in text
    assert "trop loin" not in text


def test_two_things_due_on_one_day_share_a_number() -> None:
    dates = (DueDate(on=sheets.day(2, 12), what="visite"), DueDate(on=sheets.day(2, 12), what="vaccin"))
    assert "1 02/12 visite, vaccin" in printed(dates=dates)


def test_what_was_reached_and_what_not_yet_with_the_reason() -> None:
    text = printed()
    assert "☑ Carnet de santé du bébé retrouvé" in text
    assert "☐ Acte de naissance : pas encore" in text
    assert "Pourquoi : l’audience a été reportée deux fois." in text


def test_rights_are_said_in_french_and_in_bambara_with_where_to_complain() -> None:
    text = printed(complaints="Numéro vert 116.")
    assert "Tu as le droit de dire non" in text
    assert "hors du centre : Numéro vert 116." in text
    assert "I bɛ se ka ban." in text
    assert "boîte et numéro affichés à l’entrée" in printed()


def test_her_signature_box_has_a_place_for_a_thumb_and_the_director_a_stamp() -> None:
    text = printed()
    assert text.count("pouce") == 3  # the note of the section, and two boxes
    assert "La directrice Djénéba Kanté, avec cachet du centre signature et date" in text
    assert "☐ copie remise ☐ gardée par le centre, à sa demande" in text


def test_a_copy_printed_after_signing_says_who_signed_and_how() -> None:
    signers = (
        Signer(role="resident", name="Kadidia Sangaré", signed_on=sheets.day(24, 11), mode="thumbprint"),
        Signer(role="witness", name="Rokia Dolo", signed_on=sheets.day(24, 11), mode="verbal_witness"),
    )
    text = printed(status="agreed", status_on=sheets.day(24, 11), signers=signers, copy_choice="kept_by_centre")
    assert "Version 3, acceptée le 24/11/2026" in text
    assert "Pouce posé le 24/11/2026" in text
    assert "Accord oral le 24/11/2026" in text
    assert "☐ copie remise ☑ gardée par le centre, à sa demande" in text


# Boys and men, and the other language


def test_a_signed_plan_printed_later_says_what_was_signed_and_what_is_the_state_of_the_day() -> None:
    signed = {"status": "agreed", "status_on": sheets.day(22, 10)}
    later = printed(**signed)
    assert later.count("Accepté le 22/10/2026 : la situation, sa parole, les objectifs et les actions.") == 2
    assert "dit ce qui est vrai le 23/11/2026 : cela n’a pas été signé." in later
    agreed = ConsentLine(purpose="Être soignée", answer="yes", on=sheets.day(21, 11))
    assert "Consentements état au 23/11/2026" in printed(**signed, consents=(agreed,))
    leaves = Copy(level=CopyLevel.AUTHORITIES, number=3, to_whom="le juge")
    assert "Les objectifs et les actions ont été acceptés le 22/10/2026." in printed(**signed, copy=leaves)
    for unsigned in (printed(), printed(status="agreed", status_on=sheets.day(23, 11))):
        assert "n’a pas été signé" not in unsigned
        assert "état au" not in unsigned


def test_an_order_that_is_over_and_a_stay_that_has_ended_are_not_told_as_if_they_went_on() -> None:
    sheet = sheets.a_plan()
    left = replace(sheet.resident, here_until=sheets.day(18, 10))
    text = printed(resident=left, custody=replace(sheet.custody, until=sheets.day(12, 11)))
    assert "Au centre du 12/03/2026 au 18/10/2026" in text
    assert "Ordonnance de garde provisoire : fin le 12/11/2026" in text


def test_a_boys_plan_is_worded_in_the_masculine() -> None:
    text = words_of(care_plan_pdf(sheets.a_boys_plan(), FRENCH))
    for masculine in (
        "1 Résident ",
        "pour le résident",
        "Être hébergé au centre",
        "il ajoute",
        "Le résident",
        "Il peut",
    ):
        assert masculine in text
    for feminine in ("Résidente", "hébergée", "elle ajoute", "La résidente", "Elle peut"):
        assert feminine not in text


def test_the_referent_is_named_in_their_own_sex_beside_a_girl() -> None:
    text = printed(referent="Oumar Maïga", referent_sex="male")
    assert "Référent : Oumar Maïga" in text
    assert "Résidente" in text


def test_an_english_plan_holds_no_french_sentence_of_ours() -> None:
    text = words_of(care_plan_pdf(sheets.a_short_plan(), ENGLISH))
    assert "Care plan" in text
    assert "You have the right to say no" in text
    for french in ("Projet", "Objectifs", "Pour le", "Fait à", "copie", "jusqu"):
        assert french not in text


# For whom it is, and what is never printed (domain notes §4.3; part by part in test_care_plan_levels.py)


def test_the_centres_copy_says_so_in_its_head_and_foot() -> None:
    text = printed(copy=CENTRE_COPY)
    assert "Exemplaire B, pour le centre · copie 2 / 2" in text
    assert "exemplaire B, copie 2 sur 2" in text


@pytest.mark.parametrize(
    "forbidden",
    ["diagnosis", "exploitation", "perpetrator", "hiv", "narrative", "village", "observation", "first_told"],
)
def test_the_sheet_has_no_place_for_what_is_never_printed(forbidden: str) -> None:
    names = set(sheets.a_plan().__slots__) | set(sheets.a_plan().resident.__slots__)
    assert not [name for name in names if forbidden in name]


# When it may not be signed


def test_a_plan_printed_with_a_part_shut_says_so_and_has_no_boxes_to_sign() -> None:
    text = printed(shut_parts=("la partie santé",))
    assert text.count("Cet exemplaire est incomplet : il est imprimé sans la partie santé") == 2
    assert "Incomplet, à ne pas signer" in text
    assert "signature et date" not in text
    assert "copie remise" not in text


def test_a_draft_says_that_it_is_one_and_has_no_boxes_to_sign() -> None:
    text = printed(status="draft", status_on=sheets.day(23, 11))
    assert "Version 3, brouillon du 23/11/2026" in text
    assert "Ceci est un brouillon" in text
    assert "signature et date" not in text


# How it breaks


def test_no_domain_is_split_unless_it_is_longer_than_a_page() -> None:
    pages = pages_of(care_plan_pdf(sheets.a_long_plan(), FRENCH))
    text = "\n".join(pages)
    assert "(suite)" not in text.lower()
    for domain in sheets.DOMAINS:
        assert sum(f"{domain.upper()} Qui" in " ".join(page.split()) for page in pages) == 1


def test_a_domain_longer_than_a_page_goes_on_under_its_own_head() -> None:
    many = sheets.a_long_plan().domains[0].goals * 4
    text = printed(domains=(replace(sheets.a_plan().domains[0], goals=many),))
    assert "SANTÉ ET MATERNITÉ (suite) Qui Pour le" in text


def test_signatures_stay_on_one_page() -> None:
    for sheet in (sheets.a_plan(), sheets.a_long_plan(), sheets.a_short_plan()):
        pages = pages_of(care_plan_pdf(sheet, FRENCH))
        assert sum("La directrice" in page and "La résidente" in page for page in pages) == 1


@pytest.mark.parametrize("length", [5, 400, 5000, 20000])
def test_a_situation_of_any_length_is_printed_whole(length: int) -> None:
    words = [f"mot{number}" for number in range(length // 5)]
    text = printed(situation=" ".join(words))
    assert [word for word in words if word not in text] == []


def test_an_objective_longer_than_a_page_is_printed_whole() -> None:
    words = [f"mot{number}" for number in range(1200)]
    goal = replace(sheets.a_plan().domains[0].goals[0], objective=" ".join(words))
    text = printed(domains=(replace(sheets.a_plan().domains[0], goals=(goal,)),))
    assert [word for word in words if not re.search(rf"{word}\b", text)] == []


def test_large_type_is_one_column_of_fourteen_points() -> None:
    normal, large = (care_plan_pdf(sheets.a_plan(), FRENCH, large=is_large) for is_large in (False, True))
    assert page_count(large) > page_count(normal)
    assert "Situation" not in pages_of(large)[0].split("Résidente")[1].split("Nom")[0]
    assert set(words_of(normal).split()) - set(words_of(large).split()) <= NOT_IN_LARGE


# What large type has no room for: who pays, and the small notes at the end of section heads; and page numbers.
NOT_IN_LARGE = {
    *[
        "Payé",
        "par",
        "projet",
        "gratuit",
        "centre",
        "on",
        "coche",
        "ensemble",
        "à",
        "chaque",
        "revue",
        "ce",
        "qu’elle",
        "veut",
        "·",
        "l’inquiète",
        "ses",
        "forces",
    ],
    *["0", "tout", "va", "bien", "1", "petit", "besoin", "2", "3", "urgent", "qui"],
}
