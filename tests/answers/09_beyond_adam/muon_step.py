# %% right: as_it_is_written
"""Line by line."""


def muon_step(W, V, G, lr, beta):
    V = beta * V + G
    inputs, outputs = W.shape
    scale = np.sqrt(max(1, outputs / inputs))
    return W - lr * scale * gd.newton_schulz(G + beta * V), V

# %% right: by_the_engine
"""With the engine's rule."""


def muon_step(W, V, G, lr, beta):
    rule = gd.Muon({"W": W.shape}, beta=beta)
    state = rule.init(W.ravel())
    state["W"][...] = V
    step = rule.step(G.ravel(), state, 1, lr, W.ravel())
    return W - step.reshape(W.shape), state["W"]

# %% right: averaged
"""With the average form, which orthogonalisation cannot tell from the sum."""


def muon_step(W, V, G, lr, beta):
    average = (1 - beta) * V
    average = beta * average + (1 - beta) * G
    look_ahead = (1 - beta) * G + beta * average
    rows, columns = G.shape
    factor = (columns / rows) ** 0.5 if columns > rows else 1.0
    return W - lr * factor * gd.newton_schulz(look_ahead), average / (1 - beta)

# %% wrong: no_nesterov
"""Nesterov's form orthogonalises G + βV"""


def muon_step(W, V, G, lr, beta):
    V = beta * V + G
    return W - lr * np.sqrt(max(1, W.shape[1] / W.shape[0])) * gd.newton_schulz(V), V

# %% wrong: scale_upside_down
"""outputs over inputs, columns over rows"""


def muon_step(W, V, G, lr, beta):
    V = beta * V + G
    return W - lr * np.sqrt(max(1, W.shape[0] / W.shape[1])) * gd.newton_schulz(G + beta * V), V

# %% wrong: no_scale
"""the scale is missing"""


def muon_step(W, V, G, lr, beta):
    V = beta * V + G
    return W - lr * gd.newton_schulz(G + beta * V), V

# %% wrong: not_orthogonalised
"""the direction has to be orthogonalised"""


def muon_step(W, V, G, lr, beta):
    V = beta * V + G
    return W - lr * np.sqrt(max(1, W.shape[1] / W.shape[0])) * (G + beta * V), V

# %% wrong: orthogonalised_memory
"""the velocity keeps the gradients as they are"""


def muon_step(W, V, G, lr, beta):
    V = gd.newton_schulz(beta * V + G)
    return W - lr * np.sqrt(max(1, W.shape[1] / W.shape[0])) * gd.newton_schulz(G + beta * V), V

# %% wrong: returns_the_old_velocity
"""the new velocity has to be returned"""


def muon_step(W, V, G, lr, beta):
    new = beta * V + G
    return W - lr * np.sqrt(max(1, W.shape[1] / W.shape[0])) * gd.newton_schulz(G + beta * new), V

# %% wrong: climbs
"""you added the step: that climbs"""


def muon_step(W, V, G, lr, beta):
    V = beta * V + G
    return W + lr * np.sqrt(max(1, W.shape[1] / W.shape[0])) * gd.newton_schulz(G + beta * V), V

# %% wrong: whole_number_scale
"""`//` cuts outputs/inputs"""


def muon_step(W, V, G, lr, beta):
    V = beta * V + G
    inputs, outputs = W.shape
    return W - lr * np.sqrt(max(1, outputs // inputs)) * gd.newton_schulz(G + beta * V), V

# %% wrong: rounded_scale
"""with all that stands behind the point"""


def muon_step(W, V, G, lr, beta):
    V = beta * V + G
    inputs, outputs = W.shape
    return W - lr * np.sqrt(max(1, round(outputs / inputs))) * gd.newton_schulz(G + beta * V), V

# %% wrong: scale_below_one
"""the scale is 1"""


def muon_step(W, V, G, lr, beta):
    V = beta * V + G
    inputs, outputs = W.shape
    return W - lr * np.sqrt(outputs / inputs) * gd.newton_schulz(G + beta * V), V

# %% wrong: average_form
"""this is the average form; here V takes in the whole of G"""


def muon_step(W, V, G, lr, beta):
    V = beta * V + (1 - beta) * G
    return W - lr * np.sqrt(max(1, W.shape[1] / W.shape[0])) * gd.newton_schulz(G + beta * V), V

# %% wrong: average_form_in_both
"""this is the average form; here V takes in the whole of G"""


def muon_step(W, V, G, lr, beta):
    V = beta * V + (1 - beta) * G
    look_ahead = (1 - beta) * G + beta * V
    return W - lr * np.sqrt(max(1, W.shape[1] / W.shape[0])) * gd.newton_schulz(look_ahead), V

# %% wrong: average_form_without_nesterov
"""this is the average form; here V takes in the whole of G"""


def muon_step(W, V, G, lr, beta):
    V = beta * V + (1 - beta) * G
    return W - lr * np.sqrt(max(1, W.shape[1] / W.shape[0])) * gd.newton_schulz(V), V

# %% wrong: keeps_the_mixture
"""V keeps βV + G"""


def muon_step(W, V, G, lr, beta):
    inputs, outputs = W.shape
    V = beta * V + G
    V = G + beta * V
    W = W - lr * np.sqrt(max(1, outputs / inputs)) * gd.newton_schulz(V)
    return W, V

# %% wrong: root_forgotten
"""the scale is the root of outputs/inputs"""


def muon_step(W, V, G, lr, beta):
    V = beta * V + G
    return W - lr * max(1, W.shape[1] / W.shape[0]) * gd.newton_schulz(G + beta * V), V

# %% wrong: gradient_alone
"""NS takes G + βV; this is G alone"""


def muon_step(W, V, G, lr, beta):
    V = beta * V + G
    return W - lr * np.sqrt(max(1, W.shape[1] / W.shape[0])) * gd.newton_schulz(G), V

# %% wrong: brackets_of_the_direction
"""NS takes the whole of G + βV"""


def muon_step(W, V, G, lr, beta):
    V = beta * V + G
    return W - lr * np.sqrt(max(1, W.shape[1] / W.shape[0])) * (gd.newton_schulz(G) + beta * V), V

# %% wrong: velocity_not_slowed
"""of the old V the new one keeps β"""


def muon_step(W, V, G, lr, beta):
    V = V + G
    return W - lr * np.sqrt(max(1, W.shape[1] / W.shape[0])) * gd.newton_schulz(G + beta * V), V

# %% wrong: beta_missing_in_the_direction
"""V for β of itself"""


def muon_step(W, V, G, lr, beta):
    V = beta * V + G
    return W - lr * np.sqrt(max(1, W.shape[1] / W.shape[0])) * gd.newton_schulz(G + V), V

# %% wrong: root_of_the_outputs
"""not the number of outputs alone"""


def muon_step(W, V, G, lr, beta):
    V = beta * V + G
    return W - lr * np.sqrt(W.shape[1]) * gd.newton_schulz(G + beta * V), V

# %% wrong: velocity_first
"""first the matrix, then its velocity"""


def muon_step(W, V, G, lr, beta):
    V = beta * V + G
    return V, W - lr * np.sqrt(max(1, W.shape[1] / W.shape[0])) * gd.newton_schulz(G + beta * V)

# %% wrong: fourth_scale_inside
"""it stands inside NS"""


def muon_step(W, V, G, lr, beta):
    inputs, outputs = W.shape
    V = beta * V + G
    scale = np.sqrt(max(1, outputs / inputs))
    W = W - lr * gd.newton_schulz(scale * (G + beta * V))
    return W, V
