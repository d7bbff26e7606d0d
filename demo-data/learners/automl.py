"""FLAML as a learner of Flywheel: it searches among learners of its own, and its best model answers."""
import json
import pickle
import sys

import numpy as np
from flaml import AutoML

speech, sys.stdout = sys.stdout, sys.stderr


def fit(task, classes, features, data, hyperparameters, seed, model, **_):
    table = np.loadtxt(data, delimiter=",", skiprows=1, ndmin=2)
    rows, labels, weights = np.split(table, [len(features), len(features) + 1], axis=1)
    best = AutoML()
    # Rounds, not seconds: the same seed then finds the same model on a busy machine, too.
    best.fit(
        rows, labels.ravel(), task=task, max_iter=hyperparameters["rounds"], time_budget=-1, seed=seed, n_jobs=1,
        estimator_list=["lgbm", "rf", "extra_tree"], verbose=0,
        **({"sample_weight": weights.ravel()} if weights.size else {}))
    with open(model, "wb") as file:
        pickle.dump((len(classes), best.classes_, best.model), file)
    return {"fitted": {}}


def load(model):
    global loaded
    with open(model, "rb") as file:
        loaded = pickle.load(file)
    return {"loaded": {}}


def predict(rows):
    classes, known, best = loaded
    rows = np.array(rows, dtype=float)
    if classes == 0:
        return {"answers": best.predict(rows)[:, None].tolist()}
    answers = np.zeros((len(rows), classes))
    answers[:, np.asarray(known).astype(int)] = best.predict_proba(rows)
    return {"answers": answers.tolist()}


print(json.dumps({"hello": {"protocol": 1}}), file=speech, flush=True)
for line in sys.stdin:
    (word, given), = json.loads(line).items()
    print(json.dumps({"fit": fit, "load": load, "predict": predict}[word](**given)), file=speech, flush=True)
