"""CapyMOA with its defaults: trees and ensembles on electricity, ADWIN on 0/1 errors."""

import measuring
import numpy
from capymoa import __about__
from capymoa.classifier import (
    AdaptiveRandomForestClassifier,
    HoeffdingAdaptiveTree,
    HoeffdingTree,
    LeveragingBagging,
    StreamingRandomPatches,
)
from capymoa.drift.detectors import ADWIN
from capymoa.stream import NumpyStream

PEER = f"CapyMOA {__about__.__version__}"

LEARNERS = {
    "hoeffding-tree": HoeffdingTree,
    "hoeffding-adaptive-tree": HoeffdingAdaptiveTree,
    "adaptive-random-forest-10": lambda schema: AdaptiveRandomForestClassifier(schema, ensemble_size=10),
    "adaptive-random-forest-30": lambda schema: AdaptiveRandomForestClassifier(schema, ensemble_size=30),
    "leveraging-bagging-10": lambda schema: LeveragingBagging(schema, ensemble_size=10),
    "streaming-random-patches-10": lambda schema: StreamingRandomPatches(schema, ensemble_size=10),
}


def learners():
    features, classes = measuring.electricity()
    stream = NumpyStream(numpy.array(features), numpy.array(classes), target_type="categorical")
    instances = [stream.next_instance() for _ in classes]
    for row, make in LEARNERS.items():
        if measuring.wanted(row):
            learner = make(stream.get_schema())
            measuring.prequential(
                row, PEER, instances, classes, learner.predict, lambda instance, label: learner.train(instance)
            )


def adwin():
    errors = measuring.errors(200_000)

    def run():
        detector = ADWIN()
        for error in errors:
            detector.add_element(error)

    spent, _ = measuring.seconds(run, repetitions=3)
    measuring.emit("adwin", PEER, "values_per_second", len(errors) / spent)


if measuring.wanted("adwin"):
    adwin()
learners()
