"""What goes from house to house on a stick, step by step, in whatever language the program speaks."""

from pathlib import Path

from tests.journeys.at_one_laptop import Reader
from tests.journeys.at_the_centre import plugs_in


def puts_the_month_on_a_stick(she: Reader, stick: Path) -> None:
    """Check, stick, encrypt, read back; only then may the stick be pulled."""
    she.click("rail.export")
    she.click("next")
    plugs_in(she, "sticks", stick)
    she.click("next")
    she.click("next")
    she.sees(she.say("You can take the stick out"))
    she.click("next")
    she.click("finish_export")


def looks_into(she: Reader, folder: Path) -> None:
    she.click("rail.receive")
    she.click("choose_folder")
    she.chooses_file(folder)


def receives(she: Reader, folder: Path, count: int = 1) -> None:
    """Look at what came, take it in, and leave the list as it was; the acknowledgements lie on the stick."""
    looks_into(she, folder)
    she.click("receive_bundles")
    she.sees(she.language.say_n("{n} bundle is received.", "{n} bundles are received.", count))
    she.click("clear_list")


def reads_the_acknowledgement(she: Reader, stick: Path, number: int) -> None:
    (file,) = stick.glob(f"*-ACCUSE-{number:06}.age")
    she.click("rail.export")
    she.click("read_acknowledgement")
    she.click("other_file")
    she.chooses_file(file)
    she.sees_part("result.text")
