"""What Optuna finds on known functions, and the densities its Parzen estimator gives, as a golden file.

    pip install optuna==5.0.0
    python optuna_golden.py > ../Golden/optuna-5.0.0.json

For each function: the best value after the budget of trials, seed by seed, with the random sampler and with the Parzen sampler
that draws the parameters of a branch together (on spaces without branches, the default). For each density: parameters, points seen, and the logarithm
of the estimator's density at other points. For each pruner: how many of its steps each trial was let make.
"""

import json
import math
import sys
import warnings

import numpy as np
import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.pruners import MedianPruner, SuccessiveHalvingPruner
from optuna.samplers import RandomSampler, TPESampler
from optuna.samplers._tpe.parzen_estimator import _ParzenEstimator, _ParzenEstimatorParameters
from optuna.samplers._tpe.sampler import default_weights

warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)

# Equal points are sorted in any order by default; which of them has which width then depends on the machine.
argsort = np.argsort
np.argsort = lambda values, **options: argsort(values, **{"kind": "stable", **options})

SEEDS = range(100)


def branin(trial):
    x, y = trial.suggest_float("x", -5, 10), trial.suggest_float("y", 0, 15)
    bend = y - 5.1 / (4 * math.pi**2) * x**2 + 5 / math.pi * x - 6
    return bend**2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


def hartmann6(trial):
    x = np.array([trial.suggest_float(f"x{i}", 0, 1) for i in range(6)])
    alpha = np.array([1.0, 1.2, 3.0, 3.2])
    a = np.array([[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]])
    p = 1e-4 * np.array(
        [
            [1312, 1696, 5569, 124, 8283, 5886],
            [2329, 4135, 8307, 3736, 1004, 9991],
            [2348, 1451, 3522, 2883, 3047, 6650],
            [4047, 8828, 8732, 5743, 1091, 381],
        ]
    )
    return -float(alpha @ np.exp(-(a * (x - p) ** 2).sum(axis=1)))


def branches(trial):
    """A choice of learner, each with parameters of its own: a boosting is best, at a small rate and some 31 leaves."""
    rate = trial.suggest_float("share", 0.1, 1)
    if trial.suggest_categorical("learner", ["linear", "forest", "boosting"]) == "linear":
        penalty = trial.suggest_float("penalty", 1e-4, 1e4, log=True)
        return 0.3 + 0.02 * (math.log10(penalty) - 1) ** 2 + 0.1 * (rate - 1) ** 2
    if trial.params["learner"] == "forest":
        depth = trial.suggest_int("depth", 2, 30)
        return 0.2 + 0.001 * (depth - 17) ** 2 + 0.1 * (rate - 0.6) ** 2
    step = trial.suggest_float("learning_rate", 1e-3, 1, log=True)
    leaves = trial.suggest_int("leaves", 2, 512, log=True)
    return (
        0.1 + 0.2 * (math.log10(step) + 1.5) ** 2 + 0.1 * (math.log2(leaves) - 5) ** 2 / 4 + 0.1 * (rate - 0.8) ** 2
    )


def best(function, budget, sampler):
    found = []
    for seed in SEEDS:
        study = optuna.create_study(sampler=sampler(seed))
        study.optimize(function, n_trials=budget)
        found.append(round(study.best_value, 6))
    return found


def density(name, parameters, count, prior=1.0):
    rng = np.random.RandomState(count)
    space, columns = {}, {}
    for key, distribution in parameters.items():
        space[key] = distribution
        if isinstance(distribution, CategoricalDistribution):
            columns[key] = rng.randint(len(distribution.choices), size=count + 6).astype(float)
        elif isinstance(distribution, IntDistribution):
            columns[key] = rng.randint(distribution.low, distribution.high + 1, size=count + 6).astype(float)
        elif distribution.log:
            columns[key] = np.exp(rng.uniform(math.log(distribution.low), math.log(distribution.high), size=count + 6))
        else:
            columns[key] = rng.uniform(distribution.low, distribution.high, size=count + 6)
    estimator = _ParzenEstimator(
        {key: column[:count] for key, column in columns.items()},
        space,
        _ParzenEstimatorParameters(prior, True, False, default_weights, True),
    )
    logs = estimator.log_pdf({key: column[count:] for key, column in columns.items()})
    described = [
        {"name": key, "choices": list(d.choices)}
        if isinstance(d, CategoricalDistribution)
        else {"name": key, "from": d.low, "to": d.high, "log": d.log, "integer": isinstance(d, IntDistribution)}
        for key, d in parameters.items()
    ]
    return {
        "name": name,
        "prior": prior,
        "parameters": described,
        "seen": [[column[i] for column in columns.values()] for i in range(count)],
        "asked": [[column[i] for column in columns.values()] for i in range(count, count + 6)],
        "logDensities": [float(v) for v in logs],
    }


def learning(trial, step):
    """A value that falls towards the trial's own level, unevenly."""
    return (trial * 37 + 11) % 101 / 8 + (trial * 53 + step * 29) % 17 / step


def pruned(name, pruner, direction, trials=80, steps=16):
    study = optuna.create_study(direction=direction, pruner=pruner)
    made = []
    for number in range(trials):
        trial = study.ask()
        state = optuna.trial.TrialState.COMPLETE
        for step in range(1, steps + 1):
            trial.report(learning(number, step), step)
            if trial.should_prune():
                state = optuna.trial.TrialState.PRUNED
                break
        made.append(step)
        study.tell(trial, learning(number, steps) if state == optuna.trial.TrialState.COMPLETE else None, state=state)
    return {"name": name, "direction": direction, "steps": steps, "made": made}


MIXED = {
    "rate": FloatDistribution(1e-3, 1.0, log=True),
    "share": FloatDistribution(0.1, 1.0),
    "leaves": IntDistribution(2, 512, log=True),
    "depth": IntDistribution(-3, 12),
    "learner": CategoricalDistribution(["a", "b", "c"]),
}

functions = {"branin": (branin, 100), "hartmann6": (hartmann6, 150), "branches": (branches, 60)}
golden = {
    "optuna": optuna.__version__,
    "functions": {
        name: {
            "budget": budget,
            "random": best(function, budget, lambda seed: RandomSampler(seed=seed)),
            "parzen": best(function, budget, lambda seed: TPESampler(seed=seed, multivariate=True, group=True)),
        }
        for name, (function, budget) in functions.items()
    },
    "pruners": [
        pruned(name, pruner, direction)
        for direction in ["minimize", "maximize"]
        for name, pruner in {
            "median 5 0": MedianPruner(n_startup_trials=5),
            # Optuna's warm-up ends at its step, ours after it.
            "median 10 3": MedianPruner(n_startup_trials=10, n_warmup_steps=4),
            "halving 1 4": SuccessiveHalvingPruner(min_resource=1, reduction_factor=4),
            "halving 2 3": SuccessiveHalvingPruner(min_resource=2, reduction_factor=3),
        }.items()
    ],
    "densities": [
        density("nothing seen", MIXED, 0),
        density("one point", MIXED, 1),
        density("two points", MIXED, 2),
        density("a light prior", MIXED, 7, prior=0.25),
        density("24 points", MIXED, 24),
        density("25 points", MIXED, 25),
        density("26 points", MIXED, 26),
        density("many points", MIXED, 130),
        density("one number", {"x": FloatDistribution(-5, 10)}, 12),
        density("one integer", {"n": IntDistribution(1, 3)}, 12),
        density("one choice", {"c": CategoricalDistribution(["a", "b"])}, 12),
    ],
}
json.dump(golden, sys.stdout, indent=None, separators=(",", ":"))
print()
