"""the shape of W1 in final_params"""

rng = np.random.default_rng(0)
final_params = {"W1": rng.normal(size=(64, 128)) / 8, "b1": np.zeros(128), "W2": rng.normal(size=(128, 10)) / 11, "b2": np.zeros(10)}
validation_accuracy = 0.95
