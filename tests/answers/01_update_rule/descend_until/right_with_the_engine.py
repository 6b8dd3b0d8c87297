def descend_until(grad, w, lr, tolerance, max_steps):
    for steps, point in enumerate(gd.descend(grad, w, gd.GradientDescent(), lr)):
        if steps == max_steps or np.linalg.norm(grad(point)) <= tolerance:
            return point.copy(), steps
