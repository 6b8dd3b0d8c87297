# %% wrong: fresh_smallest_over_largest
"""this is the smallest over the largest: κ is 1 or more"""

A = np.column_stack([people, np.ones(200)])
c = np.linalg.eigvalsh(A.T @ A / 200)
kappa_before = c[0] / c[-1]
Z = (people - people.mean(0)) / people.std(0)
A = np.column_stack([Z, np.ones(200)])
c = np.linalg.eigvalsh(A.T @ A / 200)
kappa_after = c[-1] / c[0]
