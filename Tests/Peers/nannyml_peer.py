"""NannyML: the accuracy that its confidence-based performance estimation expects of stretches of answers.

Called with a JSON file: the probability of class 1 and the true class of each answer, and for each stretch where its
reference begins and ends and where it does itself. Prints one JSON object a stretch: its number and the estimate.
"""

import json
import os
import sys
import warnings

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
os.environ["NML_DISABLE_USAGE_LOGGING"] = "1"

import nannyml
import pandas

warnings.simplefilter("ignore")
with open(sys.argv[1], encoding="utf-8") as file:
    question = json.load(file)
rows = pandas.DataFrame({"probability": question["probabilities"], "truth": question["truths"]})
rows["answer"] = (rows["probability"] > 0.5).astype(int)

for number, places in enumerate(question["stretches"]):
    if not places:
        continue
    reference, current = rows[places[0]:places[1]], rows[places[2]:places[3]]
    estimator = nannyml.CBPE(
        y_pred_proba="probability", y_pred="answer", y_true="truth", problem_type="classification_binary",
        metrics=["accuracy"], chunk_size=len(current))
    estimator.fit(reference.reset_index(drop=True))
    found = estimator.estimate(current.reset_index(drop=True)).filter(period="analysis").to_df()
    print(json.dumps({
        "version": nannyml.__version__, "stretch": number, "estimate": float(found[("accuracy", "value")].iloc[-1]),
    }), flush=True)
