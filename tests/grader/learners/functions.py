"""Functions and generators, and how deep they call themselves."""

FUNCTIONS = r'''
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
'''
