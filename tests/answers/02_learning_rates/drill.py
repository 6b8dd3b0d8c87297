# %% right: the_change_that_helps_as_well
cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "C"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "C"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "C"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% right: by_the_diagnosis_of_the_whole_set
"""Reads what a program can read: the numbers, and the settings in the caption."""

def cause_of(curve):
    losses = curve.losses
    height = (losses - curve.best) / (losses[0] - curve.best)
    late, ups = height[len(height) // 2:], np.mean(np.diff(height) > 0.005)
    if losses[-1] == losses.max():
        return "diverging"
    if "batches" in curve.caption and late.std() > 0.01:
        return "minibatch noise"
    if "full batch" in curve.caption and ups > 0.05:
        return "momentum ringing" if "momentum" in curve.caption else "oscillating"
    if height[-1] < 0.05:
        return "good"
    if "constant" not in curve.caption:
        return "decayed too early"
    return "ill-conditioned plateau" if late[0] - late[-1] < 0.25 * (1 - late[-1]) else "too small"

(cause_1, cause_2, cause_3, cause_4, cause_5, cause_6, cause_7, cause_8) = causes = [
    cause_of(curve) for curve in drill_for(student_id)
]
changes = dict(zip(CAUSES, "AGCBHDEF"))
(change_1, change_2, change_3, change_4, change_5, change_6, change_7, change_8) = [
    changes[cause] for cause in causes
]

# %% right: in_capitals_and_small_letters
cause_1, change_1 = "Too small", "a"
cause_2, change_2 = "MINIBATCH NOISE", "h"
cause_3, change_3 = " ill-conditioned plateau", "e"
cause_4, change_4 = "momentum ringing", " d "
cause_5, change_5 = "Good", "g"
cause_6, change_6 = "Diverging", "b"
cause_7, change_7 = "decayed too early ", "f"
cause_8, change_8 = "oscillating", "c"

# %% wrong: first_come_first_served
"""cause_1 is not right"""

cause_1, change_1 = "good", "G"
cause_2, change_2 = "too small", "A"
cause_3, change_3 = "oscillating", "C"
cause_4, change_4 = "diverging", "B"
cause_5, change_5 = "minibatch noise", "H"
cause_6, change_6 = "momentum ringing", "D"
cause_7, change_7 = "ill-conditioned plateau", "E"
cause_8, change_8 = "decayed too early", "F"

# %% wrong: somebody_elses_curves
"""is not right"""

causes = own_order(
    ["momentum ringing", "too small", "decayed too early", "diverging",
     "good", "ill-conditioned plateau", "minibatch noise", "oscillating"], "drill", "grace"
)
(cause_1, cause_2, cause_3, cause_4, cause_5, cause_6, cause_7, cause_8) = causes
changes = dict(zip(CAUSES, "AGCBHDEF"))
(change_1, change_2, change_3, change_4, change_5, change_6, change_7, change_8) = [
    changes[cause] for cause in causes
]

# %% wrong: without_an_id
"""student_id is empty"""

student_id = ""
(cause_1, cause_2, cause_3, cause_4, cause_5, cause_6, cause_7, cause_8) = CAUSES
(change_1, change_2, change_3, change_4, change_5, change_6, change_7, change_8) = "AGCBHDEF"

# %% wrong: too_small_called_ill_conditioned_plateau
"""a plateau comes after a quick drop"""

cause_1, change_1 = "ill-conditioned plateau", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: too_small_called_decayed_too_early
"""with one that has decayed it has come to a halt"""

cause_1, change_1 = "decayed too early", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: too_small_called_good
"""with a rate that is too small it is still on its way"""

cause_1, change_1 = "good", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: minibatch_noise_called_oscillating
"""with minibatches there is none"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "oscillating", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: minibatch_noise_called_momentum_ringing
"""Noise is rough and stays; ringing is smooth and fades"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "momentum ringing", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: minibatch_noise_called_good
"""It is noise when the jumps stay large at the end"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "good", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: ill_conditioned_plateau_called_too_small
"""a plateau comes after a quick drop"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "too small", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: ill_conditioned_plateau_called_good
"""a plateau far above it"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "good", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: ill_conditioned_plateau_called_decayed_too_early
"""A plateau still sinks, at a constant rate"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "decayed too early", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: momentum_ringing_called_oscillating
"""momentum takes many steps for a wave"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "oscillating", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: momentum_ringing_called_minibatch_noise
"""ringing is smooth and fades"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "minibatch noise", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: momentum_ringing_called_good
"""in a good run it brings the loss down without waves"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "good", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: good_called_decayed_too_early
"""A good run rests at the best loss"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "decayed too early", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: good_called_ill_conditioned_plateau
"""A good run levels off at the best loss"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "ill-conditioned plateau", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: good_called_too_small
"""A good run has arrived at the best loss"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "too small", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: diverging_called_oscillating
"""where they grow without bounds, it diverges"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "oscillating", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: decayed_too_early_called_ill_conditioned_plateau
"""after a decay nothing moves any more"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "ill-conditioned plateau", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: decayed_too_early_called_good
"""one whose rate decayed too early far above it"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "good", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: decayed_too_early_called_too_small
"""with one that has decayed it has come to a halt"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "too small", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: oscillating_called_minibatch_noise
"""On the full batch nothing is left to chance"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "minibatch noise", "C"

# %% wrong: oscillating_called_momentum_ringing
"""A rate that is too large swings from one step to the next"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "momentum ringing", "C"

# %% wrong: oscillating_called_diverging
"""Swings that stay within bounds oscillate"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "diverging", "C"

# %% wrong: too_small_treated_as_ill_conditioned_plateau
"""that is for a curve with the cause 'ill-conditioned plateau'"""

cause_1, change_1 = "too small", "E"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: too_small_treated_as_oscillating
"""that is for a curve with the cause 'oscillating'"""

cause_1, change_1 = "too small", "C"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: too_small_treated_as_good
"""that is for a curve with the cause 'good'"""

cause_1, change_1 = "too small", "G"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: minibatch_noise_treated_as_momentum_ringing
"""that is for a curve with the cause 'momentum ringing'"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "D"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: minibatch_noise_treated_as_too_small
"""that is for a curve with the cause 'too small'"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "A"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: ill_conditioned_plateau_treated_as_too_small
"""that is for a curve with the cause 'too small'"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "A"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: ill_conditioned_plateau_treated_as_oscillating
"""that is for a curve with the cause 'oscillating'"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "C"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: ill_conditioned_plateau_treated_as_momentum_ringing
"""that is for a curve with the cause 'momentum ringing'"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "D"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: momentum_ringing_treated_as_too_small
"""that is for a curve with the cause 'too small'"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "A"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: momentum_ringing_treated_as_minibatch_noise
"""that is for a curve with the cause 'minibatch noise'"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "H"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: good_treated_as_too_small
"""that is for a curve with the cause 'too small'"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "A"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: good_treated_as_oscillating
"""that is for a curve with the cause 'oscillating'"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "C"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: diverging_treated_as_too_small
"""that is for a curve with the cause 'too small'"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "A"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: diverging_treated_as_good
"""that is for a curve with the cause 'good'"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "G"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "C"

# %% wrong: decayed_too_early_treated_as_too_small
"""that is for a curve with the cause 'too small'"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "A"
cause_8, change_8 = "oscillating", "C"

# %% wrong: decayed_too_early_treated_as_minibatch_noise
"""that is for a curve with the cause 'minibatch noise'"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "H"
cause_8, change_8 = "oscillating", "C"

# %% wrong: decayed_too_early_treated_as_ill_conditioned_plateau
"""that is for a curve with the cause 'ill-conditioned plateau'"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "E"
cause_8, change_8 = "oscillating", "C"

# %% wrong: oscillating_treated_as_minibatch_noise
"""that is for a curve with the cause 'minibatch noise'"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "H"

# %% wrong: oscillating_treated_as_too_small
"""that is for a curve with the cause 'too small'"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "A"

# %% wrong: oscillating_treated_as_diverging
"""that is for a curve with the cause 'diverging'"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "B"

# %% wrong: oscillating_treated_as_momentum_ringing
"""that is for a curve with the cause 'momentum ringing'"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "minibatch noise", "H"
cause_3, change_3 = "ill-conditioned plateau", "E"
cause_4, change_4 = "momentum ringing", "D"
cause_5, change_5 = "good", "G"
cause_6, change_6 = "diverging", "B"
cause_7, change_7 = "decayed too early", "F"
cause_8, change_8 = "oscillating", "D"
