"""Places are found as they are called, and stand both in today's region and in the one before 2023."""

import pytest

from centre_app.places import (
    CERCLE,
    GOLD_SITE,
    REGION,
    code_of,
    find,
    find_code,
    find_starting,
    lies_in,
    place,
    place_name,
    places,
    region_before,
    region_now,
)

# From the reform of 13 March 2023: the cercles that changed region, by the region they are in today.
MOVED = {
    "ml-r-nioro": ["Nioro", "Diéma"],
    "ml-r-kita": ["Kita"],
    "ml-r-dioila": ["Dioïla"],
    "ml-r-nara": ["Nara"],
    "ml-r-bougouni": ["Bougouni", "Kolondiéba", "Yanfolila"],
    "ml-r-koutiala": ["Koutiala", "Yorosso"],
    "ml-r-san": ["San", "Tominian"],
    "ml-r-douentza": ["Douentza"],
    "ml-r-bandiagara": ["Bandiagara", "Bankass", "Koro"],
    "ml-r-menaka": ["Ménaka"],
}
BEFORE = {
    "ml-r-nioro": "ml-r-kayes",
    "ml-r-kita": "ml-r-kayes",
    "ml-r-dioila": "ml-r-koulikoro",
    "ml-r-nara": "ml-r-koulikoro",
    "ml-r-bougouni": "ml-r-sikasso",
    "ml-r-koutiala": "ml-r-sikasso",
    "ml-r-san": "ml-r-segou",
    "ml-r-douentza": "ml-r-mopti",
    "ml-r-bandiagara": "ml-r-mopti",
    "ml-r-menaka": "ml-r-gao",
}


def test_there_are_twenty_first_level_units_and_the_cercles_known_by_name():
    assert (len(places(REGION)), len(places(CERCLE))) == (20, 91)


def test_every_place_lies_in_known_regions():
    regions = {region.slug for region in places(REGION)}
    for level in (REGION, CERCLE, GOLD_SITE):
        for one in places(level):
            assert {one.region_now, one.region_before} <= regions, one


@pytest.mark.parametrize(("region", "name"), [(region, name) for region, names in MOVED.items() for name in names])
def test_a_cercle_that_moved_is_in_both_its_regions(region, name):
    slug = find(name, CERCLE)
    assert (region_before(slug), region_now(slug)) == (BEFORE[region], region)
    assert lies_in(region, slug)
    assert lies_in(BEFORE[region], slug)


def test_bankass_said_to_be_in_mopti_is_found_under_mopti_and_under_bandiagara():
    origin = (find("Mopti", REGION), find("Bankass", CERCLE))
    assert lies_in("ml-r-mopti", *origin)
    assert lies_in("ml-r-bandiagara", *origin)
    assert not lies_in("ml-r-douentza", *origin)


def test_a_region_said_alone_is_not_put_into_one_of_those_it_has_become():
    assert region_now(find("Mopti", REGION)) == "ml-r-mopti"
    assert not lies_in("ml-r-bandiagara", find("Mopti", REGION), None)


def test_a_cercle_that_stayed_is_where_it_was():
    assert region_now("ml-c-kati") == region_before("ml-c-kati") == "ml-r-koulikoro"


def test_a_new_cercle_lay_before_in_the_region_it_was_taken_from():
    assert region_before(find("Fana", CERCLE)) == "ml-r-koulikoro"
    assert region_before(find("Ouéléssébougou", CERCLE)) == "ml-r-koulikoro"
    assert place(find("Fana", CERCLE)).is_new


def test_the_cercles_offered_for_an_old_region_include_those_that_left_it():
    names = [cercle.name for cercle in places(CERCLE, region="ml-r-mopti")]
    assert {"Mopti", "Bankass", "Douentza"} <= set(names)
    assert "Ségou" not in names


@pytest.mark.parametrize("text", ["Ségou", "SEGOU", "segou", " Ségou ", "Segu", "Sègou"])
def test_a_place_is_found_whatever_its_accents(text):
    assert find(text, REGION) == "ml-r-segou"
    assert find(text, CERCLE) == "ml-c-segou"
    assert find(text) == "ml-r-segou"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Bamako", "ml-r-bamako"),
        ("Bamako (District)", "ml-r-bamako"),
        ("District de Bamako", "ml-r-bamako"),
        ("Timbuktu", "ml-r-tombouctou"),
        ("M'Pessoba", "ml-c-m-pessoba"),
        ("Gourma Rharous", "ml-c-gourma-rharous"),
        ("Nioro du Sahel", "ml-r-nioro"),
        ("Koflatie", "ml-g-koflatie"),
        ("Abidjan", None),
        ("", None),
    ],
)
def test_a_place_is_found_by_its_other_spellings(text, slug):
    assert find(text) == slug


@pytest.mark.parametrize("level", [REGION, CERCLE, GOLD_SITE])
def test_every_place_is_found_by_its_own_name(level):
    for one in places(level):
        assert find(one.name, level) == one.slug


def test_typing_offers_the_places_that_begin_so():
    assert [one.name for one in find_starting("ban", CERCLE)] == ["Banamba", "Bandiagara", "Bankass", "Banco"]
    assert find_starting("xyz", CERCLE) == []


def test_a_place_in_words_is_shown_as_written():
    assert place_name("Abidjan, Yopougon") == "Abidjan, Yopougon"
    assert (place_name("ml-c-koro"), place_name(None)) == ("Koro", "")
    assert region_now("Abidjan, Yopougon") is None
    assert not lies_in("ml-r-segou", "Abidjan, Yopougon")


def test_gold_sites_are_places_of_their_cercle():
    assert place(find("Kokoyo", GOLD_SITE)).cercle == "ml-c-kangaba"


def test_codes_of_other_systems_lead_to_the_place_and_back():
    assert find_code("iso_3166_2", "ML-4") == "ml-r-segou"
    assert (find_code("ct_2023", "11"), find_code("ca_2023", "11")) == ("ml-r-nioro", "ml-r-bougouni")
    assert code_of("ml-c-bankass", "ocha") == "ML0502"
    assert code_of("ml-c-bankass", "iso_3166_2") is None
    assert find_code("iso_3166_2", "XX") is None
