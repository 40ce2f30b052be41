"""What the demonstration is made of. Every person is invented; only the frequency of reasons and sources is real.

Weights follow what one centre published of 163 admissions, so that lists and figures look like a house's own.
"""

from dataclasses import dataclass

FAMILIES = (
    "Coulibaly", "Traoré", "Diarra", "Sangaré", "Keïta", "Maïga", "Sissoko", "Dembélé", "Touré", "Konaté", "Cissé",
    "Diallo", "Koné", "Dolo", "Guindo", "Samaké", "Doumbia", "Kanté", "Sidibé", "Ouologuem", "Togo", "Berthé", "Fofana",
)  # fmt: skip
GIRLS = (
    "Kadidia", "Aïssata", "Fanta", "Hawa", "Mariam", "Djénéba", "Rokia", "Oumou", "Bintou", "Aminata", "Ɲeleba", "Sɛbɛ",
    "Fatoumata", "Awa", "Penda", "Salimata", "Assétou", "Nana", "Kani", "Saran", "Coumba", "Ramata", "Safiatou", "Zeïnabou",
)  # fmt: skip
BOYS = ("Sɛku", "Fodé", "Moussa", "Oumar", "Bakary", "Ibrahim", "Yaya", "Modibo", "Adama", "Lassine")
BABIES = {"female": ("Awa", "Binta", "Fatou", "Nènè"), "male": ("Issa", "Moussa", "Ali", "Madou")}
VILLAGES = ("Sanankoro", "Dougabougou", "Tièrouala", "Kolongo", "Bandougou", "Sikoro", "Nampala", "Djoliba", "Falo")

STAFF = (
    ("Djénéba Kanté", "female", "DK", {"director"}),
    ("Awa Diarra", "female", "AD", {"case_manager"}),
    ("Moussa Touré", "male", "MT", {"case_manager", "social_worker"}),
    ("Oumou Maïga", "female", "OM", {"nurse"}),
    ("Rokia Dolo", "female", "RD", {"psychologist"}),
    ("Salif Cissé", "male", "SC", {"teacher"}),
    ("Bakary Koné", "male", "BK", {"night_guard"}),
)

SOURCES = {
    "brigade_moeurs": 34, "ngo": 37, "resource_person": 57, "court": 23, "health": 9, "media": 2, "social_services": 1,
    "gold_site_outreach": 20,
}  # fmt: skip
REASONS = {
    "girl_mother": 72,
    "pregnant": 55,
    "violence": 22,
    "maltreatment": 11,
    "conflict_with_law": 3,
    "trafficking": 30,
}
BOYS_REASONS = {"trafficking": 6, "unaccompanied": 5, "maltreatment": 3, "street": 4, "conflict_with_law": 1}
REGIONS = {
    "ml-r-segou": 56,
    "ml-r-koulikoro": 35,
    "ml-r-mopti": 25,
    "ml-r-sikasso": 24,
    "ml-r-kayes": 10,
    "ml-r-bamako": 8,
}
LEVELS = {"none": 100, "f2": 8, "f3": 9, "f4": 10, "f5": 8, "f6": 7, "f7": 8, "f9": 4, "medersa_f1": 3, "koranic": 2}
TRADES = {"sewing": 60, "dyeing": 25, "soap": 25, "hairdressing": 10, "gardening": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A goal as an educator writes it, and the actions that lead there: what, who by staff code, in how many days."""

    domain: str
    objective: str
    actions: tuple[tuple[str, str, int], ...]


AIMS = (
    Aim(
        domain="medical",
        objective="Être en bonne santé, avec des soins à jour.",
        actions=(
            ("Bilan de santé au CSRéf", "OM", 5),
            ("Carnet de vaccination à retrouver ou à refaire", "OM", 20),
            ("Visite de contrôle", "OM", 40),
        ),
    ),
    Aim(
        domain="schooling",
        objective="Lire et écrire le bamanankan avant la fin de l’année.",
        actions=(("Cours chaque matin, deux heures", "SC", 10), ("Bilan de lecture avec le formateur", "SC", 45)),
    ),
    Aim(
        domain="vocational",
        objective="Choisir un métier après un mois d’essai.",
        actions=(("Essai à l’atelier de couture", "SC", 15), ("Parler ensemble de son choix", "AD", 35)),
    ),
    Aim(
        domain="legal",
        objective="Avoir un acte de naissance.",
        actions=(("Demander le jugement supplétif", "AD", 25), ("Accompagner à la mairie", "MT", 60)),
    ),
    Aim(
        domain="family",
        objective="Décider soi-même de revoir ou non sa famille.",
        actions=(("Parler de la famille au moment voulu", "AD", 12), ("Visite d’un proche au centre", "MT", 50)),
    ),
    Aim(
        domain="psychosocial",
        objective="Bien dormir et savoir à qui parler.",
        actions=(("Entretien individuel chaque semaine", "RD", 7), ("Groupe de parole du vendredi", "RD", 14)),
    ),
    Aim(
        domain="childcare",
        objective="Son bébé grandit bien.",
        actions=(("Vaccins du bébé", "OM", 18), ("Causerie sur l’allaitement", "OM", 9)),
    ),
    Aim(
        domain="life_skills",
        objective="Savoir compter son argent et faire ses achats.",
        actions=(("Aller au marché avec une éducatrice", "MT", 21),),
    ),
)

WISHES_OF_A_MOTHER = (("N b’a fɛ ka kalan kɛ, ka n den ladon.", "Je veux étudier et élever mon enfant."),)
WISHES = (
    ("N b’a fɛ ka kalali dege.", "Je veux apprendre la couture."),
    ("N b’a fɛ ka n ba ye.", "Je veux revoir ma mère."),
    ("N b’a fɛ ka taa lakɔli la.", "Je veux aller à l’école."),
)
WORRIES_OF_A_MOTHER = (("N hami bɛ n den na.", "Je m’inquiète pour mon enfant."),)
WORRIES = (("N bɛ siran ka segin dugu kɔnɔ fɔlɔ.", "J’ai peur de retourner au village pour le moment."),)
STRENGTHS = (
    ("N bɛ se ka sɔgɔma ka wuli joona.", "Je me lève tôt."),
    ("N bɛ n ɲɔgɔnw dɛmɛ.", "J’aide mes camarades."),
    ("N bɛ se ka tobili kɛ.", "Je sais faire la cuisine."),
)
SITUATIONS = (
    "En sécurité au centre. Apprend à connaître la maison. Pas encore d’acte de naissance.",
    "En bonne santé. Suit les cours du matin et aide à la cuisine. Sa famille n’est pas encore jointe.",
    "Vit bien au centre. A commencé l’atelier. Demande du temps avant toute visite.",
)
