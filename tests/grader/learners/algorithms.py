"""Small tasks that every course sets."""

ALGORITHMS = r"""
### fizzbuzz
for i in range(1, 16):
    print("Fizz" * (i % 3 == 0) + "Buzz" * (i % 5 == 0) or i, end=" ")
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
"""
