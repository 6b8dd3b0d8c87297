"""The experiments: their grids, and where PyTorch is installed a tiny run of each kind."""

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.grids import THROUGHPUT, experiments, rates

ROOT = Path(__file__).parent.parent.parent
KINDS = {"optimizers", "warmup", "width", "precision", "batch", "schedules", "clipping", "decay"}
TINY = dict(width=32, depth=1, context=16, size=4, judged_by=4, precision="fp32", steps=30, warm=3)


@pytest.fixture(scope="module")
def torch():
    torch = pytest.importorskip("torch", reason="PyTorch is not installed: only `make experiments` needs it")
    torch.set_num_threads(1)  # these matrices are so small that threads would wait for each other
    return torch


@pytest.fixture(scope="module")
def train(torch):
    from experiments.text import tensor
    from experiments.train import train

    data = [tensor(b"the quick brown fox jumps over the lazy dog. " * 50)] * 2
    return lambda **settings: train(data, **TINY | settings)


# ---- the grids ----


def test_rates_are_evenly_spaced_on_a_log_scale():
    assert rates(0.001, 0.1, 3) == pytest.approx([0.001, 0.01, 0.1])


@pytest.mark.parametrize("small", [False, True])
def test_each_experiment_has_its_runs_and_none_twice(small):
    grids = experiments(small)
    assert set(grids) == KINDS
    for runs in grids.values():
        assert len({json.dumps(run, sort_keys=True) for run in runs}) == len(runs) >= 3


@pytest.mark.parametrize("name", ["optimizers", "warmup", "width"])
def test_the_runs_on_record_are_those_of_the_grid(name):
    """What was measured can be measured again: the same settings, run for run."""
    recorded = json.loads((ROOT / f"experiments/results/{name}.json").read_text())["runs"]

    def settings(runs):
        return sorted(json.dumps(run, sort_keys=True) for run in runs)

    assert settings(run["settings"] for run in recorded) == settings(experiments()[name])


def test_the_throughput_on_record_is_that_of_the_grid():
    recorded = json.loads((ROOT / "experiments/results/throughput.json").read_text())["rows"]
    assert [row["size"] for row in recorded] == 2 * THROUGHPUT[False]["sizes"]


# ---- the network and the rules ----


def test_the_first_loss_is_that_of_equal_scores(train):
    assert train(steps=60)["loss"][0] == pytest.approx(math.log(128), rel=1e-5)


def test_a_place_sees_only_what_came_before_it(torch):
    from experiments.network import Transformer

    torch.manual_seed(0)
    model = Transformer(width=32, depth=2, context=8)
    torch.nn.init.normal_(model.head.weight)
    x = torch.arange(8)[None]
    other = x.clone()
    other[0, 5] = 99
    same = torch.isclose(model(x), model(other)).all(dim=-1)[0]
    assert same.tolist() == [True] * 5 + [False] * 3


def test_orthogonalised_has_singular_values_near_one(torch):
    from experiments.rules import orthogonalised

    torch.manual_seed(0)
    for shape in ((48, 16), (16, 48)):
        values = torch.linalg.svdvals(orthogonalised(torch.randn(shape)).float())
        assert 0.6 < values.min() and values.max() < 1.3


def test_lion_moves_every_weight_by_the_rate(torch):
    from experiments.rules import Lion

    w = torch.nn.Parameter(torch.tensor([1.0, 2.0]))
    rule = Lion([w], lr=0.1)
    for g, moved in (((5.0, -1e-4), (0.9, 2.1)), ((-1.0, 1.0), (1.0, 2.0))):
        # Second step: 0.9 m + 0.1 g = (−0.055, 0.0999991), with m = 0.01 g.
        w.grad = torch.tensor(g)
        rule.step()
        assert w.detach().numpy() == pytest.approx(moved)


def test_mup_divides_the_rates_of_matrices_by_the_width(torch):
    from experiments.network import Transformer
    from experiments.rules import groups_of, optimizers

    model = Transformer(width=256, depth=1, context=8)
    rates = {}
    for group in groups_of(optimizers(model, "adam", 0.01, mup=True)):
        rates |= {id(w): group["base"] for w in group["params"]}
    found = {name: rates[id(w)] for name, w in model.named_parameters()}
    assert found["blocks.0.up.weight"] == found["head.weight"] == 0.01 / 4
    assert found["token.weight"] == found["norm.weight"] == 0.01


def test_only_the_blocks_matrices_decay(torch):
    from experiments.network import Transformer
    from experiments.rules import groups_of, optimizers

    model = Transformer(width=32, depth=1, context=8)
    for group in groups_of(optimizers(model, "adam", 0.01, decay=0.1)):
        shapes = {tuple(w.shape) for w in group["params"]}
        assert (group["weight_decay"] > 0) == (shapes == {(96, 32), (32, 32), (128, 32), (32, 128)})


def test_a_rule_that_there_is_not_is_named(train):
    with pytest.raises(ValueError, match="there is no rule 'newton'"):
        train(opt="newton")


