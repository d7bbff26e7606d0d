"""SciPy: two-sample tests on two samples of 100,000 numbers."""

import measuring

if measuring.wanted("kolmogorov-smirnov"):
    import numpy
    import scipy
    from scipy import stats

    generator = numpy.random.default_rng(7)
    first, second = generator.normal(0, 1, 100_000), generator.normal(0.02, 1, 100_000)
    spent, _ = measuring.seconds(lambda: stats.ks_2samp(first, second, method="asymp"), repetitions=5)
    measuring.emit("kolmogorov-smirnov", f"SciPy {scipy.__version__}", "cpu_seconds", spent)
