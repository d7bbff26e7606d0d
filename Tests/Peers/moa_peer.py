"""MOA's own program, from the jar that CapyMOA ships, with its defaults on electricity; the time is what it reports."""

import measuring
import csv
import importlib.util
import pathlib
import subprocess
import tempfile

PEER = "MOA"

LEARNERS = {
    "naive-bayes": "bayes.NaiveBayes",
    "hoeffding-tree": "trees.HoeffdingTree",
    "hoeffding-adaptive-tree": "trees.HoeffdingAdaptiveTree",
}


def write_arff(path):
    features, classes = measuring.electricity()
    with open(path, "w") as file:
        file.write("@relation electricity\n")
        file.writelines(f"@attribute {column} numeric\n" for column in measuring.COLUMNS)
        file.write("@attribute price_move {DOWN,UP}\n@data\n")
        for row, label in zip(features, classes):
            file.write(",".join(map(repr, row)) + "," + ("UP" if label else "DOWN") + "\n")
    return len(classes)


def run(jar, learner, arff, rows):
    task = (
        f"EvaluatePrequential -l {learner} -s (ArffFileStream -f {arff}) "
        f"-e BasicClassificationPerformanceEvaluator -f {rows} -q {rows}"
    )
    command = ["java", "-cp", str(jar), "moa.DoTask", task]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    titles, *numbers = csv.reader(line for line in output.splitlines() if line.count(",") > 3)
    return dict(zip(titles, map(float, numbers[-1][:6])))


package = importlib.util.find_spec("capymoa")
jar = pathlib.Path(package.origin).parent / "jar" / "moa.jar"
with tempfile.TemporaryDirectory() as folder:
    arff = pathlib.Path(folder) / "electricity.arff"
    rows = write_arff(arff)
    for row, learner in LEARNERS.items():
        if measuring.wanted(row):
            # The second of three by time: a virtual machine's first seconds differ from run to run.
            runs = [run(jar, learner, arff, rows) for _ in range(3)]
            found = sorted(runs, key=lambda one: one["evaluation time (cpu seconds)"])[1]
            measuring.emit(row, PEER, "accuracy", found["classifications correct (percent)"] / 100)
            measuring.emit(row, PEER, "rows_per_second", rows / found["evaluation time (cpu seconds)"])
