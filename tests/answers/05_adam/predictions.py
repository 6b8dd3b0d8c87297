# %% wrong: fresh_moved_after_50_steps_with_lr_forgotten
"""this is the number of steps; each is η long"""

first_a, first_b, first_c = 0.01, -0.01, 0.01
moved = 50
adam_factor, sgd_factor = 1, 1000
tiny_outside, tiny_inside = 1 / 1.01, 0.01
