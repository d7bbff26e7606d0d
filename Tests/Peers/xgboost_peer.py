"""XGBoost's own prediction through Python: 100 trees of depth 6 on 25 features, one row a call and all rows in one."""

import measuring

if measuring.wanted("forest-one-row") or measuring.wanted("forest-batch"):
    import numpy
    import xgboost

    peer = f"XGBoost {xgboost.__version__} in Python"
    generator = numpy.random.default_rng(1)
    values = generator.uniform(-1, 1, (10_000, 25)).astype(numpy.float32)
    labels = values[:, 0] * values[:, 1] + values.sum(axis=1) / 4 + generator.uniform(0, 0.25, len(values))
    values[generator.random(values.shape) < 0.05] = numpy.nan
    settings = {"tree_method": "hist", "max_depth": 6, "eta": 0.1, "nthread": 1}
    booster = xgboost.train(settings, xgboost.DMatrix(values, label=labels), num_boost_round=100)
    rows = [values[place : place + 1] for place in range(5_000)]

    def one_by_one():
        for row in rows:
            booster.inplace_predict(row)

    spent, _ = measuring.seconds(one_by_one, repetitions=3)
    measuring.emit("forest-one-row", peer, "microseconds", spent / len(rows) * 1e6)
    spent, _ = measuring.seconds(lambda: booster.inplace_predict(values), repetitions=5)
    measuring.emit("forest-batch", peer, "microseconds", spent / len(values) * 1e6)
