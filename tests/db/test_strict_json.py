"""One way to write a value, and every trick in what others wrote refused by its name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import strict_json

values = st.recursive(
    st.none() | st.booleans() | st.integers(1 - 2**53, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
).filter(lambda value: strict_json._depth(strict_json.write(value)) <= strict_json.DEEPEST)


@given(values)
def test_a_value_comes_back_as_it_was_written(value):
    assert strict_json.read(strict_json.write(value)) == value


@given(st.dictionaries(st.text(), st.integers(1 - 2**53, 2**53 - 1)))
def test_the_order_of_names_does_not_change_the_bytes(value):
    backwards = dict(reversed(value.items()))
    assert strict_json.write(backwards) == strict_json.write(value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[" * 17 + b"]" * 17, strict_json.DEPTH),
        (b'{"a":' * 17 + b"1" + b"}" * 17, strict_json.DEPTH),
        (b"[" * 200_000, strict_json.DEPTH),
        (b'{"a":1,"a":2}', strict_json.DUPLICATE_NAME),
        (b'{"a":1,"\\u0061":2}', strict_json.DUPLICATE_NAME),
        (b"NaN", strict_json.NOT_A_NUMBER),
        (b'{"a":-Infinity}', strict_json.NOT_A_NUMBER),
        (b"1.5", strict_json.FRACTION),
        (b"1e999", strict_json.FRACTION),
        (b"9007199254740992", strict_json.LARGE_NUMBER),
        (b"-9007199254740992", strict_json.LARGE_NUMBER),
        (b"9007199254740993", strict_json.LARGE_NUMBER),
        (b"-9007199254740993", strict_json.LARGE_NUMBER),
        (b"9" * 10_000, strict_json.LARGE_NUMBER),
        (b'"\\ud800"', strict_json.LONE_SURROGATE),
        (b'{"\\udfff":1}', strict_json.LONE_SURROGATE),
        (b'"\xff"', strict_json.ENCODING),
        (b'"\xed\xa0\x80"', strict_json.ENCODING),
        (b"\xef\xbb\xbf1", strict_json.SYNTAX),
        (b"", strict_json.SYNTAX),
        (b"{", strict_json.SYNTAX),
        (b"1 2", strict_json.SYNTAX),
        (b"{'a':1}", strict_json.SYNTAX),
        (b'"\x00"', strict_json.SYNTAX),
        (b"PK\x03\x04", strict_json.SYNTAX),
    ],
)
def test_what_could_be_understood_differently_is_refused_with_its_reason(content, reason):
    with pytest.raises(strict_json.BadJson) as refused:
        strict_json.read(content)
    assert refused.value.reason == reason


def test_brackets_inside_a_text_are_no_depth():
    assert strict_json.read(b'["' + b"[" * 500 + b'\\"{"]') == ["[" * 500 + '"{']


@given(st.dictionaries(st.text(), st.none() | st.integers(1 - 2**53, 2**53 - 1) | st.text('":{[,\\\\a'), max_size=6))
def test_a_row_comes_back_whatever_signs_its_texts_hold(row):
    assert strict_json.read(strict_json.write(row)) == row


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":1,"a":2,"b":"\\":"}',
        b'{"a" :1,"a":2}',
        b'{"a"\t:1,"a":2}',
        b'{"a"\n:1,"a":2}',
        b'{"a":"\\"","a":2}',
        b' {"a":1,"a":2}',
        b'{"a":1,"\\u0061":2}',
    ],
)
def test_a_name_given_twice_is_found_however_it_is_written(content):
    with pytest.raises(strict_json.BadJson) as refused:
        strict_json.read(content)
    assert refused.value.reason == strict_json.DUPLICATE_NAME


members = st.lists(st.tuples(st.sampled_from(["a", "b", "\\u0061", '\\":']), st.sampled_from(["1", '"x\\":"', "null"])))
spaces = st.sampled_from(["", " ", "\t", "\n", "  "])


@given(members=members, before=spaces, after=spaces)
def test_the_quick_way_and_the_careful_way_agree(members, before, after):
    content = "{" + ",".join(f'"{name}"{before}:{after}{value}' for name, value in members) + "}"
    names = [name.replace("\\u0061", "a") for name, _ in members]
    if len(set(names)) < len(names):
        with pytest.raises(strict_json.BadJson):
            strict_json.read(content.encode())
    else:
        assert len(strict_json.read(content.encode())) == len(names)


pieces = st.sampled_from(
    [
        r'{"a":1',
        r'"b":2',
        r"}",
        r"{",
        r",",
        r'{"a":"}',
        r'{"}',
        r'"',
        r'{"a":[{}',
        r"{}]}",
        r'{"a":null}',
        r"5",
        r"\u0061",
        r"é",
    ]
    + [" ", "\r"]
)


@given(st.lists(st.lists(pieces, max_size=4).map(lambda parts: "".join(parts).encode()), max_size=5))
def test_no_line_lends_another_a_part_of_itself(lines):
    if (found := strict_json.read_together(lines)) is not None:
        assert found == [strict_json.read_object(line) for line in lines]


@pytest.mark.parametrize(
    "lines",
    [
        [b'{"a":1', b'"b":2}', b'{"a":1},{"b":2}'],
        [b'{"a":[{}', b"{}]}", b'{"a":1},{"b":2}'],
        [b'{"a":"}', b'{"}', b'{"a":1},{"b":2}'],
        [b'{"a":1},5'],
        [b'{"a":{"b":1}}'],
        [b'{"a":[{"b":1}', b'{"c":1}]}', b'{"a":1},{"b":2}'],
        [b'{"a":[', b'{"c":1}]}', b'{"a":1},5'],
        [b'{"a":' + b"[" * 15 + b"]" * 15 + b"}"],
        [b'{"a":' * 100_000 + b"1" + b"}" * 100_000],
        [b'{"a":1,"a":2}'],
        [b'{"a":1.5}'],
        [b'{"a":"\xff"}'],
        [b'{"a":"\\ud800"}'],
    ],
)
def test_lines_that_only_seem_to_be_objects_are_left_to_be_read_one_by_one(lines):
    assert strict_json.read_together(lines) is None


@given(st.lists(st.dictionaries(st.text(), st.none() | st.integers(1 - 2**53, 2**53 - 1) | st.text()), max_size=5))
def test_lines_read_together_are_what_they_are_alone(rows):
    lines = [strict_json.write(row) for row in rows]
    if sum(line.count(b"[") for line in lines) < strict_json.DEEPEST - 1 and not any(b"\\u" in line for line in lines):
        assert strict_json.read_together(lines) == rows


def test_sixteen_levels_are_read():
    assert strict_json.read(b"[" * 16 + b"]" * 16) is not None


def test_a_pair_of_surrogates_is_one_letter():
    assert strict_json.read(b'"\\ud83d\\ude00"') == "\U0001f600"


def test_an_object_is_asked_for_where_only_an_object_will_do():
    with pytest.raises(strict_json.BadJson):
        strict_json.read_object(b"[]")


def test_a_refusal_does_not_repeat_what_was_in_the_file():
    with pytest.raises(strict_json.BadJson) as refused:
        strict_json.read(b'{"name":"Awa Diarra"')
    assert "Awa" not in str(refused.value)
    assert refused.value.__suppress_context__


@pytest.mark.parametrize("value", [float("nan"), b"bytes", object(), {"a": {1, 2}}])
def test_a_value_that_has_no_place_in_json_is_a_mistake_of_the_program(value):
    with pytest.raises((TypeError, ValueError)):
        strict_json.write(value)


def test_a_lone_surrogate_is_not_written():
    with pytest.raises(strict_json.BadJson):
        strict_json.write("\ud800")
