"""nothing forgets noise faster"""


def my_schedule(t):
    return gd.cosine(0.05, STEPS)(t)
