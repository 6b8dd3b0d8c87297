"""From the same seed a page draws and computes what `gdcore` does, number by number."""

import numpy as np
import pytest

import gdcore
from gdcore.curves import CAUSES, loss_curve
from gdcore.demos import BatchingDemo, SchedulesDemo
from gdcore.demos._script import MODULES, joined

SEEDS = [0, 1, 42, 2**32 - 1]


@pytest.fixture(scope="module")
def in_browser(browser):
    """The function from an expression over the scripts' names to its value in the browser."""
    page = browser.new_page()
    page.add_script_tag(content=joined(MODULES) + "\nwindow.twin = { RandomState, lossCurve, schedules };")
    yield page.evaluate
    page.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_random_numbers(in_browser, seed):
    drawn = in_browser(
        """seed => {
            const rng = new twin.RandomState(seed);
            const many = (draw) => Array.from({ length: 1001 }, draw);
            return [
                many(() => rng.random()),
                many(() => rng.standard_normal()),
                many((_, i) => rng.permutation(i % 70 + 1)).flat(),
            ];
        }""",
        seed,
    )
    rng = np.random.RandomState(seed)
    assert drawn[0] == rng.random(1001).tolist()
    np.testing.assert_allclose(drawn[1], rng.standard_normal(1001), rtol=1e-14)
    assert drawn[2] == np.concatenate([rng.permutation(i % 70 + 1) for i in range(1001)]).tolist()


@pytest.mark.parametrize("cause", CAUSES)
def test_loss_curves(in_browser, cause):
    seeds = list(range(100))
    curves = in_browser(
        "([cause, seeds]) => seeds.map((seed) => twin.lossCurve(cause, new twin.RandomState(seed)))",
        [cause, seeds],
    )
    for seed, theirs in zip(seeds, curves):
        ours = loss_curve(cause, np.random.RandomState(seed))
        np.testing.assert_allclose(theirs["losses"], ours.losses, rtol=1e-9)
        assert theirs["best"] == pytest.approx(ours.best, rel=1e-9)
        assert (theirs["cause"], theirs["caption"]) == (cause, ours.caption)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("step_decay", [0.4, 7, 0.5]),
        ("exponential", [0.4, 0.97]),
        ("inverse_time", [0.4, 0.03]),
        ("polynomial", [0.4, 60, 2, 0.01]),
        ("cosine", [0.4, 60, 0.01]),
    ],
)
def test_schedules(in_browser, name, arguments):
    theirs = in_browser(
        """([name, args]) => {
            const { linear_warmup, hold, [name]: make } = twin.schedules;
            const shapes = [make(...args), linear_warmup(9, hold(20, make(...args)))];
            return shapes.map((shape) => Array.from({ length: 100 }, (_, i) => shape(i + 1)));
        }""",
        [name, arguments],
    )
    schedule = getattr(gdcore, name)(*arguments)
    t = np.arange(1, 101)
    np.testing.assert_allclose(theirs[0], schedule(t), rtol=1e-12)
    np.testing.assert_allclose(theirs[1], gdcore.linear_warmup(9, gdcore.hold(20, schedule))(t), rtol=1e-12)


BATCHING = [
    {},
    {"batch": 1, "lr": 0.05, "draw": "drawn", "clock": "epochs", "seed": 3},
    {"batch": 24, "lr": 0.7, "clock": "time", "slope": 2.0},
    {"batch": 64, "lr": 1.9, "draw": "drawn", "bias": -1.0},
    {"batch": 63, "lr": 0.01, "seed": 999},
]


@pytest.mark.parametrize("state", BATCHING, ids=str)
def test_batching(in_browser, state):
    theirs = in_browser(
        """state => {
            const demo = document.createElement("gd-batching");
            for (const name in state) demo.setAttribute(name, state[name]);
            document.body.append(demo);
            return {
                path: demo.path.slice(0, 201),
                floor: [demo.predicted, demo.problem.measuredFloor(demo.state)],
                races: demo.racers.map(({ size, losses }) => [size, losses]),
            };
        }""",
        state,
    )
    demo = BatchingDemo(**state, steps=200)
    np.testing.assert_allclose(theirs["path"], demo.trace().w, rtol=1e-9)
    np.testing.assert_allclose(theirs["floor"], np.array(demo.floor()), rtol=1e-9, atol=1e-25)
    for (size, losses), (expected_size, (_, expected)) in zip(
        theirs["races"], demo.races().items(), strict=True
    ):
        assert size == expected_size
        np.testing.assert_allclose(np.array(losses, dtype=float), expected, rtol=1e-9, atol=1e-12)


COMPOSED = [
    {},
    {"peak": 0.2, "warmup": 0, "level": 0, "shape": "linear", "end": 0.01, "seed": 8},
    {"warmup": 100, "level": 50, "shape": "exponential"},
    {"peak": 0.0512, "shape": "staircase", "level": 473, "end": 0.003},
    {"peak": 0.25, "shape": "inverse time", "end": 0.2, "seed": 999},
    {"warmup": 500, "level": 3},
    {"warmup": 0, "level": 500, "peak": 0.001, "end": 0.1},
]


@pytest.mark.parametrize("state", COMPOSED, ids=str)
def test_composed_schedules(in_browser, state):
    theirs = in_browser(
        """state => {
            const demo = document.createElement("gd-schedules");
            for (const name in state) demo.setAttribute(name, state[name]);
            document.body.append(demo);
            return { code: demo.code, rates: demo.lrs, run: demo.run, mean: demo.mean.loss, kept: demo.kept };
        }""",
        state,
    )
    demo = SchedulesDemo(**state)
    trace = demo.trace()
    assert theirs["code"] == demo.code()
    np.testing.assert_allclose(theirs["rates"], trace.lr, rtol=1e-9, atol=1e-18)
    for name, expected in [
        ("run", trace.loss),
        ("mean", demo.mean_loss()),
        ("kept", demo.mean_loss(gdcore.constant(demo.peak))),
    ]:
        np.testing.assert_allclose(np.array(theirs[name], dtype=float), expected, rtol=1e-9)
