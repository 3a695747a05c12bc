"""Benchmarks that print ratios measured within one run; times of one machine on one day mean little."""
