"""Attacks that bring the interpreter down, or leave it on the way."""

CRASHES = r"""
### repr that raises what is no Exception
class Answer:
    def __repr__(self):
        raise KeyboardInterrupt
def answer(n):
    return Answer()
### deep recursion in Python
import sys
sys.setrecursionlimit(10**9)
def answer(n):
    return answer(n + 1)
answer(1)
### deep recursion in C
import functools
class Nest:
    def __eq__(self, other):
        return [self] == [Nest()]
Nest() == Nest()
### deep recursion in repr
import sys
sys.setrecursionlimit(10**9)
class Nest:
    def __repr__(self):
        return repr([self, 1])
repr(Nest())
### deep recursion in the destructor
x = None
for _ in range(3_000_000):
    x = (x,)
del x
### deep recursion in the parser
exec("(" * 5000 + ")" * 5000)
### deep recursion in the compiler
import sys
sys.setrecursionlimit(10**9)
exec("x = " + "+".join(["1"] * 200_000))
### deep recursion in json
import json
json.loads("[" * 1_000_000)
### crash by a code object
def f():
    pass
f.__code__ = f.__code__.replace(co_code=b"\x64\xff" * 50, co_stacksize=1)
f()
### crash by marshal
import marshal
exec(marshal.loads(b"\xe3" + b"\x00" * 60))
### leave with os._exit
import os
os._exit(0)
### leave with os._exit from the function
import os
def answer(n):
    os._exit(0)
### leave with os.abort
import os
os.abort()
### leave with sys.exit
import sys
sys.exit(0)
### leave with a signal
import os
import signal
os.kill(os.getpid(), signal.SIGKILL)
### leave from the function
def answer(n):
    raise SystemExit(0)
### keyboard interrupt
raise KeyboardInterrupt
### other exceptions in the message
class Strange(Exception):
    def __str__(self):
        raise SystemExit
raise Strange
### exception whose type lies about its name
class Meta(type(Exception)):
    @property
    def __name__(cls):
        raise KeyboardInterrupt
class Strange(Exception, metaclass=Meta):
    pass
raise Strange
"""
