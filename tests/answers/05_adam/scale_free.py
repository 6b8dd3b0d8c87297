# %% right: list
unchanged = ["A", "C", "D", "F"]

# %% right: small_letters
unchanged = "f, d, c, a"

# %% right: set
unchanged = {"A", "C", "D", "F"}

# %% wrong: adaptive_rules_only
"""F applies as well: a positive factor changes no sign"""


unchanged = "A, C, D"

# %% wrong: momentum_too
"""B does not apply: a velocity is a sum of gradients"""


unchanged = "A, B, C, D, F"

# %% wrong: length_too
"""E does not apply: the length is one number"""


unchanged = "A, C, D, E, F"

# %% wrong: adam_only
"""A applies as well"""


unchanged = "C"

# %% wrong: signs_only
"""A applies as well"""


unchanged = "F"

# %% wrong: without_adagrad
"""A applies as well: the root of the summed squares"""


unchanged = "C, D, F"

# %% wrong: everything
"""B does not apply"""


unchanged = "ABCDEF"

# %% wrong: a_letter_too_far
"""one or more of the letters"""


unchanged = "A, G"

# %% wrong: a_sentence
"""one or more of the letters"""


unchanged = "all adaptive ones"

# %% wrong: fresh_all_but_the_sign
"""F applies as well: a positive factor changes no sign"""


unchanged = "A, C, D"
