"""Care plans to print in tests: invented people, one plan like the reference picture and its extremes."""

from dataclasses import replace
from datetime import UTC, date, datetime

from centre_app.documents.care_plan_sheet import (
    ActionLine,
    CarePlanSheet,
    Child,
    ConsentLine,
    Copy,
    CopyLevel,
    Custody,
    DomainBlock,
    DueDate,
    GoalBlock,
    GoalLookedBackOn,
    LookBack,
    NeedLine,
    OwnWords,
    Resident,
    SectionKind,
    ShortSection,
    Signer,
    VersionLine,
)

PRINTED = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DOMAINS = (
    "Hébergement",
    "Alimentation",
    "Vêtements, hygiène",
    "Santé",
    "Maternité",
    "Psychosocial",
    "Sécurité",
    "École",
    "Formation",
    "Juridique, état civil",
    "Famille",
    "Réinsertion",
    "Compétences de vie",
    "Bébé",
    "Retour au pays",
)


def day(number: int, month: int, year: int = 2026) -> date:
    return date(year, month, number)


def action(what: str, who: str, by: date | str, paid_by: str = "centre", status: str | None = None) -> ActionLine:
    return ActionLine(what=what, who=who, by=by, paid_by=paid_by, status=status)


def a_plan(**changes: object) -> CarePlanSheet:
    """Return the plan of the reference picture; `changes` replace parts of it."""
    sheet = CarePlanSheet(
        centre="Centre d'accueil de Koro",
        place="Koro",
        code="KOR-26-0017",
        version=3,
        status="proposed",
        status_on=day(23, 11),
        copy=Copy(level=CopyLevel.RESIDENT, number=1, total=2),
        referent="Awa Diarra",
        referent_sex="female",
        explained_in="bamanankan",
        resident=Resident(
            name="Kadidia Sangaré",
            called="Kajaa",
            sex="female",
            sex_said="Fille",
            age="14–15 ans",
            age_basis="dit le 03/02/2026",
            nationality="Malienne",
            here_since=day(12, 3),
            children=(Child(name="Issa", relation="son fils", age="7 mois"),),
        ),
        situation=(
            "Kadidia est accueillie avec son bébé. Elle est en sécurité et en bonne santé. Elle apprend à lire et à "
            "coudre. Elle n'a pas encore d'acte de naissance."
        ),
        legal_status="Mineure sous garde provisoire",
        custody=Custody(kind="Ordonnance de garde provisoire", until=day(29, 11)),
        own_words=(
            OwnWords(
                said="N ŋaniya : ka kalan kɛ, ka n den ladon.", in_french="Mon but : étudier et élever mon enfant."
            ),
            OwnWords(
                said="N bɛ siran ka segin dugu kɔnɔ fɔlɔ.",
                in_french="J'ai peur de retourner au village pour le moment.",
            ),
            OwnWords(
                said="N bɛ se kalali la, n bɛ n ɲɔgɔnw dɛmɛ.", in_french="Je sais coudre et j'aide mes camarades."
            ),
        ),
        needs=tuple(
            NeedLine(domain=domain, score=number % 4, note="Suivi régulier" if number % 2 else "Bien installée")
            for number, domain in enumerate(DOMAINS)
        ),
        domains=(
            DomainBlock(
                title="Santé et maternité",
                goals=(
                    GoalBlock(
                        objective="Kadidia et Issa sont suivis et vaccinés.",
                        due_on=day(20, 2, 2027),
                        status="achieved",
                        actions=(
                            action("Visite de contrôle au centre de santé", "O. Maïga", day(2, 12), "projet", "done"),
                            action("Vaccin Penta 3 d'Issa", "O. Maïga", day(23, 11), "gratuit"),
                            action("Causerie sur l'allaitement", "O. Maïga", "le mercredi"),
                        ),
                    ),
                ),
            ),
            DomainBlock(
                title="Psychosocial",
                goals=(
                    GoalBlock(
                        objective="Elle dort bien et sait à qui parler.",
                        due_on=day(31, 1, 2027),
                        actions=(
                            action("Entretien individuel", "R. Dolo", "tous les 7 jours"),
                            action("Groupe de parole « Ɲɔgɔn dɛmɛ »", "R. Dolo", "le vendredi"),
                        ),
                    ),
                ),
            ),
            DomainBlock(
                title="École et formation",
                goals=(
                    GoalBlock(
                        objective="Elle lit et écrit le bamanankan avant juin 2027.",
                        due_on=day(30, 6, 2027),
                        actions=(
                            action("Cours chaque matin, 2 heures", "S. Cissé", "chaque jour"),
                            action("Bilan de lecture avec la monitrice", "S. Cissé", day(15, 12)),
                            action("Initiation à la couture, au centre", "S. Cissé", "le mardi", "projet"),
                        ),
                    ),
                ),
            ),
            DomainBlock(
                title="Juridique et état civil",
                goals=(
                    GoalBlock(
                        objective="Elle a un acte de naissance et une garde à jour.",
                        actions=(
                            ActionLine(what="Demander le jugement supplétif", who="A. Diarra", paid_by="projet"),
                            action("Demander la prolongation de la garde", "A. Diarra", day(27, 11), "gratuit"),
                            action("Déclarer la naissance d'Issa", "A. Diarra", day(11, 12), "projet"),
                        ),
                    ),
                ),
            ),
            DomainBlock(
                title="Famille et retour",
                goals=(
                    GoalBlock(
                        objective="Elle décide elle-même si elle revoit sa tante.",
                        actions=(
                            action("Visite de la tante au centre", "A. Diarra", day(28, 11)),
                            action("Faire le point avec Kadidia après la visite", "A. Diarra", day(30, 11)),
                        ),
                    ),
                ),
            ),
        ),
        sections=(
            ShortSection(
                kind=SectionKind.HOUSING,
                sentences=("Règles expliquées et acceptées le 12/03/2026.", "Kit d'entrée reçu."),
            ),
            ShortSection(
                kind=SectionKind.HEALTH,
                sentences=("Prochain rendez-vous : 02/12/2026, CSRéf.", "Fer, un comprimé par jour jusqu'au 15/12."),
            ),
            ShortSection(
                kind=SectionKind.SCHOOL,
                sentences=("Alphabétisation en bamanankan, lundi à vendredi, 8 h à 10 h.", "Couture le mardi."),
            ),
            ShortSection(
                kind=SectionKind.EXIT,
                sentences=("Pas avant juin 2027.", "Il faudra : logement, kit de couture, école du bébé."),
            ),
        ),
        look_back=LookBack(
            version=2,
            goals=(
                GoalLookedBackOn(objective="Carnet de santé du bébé retrouvé", is_reached=True),
                GoalLookedBackOn(objective="Kit d'entrée reçu en entier", is_reached=True),
                GoalLookedBackOn(
                    objective="Acte de naissance", is_reached=False, why="l'audience a été reportée deux fois."
                ),
            ),
        ),
        dates=(
            DueDate(on=day(23, 11), what="vaccin"),
            DueDate(on=day(27, 11), what="garde"),
            DueDate(on=day(28, 11), what="visite de la tante"),
            DueDate(on=day(2, 12), what="visite de santé"),
            DueDate(on=day(11, 12), what="naissance d'Issa"),
            DueDate(on=day(15, 12), what="bilan de lecture"),
            DueDate(on=day(7, 1, 2027), what="bilan médical"),
            DueDate(on=day(19, 2, 2027), what="revue du projet"),
            DueDate(on=day(30, 6, 2027), what="trop loin pour la bande"),
        ),
        signers=(
            Signer(role="resident", name="Kadidia Sangaré"),
            Signer(role="guardian"),
            Signer(role="referent", name="Awa Diarra", sex="female"),
            Signer(role="director", name="Djénéba Kanté", sex="female", note="avec cachet du centre"),
            Signer(role="interpreter", note="sans objet : langue de la référente"),
            Signer(role="witness"),
        ),
        versions=(
            VersionLine(number=1, status="agreed", on=day(18, 3)),
            VersionLine(number=2, status="agreed", on=day(25, 5)),
            VersionLine(number=3, status="proposed", on=day(23, 11)),
        ),
        head_of_history="9C41 07B2",
        printed_at=PRINTED,
    )
    return replace(sheet, **changes)  # type: ignore[arg-type]


