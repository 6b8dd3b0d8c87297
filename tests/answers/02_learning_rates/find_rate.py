# %% right: a_loop_over_trials
def find_rate(trial, start, most):
    tried, rate = [], start
    for _ in range(most):
        verdict = trial(rate)
        tried.append(rate)
        if verdict == "settles":
            return tried
        if verdict == "explodes":
            rate = rate / 10
        elif verdict == "jumps":
            rate = rate / 2
        else:
            rate = 3 * rate
    return tried

# %% right: recursive
def find_rate(trial, start, most):
    if most == 0:
        return []
    factor = {"explodes": 0.1, "jumps": 0.5, "crawls": 3.0}.get(trial(start))
    return [start] + (find_rate(trial, factor * start, most - 1) if factor else [])

# %% right: as_an_array
def find_rate(trial, start, most):
    tried = [start][:most]
    while tried:
        verdict = trial(tried[-1])
        if verdict == "settles" or len(tried) == most:
            break
        tried.append(tried[-1] * {"explodes": 0.1, "jumps": 0.5, "crawls": 3}[verdict])
    return np.array(tried)

# %% right: a_generator_in_a_list
def find_rate(trial, start, most):
    def rates(rate):
        for _ in range(most):
            yield rate
            match trial(rate):
                case "explodes": rate = rate / 10
                case "jumps": rate = rate / 2
                case "crawls": rate = rate * 3
                case _: return
    return list(rates(start))

# %% wrong: explodes_is_halved
"""what explodes is divided by 10, and not by 2"""

def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) < most:
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "settles":
            break
        rate = rate * {"explodes": 0.5, "jumps": 0.5, "crawls": 3}[verdict]
    return tried

# %% wrong: jumps_is_divided_by_ten
"""what jumps is divided by 2, and not by 10"""

def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) < most:
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "settles":
            break
        rate = rate * {"explodes": 0.1, "jumps": 0.1, "crawls": 3}[verdict]
    return tried

# %% wrong: crawls_is_multiplied_by_ten
"""what crawls is multiplied by 3, and not by 10"""

def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) < most:
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "settles":
            break
        rate = rate * {"explodes": 0.1, "jumps": 0.5, "crawls": 10}[verdict]
    return tried

# %% wrong: jumps_goes_up
"""what jumps is divided by 2: it is above the limit"""

def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) < most:
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "settles":
            break
        rate = rate * {"explodes": 0.1, "jumps": 3, "crawls": 3}[verdict]
    return tried

# %% wrong: returns_the_rate
"""this is the rate alone"""

def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) < most:
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "settles":
            break
        rate = rate * {"explodes": 0.1, "jumps": 0.5, "crawls": 3}[verdict]
    return tried[-1] if tried else []

# %% wrong: without_the_start
"""the list begins with start"""

def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) < most:
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "settles":
            break
        rate = rate * {"explodes": 0.1, "jumps": 0.5, "crawls": 3}[verdict]
    return tried[1:]

# %% wrong: without_the_last
"""the rate that has settled is a part of the list"""

def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) < most:
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "settles":
            break
        rate = rate * {"explodes": 0.1, "jumps": 0.5, "crawls": 3}[verdict]
    return tried[:-1]

# %% wrong: factors_of_the_start
"""each factor multiplies the last rate tried"""

def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) < most:
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "settles":
            break
        rate = start * {"explodes": 0.1, "jumps": 0.5, "crawls": 3}[verdict]
    return tried

# %% wrong: one_trial_too_many
"""one trial too many"""

def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) <= most:
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "settles":
            break
        rate = rate * {"explodes": 0.1, "jumps": 0.5, "crawls": 3}[verdict]
    return tried

# %% wrong: one_trial_too_few
"""one trial too few"""

def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) < most - 1:
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "settles":
            break
        rate = rate * {"explodes": 0.1, "jumps": 0.5, "crawls": 3}[verdict]
    return tried

# %% wrong: tries_each_rate_twice
"""call trial once for a rate, and keep its verdict"""

def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) < most:
        tried.append(rate)
        if trial(rate) == "settles":
            break
        rate = rate * {"explodes": 0.1, "jumps": 0.5, "crawls": 3}[trial(rate)]
    return tried

# %% wrong: confirms_the_last_rate
"""the rate that has settled is tried once more"""

def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) < most:
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "settles":
            trial(rate)
            break
        rate = rate * {"explodes": 0.1, "jumps": 0.5, "crawls": 3}[verdict]
    return tried

# %% wrong: returns_in_the_loop
"""the search ended after the first trial"""

def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) < most:
        tried.append(rate)
        trial(rate)
        return tried
    return tried

# %% wrong: calls_the_verdict_by_another_name
"""the verdicts are explodes, jumps, crawls and settles"""

def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) < most:
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "settled":
            break
        rate = rate * {"explodes": 0.1, "jumps": 0.5, "crawls": 3}[verdict]
    return tried

# %% wrong: at_least_one_trial
"""one trial too many"""

