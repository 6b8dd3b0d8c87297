"""two decades at least"""

tried = [(optimizer, k / 10, a) for optimizer in ("momentum", "adam") for k, a in enumerate([0.955, 0.96, 0.95, 0.9], start=1)]
chosen = ("momentum", 0.2)
