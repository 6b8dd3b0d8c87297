def follow(grad, w, schedule, steps, average):
    walk = gd.descend(grad, w, gd.GradientDescent(), schedule)
    points = np.array([point.copy() for _, point in zip(range(steps + 1), walk)])
    return points[-1], points[-average:].mean(axis=0)
