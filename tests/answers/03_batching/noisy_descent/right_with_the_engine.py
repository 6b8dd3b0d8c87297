"""With the engine's loop and a gradient that errs."""


def noisy_descent(start, lr, curvature, noise):
    errors = iter(noise)
    walkers = np.full((noise.shape[1], 1), float(start))
    path = gd.descend(lambda w: curvature * w + next(errors)[:, np.newaxis], walkers, gd.GradientDescent(), lr)
    return next(w for t, w in enumerate(path) if t == len(noise))[:, 0]
