"""JSON that can be read in two ways, or goes deeper than any message, is refused; everything else is let pass."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from http_scene import API, code
from shrutik_core.shared.errors import Unreadable
from shrutik_http.json_text import DEEPEST, check_json

LEAVES = st.none() | st.booleans() | st.integers() | st.text()
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


def refused(content):
    with pytest.raises(Unreadable) as error:
        check_json(content)
    assert error.value.code == "json_malformed"
    return error.value.detail


@given(VALUES, st.booleans())
def test_what_can_be_read_in_one_way_is_let_pass(value, ascii_only):
    check_json(json.dumps(value, ensure_ascii=ascii_only).encode(errors="surrogatepass"))


@given(st.text(), LEAVES, LEAVES, st.dictionaries(st.text(), LEAVES))
def test_a_name_that_stands_twice_is_named(name, one, other, rest):
    members = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in [*rest.items(), (name, one), (name, other)]]
    assert repr(name[:60])[1:10] in refused(f'[{{"a": {{{", ".join(members)}}}}}]'.encode())


@pytest.mark.parametrize("text", ['{"a": 1, "\\u0061": 2}', '{"a": {}, "a": {}}', '[[{"a": 1, "b": 2, "a": 3}]]'])
def test_a_name_is_the_same_however_it_is_written(text):
    assert "'a'" in refused(text.encode())


@pytest.mark.parametrize(
    "text", ['[{"a": 1}, {"a": 2}]', '{"a": {"a": 1}}', '{"a": "a", "A": 1}', '{"\u00e9": 1, "e\u0301": 2}']
)
def test_names_of_different_objects_may_be_the_same(text):
    check_json(text.encode())


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_it_may_go_so_deep_and_no_deeper(opening, closing):
    for depth, passes in ((DEEPEST, True), (DEEPEST + 1, False), (200_000, False)):
        text = (opening * depth + "1" + closing * depth).encode()
        if passes:
            check_json(text)
        else:
            assert f"{DEEPEST} levels" in refused(text)


def test_brackets_in_texts_count_for_nothing():
    check_json(json.dumps({"text": '[{"\\' * 100, "[[[[" * 20: [[1] * 50] * 50}).encode())
    check_json(json.dumps([[number] for number in range(1_000)]).encode())


@given(st.binary() | st.text().map(str.encode))
def test_whatever_is_not_json_is_left_to_whoever_reads_it(content):
    try:
        check_json(content)
    except Unreadable as error:
        assert error.code == "json_malformed"


def test_a_body_with_a_name_twice_is_refused_by_the_api(mina):
    answer = mina.post("/tasks", body=b'{"collection": "bn-read", "collection": "other"}')
    assert code(answer) == (400, "json_malformed")
    assert "'collection'" in answer.json["detail"]


def test_metadata_and_lines_of_an_import_with_a_name_twice_are_refused(mina, admin):
    answer = mina.upload(metadata='{"a": 1, "a": 2}')
    assert code(answer) == (422, "fields_invalid")
    assert "'a'" in answer.json["errors"][0]["detail"]
    lines = b'{"text": "one"}\n{"text": "two", "text": "three"}'
    headers = {"Content-Type": "application/jsonl"}
    answer = admin.post("/prompts/import", query_string="collection=bn-read", body=lines, headers=headers)
    assert code(answer) == (422, "fields_invalid")


def test_an_open_address_refuses_it_as_well(scene):
    body = b'{"email": "a@example.org", "email": "b@example.org", "password": "x"}'
    assert code(scene.client.simulate_post(f"{API}/auth/login", body=body)) == (400, "json_malformed")