def test_schedules(torch):
    from experiments.rules import factor

    def at(name):
        return [factor(name, t, steps=110, warm=10) for t in (5, 10, 60, 90, 110)]

    assert at("constant") == [0.5, 1, 1, 1, 1]
    assert at("linear") == pytest.approx([0.5, 1, 0.5, 0.2, 0])
    assert at("cosine") == pytest.approx([0.5, 1, 0.5, 0.5 * (1 + math.cos(0.8 * math.pi)), 0])
    assert at("wsd") == pytest.approx([0.5, 1, 1, 1, 0])


# ---- a run ----


@pytest.mark.parametrize("opt", ["sgd", "momentum", "rmsprop", "adam", "signum", "lion", "muon"])
def test_each_rule_learns(train, opt):
    lr = {"sgd": 0.3, "momentum": 0.1, "muon": 0.03, "signum": 0.003, "lion": 0.003}.get(opt, 0.01)
    result = train(opt=opt, lr=lr)
    assert result["final"] < 3.5 < result["loss"][0] and result["diverged"] is None
    assert len(result["loss"]) == len(result["grad_norm"]) == 30


def test_the_same_seed_gives_the_same_run_and_another_another(train):
    first, again, other = (train(lr=0.01, seed=seed)["loss"] for seed in (0, 0, 1))
    assert first == again != other


def test_a_run_that_diverges_says_when(train):
    result = train(opt="sgd", lr=1e12, steps=60)
    assert result["final"] is None and result["diverged"] == 50


def test_a_target_ends_a_run(train):
    result = train(lr=0.01, steps=300, target=3.0, eval_every=10)
    assert result["reached"] == result["steps"] == result["evals"][-1][0] < 300
    assert result["evals"][-1][1] <= 3.0 < result["evals"][-2][1]


def test_clipping_shortens_the_step_and_not_the_record(train):
    free, clipped = (train(opt="sgd", lr=0.1, steps=2, clip=clip) for clip in (None, 1e-6))
    assert free["grad_norm"][0] == clipped["grad_norm"][0] > 0.1
    assert (
        clipped["loss"][1] == pytest.approx(clipped["loss"][0], abs=1e-3)
        and free["loss"][1] != clipped["loss"][1]
    )


def test_a_scaled_loss_is_scaled_back(train):
    plain, scaled = (train(lr=0.01, scale=scale)["loss"] for scale in (1.0, 2.0**14))
    assert scaled == pytest.approx(plain, rel=1e-4)


def test_pytorch_scales_losses_as_chapter_10_says(torch):
    """From 2¹⁶, halved where an infinity turns up, doubled after 2,000 steps without one."""
    scaler = torch.amp.GradScaler("cpu")
    assert scaler.get_scale() == 2.0**16 and scaler.get_growth_interval() == 2000
    assert (scaler.get_backoff_factor(), scaler.get_growth_factor()) == (0.5, 2.0)


def test_a_small_loss_makes_the_gradient_vanish_in_float16(train):
    """A cast to float16 makes zeros of what a loss scaled down leaves, and scaling it up brings them back."""
    shares = [
        train(precision="fp16", lr=1e-3, steps=20, scale=scale)["zero_share_of_gradient"]
        for scale in (2.0**-14, 1.0, 2.0**10)
    ]
    assert shares[0] > shares[1] + 0.2 and shares[1] >= shares[2]


def test_an_average_of_the_weights_is_judged(train):
    result = train(lr=0.01, schedule="constant", ema=(0.0, 0.9))
    assert (
        result["ema_0.0"] == pytest.approx(result["final"], rel=1e-5) and result["ema_0.9"] != result["final"]
    )


def test_results_are_written_line_by_line(torch, tmp_path):
    from experiments.runs import rounded, write

    runs = [dict(settings=dict(lr=0.1), **rounded(dict(final=1.23456, loss=[math.inf, 2.0])))]
    write(tmp_path / "x.json", dict(torch="2"), runs=runs)
    text = (tmp_path / "x.json").read_text()
    assert json.loads(text)["runs"] == [dict(settings=dict(lr=0.1), final=1.2346, loss=[None, 2.0])]
    assert text.count("\n") == 4


def test_the_command_measures_and_writes(torch, tmp_path):
    from experiments.__main__ import main

    grid = [TINY | dict(opt="adam", lr=lr) for lr in (0.01, 1e12)]
    arguments = ["--small", "--only", "decay", "--workers", "1", "--device", "cpu", "--out", str(tmp_path)]
    main(arguments, grids_for=lambda small: {"decay": grid, "width": grid})
    assert [path.name for path in tmp_path.iterdir()] == ["decay.json"]
    result = json.loads((tmp_path / "decay.json").read_text())
    assert result["about"]["small"] and result["about"]["torch"] == torch.__version__
    good, wild = result["runs"]
    assert good["settings"] == grid[0] and good["final"] < 4.5
    assert wild["final"] is None or wild["final"] > good["final"]


def test_the_command_names_what_it_does_not_know(torch):
    def said(*arguments):
        command = [sys.executable, "-m", "experiments", *arguments]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stderr

    assert "there is no optimisers; there are throughput, optimizers" in said("--only", "optimisers")
    assert "without a GPU these grids would take days" in said("--device", "cpu")
