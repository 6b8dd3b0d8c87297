"""Which runs each experiment consists of: for a GPU, and small ones for two cores."""

from math import log10

SMALL = dict(width=64, depth=2, context=64, size=16, judged_by=64, precision="fp32")
THROUGHPUT = {
    False: dict(sizes=[2**k for k in range(12)], width=256, depth=4, context=128),
    True: dict(sizes=[2**k for k in range(7)], width=64, depth=2, context=64, steps=5),
}


def rates(low, high, n):
    """n rates from low to high, each the same multiple of the one before."""
    return [round(10 ** (log10(low) + i * log10(high / low) / (n - 1)), 8) for i in range(n)]


def experiments(small=False):
    """The settings of all runs, by the name of their experiment: what `train` is called with."""
    grids = small_grids() if small else full_grids()
    return {name: [SMALL | run if small else run for run in runs] for name, runs in grids.items()}


def full_grids(steps=800):
    seeds = (0, 1)
    usual = dict(steps=steps, warm=steps // 10)
    tried = {
        "sgd": rates(0.03, 30, 9),
        "momentum": rates(0.003, 3, 9),
        "rmsprop": rates(1e-4, 3e-2, 7),
        "adam": rates(1e-4, 1e-1, 9),
        "signum": rates(3e-5, 1e-2, 7),
        "lion": rates(3e-5, 1e-2, 7),
        "muon": rates(1e-3, 1, 9),
    }
    # The smaller the batch, the more steps it may take, and the smaller the rates that suit it.
    limits = {8: 6000, 16: 4500, 32: 3000, 64: 2000, 128: 1200, 256: 800, 512: 600, 1024: 500, 2048: 400}
    formats = [
        dict(precision="fp32"),
        dict(precision="bf16"),
        *(dict(precision="fp16-scaled", scale=2.0**k) for k in (4, 7, 10, 14)),
        dict(precision="fp16"),
        # Weights in float16: with Adam's usual ε, which is 0 there; with one that is not; and with scaling.
        dict(precision="fp16-pure"),
        dict(precision="fp16-pure", eps=1e-4),
        dict(precision="fp16-pure", eps=1e-4, scale=2.0**10),
    ]
    return {
        "optimizers": [
            dict(opt=opt, lr=lr, seed=seed, **usual) for opt in tried for lr in tried[opt] for seed in seeds
        ],
        "warmup": [
            dict(opt="adam", lr=lr, steps=steps, warm=warm, post_norm=post, seed=seed)
            for post in (False, True)
            for warm in (1, 20, 100, 300)
            for lr in rates(3e-4, 3e-2, 7)
            for seed in seeds
        ],
        "width": [
            dict(opt="adam", lr=lr, steps=steps // 2, warm=steps // 20, width=width, mup=mup)
            for width in (64, 128, 256, 512, 1024)
            for mup in (False, True)
            for lr in rates(3e-4, 1e-1, 8)
        ],
        "precision": [dict(opt="adam", lr=3e-3, **usual) | each for each in formats],
        "batch": [
            dict(
                opt="adam", lr=lr, steps=limits[size], warm=40, schedule="constant", size=size,
                target=1.6, eval_every=10 if size >= 128 else 25,
            )
            for size in limits
            for lr in (rates(2e-4, 2e-3, 4) if size < 32 else rates(5e-4, 5e-3, 4))
        ],
        "schedules": [
            dict(opt="adam", lr=lr, schedule=schedule, ema=(0.9, 0.99), seed=seed, **usual)
            for schedule in ("constant", "cosine", "linear", "wsd")
            for lr in rates(1e-3, 1e-2, 5)
            for seed in seeds
        ],
        "clipping": [
            dict(opt=opt, lr=lr, clip=clip, **usual)
            for opt, tried in (("momentum", rates(0.1, 3, 5)), ("adam", rates(3e-3, 3e-2, 4)))
            for lr in tried
            for clip in (None, 1.0, 0.1)
        ],
        "decay": [
            dict(opt="adam", lr=3e-3, steps=2 * steps, warm=steps // 10, decay=decay)
            for decay in (0.0, 0.01, 0.03, 0.1, 0.3, 1.0)
        ],
    }  # fmt: skip


def small_grids(steps=300):
    usual = dict(steps=steps, warm=steps // 10)
    tried = {
        "sgd": (0.3, 1.0, 3.0),
        "momentum": (0.03, 0.1, 0.3, 1.0),
        "rmsprop": (0.001, 0.003, 0.01),
        "adam": (0.003, 0.01, 0.03),
        "signum": (0.0003, 0.001, 0.003),
        "lion": (0.0003, 0.001, 0.003),
        "muon": (0.01, 0.03, 0.1),
    }
    formats = [
        dict(precision="fp32"),
        dict(precision="bf16"),
        # The gradient of a network this small does not vanish by itself: see what a smaller loss does.
        *(dict(precision="fp16-scaled", scale=2.0**k) for k in (-12, -8, -4, 14)),
        dict(precision="fp16"),
    ]
    return {
        "optimizers": [dict(opt=opt, lr=lr, **usual) for opt in tried for lr in tried[opt]],
        "warmup": [
            dict(opt="adam", lr=lr, steps=steps, warm=warm, post_norm=post)
            for post in (False, True)
            for warm in (1, 100)
            for lr in (0.003, 0.01, 0.03)
        ],
        "width": [
            dict(opt="adam", lr=lr, steps=steps // 2, warm=steps // 20, width=width, mup=mup)
            for width in (32, 64, 128)
            for mup in (False, True)
            for lr in (0.003, 0.006, 0.012, 0.024)
        ],
        "precision": [
            dict(opt="adam", lr=0.01, steps=steps // 2, warm=steps // 20) | each for each in formats
        ],
        "batch": [
            dict(
                opt="adam", lr=lr, steps=limit, warm=30, schedule="constant", size=size, target=2.3,
                eval_every=10,
            )
            for size, limit in ((4, 1200), (16, 600), (64, 300))
            for lr in (0.003, 0.01)
        ],
        "schedules": [
            dict(opt="adam", lr=lr, schedule=schedule, ema=(0.9,), **usual)
            for schedule in ("constant", "cosine", "linear", "wsd")
            for lr in (0.003, 0.01)
        ],
        "clipping": [
            dict(opt=opt, lr=lr, clip=clip, **usual)
            for opt, tried in (("momentum", (0.3, 1.0)), ("adam", (0.03,)))
            for lr in tried
            for clip in (None, 1.0)
        ],
        "decay": [
            dict(opt="adam", lr=0.01, steps=2 * steps, warm=steps // 10, decay=decay)
            for decay in (0.0, 0.1, 1.0)
        ],
    }  # fmt: skip
