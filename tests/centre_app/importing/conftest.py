"""What the import's tests share: an open register, the old one, and short registers of a few lines."""

from pathlib import Path

import pytest

OLD_REGISTER = Path(__file__).resolve().parents[2] / "data" / "admission_register.csv"
HEADS = (
    "N°;Date d'entrée;Nom et prénom;Sexe;Âge ou naissance;Nationalité;Région;Cercle;Motif d'accueil;Orientée par;"
    "Niveau scolaire;Enfants avec elle;Chambre;Activité / formation;Date de sortie;Motif de sortie;Kit remis;"
    "Valeur du kit;Observations"
)
HAWA = (
    "1;10/01/2011;Togola Hawa;F;16 ans;Malienne;Ségou;San;Fille mère;Presse;jamais;;Chambre 1;couture;"
    "26/03/2011;Retour en famille;Four;45000;"
)
LALA = "2;11/01/2011;Sogoba Lala;F;vers 1995;Malienne;Mopti;Djenné;Enceinte;DRPFEF;3è;;Chambre 2;;;;;;"


@pytest.fixture
def old_register():
    return OLD_REGISTER


@pytest.fixture
def a_file(tmp_path):
    """Write a file of lines below the usual heads, or of anything else, and return where it stands."""

    def write(*lines, heads=HEADS, name="registre.csv", encoding="utf-8", separator=";"):
        text = "\r\n".join((heads, *lines)).replace(";", separator)
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write
