"""heavy_ball on a bowl"""


def heavy_ball(grad, w, rates, beta):
    return np.array([[4.0], [2.0], [-0.5], [-1.3125]])
