"""What chapter 4 states beyond the facts of tests/gdcore/test_facts.py: one test for each statement.

Simulations use fixed seeds and many runs as the leading axis; tolerances are about five standard errors.
"""

import math

import numpy as np
import pytest

from gdcore import (
    MLP,
    Adam,
    DoubleWell,
    LessardCycle,
    Momentum,
    Nesterov,
    Quadratic,
    convergence_rate,
    descend,
    digits,
    fit,
    run,
    stability_limit,
)

from .simulation import DESCENT, best_heavy_ball, steps_for_a_digit, steps_of, worst_factor


def factor(product, beta):
    """The modulus of the larger root of r² − (1 + β − ηλ)r + β, for arrays too; product is ηλ."""
    half = (1 + beta - product) / 2
    spread = np.sqrt(half * half - beta + 0j)
    return np.maximum(abs(half + spread), abs(half - spread))


def peaks(loss):
    """The steps at which the loss is higher than before and after."""
    return [t for t in range(1, len(loss) - 1) if loss[t - 1] < loss[t] > loss[t + 1]]


def test_velocity_by_hand():
    """Gradient 1, β = 0.9: 1, 1.9, 0.9 · 1.9 + 1 = 1.71 + 1 = 2.71, 3.439."""
    v = steps_of(Momentum(0.9), np.ones(4))
    assert v == pytest.approx([1, 1.9, 2.71, 3.439])
    assert v[2] - 1 == pytest.approx(1.71)


def test_a_beta_of_0_99_means_ten_times_the_rate():
    """From β = 0.9 to 0.99 a step becomes ten times as long; a tenth of the rate makes up for it."""
    long_after = 5000
    before, after, mended = (
        steps_of(Momentum(beta), np.ones(long_after), lr)[-1]
        for lr, beta in ((0.02, 0.9), (0.02, 0.99), (0.002, 0.99))
    )
    assert after / before == pytest.approx(10) and mended == pytest.approx(before)


def test_recursion_of_the_heavy_ball():
    """e_{t+1} = (1 + β − ηλ)e_t − βe_{t−1}."""
    for beta, lr, curvature in ((0.0, 0.3, 2.0), (0.8, 0.3, 2.0), (0.5, 0.1, 7.0)):
        e = run(Quadratic([curvature], 1.0), [4.0], Momentum(beta), lr, 40).w[:, 0] - 1
        assert e[2:] == pytest.approx((1 + beta - lr * curvature) * e[1:-1] - beta * e[:-2])


def test_memory_tames_a_rate_that_is_too_large():
    """Curvatures 1 and 40: the limit is 2/40 = 0.05 without memory, 0.0625 at β = 0.25 and 0.075 at 0.5."""
    valley, rate = Quadratic([1.0, 40.0]), 0.06
    for beta, limit, converges in ((0.0, 0.05, False), (0.25, 0.0625, True), (0.5, 0.075, True)):
        assert stability_limit(valley, Momentum(beta)) == pytest.approx(limit)
        assert limit == pytest.approx(2 * (1 + beta) / 40)
        assert (run(valley, [-2.0, 0.35], Momentum(beta), rate, 400).loss[-1] < 1e-9) == converges


def test_the_heavy_ball_is_a_mass_on_a_spring_with_friction():
    """Mass 1/η, friction (1 − β)/η, stiffness λ: mass · acceleration = −λe − friction · velocity."""
    for beta, lr, curvature in ((0.0, 0.3, 2.0), (0.8, 0.3, 2.0), (0.95, 0.1, 7.0)):
        e = run(Quadratic([curvature], 1.0), [4.0], Momentum(beta), lr, 40).w[:, 0] - 1
        velocity = np.diff(e)
        force = -curvature * e[1:-1] - (1 - beta) / lr * velocity[:-1]
        assert np.diff(velocity) / lr == pytest.approx(force, abs=1e-9)


