"""Measurements, each against a floor of the same run; ``python -m tests.benchmarks --help`` says how to take them."""
