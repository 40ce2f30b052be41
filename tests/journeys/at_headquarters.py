"""What the supervisor does at headquarters, step by step."""

from pathlib import Path

from tests.journeys.at_the_centre import (
    names_the_house,
    plugs_in,
    puts_the_recovery_sheet_on_paper,
    reads_from,
    says_who_she_is,
)
from tests.journeys.hands import Hands

SUPERVISOR, PASSPHRASE = "Mariam Sidibé", "trois manguiers devant la grande maison"


def headquarters_begins(she: Hands) -> None:
    """First run without rooms; then in, to an empty page of arrivals."""
    she.click("language.fr")
    she.click("next")
    she.click("kind.headquarters")
    names_the_house(she, "Bamako", "Bamako")
    says_who_she_is(she, SUPERVISOR, PASSPHRASE)
    puts_the_recovery_sheet_on_paper(she)
    she.sees("Le registre est prêt.")
    she.click("next")
    she.sees("Bonjour. Qui êtes-vous ?")
    she.writes(PASSPHRASE)
    she.press("Return")
    she.sees("Envois du mois")


def makes_the_offline_keys(she: Hands, *safes: Path) -> None:
    """They go on two sticks, for two places; the laptop keeps none."""
    she.click("no_centre.act")
    she.click("make_offline_keys")
    for safe in safes:
        plugs_in(she, "offline_keys.sticks", safe)
        she.click("write_keys")
    she.sees("Gardez-les dans deux endroits.")


def trusts_the_request_of_the_centre(she: Hands, stick: Path, *, heard: str) -> None:
    """She compares what the centre reads to her with what is in its request."""
    she.click("read_request")
    reads_from(she, stick, "*.registre-demande")
    assert she.reads("words_to_compare") == heard
    she.click("same_words")
    she.click("trust")
    she.sees("Ségou est reconnu à partir d’aujourd’hui.")


def answers_with_its_card(she: Hands, stick: Path) -> str:
    """Write the card, and return its eight words as she reads them over the telephone."""
    she.click("write_card.SEG")
    plugs_in(she, "stick_dialog.sticks", stick)
    she.click("write_here")
    words = she.reads("words_to_read")
    she.click("close_words")
    she.sees("La carte est sur la clé")
    return words


def looks_at_what_came(she: Hands, stick: Path) -> None:
    she.click("rail.receive")
    she.click("choose_folder")
    she.chooses_file(stick)


def receives_what_came(she: Hands, stick: Path) -> None:
    """Looked at before anything is written, then received as one act."""
    looks_at_what_came(she, stick)
    she.sees("authentique")
    she.sees("Rien n’a encore été écrit.")
    she.click("receive_bundles")
    she.sees("1 envoi est reçu.")
    she.sees("L’accusé est sur la clé")


def does_not_receive_it_twice(she: Hands, stick: Path) -> None:
    she.click("clear_list")
    looks_at_what_came(she, stick)
    she.sees("déjà reçu")
    assert she.counts("receive_bundles") == 0
