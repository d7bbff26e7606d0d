"""River: naive Bayes, logistic regression, trees and a forest on electricity; ADWIN on 0/1 errors."""

import measuring
from river import __version__, drift, forest, linear_model, naive_bayes, optim, preprocessing, tree

PEER = f"River {__version__}"

LEARNERS = {
    "naive-bayes": naive_bayes.GaussianNB,
    "logistic": lambda: preprocessing.StandardScaler() | linear_model.LogisticRegression(optim.SGD(0.01)),
    "hoeffding-tree": tree.HoeffdingTreeClassifier,
    "hoeffding-adaptive-tree": lambda: tree.HoeffdingAdaptiveTreeClassifier(seed=1),
    "adaptive-random-forest-10": lambda: forest.ARFClassifier(n_models=10, seed=1),
}


def learners():
    features, classes = measuring.electricity()
    rows = [dict(zip(measuring.COLUMNS, row)) for row in features]
    for row, make in LEARNERS.items():
        if measuring.wanted(row):
            learner = make()
            measuring.prequential(row, PEER, rows, classes, learner.predict_one, learner.learn_one)


def adwin():
    errors = measuring.errors()

    def run():
        detector = drift.ADWIN()
        for error in errors:
            detector.update(error)

    spent, _ = measuring.seconds(run, repetitions=3)
    measuring.emit("adwin", PEER, "values_per_second", len(errors) / spent)


if measuring.wanted("adwin"):
    adwin()
learners()
