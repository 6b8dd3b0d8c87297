"""What chapter 10 states of sums, formats and memories, computed; and of the transformer, from the record."""

import json
import math
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from gdcore import (
    BFLOAT16,
    FLOAT16,
    FLOAT32,
    MLP,
    Adam,
    Format,
    GradientDescent,
    Momentum,
    SoftmaxRegression,
    descend,
    digits,
    experiment,
    next_character,
    record,
)

ROOT = Path(__file__).parent.parent.parent.parent
W = np.zeros(3)
TEXTS = ("a short one", "and one that goes on for a good deal longer than the first", "x\n")
JUMP = 200  # steps of long gradients, more than enough for the longest of the steps
BYTES = {"weights": 2, "gradient": 2, "copy": 4, "m": 4, "v": 4}


def finals(name, **settings):
    """The losses at the end of the runs with these settings, in the order of their rates and seeds."""
    runs = [run for run in experiment(name)["runs"] if settings.items() <= run["settings"].items()]
    return [
        run["final"]
        for run in sorted(runs, key=lambda run: (run["settings"]["lr"], run["settings"].get("seed")))
    ]


# ---- what fills the memory ----


def test_the_state_of_each_rule():
    """Plain SGD keeps no array, momentum one, Adam two, each as long as w."""
    for rule, arrays in ((GradientDescent(), 0), (Momentum(), 1), (Adam(), 2)):
        state = rule.init(W)
        assert len(state) == arrays and all(part.shape == W.shape for part in state.values())


def test_sixteen_bytes_a_parameter():
    """With a copy and Adam's averages in 32 bits, half precision takes 16 bytes a parameter, like single."""
    assert sum(BYTES.values()) == 16
    assert 4 * (2 + len(Adam().init(W))) == 16


def test_seven_billion_parameters():
    """7 billion parameters take 112 gigabytes."""
    assert 7 * sum(BYTES.values()) == 112


# ---- a batch in pieces ----


def test_the_mean_of_means_is_not_the_mean():
    """100 terms of loss 1 and 10 of loss 3: 2.0 as a mean of means, 1.18 as a mean over terms."""
    losses = [1.0] * 100 + [3.0] * 10
    assert np.mean([1.0, 3.0]) == 2.0 and round(np.mean(losses), 2) == 1.18


def chunks_and_batch():
    chunks = [next_character(text) for text in TEXTS]
    return chunks, [np.concatenate(parts) for parts in zip(*chunks)]


def test_accumulation_weighed_by_terms_is_the_batch():
    """Weighed by their terms the gradients of the chunks are that of the batch; all alike they are not."""
    chunks, batch = chunks_and_batch()
    model = SoftmaxRegression(96, 96)
    w = np.random.default_rng(0).standard_normal(model.size)
    gradients = [model.loss_and_grad(w, *chunk)[1] for chunk in chunks]
    whole = model.loss_and_grad(w, *batch)[1]
    weighed = np.average(gradients, axis=0, weights=[len(y) for _, y in chunks])
    assert weighed == pytest.approx(whole, abs=1e-15)
    assert np.linalg.norm(np.mean(gradients, axis=0) - whole) > np.linalg.norm(whole) / 2


def test_workers_walk_the_path_of_one_machine():
    """W workers, each with a part of the batch, take the path of one with all of it, to rounding."""
    X, y, *_ = digits()
    network = MLP([64, 8, 10])

    def path(workers):
        rng = np.random.default_rng(0)

        def gradient(w):
            rows = rng.choice(len(X), 30, replace=False)
            parts = np.array_split(rows, workers)
            return sum(len(part) * network.loss_and_grad(w, X[part], y[part])[1] for part in parts) / 30

        return record(descend(gradient, network.init(0), Adam(), 0.01), 50)

    one = path(1)
    assert np.ptp(one, axis=0).max() > 0.1
    for workers in (4, 7):
        assert path(workers) == pytest.approx(one, abs=1e-9)


def test_a_larger_batch_is_free_up_to_a_point():
    """A step takes about as long for 64 examples as for 1 in float32, and for 256 in bfloat16; four times
    as many take much longer.
    """
    seconds = {(row["precision"], row["size"]): row["seconds"] for row in experiment("throughput")["rows"]}
    for form, free in (("fp32", 64), ("bf16", 256)):
        assert seconds[form, free] == pytest.approx(seconds[form, 1], rel=0.15)
        assert seconds[form, 4 * free] > 2 * seconds[form, 1]
    for size in (512, 1024):  # beyond, in proportion, and so as many examples a second
        assert seconds["fp32", 2 * size] == pytest.approx(2 * seconds["fp32", size], rel=0.08)


