"""that is for a curve with the cause"""

(cause_1, cause_2, cause_3, cause_4, cause_5, cause_6, cause_7, cause_8) = [curve.cause for curve in curves_of(student_id)]
changes = dict(zip(CAUSES, "AGCBHDEF"))
(change_1, change_2, change_3, change_4, change_5, change_6, change_7, change_8) = [
    changes[curve.cause] for curve in curves_of("grace")
]