def test_every_error_is_a_mixture_of_two_powers():
    """e_t = a r₁ᵗ + b r₂ᵗ with the roots of r² − (1 + β − ηλ)r + β, real or complex."""
    for beta, product in ((0.2, 0.1), (0.2, 1.9), (0.9, 0.1), (0.5, 3.2)):
        e = run(Quadratic([1.0]), [4.0], Momentum(beta), product, 30).w[:, 0]
        roots = np.roots([1, -(1 + beta - product), beta]).astype(complex)
        a, b = np.linalg.solve([[1, 1], roots], e[:2])
        t = np.arange(31)
        assert a * roots[0] ** t + b * roots[1] ** t == pytest.approx(e, rel=1e-6, abs=1e-9)


def test_a_double_root_brings_a_factor_t():
    """At β = (1 − √(ηλ))² the error is (a + bt)rᵗ, with r² = β; (r₁ᵗ − r₂ᵗ)/(r₁ − r₂) tends to trᵗ⁻¹."""
    t = np.arange(31)
    for product in (0.1, 0.5, 2.0):
        r = 1 - np.sqrt(product)
        e = run(Quadratic([1.0]), [4.0], Momentum(r**2), product, 30).w[:, 0]
        a, b = e[0], e[1] / r - e[0]
        assert (a + b * t) * r**t == pytest.approx(e, rel=1e-6, abs=1e-9) and abs(b) > 0.1
        near, far = r + 1e-6, r - 1e-6
        assert (near**t - far**t) / (near - far) == pytest.approx(t * r ** (t - 1.0), rel=1e-6, abs=1e-6)


def test_overdamped_momentum_hops_beyond_one():
    """Stable and β < (1 − √(ηλ))²: it creeps on one side for ηλ < 1 and hops from side to side for ηλ > 1."""
    for product in (0.01, 0.1, 0.5, 0.9, 1.1, 2.0, 3.0, 3.8):
        least, critical = max(0, product / 2 - 1), (1 - np.sqrt(product)) ** 2
        for share in (0.1, 0.5, 0.9):
            beta = least + share * (critical - least)
            late = run(Quadratic([1.0]), [1.0], Momentum(beta), product, 60).w[20:, 0]
            assert np.all(late > 0) if product < 1 else np.all(late[1:] * late[:-1] < 0)


def test_plain_descent_in_the_valley_of_the_demo():
    """Curvatures 1/25 and 1: at β = 0 the factor is never below 0.92, and the best heavy ball has 2/3."""
    rates = np.linspace(0, 4, 4001)
    best = np.maximum(factor(rates / 25, 0), factor(rates, 0)).min()
    assert best == pytest.approx(0.923, abs=0.0005) and best > 0.92
    rule, lr = best_heavy_ball(1 / 25, 1)
    assert worst_factor(rule, lr / 25, 25) == pytest.approx(2 / 3)


@pytest.mark.parametrize("mu, L", [(1, 25), (0.5, 50)])
def test_at_the_best_tuning_each_axis_has_its_own_period(mu, L):
    """A step turns errors by θ, cos θ = (1 + β − ηλ)/(2√β): 0 at μ, a half at L, a quarter in the middle."""
    rule, lr = best_heavy_ball(mu, L)
    for curvature in np.linspace(mu, L, 9)[1:-1]:
        roots = np.roots([1, lr * curvature - 1 - rule.beta, rule.beta])
        cosine = (1 + rule.beta - lr * curvature) / (2 * np.sqrt(rule.beta))
        assert np.cos(np.angle(roots)) == pytest.approx(cosine)
    middle = (mu + L) / 2
    e = run(Quadratic([mu, middle, L]), [1.0] * 3, rule, lr, 40).w
    assert e[4:, 1] == pytest.approx(rule.beta**2 * e[:-4, 1], abs=1e-12)
    assert np.all(e[:, 0] > 0) and np.all(e[1:, 2] * e[:-1, 2] < 0)


def test_momentum_makes_the_loss_ring():
    """On a quadratic with the full batch the loss swings, with a period of several steps; less β stops it."""
    for product in (0.02, 0.05, 0.1):
        loss = run(Quadratic([1.0]), [1.0], Momentum(0.9), product, 100).loss
        assert len(peaks(loss)) >= 3 and min(np.diff(peaks(loss))) >= 5
        critical = (1 - np.sqrt(product)) ** 2
        for beta in (critical / 2, critical):
            assert np.all(np.diff(run(Quadratic([1.0]), [1.0], Momentum(beta), product, 100).loss) < 0)


