"""expected:       a number"""

limit_parabola, limit_bowl = 1, "1/4"
