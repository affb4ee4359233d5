"""The mutation tester puts the faults in that it says, and leaves alone what it says."""

import ast

from mutation.ledger import listed
from mutation.mutants import mutants_of

SOURCE = '''
"""What lives here."""

LIMIT = 3


def cut(size: int, name: str = "clip") -> bool:
    """Whether it is cut."""
    if size > LIMIT and name:
        raise Invalid("too_large", f"{name} is too large.")
    return size == 0
'''


def changes(source):
    return [mutant.change for mutant in mutants_of(source, "here.py")]


def test_every_fault_is_named_and_none_twice():
    assert changes(SOURCE) == [
        "LIMIT = 3  ->  LIMIT = 4",
        "LIMIT = 3  ->  LIMIT = 2",
        "'clip'  ->  'clip~'",
        "size > LIMIT and name  ->  size > LIMIT or name",
        "size > LIMIT and name  ->  name",
        "size > LIMIT and name  ->  size > LIMIT",
        "size > LIMIT  ->  size >= LIMIT",
        "size > LIMIT and name  ->  size > LIMIT and not name",
        "raise Invalid('too_large', f'{name} is too large.')  ->  pass",
        "Invalid('too_large', f'{name} is too large.')  ->  Invalid('too_large~', f'{name} is too large.')",
        "return size == 0  ->  return None",
        "return size == 0  ->  return size != 0",
        "size == 0  ->  size == 1",
        "size == 0  ->  size == -1",
    ]
    names = [mutant.name for mutant in mutants_of(SOURCE * 2, "here.py")]
    assert len(set(names)) == len(names)


def test_a_fault_is_put_into_the_tree_and_the_rest_stays():
    (limit,) = [one for one in mutants_of(SOURCE, "here.py") if one.change == "size > LIMIT  ->  size >= LIMIT"]
    assert ast.unparse(limit.tree()) == ast.unparse(ast.parse(SOURCE)).replace("size > LIMIT", "size >= LIMIT")
    assert (limit.function, limit.place, limit.first) == ("cut", "cut", 9)


def test_what_runs_at_import_belongs_to_no_function_and_neither_does_what_a_function_made():
    nested = "def outer():\n    def inner():\n        return 1\n    return inner\n"
    found = {mutant.place: mutant.function for mutant in mutants_of(SOURCE + nested, "here.py")}
    assert found == {"": "", "cut": "cut", "outer": "outer", "outer.inner": ""}


def test_words_for_people_are_left_alone():
    source = (
        "def f(n):\n    detail = 'so'\n    raise Invalid('code', 'words', errors=[FieldError('field', 'words', 'c')])\n"
    )
    assert [change for change in changes(source) if "'words~'" in change or "'so~'" in change] == []
    assert [change.split("->")[1].strip() for change in changes(source) if "~" in change] == [
        "Invalid('code~', 'words', errors=[FieldError('field', 'words', 'c')])",
        "FieldError('field~', 'words', 'c')",
        "FieldError('field', 'words', 'c~')",
    ]


def test_every_listed_survivor_has_a_reason():
    assert all(len(why.split()) >= 4 for why in listed().values())