def test_half_lives_of_memories():
    """ln ½ / ln β₂ is 13.5 steps for 0.95, 69 for 0.99, 693 for 0.999."""
    for beta, steps in ((0.95, 13.5), (0.99, 69), (0.999, 693)):
        assert math.log(1 / 2) / math.log(beta) == pytest.approx(steps, abs=0.35)
        assert beta**steps == pytest.approx(1 / 2, rel=0.01)


# ---- sixteen bits ----


def test_the_table_of_formats():
    """Bits of the significand, the smallest and the largest number, and the spacing at 1."""
    for form, kind, row in (
        (FLOAT32, np.float32, (24, 1.4e-45, 3.4e38, 1.2e-7)),
        (FLOAT16, np.float16, (11, 6.0e-8, 65_504, 0.00098)),
        (BFLOAT16, None, (8, 9.2e-41, 3.4e38, 0.0078)),
    ):
        found = (form.bits, form.smallest, form.largest, float(form.spacing(1.0)))
        assert found == pytest.approx(row, rel=0.02, abs=0)
        if kind:
            limits = np.finfo(kind)
            assert found == (limits.nmant + 1, limits.smallest_subnormal, limits.max, limits.eps)


def test_what_float16_rounds_to_zero():
    """Up to half of its smallest number, about 3e-8."""
    half = FLOAT16.smallest / 2
    assert half == pytest.approx(3e-8, rel=0.01)
    assert FLOAT16.round(half) == 0 < FLOAT16.round(1.001 * half) and np.float16(half) == 0


@pytest.mark.parametrize("largest", [1e-6, 1e-3, 0.3, 20.0])
def test_dynamic_loss_scaling_finds_the_floor(largest):
    """From 2¹⁶, halved at each infinity, doubled after 2,000 steps without one, it stays near the edge."""
    scale, calm, left_out = 2.0**16, 0, 0
    steps = 60_000
    for _ in range(steps):
        if np.isinf(FLOAT16.round(largest * scale)):
            scale, calm, left_out = scale / 2, 0, left_out + 1
        else:
            calm += 1
            if calm == 2000:
                scale, calm = 2 * scale, 0
    assert FLOAT16.largest / 4 < largest * scale < 2 * FLOAT16.largest
    assert left_out < steps / 1000


def precision(kind, scale=1.0):
    [run] = [
        run
        for run in experiment("precision")["runs"]
        if run["settings"]["precision"] == kind and run["settings"]["scale"] == scale
    ]
    return run


def test_float16_without_scaling_learns_nothing():
    """bfloat16 1.75, float16 scaled by 2¹⁴ 1.76, unscaled 3.13; weights in float16 end as not-a-number."""
    ends = [
        precision("bf16")["final"],
        precision("fp16-scaled", 2.0**14)["final"],
        precision("fp16")["final"],
    ]
    assert [round(end, 2) for end in ends] == [1.75, 1.76, 3.13]
    assert precision("fp16-pure")["final"] is None and precision("fp16-pure")["diverged"] == 50
    assert all(loss is not None and loss < 5 for loss in precision("fp16")["loss"])  # and nothing explodes


def test_half_of_the_gradient_is_zero():
    """At step 20 52 % of its entries are zero in float16, and 0.3 % with scaling."""
    program = (ROOT / "experiments/train.py").read_text("utf-8")
    assert int(re.search(r"^WATCHED = (\d+)", program, re.M)[1]) == 20
    assert precision("fp16")["zero_share_of_gradient"] == pytest.approx(0.52, abs=0.005)
    assert precision("fp16-scaled", 2.0**14)["zero_share_of_gradient"] == pytest.approx(0.003, abs=0.0005)


def test_adams_epsilon_is_zero_in_float16():
    assert FLOAT16.round(1e-8) == 0 < BFLOAT16.round(1e-8)


def test_the_number_below_one():
    """bfloat16's is 0.996, so 0.999 is nearer to 1."""
    below = 1 - float(BFLOAT16.spacing(0.999))
    assert round(below, 3) == 0.996 and BFLOAT16.round(below) == below
    assert BFLOAT16.round(0.999) == 1 and BFLOAT16.round(below + 0.0001) == below


