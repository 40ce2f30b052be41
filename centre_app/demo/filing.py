"""What is filed of the demonstration's residents besides: a signed sheet, a note, and what was told and is not asked again."""

from datetime import timedelta
from functools import cache
from pathlib import Path

from centre_app.casework import papers
from centre_app.demo.house import House
from centre_app.papers import JPEG, Clean
from centre_app.records import CaseFile, CaseNote, IdentityPaper, ToldTopic

SHEET = Path(__file__).with_name("sheet.jpg")  # an invented paper; a register keeps pictures as they are drawn anew
KINDS = ("birth_certificate", "house_rules_signed", "school_report", "training_certificate")
TOPICS = ("exploitation", "journey", "family", "departure")
NOTES = (
    (
        "Ce qu’elle aime",
        "Elle chante le soir avec les plus petites. Elle a demandé un cahier pour écrire des chansons.",
    ),
    ("Appel de la tante", "La tante a appelé. Elle viendra en visite samedi, avec du riz et des nouvelles du village."),
    ("Au marché", "Sortie au marché avec deux éducatrices. Elle a négocié seule le prix du savon."),
    ("Sommeil", "Dort mieux depuis qu’elle a changé de lit. À dire à la psychologue."),
)
NOTES_OF_BOYS = (
    ("Ce qu’il aime", "Il répare tout ce qui a une roue. Il a demandé à voir l’atelier de mécanique."),
    ("Football", "Il a joué toute la soirée avec les autres et il a ri."),
)


def file_away(house: House, case: CaseFile, *, boy: bool) -> None:
    """Write a note, say what was told, and keep a paper."""
    register, chance = house.register, house.chance
    heading, text = chance.choice(NOTES_OF_BOYS if boy else NOTES)
    register.save(
        CaseNote(case_id=case.id, heading=heading, noted_on=register.today, text=text),
        ToldTopic(
            case_id=case.id,
            topic=chance.choice(TOPICS),
            told_on=register.today - timedelta(days=1),
            told_to=register.who,
        ),
    )
    paper = IdentityPaper(case_id=case.id, document_type=chance.choice(KINDS), dated=register.today)
    papers.take_in(register, paper, _sheet())


@cache
def _sheet() -> Clean:
    drawn = SHEET.read_bytes()
    return Clean(content=drawn, picture=drawn, media_type=JPEG, pages=1)