def a_boys_plan(**changes: object) -> CarePlanSheet:
    """Return the same plan for a boy."""
    girl = a_plan()
    resident = replace(
        girl.resident, name="Bakary Ɲaŋalen Coulibaly", called="", sex="male", sex_said="Garçon", children=()
    )
    return a_plan(resident=resident, referent="Oumar Maïga", referent_sex="male", **changes)


def a_short_plan() -> CarePlanSheet:
    """Return a first plan with one goal and hardly anything else."""
    return a_plan(
        version=1,
        situation="",
        legal_status="",
        custody=None,
        own_words=(),
        needs=tuple(NeedLine(domain=domain) for domain in DOMAINS),
        domains=a_plan().domains[:1],
        sections=(),
        look_back=None,
        dates=(),
        versions=(VersionLine(number=1, status="proposed", on=day(23, 11)),),
    )


def a_long_plan() -> CarePlanSheet:
    """Return a plan with every domain, three goals in each, long words and long names."""
    goals = tuple(
        GoalBlock(
            objective=f"But numéro {number}, écrit assez longuement pour aller sur une deuxième ligne de ce tableau.",
            due_on=day(10 + number, 12),
            actions=(
                action("Démarche" * 12, "Fatoumata Bintou Djénéba Keïta-Coulibaly", day(10 + number, 1, 2027)),
                action("Accompagner à la mairie", "A. Diarra", "tous les premiers lundis du mois", "coopération"),
            ),
        )
        for number in range(3)
    )
    name = "Fatoumata Ɲɛ́nɛkɔ̀rɔ Aminata Traoré-Ŋaɲigi"
    resident = replace(
        a_plan().resident,
        name=name,
        called="Mɔ̀gɔ́sɛbɛ",
        children=tuple(Child(name=f"Enfant{n}", relation="son fils", age=f"{n} mois") for n in range(4)),
    )
    return a_plan(
        resident=resident,
        centre="Centre d'accueil et de réinsertion des jeunes filles de Bla et Ségou",
        situation=" ".join(["Elle va bien et elle apprend vite."] * 80),
        domains=tuple(DomainBlock(title=domain, goals=goals) for domain in DOMAINS),
        dates=tuple(
            DueDate(on=date.fromordinal(day(23, 11).toordinal() + n * 2), what=f"rendez-vous {n}") for n in range(45)
        ),
        consents=(
            ConsentLine(purpose="Être hébergée au centre", answer="yes", on=day(12, 3)),
            ConsentLine(purpose="Chercher sa famille", answer="limited", limits="seulement la tante", on=day(23, 11)),
            ConsentLine(purpose="Être prise en photo", answer="no", on=day(12, 3)),
        ),
    )