def test_the_peaks_of_the_loss_betray_beta():
    """β = 0.95, ηλ = 0.05: the loss starts at 0.5 and peaks at 0.2455 in step 13 and at 0.1205 in step 27."""
    loss = run(Quadratic([1.0]), [1.0], Momentum(0.95), 0.05, 60).loss
    first, second = peaks(loss)[:2]
    assert (first, second) == (13, 27)
    assert loss[[0, 13, 27]] == pytest.approx([0.5, 0.2455, 0.1205], abs=0.00005)
    assert loss[second] / loss[first] == pytest.approx(0.95**14, rel=0.01)


def test_nesterov_looks_ahead():
    """v ← βv + g(w − ηβv), w ← w − ηv, by hand; gdcore's w is the point ahead."""
    bowl, beta, lr = Quadratic([1.0, 10.0]), 0.8, 0.05
    w, v, ahead = np.array([2.0, -1.0]), np.zeros(2), []
    for _ in range(50):
        ahead.append(w - lr * beta * v)
        v = beta * v + bowl.grad(ahead[-1])
        w = w - lr * v
    assert run(bowl, [2.0, -1.0], Nesterov(beta), lr, 49).w == pytest.approx(np.array(ahead))


def test_a_digit_at_kappa_1000():
    """1,151 steps for plain descent, 36 for the best heavy ball."""
    plain = worst_factor(Momentum(0.0), 2 / 1001, 1000)
    heavy = worst_factor(*best_heavy_ball(1, 1000), 1000)
    assert (round(steps_for_a_digit(plain)), round(steps_for_a_digit(heavy))) == (1151, 36)


def test_nesterovs_guarantee():
    """f(w_t) − f* ≤ (1 − 1/√κ)ᵗ (f(w₀) − f* + ½μ‖w₀ − w*‖²) with the standard tuning; here for κ = 25."""
    cycle, u = LessardCycle(), np.array([0.6, 0.8])
    valleys = [
        (1, cycle.value, cycle.grad),
        (2, lambda w: 0.5 * w @ w + 24 * np.log(np.cosh(u @ w)), lambda w: w + 24 * np.tanh(u @ w) * u),
        (2, lambda w: 12.5 * w[0] ** 2 + 0.5 * w[1] ** 2, lambda w: w * [25.0, 1.0]),
    ]
    for dim, value, grad in valleys:
        for start in (-3.5, 0.7, 3.3, 10.0):
            w, v = np.full(dim, start), np.zeros(dim)
            first = value(w) + 0.5 * w @ w
            for t in range(60):
                assert value(w) <= (1 - 1 / 5) ** t * first
                v = 4 / 6 * v + grad(w - 4 / 6 * v / 25)
                w = w - v / 25


def accelerate(bowl, steps, restarting):
    """Losses of Nesterov's rule with β = k/(k + 3), which may begin again when the loss rises."""
    w, k, losses = np.ones(bowl.dim), 0, [bowl.value(np.ones(bowl.dim))]
    state = Nesterov().init(w)
    for t in range(1, steps + 1):
        w = w - Nesterov(k / (k + 3)).step(bowl.grad(w), state, t, 1 / bowl.L, w)
        losses.append(bowl.value(w))
        k += 1
        if restarting and losses[-1] > losses[-2]:
            k, state = 0, Nesterov().init(w)
    return np.array(losses)


def test_restarting_without_knowing_kappa():
    """To 1e-10 of the first loss for good: 2,655 steps with a growing β, 420 restarted, 307 if κ is known."""
    bowl = Quadratic(np.geomspace(1, 1000, 20))
    root = np.sqrt(1000)
    known = run(bowl, np.ones(20), Nesterov((root - 1) / (root + 1)), 1 / 1000, 3000).loss
    losses = [accelerate(bowl, 3000, restarting=False), accelerate(bowl, 3000, restarting=True), known]
    assert [1 + np.nonzero(loss >= 1e-10 * loss[0])[0][-1] for loss in losses] == [2655, 420, 307]


