import os
import re
from pathlib import Path

from django.contrib.staticfiles import finders

from base.bundles import parts_of


def test_the_bundle_of_styles_holds_every_component_once():
    styles = Path(finders.find("site.css")).read_text()
    assert styles == "\n".join(part.read_text() for part in parts_of("site.css"))


def test_the_names_of_the_layers_stand_first():
    assert parts_of("site.css")[0].name == "tokens.css"


def test_styles_of_pages_apart_stay_out():
    assert not {"admin.css", "letter-frame.css"} & {
        part.name for part in parts_of("site.css")
    }


def test_a_bundle_older_than_one_of_its_parts_is_made_anew():
    bundle = finders.find("site.js")
    os.utime(bundle, (0, 0))
    finders.find("site.js")
    assert os.stat(bundle).st_mtime > 0


def test_other_files_are_left_to_the_other_finders():
    assert finders.find("nowhere.css") is None


def test_no_name_stands_twice_in_the_one_scope_that_all_scripts_share():
    said = Path(finders.find("site.js")).read_text(encoding="utf-8")
    names = re.findall(r"^(?:async )?(?:function|const|let) (\w+)", said, re.MULTILINE)
    assert len(names) > 20
    assert sorted(names) == sorted(set(names))
