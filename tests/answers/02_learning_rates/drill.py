# %% wrong: first_come_first_served
"""Both"""

cause_1, change_1 = "too small", "A"
cause_2, change_2 = "good", "G"
cause_3, change_3 = "oscillating", "C"
cause_4, change_4 = "diverging", "B"
cause_5, change_5 = "minibatch noise", "H"
cause_6, change_6 = "momentum ringing", "D"
cause_7, change_7 = "ill-conditioned plateau", "E"
cause_8, change_8 = "decayed too early", "F"

# %% wrong: somebody_elses_curves
"""that is for a curve with the cause"""

(cause_1, cause_2, cause_3, cause_4, cause_5, cause_6, cause_7, cause_8) = [
    curve.cause for curve in curves_of(student_id)
]
changes = dict(zip(CAUSES, "AGCBHDEF"))
(change_1, change_2, change_3, change_4, change_5, change_6, change_7, change_8) = [
    changes[curve.cause] for curve in curves_of("grace")
]

# %% wrong: without_an_id
"""student_id is empty"""

student_id = ""
(cause_1, cause_2, cause_3, cause_4, cause_5, cause_6, cause_7, cause_8) = CAUSES
(change_1, change_2, change_3, change_4, change_5, change_6, change_7, change_8) = "AGCBHDEF"