@pytest.mark.parametrize("w", [0.01, 0.7, 1.5, 300.0])
def test_a_step_below_half_the_spacing_is_swallowed(w):
    """And one above it is not; the spacing is between a 256th and a 128th of the weight."""
    w = float(BFLOAT16.round(w))
    spacing = float(BFLOAT16.spacing(w))
    assert w / 256 <= spacing <= w / 128
    assert BFLOAT16.round(w + 0.49 * spacing) == w < BFLOAT16.round(w + 0.51 * spacing)


def test_a_master_copy_adds_up_what_rounding_swallows():
    """A thousand steps of 0.001 from 1: swallowed in bfloat16; in a copy in 32 bits they arrive at 0."""
    w, copy = 1.0, np.float32(1.0)
    for _ in range(1000):
        w = float(BFLOAT16.round(w - 0.001))
        copy -= np.float32(0.001)
    assert w == 1 and abs(BFLOAT16.round(copy)) < 1e-4


def test_formats_of_eight_bits():
    """E4M3: 4 bits, 0.002 to 448, because its last number stands for NaN. E5M2: 3 bits, to 57,344."""
    e4m3, e5m2 = Format(bits=4, low=-6, high=8), Format(bits=3, low=-14, high=15)
    assert e4m3.smallest == pytest.approx(0.002, rel=0.03)
    assert e4m3.largest - e4m3.spacing(e4m3.largest) == 448
    assert e5m2.smallest == pytest.approx(0.000015, rel=0.03) and e5m2.largest == 57_344


# ---- staying upright ----


def test_post_norm_without_warmup_learns_nothing():
    """With 1, 20 or 100 steps of warm-up each rate from 0.003 on ends at 3.12; with 300 0.003 reaches 1.28
    and 1.61.
    """
    runs = [run for run in experiment("warmup")["runs"] if run["settings"]["post_norm"]]
    lost = [run for run in runs if run["settings"]["warm"] in (1, 20, 100) and run["settings"]["lr"] >= 0.003]
    assert len(lost) == 3 * 4 * 2 and {round(run["final"], 2) for run in lost} == {3.12}
    assert [round(end, 2) for end in finals("warmup", post_norm=True, warm=300, lr=0.003)] == [1.28, 1.61]


def test_pre_norm_gains_by_warmup_too():
    """At 0.003 the mean of two seeds is 1.84 with 1 step of warm-up, and 1.31 with 300."""
    means = [np.mean(finals("warmup", post_norm=False, warm=warm, lr=0.003)) for warm in (1, 300)]
    assert [round(mean, 2) for mean in means] == [1.84, 1.31]


def steps_of_adam(gradients, beta2=0.999):
    rule, w = Adam(beta2=beta2, eps=0.0), np.zeros(2)
    state = rule.init(w)
    return np.array([rule.direction(np.asarray(g, float), state, t, w) for t, g in enumerate(gradients, 1)])


def test_adam_does_not_notice_a_clip_that_always_acts_alike():
    """Ten times shorter gradients make the same steps; clipping each to one length does not."""
    gradients = np.random.default_rng(0).standard_normal((50, 2)) * np.geomspace(1, 100, 50)[:, np.newaxis]
    steps = steps_of_adam(gradients)
    assert steps_of_adam(gradients / 10) == pytest.approx(steps)
    clipped = gradients / np.linalg.norm(gradients, axis=1, keepdims=True)
    assert np.abs(steps_of_adam(clipped) - steps).max() > 0.1


def test_a_long_memory_overshoots_after_a_jump():
    """After a long calm, gradients ten times as long make a step of up to 5.2 times the usual length with
    β₂ = 0.999, and of at most 1.1 with 0.95.
    """
    for beta2, calm, longest in ((0.999, 20_000, 5.2), (0.95, 500, 1.1)):
        steps = steps_of_adam([[1.0, 1.0]] * calm + [[10.0, 10.0]] * JUMP, beta2)[:, 0]
        assert steps[calm - 1] == pytest.approx(1)
        assert steps.max() == pytest.approx(longest, abs=0.02)


# ---- wider ----

WIDTHS = (64, 128, 256, 512, 1024)


def best(width, mup):
    runs = [run for run in experiment("width")["runs"] if run["settings"]["width"] == width]
    ends = {run["settings"]["lr"]: run["final"] for run in runs if run["settings"]["mup"] == mup}
    lr = min(ends, key=ends.get)
    return lr, ends[lr], ends