def find_rate(trial, start, most):
    tried, rate = [start], start
    verdict = trial(rate)
    while verdict != "settles" and len(tried) < most:
        rate = rate * {"explodes": 0.1, "jumps": 0.5, "crawls": 3}[verdict]
        tried.append(rate)
        verdict = trial(rate)
    return tried

# %% wrong: goes_on_after_it_settles
"""the search ends at the first rate that settles"""

def find_rate(trial, start, most):
    tried, rate = [], start
    for _ in range(most):
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "explodes":
            rate = rate / 10
        elif verdict == "jumps":
            rate = rate / 2
        elif verdict == "crawls":
            rate = rate * 3
    return tried

# %% wrong: all_else_crawls
"""the search ends at the first rate that settles"""

def find_rate(trial, start, most):
    tried, rate = [], start
    for _ in range(most):
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "explodes":
            rate = rate / 10
        elif verdict == "jumps":
            rate = rate / 2
        else:
            rate = rate * 3
    return tried

# %% wrong: if_for_elif
"""what explodes is divided by 10, and not multiplied by 3 as well"""


def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) < most:
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "settles":
            break
        if verdict == "explodes":
            rate = rate / 10
        if verdict == "jumps":
            rate = rate / 2
        else:
            rate = rate * 3
    return tried

# %% wrong: last_is_not_tried
"""the last rate of the list was never tried"""


def find_rate(trial, start, most):
    factors = {"explodes": 1 / 10, "jumps": 1 / 2, "crawls": 3}
    tried = [start]
    while len(tried) < most:
        verdict = trial(tried[-1])
        if verdict == "settles":
            break
        tried.append(tried[-1] * factors[verdict])
    return tried

# %% wrong: calls_itself_with_the_same_most
"""leaves one trial fewer"""


def find_rate(trial, start, most):
    verdict = trial(start)
    if verdict == "settles" or most == 1:
        return [start]
    factor = {"explodes": 1 / 10, "jumps": 1 / 2, "crawls": 3}[verdict]
    return [start] + find_rate(trial, start * factor, most)

# %% wrong: verdicts_exchanged
"""not the other way round"""


def find_rate(trial, start, most):
    factors = {"explodes": 1 / 2, "jumps": 1 / 10, "crawls": 3}
    tried, rate = [], start
    while len(tried) < most:
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "settles":
            break
        rate = rate * factors[verdict]
    return tried

# %% wrong: misspelt_verdict
"""or a verdict misspelt?"""


def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) < most:
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "explode":
            rate = rate / 10
        elif verdict == "jumps":
            rate = rate / 2
        elif verdict == "crawls":
            rate = rate * 3
        else:
            break
    return tried

# %% wrong: multiplies_what_explodes
"""divide the rate by 10, do not multiply it"""


def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) < most:
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "settles":
            break
        rate = rate * {"explodes": 10, "jumps": 2, "crawls": 1 / 3}[verdict]
    return tried

# %% wrong: takes_a_tenth_away
"""this takes a tenth of it away"""


def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) < most:
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "settles":
            break
        if verdict == "explodes":
            rate -= rate / 10
        elif verdict == "jumps":
            rate -= rate / 2
        else:
            rate *= 3
    return tried

# %% wrong: whole_number_division
"""1 // 10 and 1 // 2 are 0"""


def find_rate(trial, start, most):
    tried, rate = [], start
    while len(tried) < most:
        tried.append(rate)
        verdict = trial(rate)
        if verdict == "settles":
            break
        rate = rate * {"explodes": 1 // 10, "jumps": 1 // 2, "crawls": 3}[verdict]
    return tried

# %% wrong: one_verdict_for_all
"""is each new rate tried"""


def find_rate(trial, start, most):
    tried, rate = [], start
    verdict = trial(rate)
    while verdict != "settles" and len(tried) < most:
        tried.append(rate)
        rate = rate * {"explodes": 0.1, "jumps": 0.5, "crawls": 3}[verdict]
    return tried

# %% wrong: verdicts
"""these are the verdicts"""


def find_rate(trial, start, most):
    verdicts, rate = [], start
    while len(verdicts) < most:
        verdicts.append(trial(rate))
        if verdicts[-1] == "settles":
            break
        rate = rate * {"explodes": 0.1, "jumps": 0.5, "crawls": 3}[verdicts[-1]]
    return verdicts

# %% wrong: fourth_three_loops
"""one loop for all of them"""


def find_rate(trial, start, most):
    if most == 0:
        return []
    rate = start
    tried = [rate]
    verdict = trial(rate)
    while verdict == "explodes" and len(tried) < most:
        rate = rate / 10
        tried.append(rate)
        verdict = trial(rate)
    while verdict == "jumps" and len(tried) < most:
        rate = rate / 2
        tried.append(rate)
        verdict = trial(rate)
    while verdict == "crawls" and len(tried) < most:
        rate = rate * 3
        tried.append(rate)
        verdict = trial(rate)
    return tried
