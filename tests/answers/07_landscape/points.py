# %% wrong: fresh_the_determinant_for_the_curvature
"""this is the determinant, the product of both curvatures"""

right_point, left_point, upper_point, origin = "A", "B", "C", "D"
smallest = -12.0