def test_the_best_rate_falls_with_the_width():
    """As usual: 0.0036 for the two narrowest, then less, and 0.0007 for the widest."""
    rates = [best(width, mup=False)[0] for width in WIDTHS]
    assert [round(rate, 4) for rate in rates[:2]] == [0.0036, 0.0036] and round(rates[-1], 4) == 0.0007
    assert all(later <= earlier for earlier, later in pairwise(rates))


def test_a_wide_network_badly_tuned_loses():
    """At the narrow one's best rate 1,024 ends at 2.47, and 256, a quarter of the width, at 2.32."""
    lr = best(64, mup=False)[0]
    wide, narrower = (best(width, mup=False)[2][lr] for width in (1024, 1024 // 4))
    assert round(wide, 2) == 2.47 and round(narrower, 2) == 2.32


def test_one_step_of_adam_changes_a_wide_layer_more():
    """The scores move in proportion to the width, about; with the rate divided by it they do not."""
    X, y, *_ = digits()

    def change(width, lr):
        network = MLP([64, width, 10])
        w = network.init(0)
        rule = Adam()
        step = rule.step(network.loss_and_grad(w, X, y)[1], rule.init(w), 1, lr, w)
        network.views(step)["W1"][:] = 0
        return np.abs(network.scores(w - step, X) - network.scores(w, X)).mean()

    for narrow, wide in pairwise((64, 256, 1024)):
        assert change(wide, 0.001) / change(narrow, 0.001) == pytest.approx(4, rel=0.2)
        assert change(wide, 0.001 * narrow / wide) / change(narrow, 0.001) == pytest.approx(1, rel=0.2)


def test_mup_keeps_the_best_rate():
    """0.0036 at each width, and at it from 2.40 down to 2.05, wider always better."""
    assert {round(best(width, mup=True)[0], 4) for width in WIDTHS} == {0.0036}
    ends = [best(width, mup=True)[1] for width in WIDTHS]
    assert all(later < earlier for earlier, later in pairwise(ends))
    assert round(ends[0], 2) == 2.40 and round(ends[-1], 2) == 2.05


def test_mup_is_better_at_the_best_rates_too():
    """At width 1,024: 2.22 as usual, 2.05 in µP."""
    assert [round(best(1024, mup)[1], 2) for mup in (False, True)] == [2.22, 2.05]


# ---- the experiments at the small size ----


def small(name, **settings):
    """The loss at the end of each run with these settings."""
    runs = json.loads((ROOT / f"experiments/results/small/{name}.json").read_text("utf-8"))["runs"]
    return {
        run["settings"]["lr"]: run
        for run in runs
        if settings.items() <= ({"scale": 1.0} | run["settings"]).items()
    }


def lowest(name, **settings):
    ends = {lr: run["final"] for lr, run in small(name, **settings).items() if run["final"] is not None}
    lr = min(ends, key=ends.get)
    return lr, round(ends[lr], 2)


def test_what_shows_at_the_small_size():
    """The table of the page: Muon's lead, the edge of post-norm, the falling rate, and what vanishes."""
    best = {opt: lowest("optimizers", opt=opt)[1] for opt in ("sgd", "momentum", "adam", "muon", "rmsprop")}
    assert (best["muon"], best["momentum"], best["sgd"], best["adam"]) == (2.26, 2.41, 2.54, 2.54)
    assert sorted(best, key=best.get)[:2] == ["muon", "momentum"]
    for warm in (1, 100):
        after, before = (small("warmup", post_norm=post, warm=warm)[0.01]["final"] for post in (True, False))
        assert after > 3.0 and before < 2.6
    assert [lowest("width", width=width, mup=False)[0] for width in (32, 64, 128)] == [0.012, 0.006, 0.003]
    assert [lowest("width", width=width, mup=True)[0] for width in (32, 64, 128)] == [0.012, 0.006, 0.012]
    assert lowest("width", width=128, mup=True)[1] >= lowest("width", width=128, mup=False)[1]
    for scale, zeros, loss in ((2.0**-8, 0.49, 3.16), (2.0**14, 0.039, 2.82)):
        [run] = small("precision", precision="fp16-scaled", scale=scale).values()
        assert run["zero_share_of_gradient"] == pytest.approx(zeros, abs=0.005)
        assert round(run["final"], 2) == loss
    [plain] = small("precision", precision="fp16").values()
    assert plain["zero_share_of_gradient"] == pytest.approx(0.057, abs=0.001)
