"""scikit-learn's random forest as a learner of Flywheel: a JSON line comes in, a JSON line goes out."""
import json
import pickle
import sys

import numpy as np
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor

speech, sys.stdout = sys.stdout, sys.stderr  # what a library prints is no answer


def fit(task, classes, features, data, hyperparameters, seed, model, **_):
    table = np.loadtxt(data, delimiter=",", skiprows=1, ndmin=2)
    rows, labels, weights = np.split(table, [len(features), len(features) + 1], axis=1)
    kind = RandomForestRegressor if task == "regression" else RandomForestClassifier
    forest = kind(hyperparameters["trees"], max_depth=hyperparameters["depth"], random_state=seed)
    forest.fit(rows, labels.ravel(), weights.ravel() if weights.size else None)
    with open(model, "wb") as file:
        pickle.dump((len(classes), forest), file)
    return {"fitted": {}}


def load(model):
    global loaded
    with open(model, "rb") as file:
        loaded = pickle.load(file)
    return {"loaded": {}}


def predict(rows):
    classes, forest = loaded
    rows = np.array(rows, dtype=float)  # null becomes NaN
    if classes == 0:
        return {"answers": forest.predict(rows)[:, None].tolist()}
    answers = np.zeros((len(rows), classes))
    answers[:, forest.classes_.astype(int)] = forest.predict_proba(rows)  # some classes may not have come yet
    return {"answers": answers.tolist()}


print(json.dumps({"hello": {"protocol": 1}}), file=speech, flush=True)
for line in sys.stdin:
    (word, given), = json.loads(line).items()
    print(json.dumps({"fit": fit, "load": load, "predict": predict}[word](**given)), file=speech, flush=True)
