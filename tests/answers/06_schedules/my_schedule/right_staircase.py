def my_schedule(t):
    return gd.step_decay(0.08, every=30, factor=0.7)(t)
