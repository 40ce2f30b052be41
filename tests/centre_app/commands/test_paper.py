"""`care-plan`: one plan on paper, or the reason why not."""

import pypdfium2
import pytest

from centre_app import commands
from centre_app.records import CaseFile, Consent, Organisation, PrintedCopy
from tests.makers import DIRECTOR, PASSPHRASE, TODAY, a_goal, a_plan, a_register, an_admission, reopened


@pytest.fixture
def folder(tmp_path):
    """The folder of a register with two residents: SEG-26-0001 with a plan, SEG-26-0002 without."""
    with a_register(tmp_path) as register:
        admitted = an_admission()
        plan = a_plan(admitted[2])
        register.save(*admitted, plan, a_goal(plan))
        another = an_admission(given="Oumou", family="Coulibaly")
        another[2] = type(another[2])(
            person_id=another[0].id, code="SEG-26-0002", status="admitted", opened_on=plan.drafted_on
        )
        register.save(another[0], another[1], another[2])
        return register.folder


def care_plan(folder, case, to, *more, language="fr"):
    phrase = folder.parent / "phrase"
    phrase.write_text(PASSPHRASE, encoding="utf-8")
    opening = ["--register", str(folder), "--person", DIRECTOR, "--passphrase-file", str(phrase)]
    return commands.main(["care-plan", *opening, "--case", case, "--to", str(to), *more], language=language)


def words_in(file):
    with pypdfium2.PdfDocument(file) as document:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)


def test_a_plan_is_printed_in_the_language_asked_for(folder, tmp_path, capsys):
    assert care_plan(folder, "SEG-26-0001", tmp_path / "fr.pdf") == 0
    assert care_plan(folder, "seg-26-0001 ", tmp_path / "en.pdf", language="en") == 0
    assert "individuel" in words_in(tmp_path / "fr.pdf").lower()
    assert "SEG-26-0001" in words_in(tmp_path / "en.pdf")
    assert "individuel" not in words_in(tmp_path / "en.pdf").lower()
    assert "SEG-26-0001" in capsys.readouterr().out


def test_each_printing_is_a_numbered_copy_in_the_register(folder, tmp_path):
    care_plan(folder, "SEG-26-0001", tmp_path / "1.pdf")
    care_plan(folder, "SEG-26-0001", tmp_path / "2.pdf", "--level", "a")
    with reopened(folder) as register:
        copies = register.find(PrintedCopy)
    assert [(copy.copy_number, copy.level) for copy in copies] == [(1, "centre"), (2, "resident")]


def test_a_number_that_nobody_has_is_told(folder, tmp_path, capsys):
    assert care_plan(folder, "SEG-26-0099", tmp_path / "x.pdf") == 1
    assert "SEG-26-0099" in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()


def test_a_resident_without_a_plan_is_told(folder, tmp_path, capsys):
    assert care_plan(folder, "SEG-26-0002", tmp_path / "x.pdf") == 1
    assert "n’a pas encore de projet individuel" in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()


def test_a_folder_that_is_not_there_gives_no_copy_a_number(folder, tmp_path):
    assert care_plan(folder, "SEG-26-0001", tmp_path / "nowhere" / "x.pdf") == 1
    with reopened(folder) as register:
        assert register.find(PrintedCopy) == []


def test_an_excerpt_names_an_organisation_of_the_directory_and_needs_consent(folder, tmp_path, capsys):
    to_partner = ("--level", "C", "--domain", "schooling", "--for", "jigiya")
    assert care_plan(folder, "SEG-26-0001", tmp_path / "x.pdf", *to_partner) == 1
    assert "annuaire" in capsys.readouterr().err
    with reopened(folder) as register:
        register.save(Organisation(name="Association Jigiya", acronym="Jigiya", org_type="ngo"), heed_findings=False)
    assert care_plan(folder, "SEG-26-0001", tmp_path / "x.pdf", *to_partner) == 1
    assert "Consentements" in capsys.readouterr().err
    with reopened(folder) as register:
        (case,) = register.find(CaseFile, code="SEG-26-0001")
        (jigiya,) = register.find(Organisation, acronym="Jigiya")
        yes = {"status": "given", "given_on": TODAY, "giver": "self_adult", "partner_id": jigiya.id}
        register.save(Consent(case_id=case.id, purpose="share_partner", **yes), heed_findings=False)
    assert care_plan(folder, "SEG-26-0001", tmp_path / "x.pdf", *to_partner) == 0
    assert "Extrait pour Association Jigiya" in " ".join(words_in(tmp_path / "x.pdf").split())
