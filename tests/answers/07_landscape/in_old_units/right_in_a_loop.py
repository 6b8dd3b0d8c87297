def in_old_units(v, c, mean, scale):
    w, b = [], c
    for weight, m, s in zip(v, mean, scale):
        w.append(weight / s)
        b -= weight * m / s
    return w, b
