"""Fixed words against the words of a letter.

Exact: the keys of all tokens are equal, in order. What differs then is only what the call's readers tolerate, and it is
shown. When fixed words are not there, `nearest` looks for the passage that has most of their content words and `judge`
says what it is:

- `changed`: the fixed wording with other words in it, so it says something else: most content words stand there in
  order, and of the others one is replaced by a word that is nothing like it, or is left out (more than MOST_GONE of
  those that `likes` knows, any that it does not know, or one of two that "and" joins), or what stands there denies or
  narrows. A word that only moved is not gone;
- `reworded`: the same said in other words, as far as a machine can see (at least half of the content words, or words
  like them, and half of the rarer ones, and no more words are gone than others have come), so a person must look;
- `none`: something else.

Two words are like each other when their stems are the same or when a row of `likes` has both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from hub.letters.findings import Difference
from hub.letters.reading import Reading, Span
from hub.letters.rules import rules, words
from hub.letters.tokens import Token, lower, shown

Sense = Literal["changed", "reworded", "none"]
LONGEST = 400  # No passage that is compared word by word is longer.
MOST_GONE = 1  # So many everyday words may be left out.
AROUND = 2  # How many more words than the wanted ones are shown of what stands in their place.


class Run(NamedTuple):
    """Words that stand in the place of others; either may be empty."""

    wanted: Span
    found: Span


class Nearest(NamedTuple):
    """The passage that is most like fixed words: what it is, where, and how it differs."""

    sense: Sense
    span: Span
    differences: tuple[Difference, ...]


def occurrences(wanted: Sequence[Token], found: Sequence[Token]) -> list[Span]:
    """Every place at which the keys of the wanted tokens stand."""
    if not wanted:
        return []
    sought = [token.key for token in wanted]
    size = len(sought)
    return [
        (index, index + size)
        for index, token in enumerate(found)
        if token.key == sought[0] and [other.key for other in found[index : index + size]] == sought
    ]


def tolerated(wanted: Sequence[Token], found: Sequence[Token]) -> tuple[Difference, ...]:
    """How words with equal keys differ as they stand: "the", spellings, hyphens; not capitals."""
    rows = []
    for index, (ours, theirs) in enumerate(zip(wanted, found, strict=True)):
        gap = index > 0 and (lower(ours.the), ours.hyphen) != (lower(theirs.the), theirs.hyphen)
        if gap:
            pair = slice(index - 1, index + 1)
            rows.append(Difference(shown(wanted[pair]), shown(found[pair]), theirs.line))
        elif lower(ours.shown) != lower(theirs.shown):
            rows.append(Difference(ours.shown, theirs.shown, theirs.line))
    return tuple(rows)


@lru_cache(maxsize=8192)
def stem(key: str) -> str:
    """A word without its ending, so that `supporting` and `support` meet. At least four letters stay."""
    endings, ending = rules()["stem_endings"], "-"
    while ending:
        key = key.removesuffix("'s").removesuffix("'")
        ending = next((end for end in endings if key.endswith(end) and len(key) - len(end) >= 4), "")
        key = key[: len(key) - len(ending)]
    # Of a doubled letter at the end, one: `committed` is `commit`, as `commits` is.
    return key[:-1] if len(key) > 4 and key[-1] == key[-2] else key


@cache
def _like_rows() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rules()["likes"]):
        for word in row:
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(rows) for word, rows in found.items()}


@lru_cache(maxsize=8192)
def senses(key: str) -> frozenset[str | int]:
    """What a word can mean: its stem, and the rows of `likes` in which it stands."""
    own = stem(key)
    return frozenset((own, *_like_rows().get(own, ())))


def like(one: str, other: str) -> bool:
    """Whether two words can mean the same."""
    return not senses(one).isdisjoint(senses(other))


def is_content(key: str) -> bool:
    return key not in words("stop_words")


def aligned(wanted: Sequence[Token], found: Sequence[Token]) -> list[tuple[int, int]]:
    """The longest common sequence of stems, as pairs of indexes."""
    ours = [stem(token.key) for token in wanted]
    theirs = [stem(token.key) for token in found]
    rows, columns = len(ours), len(theirs)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            if ours[i] == theirs[j]:
                best[i][j] = best[i + 1][j + 1] + 1
            else:
                best[i][j] = max(best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if ours[i] == theirs[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def nearest(
    wanted: Sequence[Token], reading: Reading, taken: Sequence[Span], same: Callable[[tuple[str, ...]], bool]
) -> Nearest | None:
    """The passage that is most like the wanted words, outside the spans that are taken.

    `same` says of the keys of a run whether they stand for the wanted ones (another name of who asks).
    """
    content = [token.key for token in wanted if is_content(token.key)]
    best: tuple[int, Span] | None = None
    for span in _stretches(reading.tokens, taken):
        there = frozenset().union(*(senses(token.key) for token in reading.tokens[span[0] : span[1]]))
        count = sum(1 for key in content if not senses(key).isdisjoint(there))
        if count and (best is None or count > best[0]):
            best = (count, span)
    if best is None:
        return None
    start, end = best[1]
    found = reading.tokens[start:end]
    pairs = aligned(wanted, found)
    if not pairs:
        return None
    runs = _runs(pairs, wanted, found)
    near = sum(1 for i, _ in pairs if is_content(wanted[i].key)) * 5 >= len(content) * 3
    span = (start + runs[0].found[0], start + runs[-1].found[1])
    begin = span[0]
    while begin > start and reading.tokens[begin - 1].clause == reading.tokens[span[0]].clause:
        begin -= 1
    denied = any(reading.has(name, begin, span[1]) for name in ("negations", "undoing"))
    if near:
        aside = [token.key for run in runs for token in found[run.found[0] : run.found[1]]]
        gone = [_gone(run, wanted, found, aside, same) for run in runs]
        changed = denied or None in gone or sum(number or 0 for number in gone) > MOST_GONE
        return Nearest("changed" if changed else "reworded", span, _shown(runs, wanted, found))
    likes = _covered(content, found)
    rare = [key for key in content if stem(key) not in _like_rows()]
    own = sum(1 for token in found if is_content(token.key) and not any(like(token.key, key) for key in content))
    enough = likes * 2 >= len(content) and _covered(rare, found) * 2 >= len(rare)
    reworded = enough and len(content) - likes <= own and not denied
    return Nearest("reworded" if reworded else "none", (start, end), ())


def _covered(content: Sequence[str], found: Sequence[Token]) -> int:
    return sum(1 for key in content if any(like(key, token.key) for token in found))


def _stretches(found: Sequence[Token], taken: Sequence[Span]) -> list[Span]:
    """The text in pieces: at the ends of sentences, at colons and semicolons, and around what is taken."""
    used = {index for start, end in taken for index in range(start, end)}
    pieces: list[Span] = []
    start = -1
    for index, token in enumerate(found):
        inside = index not in used
        broken = start >= 0 and (token.sentence != found[index - 1].sentence or ";" in token.mark or ":" in token.mark)
        if start >= 0 and (broken or not inside or index - start >= LONGEST):
            pieces.append((start, index))
            start = -1
        if inside and start < 0:
            start = index
    if start >= 0:
        pieces.append((start, len(found)))
    return pieces


def _runs(pairs: list[tuple[int, int]], wanted: Sequence[Token], found: Sequence[Token]) -> list[Run]:
    """The words between the aligned ones, and those before and after them up to a sign.

    The first run begins with the first word that counts, the last ends with the last.
    """
    rows: list[Run] = []
    (first_i, first_j), (last_i, last_j) = pairs[0], pairs[-1]
    before = first_j
    while before > 0 and first_i and first_j - before < first_i + AROUND and not found[before].mark:
        before -= 1
    rows.append(Run((0, first_i), (before, first_j)))
    for (i, j), (next_i, next_j) in pairwise(pairs):
        # Words with one stem and different endings are a run of their own.
        different = wanted[i].key != found[j].key
        if different:
            rows.append(Run((i, i + 1), (j, j + 1)))
        if next_i > i + 1 or next_j > j + 1:
            rows.append(Run((i + 1, next_i), (j + 1, next_j)))
    if wanted[last_i].key != found[last_j].key:
        rows.append(Run((last_i, last_i + 1), (last_j, last_j + 1)))
    rest, after = len(wanted) - last_i - 1, last_j + 1
    while after < len(found) and rest and after - last_j <= rest + AROUND and not found[after].mark:
        after += 1
    rows.append(Run((last_i + 1, len(wanted)), (last_j + 1, after)))
    return rows


def _gone(
    run: Run,
    wanted: Sequence[Token],
    found: Sequence[Token],
    aside: Sequence[str],
    same: Callable[[tuple[str, ...]], bool],
) -> int | None:
    """How many everyday words are left out in a run; None when it changes what is said.

    `aside` are the words of the passage that stand in some run.
    """
    ours = [token.key for token in wanted[run.wanted[0] : run.wanted[1]]]
    theirs = [token.key for token in found[run.found[0] : run.found[1]]]
    if same(tuple(theirs)):
        return 0
    if any(key in words("narrowing") or key in words("goal_narrowing") for key in theirs if key not in ours):
        return None
    lost = [
        key
        for key in ours
        if is_content(key) and not any(like(key, other) for other in aside) and _count(key, found) < _count(key, wanted)
    ]
    replaced = any(is_content(key) and not any(like(key, other) for other in ours) for key in theirs)
    if lost and (replaced or any(stem(key) not in _like_rows() for key in lost)):
        return None
    # Of two things that "and" joins, one is gone: "by day" is less than "by day and night".
    if lost and "and" in ours and "and" not in theirs:
        return None
    return len(lost)


def _count(key: str, found: Sequence[Token]) -> int:
    return sum(1 for token in found if stem(token.key) == stem(key))


def _shown(runs: Sequence[Run], wanted: Sequence[Token], found: Sequence[Token]) -> tuple[Difference, ...]:
    """The runs for a reader: one that would be empty on a side takes the words around it."""
    rows = []
    for run in runs:
        (a, b), (c, d) = run
        if a == b and c == d:
            continue
        if a == b or c == d:
            a, c = max(a - 1, 0), max(c - 1, 0)
            b, d = min(b + 1, len(wanted)), min(d + 1, len(found))
        line = found[min(c, len(found) - 1)].line
        rows.append(Difference(shown(wanted[a:b]), shown(found[c:d]), line))
    return tuple(rows)
