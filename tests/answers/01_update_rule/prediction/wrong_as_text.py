"""a number"""

w1 = "6"
w2 = "5.25"
steps_needed = "29"
