"""gradient_a only where w[2] = 0"""

wrong_gradient = "B"
wrong_component = 2
