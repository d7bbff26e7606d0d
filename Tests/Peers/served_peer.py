"""XGBoost tuned by Optuna's TPE, retrained as the demo's files say: what it serves of traffic and loans, label delay kept.

Called with the folder of the streams. Each row is answered by the newest model, which knows the labels that were known
when it was trained; each training tunes with as many trials, on the same windows and validation rows, as the pipeline's
search has, then fits the best settings on window and validation rows. Prints one JSON object a stream: the mean absolute
error of traffic; the accuracy of loans before and after its inputs shift, on the rows whose labels came in that time; and
the processor seconds of all trainings.
"""

import csv
import datetime
import json
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy
import optuna
import xgboost

optuna.logging.set_verbosity(optuna.logging.ERROR)
HOUR, DAY = 3_600, 86_400


def rows(name):
    with open(os.path.join(sys.argv[1], name), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def seconds(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.timezone.utc).timestamp()


def codes(values):
    """A number a category, in the order in which they come."""
    known = {}
    return [float(known.setdefault(value, len(known))) for value in values]


def traffic():
    """Hours that keep to the file's rules, each once, with the lags that are known when the hour is answered."""
    kept, seen = [], set()
    for row in rows("traffic.csv"):
        moment = seconds(row["date_time"])
        if moment in seen or not 220 <= float(row["temp"]) <= 330 or float(row["rain_1h"]) > 400:
            continue
        seen.add(moment)
        kept.append((moment, row))
    kept.sort(key=lambda pair: pair[0])
    volumes = {moment: float(row["traffic_volume"]) for moment, row in kept}
    holidays, weathers = codes([row["holiday"] for _, row in kept]), codes([row["weather_main"] for _, row in kept])
    features = []
    for place, (moment, row) in enumerate(kept):
        date = datetime.datetime.fromtimestamp(moment, datetime.timezone.utc)
        lags = [volumes.get(moment - lag, numpy.nan) for lag in (HOUR, 2 * HOUR, DAY, 7 * DAY)]
        last = [volumes[kept[before][0]] for before in range(max(0, place - 3), place)]
        features.append(
            [float(row[name]) for name in ("temp", "rain_1h", "snow_1h", "clouds_all")]
            + [holidays[place], weathers[place], date.hour, date.weekday(), date.month]
            + lags + [numpy.mean(last) if last else numpy.nan])
    moments = numpy.array([moment for moment, _ in kept])
    return moments, numpy.array(features, dtype=numpy.float32), numpy.array([volumes[moment] for moment in moments])


def loans():
    kept = sorted(((seconds(row["time"]), row) for row in rows("loans.csv")), key=lambda pair: pair[0])
    names = ("car_value", "debt_to_income_ratio", "loan_length", "driver_tenure")
    columns = [[float(row[name]) if row[name] else numpy.nan for _, row in kept] for name in names]
    columns += [codes([row[name] for _, row in kept])
                for name in ("salary_range", "repaid_loan_on_prev_car", "size_of_downpayment")]
    features = numpy.array(columns, dtype=numpy.float32).T
    moments = numpy.array([moment for moment, _ in kept])
    return moments, features, numpy.array([float(row["repaid"]) for _, row in kept])


def tuned(features, target, windows, validation, trials, objective, seed):
    """The best settings of a search on the newest rows, fitted once more with the validation rows."""
    fit = slice(0, len(target) - validation)
    held = xgboost.DMatrix(features[-validation:], label=target[-validation:])

    def settings(trial):
        return {
            "objective": objective, "tree_method": "hist", "nthread": 1,
            "eta": trial.suggest_float("eta", 0.01, 0.3, log=True), "max_depth": trial.suggest_int("max_depth", 2, 10),
            "min_child_weight": trial.suggest_float("min_child_weight", 0.5, 30, log=True),
            "subsample": trial.suggest_float("subsample", 0.5, 1),
            "colsample_bytree": trial.suggest_float("colsample_bytree", 0.5, 1),
            "lambda": trial.suggest_float("lambda", 0.01, 30, log=True),
        }, trial.suggest_int("rounds", 20, 300), trial.suggest_categorical("window", windows)

    def train(chosen, rounds, window, rows_from, rows_to):
        start = max(rows_from, rows_to - window)
        return xgboost.train(
            chosen, xgboost.DMatrix(features[start:rows_to], label=target[start:rows_to]), num_boost_round=rounds)

    def loss(trial):
        booster = train(*settings(trial), fit.start, fit.stop)
        answers = booster.predict(held)
        if objective.startswith("binary"):
            return float(numpy.mean((answers > 0.5) != (target[-validation:] > 0.5)))
        return float(numpy.mean(numpy.abs(answers - target[-validation:])))

    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed))
    study.optimize(loss, n_trials=trials)
    chosen, rounds, window = settings(optuna.trial.FixedTrial(study.best_params))
    return train(chosen, rounds, window + validation, 0, len(target))


def served(moments, features, target, delay, first, retrains, **search):
    """What each row was answered, the constant of the labels known before the first training, and processor seconds."""
    answers = numpy.full(len(target), numpy.nan)
    known = numpy.searchsorted(moments, moments - delay, side="right")
    booster, spent, trained, count = None, 0.0, (0, 0.0), 0
    for place in range(len(target)):
        labelled = min(int(known[place]), place)
        due = labelled >= first if booster is None else retrains(labelled - trained[0], moments[place] - trained[1])
        if due:
            start = time.process_time()
            validation = min(search["validation"], labelled // 4)
            booster = tuned(
                features[:labelled], target[:labelled], search["windows"], validation, search["trials"],
                search["objective"], seed=count)
            spent += time.process_time() - start
            trained, count = (labelled, moments[place]), count + 1
            # Till the next training the answers are those of this model: asked once for all.
            ahead = booster.predict(xgboost.DMatrix(features[place:]))
            base = place
        if booster is not None:
            answers[place] = ahead[place - base]
        elif labelled:
            answers[place] = target[:labelled].mean()
    return answers, spent, count


def report(stream, **values):
    print(json.dumps({"stream": stream, "peer": f"XGBoost {xgboost.__version__}, Optuna {optuna.__version__} TPE"} | values),
          flush=True)


moments, features, target = traffic()
answers, spent, count = served(
    moments, features, target, HOUR, 500, lambda labels, span: span >= 180 * DAY, windows=[4_000, 8_000, 16_000],
    validation=300, trials=8, objective="reg:absoluteerror")
report("traffic", error=float(numpy.nanmean(numpy.abs(answers - target))), seconds=spent, trainings=count)

moments, features, target = loans()
answers, spent, count = served(
    moments, features, target, 30 * DAY, 1_500, lambda labels, span: labels >= 2_500,
    windows=[4_000, 12_000, 36_000], validation=800, trials=8, objective="binary:logistic")
right = (answers > 0.5) == (target > 0.5)
came = moments + 30 * DAY
shift = seconds("2019-03-01T00:00:00") + 30 * DAY
before = (came >= shift - 180 * DAY) & (came < shift)
report("loans", before=float(right[before].mean()), after=float(right[came >= shift].mean()), seconds=spent,
       trainings=count)
