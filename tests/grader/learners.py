"""Programs as members write them. Each must print in the sandbox what it prints in any CPython since 3.11."""

import re

LEARNERS_SOURCE = r'''
### hello
name = "Ann"
print(f"Hello, {name}!")
### arithmetic
print(7 // 2, -7 // 2, 7 % 3, -7 % 3, 2 ** 10, 7 / 2, divmod(17, 5), round(2.5), round(3.5), 0.1 + 0.2)
### strings
s = "  The quick brown fox  "
print(s.strip().title().split(), s.count("o"), s[::-1], "-".join("abc"), "ß".upper(), "é" in "café", s.find("zzz"))
### formatting
for value in (3.14159, 1234567.891, -0.5):
    print(f"{value:10.2f}|{value:,.1f}|{value:<12}|{value:+.3e}|{value!r}")
print("{:>8}|{:^8}|{:08b}|{:x}|{:%}".format("a", "b", 37, 255, 0.25))
### lists
numbers = [5, 2, 8, 1]
numbers.sort(reverse=True)
numbers.append(3)
numbers[1:3] = [9, 9, 9]
print(numbers, sorted(numbers), numbers.index(9), numbers.pop(), numbers[-2:], [0] * 3)
### slices
letters = list("abcdefgh")
print(letters[2:5], letters[::3], letters[-3:], letters[5:1:-2])
del letters[::2]
print(letters)
### dictionaries
ages = {"ann": 30, "bob": 25}
ages["cy"] = 41
for name, age in sorted(ages.items(), key=lambda pair: pair[1]):
    print(name, age, ages.get("dan", "?"))
print({v: k for k, v in ages.items()}, ages | {"ann": 31}, ages.setdefault("eve", 1), list(ages))
### sets
a, b = {1, 2, 3}, {3, 4}
print(a | b, a & b, a - b, a ^ b, a <= {1, 2, 3, 4}, frozenset(a) == a)
### tuples and unpacking
first, *rest, last = range(6)
print(first, rest, last)
(x, y), z = (1, 2), 3
x, y = y, x
print(x, y, z, (1,) + (2, 3), (1, 2) < (1, 3))
### fizzbuzz
for i in range(1, 16):
    print("Fizz" * (i % 3 == 0) + "Buzz" * (i % 5 == 0) or i, end=" ")
### while and else
n, steps = 27, 0
while n != 1:
    n = n // 2 if n % 2 == 0 else 3 * n + 1
    steps += 1
else:
    print("done", steps)
### nested loops
for i in range(1, 4):
    print(*(f"{i * j:3}" for j in range(1, 11)))
### functions
def greet(name, greeting="Hi", *others, mark="!", **more):
    return f"{greeting} {name}{mark} {others} {more}"
print(greet("a"), greet("a", "b", 1, 2, mark="?", z=3))
### closures
def counter():
    n = 0
    def step():
        nonlocal n
        n += 1
        return n
    return step
c = counter()
print(c(), c(), counter()())
### mutable default
def add(item, items=[]):
    items.append(item)
    return items
print(add(1), add(2), add(3, []))
### lambda and sorting
words = ["pear", "fig", "apple", "kiwi"]
print(sorted(words, key=lambda w: (len(w), w)), max(words, key=len), list(map(str.upper, words)))
### comprehensions
print([x * y for x in range(3) for y in range(x)], {x % 3 for x in range(9)}, {x: x * x for x in range(4) if x % 2})
### walrus
data = [1, 5, 9, 12]
print([half for x in data if (half := x // 2) > 2])
### exceptions
def parse(text):
    try:
        return int(text)
    except ValueError as error:
        return f"{type(error).__name__}: {error}"
    finally:
        print("tried", text)
print(parse("12"), parse("twelve"))
### own exceptions
class TooSmall(ValueError):
    def __init__(self, value):
        super().__init__(f"{value} is too small")
        self.value = value
try:
    try:
        raise TooSmall(3)
    except TooSmall as error:
        raise RuntimeError("outer") from error
except RuntimeError as error:
    print(error, "<-", error.__cause__, error.__cause__.value)
### exception groups
try:
    raise ExceptionGroup("many", [ValueError("a"), TypeError("b"), ValueError("c")])
except* ValueError as group:
    print("values", [str(e) for e in group.exceptions])
except* TypeError as group:
    print("types", [str(e) for e in group.exceptions])
### classes
class Account:
    bank = "Bank"
    def __init__(self, owner, balance=0):
        self.owner, self.balance = owner, balance
    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount
        return self
    def __repr__(self):
        return f"Account({self.owner!r}, {self.balance})"
print(Account("ann").deposit(5).deposit(7), Account.bank)
### inheritance
class Animal:
    def __init__(self, name): self.name = name
    def speak(self): return "..."
    def __str__(self): return f"{self.name} says {self.speak()}"
class Dog(Animal):
    def speak(self): return "Woof"
class Puppy(Dog):
    def speak(self): return super().speak().lower()
for animal in (Animal("it"), Dog("Rex"), Puppy("Bit")):
    print(animal, isinstance(animal, Dog))
print([c.__name__ for c in Puppy.__mro__])
### operators
class Vector:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return Vector(self.x + o.x, self.y + o.y)
    def __mul__(self, k): return Vector(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __eq__(self, o): return (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __repr__(self): return f"Vector({self.x}, {self.y})"
print(Vector(1, 2) + 3 * Vector(1, 1), Vector(1, 2) == Vector(1, 2), len({Vector(1, 2), Vector(1, 2)}))
### properties
class Circle:
    def __init__(self, r): self.r = r
    @property
    def area(self): return round(3.14159 * self.r ** 2, 2)
    @area.setter
    def area(self, value): self.r = (value / 3.14159) ** 0.5
    @classmethod
    def unit(cls): return cls(1)
    @staticmethod
    def about(): return "round"
c = Circle(2)
c.area = 3.14159
print(c.r, Circle.unit().area, Circle.about())
### iterators
class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n + 1
print(list(Countdown(4)), sum(Countdown(4)), *zip(Countdown(3), "abc"))
### generators
def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
import itertools
print(list(itertools.islice(fibonacci(), 15)), next(x for x in fibonacci() if x > 1000))
### generators that receive
def average():
    total, count, mean = 0, 0, None
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total / count
a = average()
next(a)
print(a.send(10), a.send(20), a.close())
### yield from
def flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item
print(list(flatten([1, [2, [3, [4]], 5]])))
### decorators
import functools
def twice(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(function(*args))
    return wrapper
@twice
def add_one(x):
    """Add one."""
    return x + 1
print(add_one(3), add_one.__name__, add_one.__doc__)
### caching
from functools import cache, lru_cache
@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
@cache
def ways(n):
    return 1 if n < 2 else ways(n - 1) + ways(n - 2)
print(fib(300), ways(50), fib.cache_info().hits > 0)
### recursion
def hanoi(n, a="A", b="B", c="C"):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)
print(hanoi(10), depth(900))
### recursion without an end
def forever(n):
    return forever(n + 1)
try:
    forever(0)
except RecursionError as error:
    print("RecursionError")
### deeper recursion
import sys
sys.setrecursionlimit(20_000)
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)
print(depth(15_000))
### permutations by hand
def permute(items):
    if not items:
        return [[]]
    return [[x, *rest] for i, x in enumerate(items) for rest in permute(items[:i] + items[i + 1:])]
print(len(permute([1, 2, 3, 4])), permute("ab"))
### sieve
def primes(n):
    sieve = [True] * (n + 1)
    for i in range(2, int(n ** 0.5) + 1):
        if sieve[i]:
            sieve[i * i::i] = [False] * len(sieve[i * i::i])
    return [i for i in range(2, n + 1) if sieve[i]]
print(primes(100), len(primes(100_000)))
### dataclasses
from dataclasses import asdict, dataclass, field, replace
@dataclass(order=True, frozen=True)
class Card:
    rank: int
    suit: str = "hearts"
    tags: list = field(default_factory=list, compare=False)
a, b = Card(3), Card(5, "spades", ["x"])
print(a < b, replace(a, rank=9), asdict(b), Card(3) == a)
try:
    a.rank = 4
except AttributeError as error:
    print(type(error).__name__)
### match
def describe(value):
    match value:
        case 0: return "zero"
        case int(n) if n < 0: return "negative"
        case [x, y, *rest]: return f"starts with {x} and {y}, then {rest}"
        case {"type": "point", "x": x, **others}: return f"point at {x} {others}"
        case str() | bytes(): return "text"
        case _: return "else"
for value in (0, -4, [1, 2, 3], {"type": "point", "x": 1, "y": 2}, "hi", 3.5):
    print(describe(value))
### match on classes
from dataclasses import dataclass
@dataclass
class Point:
    x: int
    y: int
match Point(0, 7):
    case Point(x=0, y=y):
        print("on the axis", y)
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
### enum
from enum import Enum, Flag, IntEnum, auto
class Colour(Enum):
    RED = 1
    GREEN = auto()
class Size(IntEnum):
    S = 1
    L = 3
class Right(Flag):
    READ = auto()
    WRITE = auto()
print(Colour.RED, Colour(2).name, list(Colour), Size.L > Size.S)
print((Right.READ | Right.WRITE) & Right.READ == Right.READ)
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
### context managers
class Timer:
    def __enter__(self):
        print("start")
        return self
    def __exit__(self, kind, error, trace):
        print("stop", kind and kind.__name__)
        return True
with Timer():
    raise KeyError("x")
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
### typing
from typing import Generic, Literal, NamedTuple, Protocol, TypedDict, TypeVar
T = TypeVar("T")
class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []
    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self
class Movie(TypedDict):
    title: str
class Pair(NamedTuple):
    left: int
    right: int = 0
class Sized(Protocol):
    def __len__(self) -> int: ...
print(Stack[int]().push(1).push(2).items, Movie(title="x"), Pair(4), Pair(4).left)
### abstract classes
from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
class Square(Shape):
    def __init__(self, a): self.a = a
    def area(self): return self.a ** 2
try:
    Shape()
except TypeError:
    print("abstract")
print(Square(3).area())
### descriptors and metaclasses
class Positive:
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, obj, owner): return getattr(obj, self.name)
    def __set__(self, obj, value):
        if value < 0: raise ValueError(self.name)
        setattr(obj, self.name, value)
class Registry(type):
    seen = []
    def __new__(mcls, name, bases, space):
        mcls.seen.append(name)
        return super().__new__(mcls, name, bases, space)
class Item(metaclass=Registry):
    price = Positive()
i = Item()
i.price = 4
print(i.price, Registry.seen)
### input
name = input("Name? ")
numbers = [int(x) for x in input().split()]
print(f"Hi {name}", sum(numbers))
### input until the end
import sys
total = 0
try:
    while True:
        total += len(input())
except EOFError:
    print("end", total)
print(sys.stdin.read() == "")
### input by lines
import sys
for number, line in enumerate(sys.stdin, 1):
    print(number, line.strip()[::-1])
### main guard
def main():
    print("main", __name__)
if __name__ == "__main__":
    main()
### exit
import sys
print("before")
sys.exit(0)
print("never")
### files
with open("notes.txt", "w") as f:
    f.write("one\ntwo\n")
    print("three", file=f)
with open("notes.txt", "a") as f:
    f.writelines(["four\n"])
with open("notes.txt") as f:
    print(f.readline(), [line.rstrip() for line in f], f.name, f.mode)
try:
    open("missing.txt")
except FileNotFoundError as error:
    print(error.filename)
### paths
from pathlib import Path
folder = Path("data")
folder.mkdir()
(folder / "a.txt").write_text("hello")
(folder / "b.csv").touch()
print(sorted(p.name for p in folder.iterdir()), (folder / "a.txt").read_text(), (folder / "a.txt").stat().st_size)
print(folder.exists(), folder.is_dir(), [p.suffix for p in sorted(folder.glob("*.txt"))], Path("x/y.tar.gz").stem)
(folder / "a.txt").rename(folder / "c.txt")
(folder / "b.csv").unlink()
print([p.name for p in folder.iterdir()])
### os and folders
import os
import shutil
import tempfile
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "x", "y")
    os.makedirs(path)
    open(os.path.join(path, "f"), "wb").write(b"123")
    print([(os.path.relpath(p, folder), d, f) for p, d, f in os.walk(folder)], os.path.getsize(os.path.join(path, "f")))
print(os.path.exists(folder))
### bytes
data = "naïve ☃".encode()
print(data, data.decode(), len(data), bytes([65, 66]).hex(), int.from_bytes(b"\x01\x00"), bytearray(b"ab") + b"c")
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
### big numbers
print(2 ** 200, len(str(math_factorial := __import__("math").factorial(200))), pow(3, 1000, 10 ** 9 + 7))
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
### copies
import copy
a = [[1], [2]]
b, c = copy.copy(a), copy.deepcopy(a)
a[0].append(9)
print(b, c, a is b, a[0] is b[0])
### pickles
import pickle
class Box:
    def __init__(self, x): self.x = x
print(pickle.loads(pickle.dumps(Box([1, 2]))).x)
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
### globals and scope
x = 1
def change():
    global x
    x += 1
    y = 2
    return sorted(locals())
print(change(), x, "x" in globals())
### bits
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 4, bin(10), hex(255), oct(8), (10).bit_length(), int("ff", 16))
### comparison chains and truth
print(1 < 2 < 3, 1 < 3 < 2, not [], bool("False"), [] or "empty", None is None, all([]), any([0, ""]), True + True)
### string methods with unicode
for word in ("straße", "ÅNGSTRÖM", "日本", "👍🏽"):
    print(word.casefold(), len(word), word.isalpha(), word.center(12, "*"))
### graph search
from collections import deque
graph = {"a": "bc", "b": "d", "c": "d", "d": "e", "e": ""}
def path(start, goal):
    queue, seen = deque([[start]]), {start}
    while queue:
        way = queue.popleft()
        if way[-1] == goal:
            return way
        for node in graph[way[-1]]:
            if node not in seen:
                seen.add(node)
                queue.append([*way, node])
print(path("a", "e"))
### bank simulation
transactions = [("deposit", 100), ("withdraw", 30), ("withdraw", 100), ("jump", 1)]
balance = 0
for kind, amount in transactions:
    if kind == "deposit":
        balance += amount
    elif kind == "withdraw" and amount <= balance:
        balance -= amount
    else:
        print("refused:", kind, amount)
print(balance)
'''

LEARNERS: dict[str, str] = {
    name.strip(): code for name, code in re.findall(r"^### (.+)\n((?:(?!### ).*\n)+)", LEARNERS_SOURCE, re.MULTILINE)
}
