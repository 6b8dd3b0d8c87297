"""space the rates evenly on a log scale"""

tried = [(optimizer, rate, a) for optimizer in ("momentum", "adam")
         for rate, a in zip([0.001, 0.2, 0.3, 0.4, 0.5], [0.4, 0.96, 0.965, 0.95, 0.9])]
chosen = ("momentum", 0.3)