def test_restarting_is_not_for_the_heavy_ball():
    """At κ = 1000 the best rate of the heavy ball is above 2/L, and with restarts it diverges."""
    rule, lr = best_heavy_ball(1, 1000)
    assert lr > stability_limit(Quadratic([1.0, 1000.0]), DESCENT)
    w, state, losses = np.ones(2), rule.init(np.ones(2)), [np.inf]
    for t in range(1, 101):
        w = w - rule.step(w * [1.0, 1000.0], state, t, lr, w)
        losses.append(w @ (w * [1.0, 1000.0]))
        if losses[-1] > losses[-2]:
            state = rule.init(w)
    assert losses[-1] > 1e50


def test_minibatch_losses_rise_at_every_second_step():
    """Momentum 0.9 on the digits: after 40 to 60 % of the steps the next minibatch loss is larger."""
    data = digits()
    history = fit(MLP([64, 32, 10]), data.X_train, data.y_train, Momentum(0.9), 0.05, 64, epochs=15, rng=0)
    assert np.mean(np.diff(history.loss) > 0) == pytest.approx(0.5, abs=0.1)


def chain(kappa, links):
    """q, the forces between the links of a chain, and the pull on its first link."""
    root = math.sqrt(kappa)
    forces = (2 + 4 / (kappa - 1)) * np.eye(links) - np.eye(links, k=1) - np.eye(links, k=-1)
    return (root - 1) / (root + 1), forces, np.eye(links)[0]


def test_news_travels_one_link_a_step():
    """A chain pulled at its first link, from zero: after t steps the first t links have moved, no other."""
    _, forces, pull = chain(100, 20)
    for rule in (DESCENT, Momentum(0.9), Nesterov(0.9), Adam()):
        walk = descend(lambda w: w @ forces - pull, np.zeros(20), rule, 0.1)
        for t, w in zip(range(20), walk):
            assert np.all(w[:t] != 0) and not np.any(w[t:])


@pytest.mark.parametrize("kappa", [4, 25, 100])
def test_no_rule_is_closer_than_news_allows(kappa):
    """The chain's links belong at qⁱ, q = (√κ − 1)/(√κ + 1), and its curvatures have the ratio κ. Rules that
    combine past gradients, at random ones too, are never closer than qᵗ of the distance at the start.
    """
    q, forces, pull = chain(kappa, 300)
    final, mu, L = q ** np.arange(1, 301), 4 / (kappa - 1), 4 + 4 / (kappa - 1)
    assert forces @ final == pytest.approx(pull, abs=1e-9)
    assert np.linalg.eigvalsh(forces)[[0, -1]] == pytest.approx([mu, L], rel=0.01)
    contest = [(DESCENT, 2 / (mu + L)), best_heavy_ball(mu, L), (Nesterov(q), 1 / L), (Momentum(0.5), 0.5)]
    for rule, lr in contest:
        walk = descend(lambda w: w @ forces - pull, np.zeros(300), rule, lr)
        for t, w in zip(range(50), walk):
            assert np.linalg.norm(w - final) >= (1 - 1e-9) * q**t * np.linalg.norm(final)
    rng, w, gradients = np.random.default_rng(0), np.zeros(300), []
    for t in range(50):
        assert np.linalg.norm(w - final) >= (1 - 1e-9) * q**t * np.linalg.norm(final)
        gradients.append(w @ forces - pull)
        w = -0.1 * rng.standard_normal(t + 1) @ gradients


@pytest.mark.parametrize("kappa", [4, 25, 100])
def test_the_heavy_ball_puts_one_link_a_step_in_its_place(kappa):
    """Best on the chain are η = q and β = q²; after t steps the first t links are at qⁱ, the others at 0."""
    q, forces, pull = chain(kappa, 300)
    rule, lr = best_heavy_ball(4 / (kappa - 1), 4 + 4 / (kappa - 1))
    assert lr == pytest.approx(q) and rule.beta == pytest.approx(q**2)
    walk = descend(lambda w: w @ forces - pull, np.zeros(300), rule, lr)
    final = q ** np.arange(1, 301)
    for t, w in zip(range(60), walk):
        assert np.allclose(w, np.where(np.arange(300) < t, final, 0), rtol=1e-9, atol=1e-12)


