"""return a dictionary"""

final_params = gd.MLP([64, 32, 10]).init(0)
validation_accuracy = 0.95
