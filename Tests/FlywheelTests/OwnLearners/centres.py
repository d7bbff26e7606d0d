"""A learner without packages: a class is as likely as its rows' centre is near; a number is the mean."""
import json
import math
import os
import sys


def fit(task, classes, features, data, hyperparameters, seed, model, **_):
    with open(data) as file:
        table = [[float(field) for field in line.split(",")] for line in file.read().splitlines()[1:]]
    width = len(features)
    if task == "regression":
        state = {"mean": sum(row[width] for row in table) / len(table)}
    else:
        centres = []
        for index in range(len(classes)):
            own = [row for row in table if row[width] == index] or table
            columns = [[row[place] for row in own if row[place] == row[place]] for place in range(width)]
            centres.append([sum(column) / max(1, len(column)) for column in columns])
        state = {"centres": centres, "sharpness": hyperparameters["sharpness"]}
    with open(model, "w") as file:
        json.dump(state, file)
    return {"fitted": {}}


def load(model):
    global state
    with open(model) as file:
        state = json.load(file)
    return {"loaded": {}}


def answer(row):
    if "mean" in state:
        return [state["mean"]]
    distances = [
        min(1e6, sum((value - mine) ** 2 for value, mine in zip(row, centre) if value is not None))
        for centre in state["centres"]]
    weights = [math.exp(-state["sharpness"] * (distance - min(distances))) for distance in distances]
    return [weight / sum(weights) for weight in weights]


# A test may want to know which process it is.
if len(sys.argv) > 1:
    with open(sys.argv[1], "w") as file:
        file.write(str(os.getpid()))
print(json.dumps({"hello": {"protocol": 1}}), flush=True)
for line in sys.stdin:
    (word, given), = json.loads(line).items()
    if word == "predict":
        reply = {"answers": [answer(row) for row in given["rows"]]}
    else:
        reply = {"fit": fit, "load": load}[word](**given)
    print(json.dumps(reply), flush=True)
