"""the number of rows in tried"""

tried = [("momentum", 0.1, 0.954), ("adam", 0.1, 0.97)]
chosen = ("adam", 0.1)
