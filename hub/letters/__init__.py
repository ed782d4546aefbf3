"""The check of commitment letters: what a letter has of what its call asks, told as a fair reader would.

`report.check` is the whole of it: plain data in, a `Report` out. The same algorithm in JavaScript reads the same
rules.json, and the golden letters prove that the two agree.
"""
