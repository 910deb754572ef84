"""Writes what other projects compute on small data, for StatisticsTests: judging.json.

Costs: scikit-learn's confusion matrices. Fairness: fairlearn. Impact ratio: SciPy's relative risk (Katz). Differences of
rates: statsmodels (Newcombe). Calibration line: statsmodels. Areas: DeLong and Obuchowski by all pairs, from their
definitions. Tests: SciPy's distributions. Folds: the spread of scikit-learn's StratifiedGroupKFold.

Run in a virtual environment with scikit-learn 1.9.1, SciPy 1.17.1, fairlearn 0.15.0 and statsmodels 0.15.0:
python make_golden.py
"""

import json
import pathlib

import fairlearn.metrics as fair
import numpy as np
import statsmodels.api as sm
from scipy import stats
from scipy.stats.contingency import relative_risk
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import brier_score_loss, confusion_matrix, precision_score
from sklearn.model_selection import StratifiedGroupKFold
from statsmodels.stats.proportion import confint_proportions_2indep

ROWS = 240
random = np.random.default_rng(11)
signal = random.normal(size=ROWS)


def expit(x):
    return 1 / (1 + np.exp(-x))


# Two digits make ties; `fine` has none.
first = np.round(expit(-1 + signal + 0.5 * random.normal(size=ROWS)), 2)
second = np.round(expit(-1.3 + 0.7 * signal + 0.8 * random.normal(size=ROWS)), 2)
fine = np.round(expit(-0.8 + 1.4 * signal + 0.3 * random.normal(size=ROWS)), 9)
persons = np.sort(random.integers(0, 170, size=ROWS))
outcomes = random.uniform(size=ROWS) < expit(-1 + signal)
groups = random.choice(3, p=[0.5, 0.35, 0.15], size=ROWS)
credits = np.round(random.lognormal(12, 0.6, size=ROWS), -2)
margins = np.round(credits * random.uniform(0.05, 0.3, size=ROWS), 0)

assert len(set(fine)) == ROWS


def cost(threshold, missed, alarm):
    _, fp, fn, _ = confusion_matrix(outcomes, first >= threshold).ravel()
    return (missed * fn + alarm * fp) / ROWS


def amounts(refused, loss=0.45):
    return np.mean(np.where(outcomes & ~refused, loss * credits, 0) + np.where(~outcomes & refused, margins, 0))


def wins(scores):
    """The kernel of every pair of a positive and a negative row."""
    gap = scores[outcomes][:, None] - scores[~outcomes][None, :]
    return np.where(gap > 0, 1.0, np.where(gap == 0, 0.5, 0.0))


def covariance(people):
    """Obuchowski (1997); with one row per person, DeLong (1988)."""
    kernels = [wins(first), wins(second)]
    areas = [kernel.mean() for kernel in kernels]
    m, n = kernels[0].shape
    everyone = np.unique(people)
    v10 = [np.array([kernel.mean(axis=1)[people[outcomes] == p].sum() for p in everyone]) for kernel in kernels]
    v01 = [np.array([kernel.mean(axis=0)[people[~outcomes] == p].sum() for p in everyone]) for kernel in kernels]
    ms = np.array([(people[outcomes] == p).sum() for p in everyone])
    ns = np.array([(people[~outcomes] == p).sum() for p in everyone])
    i10, i01, i = (ms > 0).sum(), (ns > 0).sum(), len(everyone)
    result = np.zeros((2, 2))
    for r in range(2):
        for s in range(2):
            a, b = v10[r] - ms * areas[r], v10[s] - ms * areas[s]
            c, d = v01[r] - ns * areas[r], v01[s] - ns * areas[s]
            s10 = i10 / ((i10 - 1) * m) * (a * b).sum()
            s01 = i01 / ((i01 - 1) * n) * (c * d).sum()
            s11 = i / (i - 1) * ((a * d).sum() + (c * b).sum())
            result[r, s] = s10 / m + s01 / n + s11 / (m * n)
    return areas, result


def comparison(people):
    areas, cov = covariance(people)
    difference = areas[0] - areas[1]
    error = np.sqrt(cov[0, 0] + cov[1, 1] - 2 * cov[0, 1])
    return {
        "first": areas[0],
        "second": areas[1],
        "firstError": np.sqrt(cov[0, 0]),
        "secondError": np.sqrt(cov[1, 1]),
        "standardError": error,
        "pValue": 2 * stats.norm.sf(abs(difference) / error),
        "low": difference + stats.norm.ppf(0.025) * error,
        "high": difference + stats.norm.ppf(0.975) * error,
    }


def corrected(differences, ratio, level):
    count = len(differences)
    error = np.sqrt((1 / count + ratio) * np.var(differences, ddof=1))
    t = np.mean(differences) / error
    half = stats.t.ppf((1 + level) / 2, count - 1) * error
    return {
        "differences": differences,
        "ratio": ratio,
        "level": level,
        "pValue": 2 * stats.t.sf(abs(t), count - 1),
        "low": np.mean(differences) - half,
        "high": np.mean(differences) + half,
    }


def hosmer(count, held_out, probabilities):
    order = np.argsort(probabilities)
    statistic = 0.0
    for part in np.array_split(order, count):
        expected = probabilities[part].sum()
        statistic += (outcomes[part].sum() - expected) ** 2 / (expected * (1 - expected / len(part)))
    degrees = count - (0 if held_out else 2)
    return {
        "groups": count,
        "isHeldOut": held_out,
        "statistic": statistic,
        "pValue": stats.chi2.sf(statistic, degrees),
    }


