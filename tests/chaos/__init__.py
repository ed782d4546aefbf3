"""What is done to builds so that nobody else has to: kills, full disks, other machines. `make chaos` runs all of it.

The same functions run a few rounds each in the normal suite (test_chaos.py).
"""
