"""The French is complete and well set, and the tools that keep it so do what they say."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry

from centre_app.language import MASCULINE, NO_BREAK
from translations import catalogue_path, compile_stale, languages
from translations.catalogue import in_step, read, update, write
from translations.checks import findings, is_set_well, is_sound, says_she, set_well, wordings
from translations.extraction import Extracted, extract
from translations.filling import fill, read_lines


def found(*sentences: str | tuple[str, str]) -> Extracted:
    """Say what a program holds; a pair is a sentence with its plural."""
    extracted = Extracted()
    for sentence in sentences:
        one, many = (sentence, None) if isinstance(sentence, str) else sentence
        extracted.add(one, many, place="ui/page.py:1")
    return extracted


def french(extracted: Extracted, lines: str = "") -> Catalog:
    """Return a French catalogue in step with a program, with some lines filled in."""
    catalogue = in_step(read(Path("none.po"), "fr"), extracted)
    assert fill(catalogue, read_lines(lines), "fr") == []
    return catalogue


# The program itself


def test_every_sentence_of_the_program_can_be_extracted():
    assert extract().troubles == []


@pytest.mark.parametrize("code", languages())
def test_every_sentence_is_translated_with_its_parts_and_well_set(code):
    assert findings(in_step(read(catalogue_path(code), code), extract()), code) == []


@pytest.mark.parametrize("code", languages())
def test_the_catalogue_is_written_as_the_tools_write_it(code, tmp_path):
    write(read(catalogue_path(code), code), tmp_path / "again.po")
    assert (tmp_path / "again.po").read_text() == catalogue_path(code).read_text()


def test_what_is_said_of_a_boy_in_english_says_neither_she_nor_her():
    said = {entry.id: wordings(entry) for entry in read(catalogue_path("en"), "en") if entry.id}
    assert len(said) > 50
    assert {sentence: forms for sentence, forms in said.items() if says_she(*forms)} == {}


# Extraction


def sentences_in(tmp_path: Path, source: str) -> Extracted:
    (tmp_path / "main.py").write_text(source)
    return extract(tmp_path)


def test_a_plural_written_with_marks_is_one_message(tmp_path):
    extracted = sentences_in(tmp_path, 'language.say_n(N_("{n} bed"), N_("{n} beds"), n)')
    assert [(m.msgid, m.plural) for m in extracted.messages.values()] == [("{n} bed", "{n} beds")]


def test_a_sentence_broken_over_lines_is_one_message(tmp_path):
    assert list(sentences_in(tmp_path, 'language.say("Choose the "\n    "stick.")').messages) == ["Choose the stick."]


def test_a_sentence_said_and_marked_at_once_is_found_once(tmp_path):
    assert list(sentences_in(tmp_path, 'self.language.say(N_("Save"), sex=sex)').messages) == ["Save"]


def test_a_sentence_said_from_a_variable_was_marked_elsewhere(tmp_path):
    assert sentences_in(tmp_path, "language.say(problem.message)") == Extracted()


def test_a_function_of_that_name_that_is_no_languages_is_left_alone(tmp_path):
    assert sentences_in(tmp_path, 'say("Installing " + name)') == Extracted()
    assert sentences_in(tmp_path, 'voice.say("C’est prêt.", "Ready.")') == Extracted()


@pytest.mark.parametrize(
    "source",
    [
        'N_(f"{n} beds")',
        'language.say(f"{n} beds")',
        'language.say("Bed " + label)',
        "N_(text)",
        'language.say_n(one, "{n} beds", n)',
        'language.say_n("{n} bed", n=3)',
    ],
)
def test_a_sentence_nobody_could_translate_is_named_with_its_line(tmp_path, source):
    assert [trouble.partition(" ")[0] for trouble in sentences_in(tmp_path, source).troubles] == ["main.py:1:"]


def test_a_file_somebody_is_still_writing_is_named_and_the_rest_is_found(tmp_path):
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "page.py").write_text("def half(")
    extracted = sentences_in(tmp_path, 'N_("Save")')
    assert list(extracted.messages) == ["Save"]
    assert extracted.troubles[0].startswith("ui/page.py:1:")


def test_the_same_sentence_with_two_plurals_is_a_trouble():
    assert found(("{n} bed", "{n} beds"), ("{n} bed", "{n} bunks")).troubles != []


def test_a_sentence_said_plainly_and_with_a_count_keeps_its_plural():
    assert found("{n} bed", ("{n} bed", "{n} beds")).messages["{n} bed"].plural == "{n} beds"


# Catalogues


def test_a_new_sentence_comes_in_untranslated():
    assert findings(french(found("Save")), "fr") == ["'Save': not translated"]


def test_a_translation_outlives_the_absence_of_its_sentence(tmp_path):
    path = tmp_path / "fr.po"
    write(french(found("Save"), "Save\tEnregistrer"), path)
    write(in_step(read(path, "fr"), found("Print")), path)
    assert "Save" not in read(path, "fr")
    assert in_step(read(path, "fr"), found("Save")).get("Save").string == "Enregistrer"


def test_a_masculine_stays_with_its_sentence_over_an_update(tmp_path):
    path = tmp_path / "fr.po"
    write(french(found("Admitted"), "Admitted\tAccueillie\nm|Admitted\tAccueilli"), path)
    kept = in_step(read(path, "fr"), found("Admitted"))
    assert kept.get("Admitted").string == "Accueillie"
    assert kept.get("Admitted", MASCULINE).string == "Accueilli"


def test_a_masculine_comes_back_with_its_sentence(tmp_path):
    path = tmp_path / "fr.po"
    write(french(found("Admitted"), "Admitted\tAccueillie\nm|Admitted\tAccueilli"), path)
    write(in_step(read(path, "fr"), found()), path)
    assert in_step(read(path, "fr"), found("Admitted")).get("Admitted", MASCULINE).string == "Accueilli"


def test_a_sentence_that_gains_a_plural_is_translated_anew():
    old = french(found("{n} bed"), "{n} bed\t{n} lit")
    assert findings(in_step(old, found(("{n} bed", "{n} beds"))), "fr") == ["'{n} bed': not translated"]


def test_pruning_drops_what_is_no_longer_said(tmp_path):
    update(found("Save"), folder=tmp_path)
    path = catalogue_path("fr", tmp_path)
    write(french(found("Save"), "Save\tEnregistrer"), path)
    update(found("Print"), folder=tmp_path)
    assert "Enregistrer" in path.read_text()
    update(found("Print"), folder=tmp_path, prune=True)
    assert "Enregistrer" not in path.read_text()


def test_an_update_that_finds_nothing_new_leaves_the_file_alone(tmp_path):
    update(found("Save"), folder=tmp_path)
    before = catalogue_path("fr", tmp_path).stat().st_mtime_ns
    update(found("Save"), folder=tmp_path)
    assert catalogue_path("fr", tmp_path).stat().st_mtime_ns == before


def test_two_people_writing_in_another_order_write_the_same_file(tmp_path):
    write(french(found("Save", "Print")), tmp_path / "one.po")
    write(french(found("Print", "Save")), tmp_path / "other.po")
    assert (tmp_path / "one.po").read_bytes() == (tmp_path / "other.po").read_bytes()


# English, of which only what is said of a boy is written


def english(extracted: Extracted, lines: str = "") -> Catalog:
    """Return an English catalogue in step with a program, with some lines filled in."""
    catalogue = in_step(read(Path("none.po"), "en"), extracted)
    assert fill(catalogue, read_lines(lines), "en") == []
    return catalogue


def test_no_masculine_in_french_says_she():
    # after: a sentence about a boy said "elle" in the middle, because it was copied from the one about a girl
    of_a_girl = re.compile(r"\b(elles?|celles?|siennes?|admise|née|fille|enceinte|résidente)\b", re.IGNORECASE)
    masculine = [entry for entry in read(catalogue_path("fr"), "fr") if entry.context == MASCULINE]
    assert len(masculine) > 50
    assert [entry.id for entry in masculine for said in wordings(entry) if of_a_girl.search(said)] == []


def test_english_wants_a_masculine_where_a_sentence_says_she_or_her_and_nothing_else():
    program = found("Save", "Where she sleeps", ("Leaves with her", "Leave with her"), "Hers", "Other, sheet, there")
    assert findings(english(program), "en") == [
        "'Where she sleeps' (masculine): not translated",
        "'Leaves with her' (masculine): not translated",
        "'Hers' (masculine): not translated",
    ]


def test_a_masculine_in_english_is_filled_in_and_outlives_the_absence_of_its_sentence(tmp_path):
    path = tmp_path / "en.po"
    write(english(found("Her file"), "m|Her file\tHis file"), path)
    write(in_step(read(path, "en"), found("Save")), path)
    assert "Her file" not in read(path, "en")
    assert in_step(read(path, "en"), found("Her file")).get("Her file", MASCULINE).string == "His file"


@pytest.mark.parametrize("line", ["Her file\tHis file", "m|Save\tSave"])
def test_english_takes_no_other_line(line):
    catalogue = english(found("Her file", "Save"))
    assert len(fill(catalogue, read_lines(line), "en")) == 1
    assert len(catalogue) == 1


@pytest.mark.parametrize(
    ("sentence", "says"),
    [("Is it her?", True), ("SHE", True), ("by herself", True), ("Hers.", True), ("sheet, other, there", False)],
)
def test_it_is_noticed_who_a_sentence_speaks_of(sentence, says):
    assert says_she(sentence) is says
    assert says_she("Save", sentence) is says


# Filling


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("Svae\tEnregistrer", "the nearest is 'Save'"),
        ("{n} bed\t{n} lit", "takes its plural and 2 wording(s)"),
        ("Save\tSaves\tEnregistrer\tEnregistrer", "takes 1 wording(s)"),
        ("{n} bed\t{n} beds\t{n} lit\t{m} lits", "do not name the same {parts}"),
    ],
)
def test_a_line_that_fits_no_sentence_is_named_and_changes_nothing(line, complaint):
    catalogue = french(found("Save", ("{n} bed", "{n} beds")))
    complaints = fill(catalogue, read_lines(line), "fr")
    assert len(complaints) == 1
    assert complaints[0].startswith("line 1: ")
    assert complaint in complaints[0]
    assert not any(entry.string and any(entry.string) for entry in catalogue if entry.id)


def test_a_line_without_a_tab_is_refused_by_its_number():
    with pytest.raises(ValueError, match="line 2"):
        read_lines("Save\tEnregistrer\nPrint Imprimer")


def test_a_line_break_in_a_cell_is_written_with_a_backslash():
    assert french(found("a\nb"), "a\\nb\tc\\nd").get("a\nb").string == "c\nd"


def test_a_filled_line_is_set_in_french_type():
    filled = french(found("Quit?"), "Quit?\tS'en aller ?").get("Quit?").string
    assert filled == f"S’en aller{NO_BREAK}?"


# Checks


def test_set_well_binds_the_signs_and_turns_the_apostrophes():
    assert set_well("L'accueil : « oui » !", "fr") == "L’accueil\u00a0: «\u00a0oui\u00a0»\u00a0!"


@pytest.mark.parametrize(
    "text", ["Quoi?", "Quoi ?", "l'an", "« oui\u00a0»", "«oui\u00a0»", "oui»", "Note: oui", "{n}!"]
)
def test_a_badly_set_text_is_noticed(text):
    assert not is_set_well(text)


@pytest.mark.parametrize(
    "text", ["à 14:32", "Quoi\u00a0?!", "«\u00a0oui\u00a0»", "Chambre {n:>3}", "file:///x", "Ça…?"]
)
def test_a_well_set_text_passes(text):
    assert is_set_well(text)


def test_a_singular_may_leave_out_its_number_but_a_plural_may_not():
    pair = ("{n} bed", "{n} beds")
    assert not is_sound(Entry(pair, ("{n} lit", "des lits")))
    assert is_sound(Entry(("a bed", "{n} beds"), ("{n} lit", "{n} lits")))
    assert not is_sound(Entry(pair, ("un lit", "{n} lits")))


def test_the_parts_of_argparse_are_held_together_too():
    assert is_sound(Entry("unknown: %(name)s", "inconnu : %(name)s"))
    assert not is_sound(Entry("unknown: %(name)s", "inconnu"))
    assert set_well("inconnu : %s, 25 %", "fr") == "inconnu\u00a0: %s, 25\u00a0%"


def test_an_empty_plural_form_is_not_a_translation():
    catalogue = french(found(("{n} bed", "{n} beds")))
    catalogue.get("{n} bed").string = ("{n} lit", "")
    assert findings(catalogue, "fr") == ["'{n} bed': a plural form is missing"]


# Compiling


def test_what_is_stale_is_compiled_once(tmp_path):
    write(french(found("Save"), "Save\tEnregistrer"), catalogue_path("fr", tmp_path))
    assert compile_stale(tmp_path) == ["fr"]
    assert compile_stale(tmp_path) == []


def test_a_translation_with_other_parts_is_left_out_of_the_compiled_file(tmp_path):
    catalogue = french(found("{n} beds", "Save"), "Save\tEnregistrer")
    catalogue.get("{n} beds").string = "{m} lits"
    write(catalogue, catalogue_path("fr", tmp_path))
    compile_stale(tmp_path)
    compiled = catalogue_path("fr", tmp_path).with_suffix(".mo").read_bytes()
    assert b"Enregistrer" in compiled
    assert b"lits" not in compiled
