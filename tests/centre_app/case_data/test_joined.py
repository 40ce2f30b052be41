"""Files of case data laid side by side, and their READMEs: neither tells of whoever was left out, nor of anybody kept."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app.case_data import export, writing
from centre_app.case_data.earlier import suppress_beside
from centre_app.case_data.generalising import AS_IT_IS, QUASIS
from centre_app.case_data.grouping import GROUP
from centre_app.case_data.mapping import HTCDS, K_ANONYMOUS, PSEUDONYMISED, mapping_of
from centre_app.case_data.readme import number_said
from centre_app.dates import Birth
from centre_app.language import Language
from centre_app.records import CaseFile, ExportedCase, TraffickingProfile
from tests.centre_app.case_data.cases import a_counted_case, lines_in
from tests.centre_app.case_data.test_anonymity import naively_alone
from tests.makers import a_consent, reopened_as

YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}


def wanted(level: str = K_ANONYMOUS, **more):
    return export.Wanted(purpose=export.PARTNER, level=level, language=Language.of("en"), **{**YEAR, **more})


def written(register, to, level: str = K_ANONYMOUS, **more):
    done = writing.write(register, export.prepare(register, wanted(level, **more)), to)
    return done.export, {path.name: path.read_bytes() for path in done.folder.iterdir()}


def group_of_each(register, done) -> dict[str, str]:
    return {one.case_id: one.number for one in register.find(ExportedCase, export_id=done.id)}


# --- the README ------------------------------------------------------------------------------------------------


def test_the_readme_of_a_file_in_groups_tells_nothing_of_whoever_was_left_out(register, tmp_path):
    for number in range(1, 13):
        a_counted_case(register, number)
    a_counted_case(register, 13, form="sexual_site", nationality="NG")
    a_counted_case(register, 14, agreed=None)
    _, contents = written(register, tmp_path)
    said = contents[writing.README].decode("utf-8-sig")
    assert len(lines_in(contents, "CASES.csv")) == 12
    assert "sexual_site" not in said
    assert "forced_labour_domestic" not in said
    assert "vic_TypeOfExploitation: 12" in said
    assert "People left out because they would stand out: fewer than 5" in said
    assert "Without a yes to being counted: fewer than 5" in said
    assert "13" not in said.partition("What was lost")[2]


def test_a_loss_that_all_but_a_few_share_is_not_told_by_its_number(register):
    for number in range(1, 13):
        a_counted_case(register, number)
    in_groups, by_number = export.prepare(register, wanted()), export.prepare(register, wanted(PSEUDONYMISED))
    said = [number_said(in_groups, number, of=12) for number in (0, 1, 4, 5, 7, 8, 11, 12, 24)]
    few, most = "fewer than 5", "nearly all"
    assert said == ["0", few, few, "5", "7", most, most, "12", "24"]
    assert number_said(by_number, 1, of=12) == "1"


# --- two files side by side ------------------------------------------------------------------------------------


def test_nothing_but_the_yes_and_the_quasi_identifiers_stands_in_a_file_in_groups():
    told = {one.name for one in mapping_of(HTCDS).fields if one.rules[K_ANONYMOUS] not in ("drop", "blank")}
    assert {
        name
        for name in told
        if not any(one.name == name and one.quasi(K_ANONYMOUS) for one in mapping_of(HTCDS).fields)
    } == {"con_Consent"}


def test_means_of_control_are_no_thread_between_two_files(register, tmp_path):
    for number in range(1, 11):
        born = {"birth": Birth.exact(date(2026 - (7 if number < 6 else 16), 1, 3))}
        region = ("ml-r-segou", "ml-r-kayes")[number % 2]
        case = a_counted_case(register, number, of_the_person={**born, "origin_region": region})
        (profile,) = register.find(TraffickingProfile, case_id=case.id)
        control = frozenset({("threats", "debt_bondage", "physical_violence")[number % 3]})
        register.save(replace(profile, control=control), heed_findings=False)
    nothing = {name: len(quasi.steps) - 1 for name, quasi in QUASIS.items()}
    ages, first = written(register, tmp_path, steps={**AS_IT_IS, "region": nothing["region"]})
    regions, second = written(register, tmp_path, steps={**AS_IT_IS, "age": nothing["age"]})
    assert "x_MethodsOfControl" not in lines_in(first, "CASES.csv")[0]
    assert {line["vic_MethodsOfControl"] for line in lines_in(first, "CASES.csv") + lines_in(second, "CASES.csv")} == {
        ""
    }
    assert Counter(line["x_AgeBand"] for line in lines_in(first, "CASES.csv")) == {"0-8": 5, "9-17": 5}
    # a reader who knew which line is whose in each of the two
    one, other = group_of_each(register, ages), group_of_each(register, regions)
    joined = Counter((one.get(case_id), other.get(case_id)) for case_id in {*one, *other})
    assert min(joined.values()) >= 5


def test_the_second_file_of_a_year_less_the_first_is_nobody(register, tmp_path):
    for number in range(1, 13):
        a_counted_case(register, number)
    _, first = written(register, tmp_path)
    for number in range(13, 17):
        a_counted_case(register, number, of_the_file={"opened_on": date(2026, 5, 1)})
        again = export.prepare(register, wanted())
        assert (again.cases, again.groups.suppressed.left_out) == (12, number - 12)
    a_counted_case(register, 17, of_the_file={"opened_on": date(2026, 5, 1)})
    _, second = written(register, tmp_path)
    assert len(lines_in(second, "CASES.csv")) == len(lines_in(first, "CASES.csv")) + 5


def test_whoever_withdraws_after_a_file_was_given_is_not_the_only_one_missing_from_the_next(register, tmp_path):
    cases = [a_counted_case(register, number) for number in range(1, 13)]
    written(register, tmp_path)
    register.save(a_consent(cases[0], "reporting", "withdrawn"), heed_findings=False)
    again = export.prepare(register, wanted())
    assert (len(again.passed.files), again.cases) == (11, 7)


def test_a_file_of_another_year_stands_alone(register, tmp_path):
    for number in range(1, 13):
        a_counted_case(register, number)
    written(register, tmp_path)
    a_counted_case(register, 13, of_the_file={"opened_on": date(2025, 5, 1)})
    other = export.prepare(register, wanted(first=date(2025, 1, 1), last=date(2025, 12, 31)))
    assert (other.groups.given_before, other.groups.people_standing_out) == ((), 1)


def test_a_file_looked_at_before_another_was_given_is_not_written(register, tmp_path):
    for number in range(1, 13):
        a_counted_case(register, number)
    looked_at = export.prepare(register, wanted())
    written(register, tmp_path)
    with pytest.raises(export.GivenMeanwhile):
        writing.write(register, looked_at, tmp_path)


SHOWN = st.tuples(*[st.sampled_from(["a", "b"])] * 2, *[st.just("")] * (len(QUASIS) - 2))
TRACES = st.sampled_from([("",), (GROUP.format(n=1),), (GROUP.format(n=2),)])


@given(
    st.lists(st.tuples(SHOWN, TRACES), max_size=40), st.dictionaries(TRACES, st.integers(0, 6)), st.sampled_from([2, 5])
)
def test_side_by_side_every_combination_is_shared_by_k(people, elsewhere, k):
    combinations, traces = [one for one, _ in people], [trace for _, trace in people]
    done = suppress_beside(combinations, traces, elsewhere, k).shown
    together = [(trace, one) for trace, one in zip(traces, done, strict=True)]
    assert naively_alone([one for one in together if one[1] is not None], k) == []
    for trace in {one for one in traces if any(one)}:
        out = together.count((trace, None)) + elsewhere.get(trace, 0)
        assert out == 0 or out >= k or out == traces.count(trace) + elsewhere.get(trace, 0)


# --- restricted and sealed -------------------------------------------------------------------------------------


def test_restricted_and_sealed_files_are_in_no_file_whoever_exports_and_are_counted(register):
    cases = [a_counted_case(register, number) for number in range(1, 7)]
    for case, asked in zip(cases, ("restricted", "sealed"), strict=False):
        register.save(replace(register.get(CaseFile, case.id), confidentiality=asked))
    twin = a_counted_case(register, 7, of_the_file={"status": "merged", "merged_into_id": cases[2].id})
    register.save(replace(register.get(CaseFile, twin.id), confidentiality="sealed"), heed_findings=False)
    for level in (PSEUDONYMISED, K_ANONYMOUS):
        _check_kept(register, level, cases)
    with reopened_as(register, "director", who="dir2") as other:
        for level in (PSEUDONYMISED, K_ANONYMOUS):
            _check_kept(other, level, cases)


def _check_kept(register, level, cases):
    passed = export.prepare(register, wanted(level)).passed
    assert {file.id for file in passed.files} == {case.id for case in cases[3:]}
    assert passed.kept_out == {"merged": 1, "kept": 3}
