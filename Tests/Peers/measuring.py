"""What every peer script shares: one core, processor time, the electricity rows, one JSON object a line.

A script is called with the path of electricity.csv and the keys of the rows to measure; without keys it measures all.
Import this module first: it bounds the threads of the libraries that read their settings when they are imported.
"""

import csv
import json
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"):
    os.environ[name] = "1"
# One core for the process and whatever it starts, so that a virtual machine's helpers do not run beside it unseen.
os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})

COLUMNS = ["date", "day", "period", "nsw_price", "nsw_demand", "vic_price", "vic_demand", "transfer"]


def electricity():
    """The eight raw columns, a list a row, and the classes: 1 for UP."""
    with open(sys.argv[1], newline="") as file:
        rows = list(csv.DictReader(file))
    features = [[float(row[column]) for column in COLUMNS] for row in rows]
    return features, [int(row["price_move"] == "UP") for row in rows]


def wanted(row):
    """Whether this row is to be measured."""
    return len(sys.argv) <= 2 or row in sys.argv[2:]


def emit(row, peer, metric, value):
    """Prints one measured number; metrics are those of the benchmark's table."""
    print(json.dumps({"row": row, "peer": peer, "metric": metric, "value": value}), flush=True)


def seconds(work, repetitions=1):
    """The median processor time of some calls, and the last call's result."""
    times = []
    for _ in range(repetitions):
        start = time.process_time()
        result = work()
        times.append(time.process_time() - start)
    return sorted(times)[len(times) // 2], result


def prequential(row, peer, features, classes, predict, learn):
    """Tests on each row, then trains on it; a guess of None counts as class 0, as MOA counts it."""

    def run():
        hits = 0
        for example, label in zip(features, classes):
            hits += (predict(example) or 0) == label
            learn(example, label)
        return hits

    spent, hits = seconds(run)
    emit(row, peer, "accuracy", hits / len(classes))
    emit(row, peer, "rows_per_second", len(classes) / spent)


def errors(count=1_000_000):
    """0/1 errors whose rate rises from 0.2 to 0.25 in the middle."""
    import random

    generator = random.Random(7)
    return [int(generator.random() < (0.2 if place < count // 2 else 0.25)) for place in range(count)]
