"""Modules of the standard library."""

LIBRARY = r'''
### decimal
from decimal import ROUND_HALF_UP, Decimal, getcontext
print(Decimal("0.1") + Decimal("0.2"))
print(Decimal("2.675").quantize(Decimal("0.01"), ROUND_HALF_UP), Decimal(1) / Decimal(7))
getcontext().prec = 50
print(Decimal(2).sqrt())
### fractions
from fractions import Fraction
print(sum(Fraction(1, n) for n in range(1, 8)), Fraction("0.125"), Fraction(3, 4).limit_denominator(2))
### datetime
from datetime import UTC, date, datetime, timedelta
d = date(2024, 2, 28)
print(d + timedelta(days=2), d.strftime("%A %d %B %Y"), (date(2025, 1, 1) - d).days, d.isocalendar().week)
print(datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC).isoformat(), datetime.strptime("3/4/21", "%d/%m/%y"))
### time zones
from datetime import datetime
from zoneinfo import ZoneInfo
for zone in ("Europe/Berlin", "America/New_York", "Asia/Kolkata"):
    print(datetime(2024, 7, 1, 12, tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(zone)).isoformat())
### calendar
import calendar
print(calendar.month(2024, 2), calendar.isleap(2100))
### json
import json
text = json.dumps({"b": [1, 2.5, None, True], "a": {"ü": "\n"}}, sort_keys=True, indent=2, ensure_ascii=False)
print(text)
print(json.loads(text)["b"], json.loads('"\\u00e9"'))
try:
    json.loads("{'a': 1}")
except json.JSONDecodeError as error:
    print("not JSON, line", error.lineno)
### csv
import csv
import io
out = io.StringIO()
writer = csv.DictWriter(out, ["name", "age"])
writer.writeheader()
writer.writerow({"name": "Ann, B.", "age": 3})
print(out.getvalue(), list(csv.DictReader(io.StringIO(out.getvalue()))))
### regular expressions
import re
text = "Ann: 2024-05-06, Bob: 1999-12-31"
print(re.findall(r"(\w+): (\d{4})-(\d\d)", text), re.sub(r"\d+", lambda m: str(len(m[0])), text))
print(re.match(r"(?P<who>\w+)", text)["who"], re.split(r"[,:]\s*", text), bool(re.fullmatch(r"[a-z]+", "abc")))
### itertools
import itertools
print(list(itertools.combinations("abc", 2)), list(itertools.accumulate([1, 2, 3])), list(itertools.pairwise("abcd")))
print([(k, list(g)) for k, g in itertools.groupby([1, 1, 2, 3, 3], key=lambda x: x % 2)])
print(list(itertools.zip_longest("ab", "c", fillvalue="-")), list(itertools.product([0, 1], repeat=2)))
### functools
from functools import cached_property, partial, reduce, singledispatch, total_ordering
print(reduce(lambda a, b: a * b, range(1, 6)), partial(int, base=2)("101"))
@singledispatch
def show(x): return "thing"
@show.register
def _(x: int): return "number"
class Lazy:
    @cached_property
    def value(self):
        print("computed")
        return 7
lazy = Lazy()
print(show("a"), show(1), lazy.value, lazy.value)
### collections
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple
Point = namedtuple("Point", "x y")
groups = defaultdict(list)
for word in "the cat and the dog".split():
    groups[len(word)].append(word)
d = deque([1, 2, 3], maxlen=3)
d.appendleft(0)
print(Counter("mississippi").most_common(2), dict(groups), d, Point(1, 2)._replace(x=5))
print(ChainMap({"a": 1}, {"a": 2})["a"])
### contextlib
from contextlib import ExitStack, contextmanager, redirect_stdout, suppress
import io
@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    finally:
        print(f"</{name}>")
with tag("a") as a, tag("b"), suppress(ZeroDivisionError):
    print(a, 1 / 0)
with redirect_stdout(io.StringIO()) as caught:
    print("hidden")
print(repr(caught.getvalue()))
### asyncio
import asyncio
async def work(name, delay):
    await asyncio.sleep(delay)
    print(name)
    return name.upper()
async def main():
    print(await asyncio.gather(work("slow", 0.03), work("fast", 0.01)))
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work(f"t{i}", 0.01 * i)) for i in range(3)]
    print([task.result() for task in tasks])
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except TimeoutError:
        print("too late")
asyncio.run(main())
### asyncio queues
import asyncio
async def produce(queue):
    for i in range(3):
        await queue.put(i)
        await asyncio.sleep(0)
    await queue.put(None)
async def numbers(queue):
    while (item := await queue.get()) is not None:
        yield item
async def main():
    queue, lock = asyncio.Queue(1), asyncio.Lock()
    task = asyncio.create_task(produce(queue))
    async with lock:
        print([i async for i in numbers(queue)])
    await task
asyncio.run(main())
### base64 and hashes
import base64, hashlib, zlib
print(base64.b64encode(b"learn"), hashlib.sha256(b"learn").hexdigest()[:16], zlib.crc32(b"learn"))
### random with a seed
import random
random.seed(7)
print(random.randint(1, 100), random.choice("abc"), random.sample(range(50), 3), round(random.random(), 6))
items = list(range(5))
random.shuffle(items)
print(items)
### math and statistics
import math, statistics
print(math.sqrt(2), math.gcd(12, 18), math.comb(5, 2), math.isclose(0.1 + 0.2, 0.3), math.inf, math.floor(-1.5))
print(statistics.mean([1, 2, 4]), statistics.median([3, 1, 2]), round(statistics.stdev([1, 2, 4]), 6))
### heaps and bisection
import bisect, heapq
heap = [5, 1, 8]
heapq.heapify(heap)
heapq.heappush(heap, 0)
print([heapq.heappop(heap) for _ in range(4)], bisect.bisect([1, 3, 5], 3), heapq.nlargest(2, [4, 9, 2]))
### text tools
import string, textwrap
print(textwrap.fill("The quick brown fox jumps over the lazy dog", 20), string.ascii_lowercase[:5])
print(string.Template("$who likes $what").substitute(who="Ann", what="tea"), "abc".translate(str.maketrans("ab", "xy")))
### logging
import logging, sys
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
logging.getLogger("app").info("started %d", 3)
logging.debug("hidden")
### unit tests
import io, unittest
class TestAdd(unittest.TestCase):
    def test_good(self): self.assertEqual(1 + 1, 2)
    def test_bad(self): self.assertEqual(1 + 1, 3)
result = unittest.TextTestRunner(stream=io.StringIO()).run(unittest.defaultTestLoader.loadTestsFromTestCase(TestAdd))
print(result.testsRun, len(result.failures))
### doctests
import doctest
def double(x):
    """
    >>> double(2)
    4
    >>> double(3)
    7
    """
    return 2 * x
runner = doctest.DocTestRunner(verbose=False)
for test in doctest.DocTestFinder().find(double, "double", globs={"double": double}):
    print(runner.run(test, out=lambda text: None).failed)
### inspection
import inspect
def f(a, b=2, *, c: int = 3) -> str: ...
print(inspect.signature(f), f.__defaults__, f.__annotations__, callable(f), [n for n in dir([]) if n.startswith("in")])
'''
