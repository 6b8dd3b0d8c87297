# %% wrong: fresh_three_digits_of_amsgrad_s_end
"""three digits do not tell this end from the others: give four"""

adam_end, amsgrad_end, long_memory_end = 1, -0.999, -0.998