def test_nesterov_settles_where_the_heavy_ball_cycles():
    """On the function of Lessard et al. Nesterov's tuning arrives, and so does the heavy ball with a
    smaller rate.
    """
    for rule, lr in ((Nesterov(4 / 6), 1 / 25), (Momentum(4 / 9), 1 / 25), (Momentum(4 / 9), 1 / 18)):
        assert abs(run(LessardCycle(), [3.3], rule, lr, 600).w[-1, 0]) < 1e-9


def polygon(lr, beta, corners, kappa):
    """ρ, and whether the heavy ball can run round the corners 1, z, z², ... of a regular polygon for ever.

    The function has curvatures from 1 to κ. Its gradient is w + (κ − 1) · (the point nearest to w of the
    polygon with the corners ρ, ρz, ρz², ...). The recursion wants the gradient (1 + β − β/z − z)/η at 1, so
    that the nearest point must be ρ; it is, if 1 − ρ makes no acute angle with the two edges at ρ.
    """
    z = np.exp(2j * np.pi / corners)
    rho = ((1 + beta - beta / z - z) / lr - 1) / (kappa - 1)
    angles = [(np.conj(1 - rho) * rho * (neighbour - 1)).real for neighbour in (z, 1 / z)]
    return rho, np.all(np.array(angles) <= 0, axis=0)


def test_a_polygon_is_visited_for_ever():
    """The construction itself: κ = 25, η = 1/9, β = 4/9, a triangle; curvatures between 1 and 25."""
    z, lr, beta, kappa = np.exp(2j * np.pi / 3), 1 / 9, 4 / 9, 25
    rho, possible = polygon(lr, beta, 3, kappa)
    corners = rho * z ** np.arange(4)

    def gradient(w):  # of points outside the triangle
        edges = np.diff(corners)
        along = np.clip((np.conj(edges) * (w - corners[:-1])).real / abs(edges) ** 2, 0, 1)
        points = corners[:-1] + along * edges
        return w + (kappa - 1) * points[np.argmin(abs(w - points))]

    before, w = 1 / z, 1.0 + 0j
    for t in range(300):
        assert abs(w - z**t) < 1e-6
        before, w = w, w - lr * gradient(w) + beta * (w - before)
    assert possible


def fastest_that_escapes(kappa, rates=600):
    """Steps for a digit on bowls, of the best pair of η and β that no polygon of up to 120 corners traps."""
    lr, beta = np.meshgrid(np.geomspace(1e-3, 4, rates) / kappa, 1 - np.geomspace(1, 1e-4, rates))
    speed = np.maximum(factor(lr, beta), factor(lr * kappa, beta))
    fast = speed < 1 - 10 / kappa
    lr, beta, speed = lr[fast], beta[fast], speed[fast]
    for corners in range(2, 121):
        _, trapped = polygon(lr, beta, corners, kappa)
        lr, beta, speed = lr[~trapped], beta[~trapped], speed[~trapped]
    return steps_for_a_digit(speed.min())


def test_what_escapes_all_polygons_is_only_a_constant_factor_faster():
    """κ = 1000: about 148 steps a digit, where descent needs 1151 and Polyak's pair 36; κ = 10,000: 1450."""
    heavy = worst_factor(*best_heavy_ball(1, 1000), 1000)
    plain = worst_factor(Momentum(0.0), 2 / 1001, 1000)
    assert (round(steps_for_a_digit(plain)), round(steps_for_a_digit(heavy))) == (1151, 36)
    assert fastest_that_escapes(1000) == pytest.approx(148, rel=0.01)
    assert fastest_that_escapes(10_000) == pytest.approx(1450, rel=0.02)


