# %% right: capital
run_1, run_2, run_3, run_4 = "C", "A", "D", "B"
across = "A, C, E"

# %% right: small
run_1, run_2, run_3, run_4 = "cadb"
across = ["a", "c", "e"]

# %% right: set
run_1 = "C"
run_2 = "A"
run_3 = "D"
run_4 = "B"
across = {"E", "C", "A"}

# %% wrong: plateau_for_a_saddle
"""here a kick changes nothing"""


run_1, run_2, run_3, run_4 = "B", "A", "D", "B"
across = "A, C, E"

# %% wrong: plateau_for_a_minimum
"""here there is a slope, and the loss still falls"""


run_1, run_2, run_3, run_4 = "A", "A", "D", "B"
across = "A, C, E"

# %% wrong: minimum_for_a_plateau
"""here it is the other way round"""


run_1, run_2, run_3, run_4 = "C", "C", "D", "B"
across = "A, C, E"

# %% wrong: noise_for_a_plateau
"""here the smaller rate helps"""


run_1, run_2, run_3, run_4 = "C", "A", "C", "B"
across = "A, C, E"

# %% wrong: saddle_for_a_minimum
"""along it the loss falls, as the kick has shown"""


run_1, run_2, run_3, run_4 = "C", "A", "D", "A"
across = "A, C, E"

# %% wrong: everything_is_a_minimum
"""a smaller rate would change nothing"""


run_1, run_2, run_3, run_4 = "C", "A", "A", "B"
across = "A, C, E"

# %% wrong: larger_batches
"""B does not apply: the gradient is small, not noisy"""


run_1, run_2, run_3, run_4 = "C", "A", "D", "B"
across = "A, B, C, E"

# %% wrong: smaller_rate
"""D does not apply: a plateau is slow because the steps are short"""


run_1, run_2, run_3, run_4 = "C", "A", "D", "B"
across = "A, C, D, E"

# %% wrong: a_kick
"""F does not apply: a kick leaves a ridge"""


run_1, run_2, run_3, run_4 = "C", "A", "D", "B"
across = "A, C, E, F"

# %% wrong: adam_only
"""C applies as well"""


run_1, run_2, run_3, run_4 = "C", "A", "D", "B"
across = "A"

# %% wrong: without_the_start
"""E applies as well"""


run_1, run_2, run_3, run_4 = "C", "A", "D", "B"
across = "A, C"

# %% wrong: number_for_a_letter
"""one of 'A'"""


run_1, run_2, run_3, run_4 = 3, 1, 4, 2
across = "A, C, E"