def fairness(threshold=0.3):
    refused = first >= threshold
    approved = ~refused
    frame = fair.MetricFrame(
        metrics={
            "approval": lambda y, p: float(np.mean(~np.asarray(p, bool))),
            "truePositive": fair.true_positive_rate,
            "falsePositive": fair.false_positive_rate,
            "precision": precision_score,
        },
        y_true=outcomes,
        y_pred=refused,
        sensitive_features=groups,
    )
    x = [int(approved[groups == g].sum()) for g in range(3)]
    n = [int((groups == g).sum()) for g in range(3)]
    best = int(np.argmax(np.array(x) / n))
    ratios, gaps = [], []
    for g in range(3):
        interval = relative_risk(x[g], n[g], x[best], n[best]).confidence_interval(0.95)
        ratios.append([x[g] / n[g] / (x[best] / n[best]), interval.low, interval.high])
        gaps.append(list(confint_proportions_2indep(x[g], n[g], x[best], n[best], method="newcomb", compare="diff")))
    return {
        "threshold": threshold,
        "byGroup": {name: list(map(float, frame.by_group[name])) for name in frame.by_group.columns},
        "reference": best,
        "impact": ratios,
        "approvalDifference": gaps,
        "approvalGap": fair.demographic_parity_difference(outcomes, approved, sensitive_features=groups),
        "lowestImpactRatio": fair.demographic_parity_ratio(outcomes, approved, sensitive_features=groups),
        "equalisedOddsGap": fair.equalized_odds_difference(outcomes, refused, sensitive_features=groups),
    }


def line():
    z = np.log(fine / (1 - fine))
    free = sm.Logit(outcomes.astype(float), sm.add_constant(z)).fit(disp=0, method="newton", tol=1e-14)
    held = sm.GLM(outcomes.astype(float), np.ones(ROWS), family=sm.families.Binomial(), offset=z).fit(tol=1e-14)
    return {
        "slope": free.params[1],
        "slopeError": free.bse[1],
        "intercept": free.params[0],
        "interceptError": free.bse[0],
        "inTheLarge": held.params[0],
        "inTheLargeError": held.bse[0],
    }


def isotonic():
    fitted = IsotonicRegression(out_of_bounds="clip").fit(first, outcomes).predict(first)
    score, best = brier_score_loss(outcomes, first), brier_score_loss(outcomes, fitted)
    base = outcomes.mean()
    return {
        "score": score,
        "reliability": score - best,
        "resolution": base * (1 - base) - best,
        "uncertainty": base * (1 - base),
    }


def binned(count=8):
    """Murphy's three parts over bins of equal count."""
    reliability = resolution = 0.0
    for part in np.array_split(np.argsort(fine), count):
        reliability += len(part) * (fine[part].mean() - outcomes[part].mean()) ** 2 / ROWS
        resolution += len(part) * (outcomes[part].mean() - outcomes.mean()) ** 2 / ROWS
    return {
        "bins": count,
        "score": brier_score_loss(outcomes, fine),
        "reliability": reliability,
        "resolution": resolution,
    }


def spiegelhalter():
    z = ((outcomes - fine) * (1 - 2 * fine)).sum() / np.sqrt(((1 - 2 * fine) ** 2 * fine * (1 - fine)).sum())
    return {"z": z, "pValue": 2 * stats.norm.sf(abs(z))}


def fold_spread(count):
    rates = []
    for seed in range(10):
        splitter = StratifiedGroupKFold(count, shuffle=True, random_state=seed)
        rates.append(np.std([outcomes[test].mean() for _, test in splitter.split(first, outcomes, persons)]))
    return {"folds": count, "meanDeviation": float(np.mean(rates))}


thresholds = [0.0, 0.05, 0.0909, 0.1, 0.105, 0.2, 0.33, 0.5, 0.81, 1.0]
by_loan = margins / (margins + 0.45 * credits)
golden = {
    "rows": {
        "first": first.tolist(),
        "second": second.tolist(),
        "fine": fine.tolist(),
        "persons": persons.tolist(),
        "outcomes": outcomes.tolist(),
        "groups": groups.tolist(),
        "credits": credits.tolist(),
        "margins": margins.tolist(),
    },
    "thresholds": thresholds,
    "costs": [cost(t, 10, 1) for t in thresholds],
    "lowestCost": min(cost(t, 10, 1) for t in [*first, 1.0]),
    "amountCosts": [amounts(first >= t) for t in thresholds],
    "amountCostByLoan": amounts(first >= by_loan),
    "delong": comparison(np.arange(ROWS)),
    "obuchowski": comparison(persons),
    "corrected": [
        corrected([0.01, 0.02], 0.25, 0.95),
        corrected([0.011, -0.004, 0.009], 0.25, 0.9),
        corrected([0.011, 0.014, 0.009, 0.012], 0.5, 0.99),
        corrected([0.0, 0.001, -0.001, 0.0005, 0.0001], 0.25, 0.95),
        corrected(np.round(random.normal(0.004, 0.002, size=25), 5).tolist(), 0.25, 0.95),
        corrected(np.round(random.normal(0.5, 0.002, size=60), 5).tolist(), 1 / 9, 0.95),
    ],
    "hosmer": [hosmer(c, h, fine) for c in [3, 4, 5, 6, 8, 10, 12, 40] for h in [True, False]],
    "fairness": fairness(),
    "line": line(),
    "isotonic": isotonic(),
    "binned": binned(),
    "spiegelhalter": spiegelhalter(),
    "folds": [fold_spread(count) for count in [3, 5, 8]],
}
pathlib.Path(__file__).with_name("judging.json").write_text(json.dumps(golden) + "\n")