def test_the_ball_of_equal_effective_rate_is_no_faster():
    """λ = 1, η/(1 − β) = 0.1: the swings shrink by √0.9 = 0.949 a step, plain descent's error by 0.9."""
    e = run(Quadratic([1.0]), [1.0], Momentum(0.9), 0.01, 200).w[:, 0]
    swing = np.sqrt(e[1:-1] ** 2 - e[2:] * e[:-2])  # of rᵗcos(θt + φ) this is rᵗ|sin θ|
    shrinks = swing[1:] / swing[:-1]
    assert shrinks == pytest.approx(np.full(198, np.sqrt(0.9)), rel=1e-6)
    assert shrinks == pytest.approx(np.full(198, 0.949), abs=0.0005)
    assert convergence_rate(run(Quadratic([1.0]), [1.0], DESCENT, 0.1, 100)) == pytest.approx(0.9)


def floor(lr, beta):
    """Var(w) on ½w² with gradient noise of variance 1, exactly: V = MVMᵀ + noise for (e_t, e_{t−1})."""
    step = np.array([[1 + beta - lr, -beta], [1, 0]])
    return np.linalg.solve(np.eye(4) - np.kron(step, step), [lr**2, 0, 0, 0])[0]


def test_momentum_at_the_same_rate_raises_the_floor_tenfold():
    """β = 0.9 and small ηλ: the floor depends on η/(1 − β)."""
    for lr in (0.001, 0.01, 0.1):
        assert floor(lr, 0.9) / floor(lr, 0.0) == pytest.approx(10, rel=0.03)


def test_a_bump_takes_height_and_momentum():
    """From 1.2 in the double well the height is too small for any β; from 1.8 the ball crosses with enough
    momentum, and plain descent does not.
    """
    well, betas = DoubleWell(), np.linspace(0, 0.99, 100)
    low, high = (
        run(well, [start], Momentum(betas[:, np.newaxis]), 0.03, 4000).w[..., 0] for start in (1.2, 1.8)
    )
    assert np.all(low > 0)
    assert np.all(high[:, 0] > 0) and np.all(high.min(axis=0)[betas >= 0.9] < 0)


def test_best_beta_for_a_condition():
    """κ = 100: 0.67; κ = 1400: 0.9."""
    rules = [best_heavy_ball(1, kappa)[0] for kappa in (100, 1400)]
    assert [round(rule.beta, 2) for rule in rules] == [0.67, 0.9]


def test_pytorchs_momentum_steps():
    """Rate 0.1, momentum 0.9, gradient 1: steps 0.1, 0.19, … and in the end 1."""
    steps = steps_of(Momentum(0.9), np.ones(300), lr=0.1)
    assert steps[[0, 1, -1]] == pytest.approx([0.1, 0.19, 1.0])


def test_steps_for_a_digit_at_kappa_100():
    """115 steps for plain descent, 21.9 for Nesterov, 11.5 for the heavy ball: 99/101, 1 − 1/10 and 9/11."""
    contest = [
        (Momentum(0.0), 2 / 101, 99 / 101, 115),
        (Nesterov(9 / 11), 1 / 100, 1 - 1 / 10, 21.9),
        (*best_heavy_ball(1, 100), 9 / 11, 11.5),
    ]
    for rule, lr, shrinks, steps in contest:
        worst = worst_factor(rule, lr, 100)
        assert worst == pytest.approx(shrinks, abs=1e-6)
        assert float(f"{steps_for_a_digit(worst):.3g}") == steps


def test_the_wall_is_as_high_as_the_bump_at_root_two():
    """¼(w² − 1)² is ¼ at 0 and at √2; from 1.41 no rate up to 0.1 and no momentum carries the ball over, from
    1.43 some do.
    """
    well = DoubleWell()
    assert well.value([math.sqrt(2)]) == pytest.approx(well.value([0.0]))
    lr, beta = np.meshgrid(np.linspace(0.002, 0.1, 50), np.linspace(0, 0.99, 60))
    just_below, just_above = (
        run(well, np.full(lr.shape + (1,), start), Momentum(beta), lr, 300).w.min(axis=0)
        for start in (1.41, 1.43)
    )
    assert (just_below > 0).all() and (just_above < 0).any()
