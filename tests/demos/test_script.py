"""The demos' modules are joined into one script; a module that cannot be joined is named with its line."""

import json
from importlib.resources import files

import pytest

from gdcore.demos._script import MODULES, as_statement, joined, page_script
from gdcore.demos.samples import SAMPLES

MODULE = """\
// A module as it is written.
import { two } from "./two.js";
import {
  html,
  svg,
} from "../kit/draw.js";

const hidden = two * 2; // a comment after code

// Doubled.
export function double(x) {
  const words = `${x} // and ${hidden}`;

  return svg(words);
}

export class Box {}
export const link = "http://localhost//";
export function* forever() {}
"""

STATEMENT = """\
const { double, Box, link, forever } = (() => {
const hidden = two * 2;
function double(x) {
const words = `${x} // and ${hidden}`;
return svg(words);
}
class Box {}
const link = "http://localhost//";
function* forever() {}
return { double, Box, link, forever };
})();"""


def test_a_module_becomes_one_statement():
    assert as_statement("kit/double.js", MODULE) == STATEMENT


def test_a_module_without_exports_keeps_its_names_to_itself():
    source = 'import { define } from "../kit/element.js";\n\nclass Box {}\ndefine("gd-box", Box);\n'
    assert as_statement("elements/box.js", source) == '{\nclass Box {}\ndefine("gd-box", Box);\n}'


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('import { two } from "./two.js";', "imports stand at the top"),
        ('import two from "./two.js";', "imports stand at the top"),
        ('import { two as pair } from "./two.js";', "imports stand at the top"),
        ("export default Box;", "what is exported is an `export function`"),
        ("export { hidden };", "what is exported is an `export function`"),
        ("export let count = 0;", "what is exported is an `export function`"),
        ("const words = `one line,", "a template string ends on the line on which it begins"),
    ],
)
def test_a_module_that_cannot_be_joined_is_named_with_its_line(line, problem):
    with pytest.raises(ValueError, match=f"^js/kit/double.js, line 17: {problem}") as error:
        as_statement("kit/double.js", MODULE.replace("export class Box {}", line))
    assert str(error.value).endswith(f": {line}")


def test_names_that_are_not_exported_are_out_of_reach(browser):
    page = browser.new_page()
    page.add_script_tag(content=f"{joined(MODULES)}\nwindow.reach = [typeof descend, typeof zeros];")
    assert page.evaluate("reach") == ["function", "undefined"]
    page.close()


def test_every_module_is_joined_behind_those_it_imports():
    script = joined(MODULES)
    assert script.index("const SETTINGS") < script.index("descend(") < script.index("class Demo")
    assert json.dumps("gd-quiz") in script


def test_a_page_gets_the_demos_that_it_has_and_what_they_need():
    script = page_script(["gd-quiz", "gd-schedules"])
    assert 'define("gd-schedules"' in script and "const schedules" in script
    assert "gd-momentum" not in script and "class Momentum" not in script
    with pytest.raises(ValueError, match="no demo is called gd-nothing; there are gd-adam, "):
        page_script(["gd-quiz", "gd-nothing"])


def test_every_demo_has_a_sample():
    """The quiz and the story have their content from the page, and tests of their own."""
    elements = {path.stem for path in (files("gdcore.demos") / "js" / "elements").glob("*.js")}
    assert elements - {"quiz", "story"} == SAMPLES.keys(), "add it to SAMPLES in gdcore/demos/samples.py"
