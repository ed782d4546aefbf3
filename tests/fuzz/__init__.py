"""Anything at all, put into every reader and writer. Property: it is accepted or refused with a place, never a
traceback; and what was accepted is read back as it was.

A few examples stand in every run; the longer profile is `make fuzz`.
"""
