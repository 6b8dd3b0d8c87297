"""The Adam demo: what it keeps for each parameter against the engine's rules, its words, its steps."""

import numpy as np
import pytest
from traitlets import TraitError

import gdcore
from gdcore.demos import AdamDemo

TAG = "gd-adam"


def verdict(demo):
    return demo.locator(".verdict").inner_text()


@pytest.mark.parametrize(
    "wrong",
    [
        {"example": "hill"},
        {"lr": 0.0},
        {"beta1": 1.0},
        {"beta2": float("nan")},
        {"rotation": 91},
        {"steps": -1},
        {"correction": 1.5},
    ],
)
def test_nonsense_is_refused_by_name(wrong):
    with pytest.raises(TraitError, match=list(wrong)[-1]):
        AdamDemo(**wrong)


@pytest.mark.parametrize(
    "state",
    [
        {"steps": 0},
        {"example": "steady", "steps": 1},
        {"example": "reddi", "steps": 300},
        {"rotation": 45.0, "correction": False},
    ],
)
def test_figure_and_words_of_every_state(state):
    html = AdamDemo(**state)._repr_mimebundle_()[0]["text/html"]
    assert 'src="data:image/svg+xml' in html and 'alt="Adam' in html


def test_valley_is_the_run_of_the_engine():
    demo = AdamDemo(rotation=20.0, steps=40)
    trace = demo.trace()
    valley = gdcore.Quadratic([1.0, 40.0], rotation=np.radians(20))
    np.testing.assert_allclose(trace.w, gdcore.run(valley, trace.w[0], gdcore.Adam(), 0.1, 40).w)
    np.testing.assert_allclose(trace.step, 0.1 * trace.m_hat / (np.sqrt(trace.v_hat) + 1e-8))


@pytest.mark.parametrize("correction", [True, False])
@pytest.mark.parametrize("example", ["valley", "steady", "reddi"])
def test_page_keeps_what_the_engine_keeps(open_demo, example, correction):
    mine = AdamDemo(example, correction=correction, beta2=0.7, steps=80)
    demo = open_demo(TAG, {name: str(value).lower() for name, value in mine.parameters.items()})
    tracks = demo.evaluate("demo => demo.tracks")
    rules = [gdcore.Adam, gdcore.AMSGrad] if example == "reddi" else [gdcore.Adam]
    columns = [(mine.trace(rule), i) for rule in rules for i in range(mine.trace(rule).g.shape[1])]
    for track, (trace, i) in zip(tracks, columns, strict=True):
        np.testing.assert_allclose(track["w"][:81], trace.w[:, i], rtol=1e-9, atol=1e-9)
        for theirs, ours in (
            ("g", trace.g),
            ("m", trace.m),
            ("v", trace.v),
            ("mHat", trace.m_hat),
            ("vHat", trace.v_hat),
            ("step", trace.step),
        ):
            np.testing.assert_allclose(track[theirs][:80], ours[:, i], rtol=1e-9, atol=1e-9, err_msg=theirs)


def test_without_correction_early_steps_are_too_long(open_demo):
    demo = open_demo(TAG, {"example": "steady", "steps": 1})
    assert verdict(demo) == "steps of one length"
    assert demo.locator(".ledger tbody tr").last.inner_text().split()[-2:] == ["1.00", "−1.00"]
    demo.get_by_label("bias correction").uncheck()
    assert verdict(demo) == "early steps too long"
    assert "3.16 η, the largest 6.57 η, at step 12" in demo.locator(".reading").inner_text()
    demo.get_by_role("slider", name="memory β₂").press("Home")
    assert verdict(demo) == "early steps too short"


def test_turning_the_valley_takes_the_lead_away(open_demo):
    demo = open_demo(TAG, {"example": "valley", "rotation": 0, "steps": 60})
    assert verdict(demo) == "ahead of gradient descent"
    demo.get_by_role("spinbutton", name="valley turned by").fill("45")
    demo.get_by_role("spinbutton", name="valley turned by").press("Enter")
    assert verdict(demo) == "not ahead of gradient descent"
    demo.get_by_role("slider", name="valley turned by").press("End")
    assert verdict(demo) == "ahead of gradient descent"


def test_reddi_walks_to_the_worst_point_unless_it_remembers(open_demo):
    demo = open_demo(TAG)
    demo.get_by_role("radio", name="Reddi’s example").check(force=True)
    assert [demo.get_attribute(name) for name in ("beta1", "beta2")] == ["0", "0.1"]
    assert verdict(demo) == "Adam walks to the worst point"
    demo.get_by_role("slider", name="memory β₂").press("End")
    assert verdict(demo) == "Adam walks to the best point"


def test_the_ledger_follows_the_step_that_is_dragged_to(open_demo, page):
    demo = open_demo(TAG, {"example": "valley", "steps": 10})
    assert demo.locator(".ledger th").first.inner_text() == "Step 10"
    handle = demo.get_by_role("slider", name="step", exact=True)
    box = handle.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 20, steps=4)
    page.mouse.up()
    steps = int(demo.get_attribute("steps"))
    assert steps > 15
    assert demo.locator(".ledger th").first.inner_text() == f"Step {steps}"
    demo.get_by_role("button", name="Reset").click()
    assert demo.locator(".ledger td").all_inner_texts() == ["–"] * 12
    assert demo.get_by_role("status").inner_text().startswith("Step 0. Verdict")


def test_a_row_of_the_ledger_keeps_its_name_while_the_page_scrolls(open_demo, page):
    demo = open_demo(TAG, {"example": "valley", "steps": 10})
    page.set_viewport_size({"width": 1366, "height": 300})
    demo.locator(".ledger").evaluate(
        "ledger => scrollTo(0, scrollY + ledger.getBoundingClientRect().bottom - ledger.clientHeight / 2)"
    )
    for row in demo.locator(".ledger tr").all():
        tops = row.evaluate("row => [...row.cells].map((cell) => cell.getBoundingClientRect().top)")
        assert max(tops) - min(tops) < 1
    assert min(tops) > 0 > demo.locator(".ledger").bounding_box()["y"]
