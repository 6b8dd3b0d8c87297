"""components are counted from 0"""

wrong_gradient = "A"
wrong_component = 3
