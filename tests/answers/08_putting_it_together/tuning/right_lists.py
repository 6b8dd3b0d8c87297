rates = [0.001, 0.01, 0.1, 1.0, 10.0]
tried = [["plain", rate, accuracy] for rate, accuracy in zip(rates, [0.31, 0.82, 0.93, 0.955, 0.1])]
tried += [["Adam", rate, accuracy] for rate, accuracy in zip(rates, [0.46, 0.94, 0.97, 0.16, 0.1])]
chosen = ["Adam", 0.1]
