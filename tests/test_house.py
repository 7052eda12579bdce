"""Who stands where in the house, as far as imports do not tell: templates, and which
kind of code lives in which file."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOADED = re.compile(r"{% load ([\w ]+?)(?: from (\w+))? %}")
NAMED = re.compile(r"""{% (?:include|extends) ["']([\w/]+)/""")
ADDRESS = re.compile(r"related_model\.(?:objects|_default_manager)")


def contracts():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return settings["tool"]["importlinter"]


def layers():
    """Each app with the number of its floor; the lowest is 0."""
    floors = reversed(contracts()["contracts"][0]["layers"])
    return {app: n for n, floor in enumerate(floors) for app in floor.split(" | ")}


FLOORS = layers()
TAGS = {
    path.stem: path.parts[-3]
    for path in ROOT.glob("*/templatetags/*.py")
    if path.stem != "__init__"
}
TEMPLATES = [
    path
    for path in sorted((ROOT / "templates").rglob("*.*"))
    if path.relative_to(ROOT / "templates").parts[0] in FLOORS
]
CODE = [
    path
    for app in FLOORS
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts
]


def used_by(text):
    """The apps whose tags or parts a template uses."""
    tags = " ".join(library or names for names, library in LOADED.findall(text))
    owners = {TAGS[name] for name in tags.split() if name in TAGS}
    return owners | {name.split("/")[0] for name in NAMED.findall(text)} & set(FLOORS)


@pytest.mark.parametrize("floor", sorted(set(FLOORS.values())))
def test_a_template_uses_only_what_stands_no_higher(floor):
    above = {
        str(path.relative_to(ROOT)): sorted(higher)
        for path in TEMPLATES
        if FLOORS[app := path.relative_to(ROOT / "templates").parts[0]] == floor
        if (
            higher := {
                used
                for used in used_by(path.read_text())
                if used != app and FLOORS[used] >= floor
            }
        )
    }
    assert above == {}


def classes_named(suffix):
    """Where classes with such a name are written."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and node.name.endswith(suffix):
                yield node.name, str(path.relative_to(ROOT))


def test_questions_stand_in_querysets():
    elsewhere = [
        (name, path)
        for name, path in classes_named("QuerySet")
        if not path.endswith("/querysets.py") and "/querysets/" not in path
    ]
    assert elsewhere == []


def test_no_model_is_reached_through_a_field():
    """`….related_model.objects` asks an app that the import contract does not see."""
    reached = [path.name for path in CODE if ADDRESS.search(path.read_text())]
    assert reached == []


def is_view(function):
    """Does it take a request as its first argument, and answer with a response?"""
    first = function.args.args[:1]
    answers = ast.unparse(function.returns or ast.Constant(""))
    return bool(first) and first[0].arg == "request" and "HttpResponse" in answers


# What is no page of a room: middleware, the admin, the page for what went wrong.
NO_ROOMS = {"admin.py", "middleware.py", "trouble.py", "adapter.py"}


def test_views_stand_in_views():
    elsewhere = {
        str(path.relative_to(ROOT))
        for path in CODE
        if "views" not in {*path.parts, *path.stem.split("_")}
        if path.name not in NO_ROOMS
        if "admin" not in path.parts and "bench" not in path.parts
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and is_view(node)
    }
    assert elsewhere == set()


def test_every_app_has_its_place_in_the_contracts():
    apps = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    image = contracts()["contracts"][2]
    assert set(FLOORS) == set(contracts()["root_packages"]) == apps
    assert {*image["source_modules"], *image["forbidden_modules"]} == apps
