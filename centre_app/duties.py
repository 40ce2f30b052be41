"""What an authority must be told, by event: whom, within how many days, and on which legal ground.

The table is to be verified with counsel (domain model, mali.md §6.3); a house that knows better changes the day and the
ground in the notification itself. Who is owed what in the files of the house says casework/notifications.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

ADMISSION, TRAFFICKING, VIOLENCE, RUNAWAY, DEATH = "admission", "trafficking", "violence", "runaway", "death"
FOREIGN, EXIT, CUSTODY_END, DATA_BREACH = "foreign_national", "exit", "custody_end", "data_breach"
BRIGADE, REGION, JUDGE, PROSECUTOR = "brigade_moeurs", "drpfef", "juvenile_judge", "prosecutor"
COMMITTEE, HEADQUARTERS, CONSULATE = "cnclt", "hq", "consulate"

# Names of laws as they stand in letters, in Mali's working language: data, and no sentence of the program.
CENTRES, NURSERIES = "Décret n° 02-067/P-RM", "Décret n° 99-450/P-RM"
CHILD_CODE = "Ordonnance n° 02-062/P-RM (Code de protection de l’enfant)"
TRAFFICKING_LAW = "Loi n° 2012-023"
PENAL_CODE = "Loi n° 2024-027 (Code pénal)"
CONSULAR = "Convention de Vienne sur les relations consulaires, art. 36 et 37"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """To tell somebody within so many days. `of_adults` False: of children alone; `asks_her`: only if she wants it."""

    target: str
    days: int
    ground: str
    of_adults: bool = True
    asks_her: bool = False


DUTIES: Mapping[str, tuple[Duty, ...]] = MappingProxyType(
    {
        ADMISSION: (
            Duty(target=REGION, days=3, ground=CENTRES, of_adults=False),
            Duty(target=JUDGE, days=3, ground=CHILD_CODE, of_adults=False),
        ),
        TRAFFICKING: (
            Duty(target=BRIGADE, days=1, ground=TRAFFICKING_LAW, asks_her=True),
            Duty(target=COMMITTEE, days=30, ground=TRAFFICKING_LAW),
        ),
        VIOLENCE: (
            Duty(target=BRIGADE, days=1, ground=PENAL_CODE, asks_her=True),
            Duty(target=JUDGE, days=2, ground=CHILD_CODE, of_adults=False),
        ),
        RUNAWAY: (
            Duty(target=BRIGADE, days=1, ground=CHILD_CODE, of_adults=False),
            Duty(target=JUDGE, days=2, ground=CHILD_CODE, of_adults=False),
        ),
        DEATH: (
            Duty(target=PROSECUTOR, days=1, ground=PENAL_CODE),
            Duty(target=HEADQUARTERS, days=1, ground=""),
            Duty(target=REGION, days=2, ground=CENTRES, of_adults=False),
        ),
        FOREIGN: (Duty(target=CONSULATE, days=7, ground=CONSULAR, asks_her=True),),
        EXIT: (Duty(target=REGION, days=3, ground=CENTRES, of_adults=False),),
        CUSTODY_END: (Duty(target=JUDGE, days=0, ground=CHILD_CODE),),
        DATA_BREACH: (Duty(target=HEADQUARTERS, days=1, ground=""),),
    }
)
