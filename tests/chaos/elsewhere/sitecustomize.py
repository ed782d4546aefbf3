# mypy: ignore-errors
"""Another machine for a build, put on PYTHONPATH by tests/chaos/sameness.py: folders list their files in another order,
and it is another day. HUB_ELSEWHERE is the seed of the order, HUB_DAY the day in seconds since 1970."""

from __future__ import annotations

import datetime
import os
import random
import time

_seed, _day = os.environ.get("HUB_ELSEWHERE"), os.environ.get("HUB_DAY")

if _seed:
    _chance = random.Random(_seed)
    _scandir, _listdir = os.scandir, os.listdir

    class _Shuffled:
        """What os.scandir returns, with its entries in another order."""

        def __init__(self, path="."):
            with _scandir(path) as found:
                self._entries = list(found)
            _chance.shuffle(self._entries)
            self._left = iter(self._entries)

        def __iter__(self):
            return self

        def __next__(self):
            return next(self._left)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def close(self):
            pass

    def _listed(path="."):
        found = _listdir(path)
        _chance.shuffle(found)
        return found

    os.scandir, os.listdir = _Shuffled, _listed

if _day:
    _shift = int(_day) - time.time()
    _time, _gmtime, _localtime, _strftime = time.time, time.gmtime, time.localtime, time.strftime
    time.time = lambda: _time() + _shift
    time.time_ns = lambda: int((_time() + _shift) * 1e9)
    time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)
    time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)
    time.strftime = lambda form, when=None: _strftime(form, _localtime(time.time()) if when is None else when)

    _real_datetime, _real_date = datetime.datetime, datetime.date

    class _Kind(type):
        """A class that is taken for the one it stands for."""

        def __instancecheck__(cls, thing):
            return isinstance(thing, cls.__mro__[1])

    class _DateTime(_real_datetime, metaclass=_Kind):
        @classmethod
        def now(cls, tz=None):
            return _real_datetime.fromtimestamp(time.time(), tz)

        today = now

        @classmethod
        def utcnow(cls):
            return _real_datetime.utcfromtimestamp(time.time())

    class _Date(_real_date, metaclass=_Kind):
        @classmethod
        def today(cls):
            return _real_date.fromtimestamp(time.time())

    datetime.datetime, datetime.date = _DateTime, _Date
