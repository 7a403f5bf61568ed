"""Values, statements and exceptions."""

LANGUAGE = r"""
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
### bytes
data = "naïve ☃".encode()
print(data, data.decode(), len(data), bytes([65, 66]).hex(), int.from_bytes(b"\x01\x00"), bytearray(b"ab") + b"c")
### big numbers
print(2 ** 200, len(str(math_factorial := __import__("math").factorial(200))), pow(3, 1000, 10 ** 9 + 7))
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
"""
