"""Attacks that want more than there is: memory, output, or room for the answer."""

FLOODS = r"""
### huge power
x = 9 ** 9 ** 9
### huge number as the answer
def answer(n):
    return 1 << 3_000_000
### huge number as text
import sys
sys.set_int_max_str_digits(0)
str(1 << 50_000_000)
### memory in one piece
x = bytearray(1 << 40)
### memory in many pieces
x = []
while True:
    x.append("a" * 1_000_000)
### memory in small objects
x = []
while True:
    x.append([x])
### memory that is caught and wanted again
x = []
while True:
    try:
        x.append(bytearray(1_000_000))
    except MemoryError:
        pass
### memory by a string that doubles
s = "ab"
while True:
    s += s
### memory in a dict of itself
d = {}
for i in range(10**9):
    d[i] = d
### output flood
while True:
    print("x" * 1000)
### output flood that swallows the limit
while True:
    try:
        print("x" * 1000)
    except BaseException:
        pass
### output flood to standard error
import sys
while True:
    sys.stderr.write("x" * 1000)
### output in one piece of 50 MB
print("x" * 50_000_000)
### output around the text layer
import sys
while True:
    sys.stdout.buffer.write(b"x" * 1000)
### answer of 50 MB
def answer(n):
    return "x" * 50_000_000
### answer of a million parts
def answer(n):
    return list(range(1_000_000))
### answer that contains itself
def answer(n):
    x = [n]
    x.append(x)
    return x
### answer that is nested deeply
def answer(n):
    x = 4242
    for _ in range(100_000):
        x = [x]
    return x
### repr of 50 MB
class Answer:
    def __repr__(self):
        return "4242" * 12_500_000
def answer(n):
    return Answer()
### exception with a huge message
raise ValueError("x" * 50_000_000)
### chain of a hundred thousand exceptions
error = None
for _ in range(100_000):
    new = ValueError("x")
    new.__cause__ = error
    error = new
raise error
"""
