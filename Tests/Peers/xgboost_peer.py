"""XGBoost's own prediction: 100 trees of depth 6 on electricity's columns, one row a call and all rows in one."""

import measuring

if measuring.wanted("forest-one-row") or measuring.wanted("forest-batch"):
    import numpy
    import xgboost

    peer = f"XGBoost {xgboost.__version__}"
    features, classes = measuring.electricity()
    values = numpy.array(features, dtype=numpy.float32)
    settings = {"objective": "binary:logistic", "tree_method": "hist", "max_depth": 6, "eta": 0.1, "nthread": 1}
    booster = xgboost.train(settings, xgboost.DMatrix(values, label=classes), num_boost_round=100)
    rows = [values[place : place + 1] for place in range(5_000)]

    def one_by_one():
        for row in rows:
            booster.inplace_predict(row)

    spent, _ = measuring.seconds(one_by_one, repetitions=3)
    measuring.emit("forest-one-row", peer, "microseconds", spent / len(rows) * 1e6)
    spent, _ = measuring.seconds(lambda: booster.inplace_predict(values), repetitions=5)
    measuring.emit("forest-batch", peer, "microseconds", spent / len(values) * 1e6)
