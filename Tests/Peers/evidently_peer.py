"""Evidently: a drift report with its default tests on 100,000 rows of 20 columns."""

import measuring

if measuring.wanted("drift-report"):
    import evidently
    import numpy
    import pandas
    from evidently import Report
    from evidently.presets import DataDriftPreset

    generator = numpy.random.default_rng(7)
    names = [f"column{place}" for place in range(20)]
    reference = pandas.DataFrame(generator.normal(0, 1, (100_000, 20)), columns=names)
    current = pandas.DataFrame(generator.normal(0.02, 1, (100_000, 20)), columns=names)
    spent, _ = measuring.seconds(lambda: Report([DataDriftPreset()]).run(current, reference).dict(), repetitions=3)
    measuring.emit("drift-report", f"Evidently {evidently.__version__}", "cpu_seconds", spent)
