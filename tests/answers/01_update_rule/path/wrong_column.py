"""a list of single numbers"""

path = gd.run(gd.Quadratic([1.0], centre=3.0), [7.0], gd.GradientDescent(), 0.25, 29).w
