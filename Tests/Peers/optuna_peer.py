"""Optuna: the best of 50, 100 and 200 trials on the functions of our search benchmark, and what a suggestion costs.

Called with the number of seeds. Prints one JSON object a line: function, sampler, trials, and the best losses of the
seeds; then sampler and processor milliseconds a trial after 1,000 trials of seven floats.
"""

import json
import math
import os
import sys
import time
import warnings

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})

import optuna

BUDGETS = (50, 100, 200)
HEIGHTS = (1.0, 1.2, 3.0, 3.2)
STEEPNESS = (
    (10, 3, 17, 3.5, 1.7, 8), (0.05, 10, 17, 0.1, 8, 14), (3, 3.5, 1.7, 10, 17, 8), (17, 8, 0.05, 10, 0.1, 14),
)
PLACES = (
    (0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886), (0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991),
    (0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650), (0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381),
)


def branin(trial):
    x, y = trial.suggest_float("x0", -5, 10), trial.suggest_float("x1", 0, 15)
    bend = y - 5.1 / (4 * math.pi**2) * x**2 + 5 / math.pi * x - 6
    return bend**2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


def hartmann6(trial):
    x = [trial.suggest_float(f"x{index}", 0, 1) for index in range(6)]
    far = [sum(a * (v - p) ** 2 for a, v, p in zip(*hill, strict=True)) for hill in
           ((steep, x, place) for steep, place in zip(STEEPNESS, PLACES))]
    return -sum(height * math.exp(-distance) for height, distance in zip(HEIGHTS, far))


def mixed10(trial):
    x = [trial.suggest_float(f"x{index}", -5, 5) for index in range(4)]
    rate = math.log10(trial.suggest_float("lr", 1e-5, 1, log=True))
    penalty = math.log10(trial.suggest_float("reg", 1e-8, 10, log=True))
    count, depth = trial.suggest_int("n", 1, 64), trial.suggest_int("depth", 1, 16)
    first = trial.suggest_categorical("c1", ["a", "b", "c", "d"])
    second = trial.suggest_categorical("c2", ["p", "q", "r"])
    target = {"a": 1, "b": -2, "c": 3, "d": 0}[first]
    bowl = sum((value - target) ** 2 for value in x) / 10 + 0.5 * (rate + 2.5) ** 2 + 0.1 * (penalty + 3) ** 2
    sizes = ((count - 24) / 16) ** 2 + ((depth - 7) / 4) ** 2
    return bowl + sizes + {"a": 0, "b": 0.5, "c": 1, "d": 2}[first] + {"p": 0, "q": 0.3, "r": 1}[second]


def bowl7(trial):
    return sum((trial.suggest_float(f"x{index}", 0, 1) - 0.3) ** 2 for index in range(7))


SAMPLERS = {
    "TPE": lambda seed: optuna.samplers.TPESampler(seed=seed),
    "CMA-ES": lambda seed: optuna.samplers.CmaEsSampler(seed=seed),
    "random": lambda seed: optuna.samplers.RandomSampler(seed=seed),
}


def best_of(function, sampler, seed):
    """The best loss after each budget."""
    study = optuna.create_study(sampler=SAMPLERS[sampler](seed))
    study.optimize(function, n_trials=BUDGETS[-1])
    losses = [trial.value for trial in study.trials]
    return [min(losses[:budget]) for budget in BUDGETS]


def cost(sampler, before=1_000, measured=50):
    """Processor milliseconds a trial after so many."""
    study = optuna.create_study(sampler=SAMPLERS[sampler](1))
    study.optimize(bowl7, n_trials=before)
    start = time.process_time()
    study.optimize(bowl7, n_trials=measured)
    return (time.process_time() - start) / measured * 1_000


warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)
seeds = int(sys.argv[1])
for function in (branin, hartmann6, mixed10):
    for sampler in SAMPLERS:
        runs = [best_of(function, sampler, seed) for seed in range(1, seeds + 1)]
        for budget, losses in zip(BUDGETS, zip(*runs)):
            print(json.dumps({
                "function": function.__name__, "sampler": f"Optuna {optuna.__version__} {sampler}", "trials": budget,
                "losses": losses,
            }), flush=True)
for sampler in SAMPLERS:
    print(json.dumps({"sampler": f"Optuna {optuna.__version__} {sampler}", "milliseconds": cost(sampler)}), flush=True)
