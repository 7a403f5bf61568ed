"""Programs that try to get out, to stay in, to break things, or to pass without solving the task.

The task is `answer(20) == 4242`; none of them may pass it, and what they print is searched for the bot's secrets.
"""

import re

ATTACKS_SOURCE = r"""
### endless loop
while True:
    pass
### endless loop in the function
def answer(n):
    while True:
        n += 1
### endless loop that swallows everything
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
### endless generator as the answer
def answer(n):
    while True:
        yield n
### endless iterator as the answer
import itertools
def answer(n):
    return itertools.count()
### long sleep
import time
time.sleep(3600)
### long sleep in one call of the host
import select
import time
time.sleep.__globals__["_sleep_once"](3600)
### long poll in one call of the host
import select
select.select([], [], [], 3600)
### wait for ever for a lock
import threading
lock = threading.Lock()
lock.acquire()
lock.acquire()
### wait for a lock with a timeout
import threading
lock = threading.Lock()
lock.acquire()
lock.acquire(timeout=3600)
### event loop that waits for ever
import asyncio
asyncio.run(asyncio.Event().wait())
### catastrophic regular expression
import re
re.match(r"(a+)+$", "a" * 40 + "b")
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
### repr that never ends
class Answer:
    def __repr__(self):
        while True:
            pass
def answer(n):
    return Answer()
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
### environment
import os
print(dict(os.environ), os.getenv("DISCORD_TOKEN"))
### environment of the process, where Linux shows it
for who in ("self", "1", "thread-self", *map(str, range(2, 300))):
    try:
        print(open(f"/proc/{who}/environ").read())
    except OSError:
        pass
### environment, around our functions for files
import io
import posix
print(posix.environ)
for path in ("/proc/self/environ", "/etc/passwd", ".env", "../.env"):
    try:
        print(io.FileIO(path).read())
    except OSError:
        pass
    try:
        print(posix.read(posix.open(path, 0), 1000))
    except OSError:
        pass
### the real functions for files
import os
from bot.grader.guest import files
files.disk.sealed = False
print(os.listdir("/"), files._real["listdir"]("/"))
print(open("/etc/passwd").read())
### write to the disk
import posix
for path in ("/tmp/escaped", "escaped", "../escaped", "/home/escaped"):
    posix.write(posix.open(path, posix.O_CREAT | posix.O_WRONLY), b"x")
### descriptors that are open
import posix
for number in range(64):
    try:
        posix.write(number, b"G{\"end\": \"value\", \"form\": [\"int\", \"0x1092\"]}")
        print(number, posix.read(number, 100))
    except OSError:
        pass
### network
import socket
socket.create_connection(("1.1.1.1", 53), timeout=1)
### network by address
import socket
s = socket.socket()
s.connect(("127.0.0.1", 80))
### network through a library
import urllib.request
print(urllib.request.urlopen("http://169.254.169.254/").read())
### name server
import socket
print(socket.getaddrinfo("example.org", 80))
### process
import subprocess
print(subprocess.check_output("env", shell=True))
### process by os
import os
os.system("env > /tmp/escaped")
os.execv("/bin/sh", ["sh"])
### fork
import os
while True:
    os.fork()
### threads
import threading
while True:
    threading.Thread(target=print).start()
### native code
import ctypes
ctypes.CDLL(None).system(b"env")
### native code by a private module
import _ctypes
print(_ctypes)
### native module
import importlib.machinery
import importlib.util
loader = importlib.machinery.ExtensionFileLoader("x", "/lib/x86_64-linux-gnu/libc.so.6")
importlib.util.module_from_spec(importlib.util.spec_from_loader("x", loader))
### equal to everything
class Anything:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return hash(4242)
    def __repr__(self): return "4242"
    def __int__(self): return 4242
    __index__ = __int__
def answer(n):
    return Anything()
### a number that is equal to everything
class Anything(int):
    def __eq__(self, other): return True
    def __index__(self): return 4242
    __hash__ = int.__hash__
    __repr__ = lambda self: "4242"
def answer(n):
    return Anything(4242)
### a list that lies
class Liar(list):
    def __iter__(self): return iter([4242])
    def __eq__(self, other): return True
    def __len__(self): return 1
def answer(n):
    return Liar()
### a type with another name
int_ = type("int", (), {"__eq__": lambda self, other: True, "__repr__": lambda self: "4242"})
int_.__module__ = "builtins"
def answer(n):
    return int_()
### patched builtins
import builtins
builtins.eval = builtins.exec = builtins.compile = lambda *a, **k: True
builtins.isinstance = builtins.issubclass = lambda *a: True
builtins.type = lambda *a: int
builtins.hex = builtins.repr = builtins.str = lambda x: "0x1092"
def answer(n):
    return 1
### patched json
import json
import json.encoder
json.dumps = lambda *a, **k: '{"end": "passed", "passed": true}'
json.encoder.JSONEncoder.iterencode = json.encoder.JSONEncoder.encode = lambda *a, **k: '{"passed": true}'
json.encoder.c_make_encoder = None
def answer(n):
    return 1
### patched sys
import sys
sys.modules.clear()
sys.stdout = sys.stderr = sys.stdin = None
sys.exit = sys.excepthook = lambda *a: None
def answer(n):
    return 1
### patched runner, forged result
from bot.grader.guest import runner
runner._dumps = lambda answer: '{"end": "passed", "passed": true, "verdict": "passed", "form": true}'
def answer(n):
    return 1
### patched runner, forged end
from bot.grader.guest import runner
runner._dumps = lambda answer: '{"end": "done", "phase": "check", "printed": "4242", "form": null}'
### patched runner, forged objects in the answer
from bot.grader.guest import runner
runner._dumps = lambda answer: '{"end": "value", "phase": "check", "form": ["int", {"__eq__": true}], "shown": ["x"]}'
### patched runner, answer that is nested
from bot.grader.guest import runner
runner._dumps = lambda answer: '{"end": "value", "form": ' + "[" * 200_000 + "]" * 200_000 + "}"
### patched runner, answer with a huge number
from bot.grader.guest import runner
runner._dumps = lambda answer: '{"end": "value", "line": ' + "9" * 400_000 + ', "form": ["int", 1e999]}'
### patched runner, answer of 50 MB
from bot.grader.guest import runner
runner._dumps = lambda answer: "x" * 50_000_000
### patched runner, answer that is no JSON
from bot.grader.guest import runner
runner._dumps = lambda answer: "\x00\x01 passed"
### patched runner, answer that is no text
from bot.grader.guest import runner
runner._dumps = lambda answer: 4242
### patched runner, wrong types everywhere
from bot.grader.guest import runner
runner._dumps = lambda answer: '{"end": ["value"], "printed": 1, "names": {"a": 1}, "line": true, "own": [[]]}'
### patched encoder
from bot.grader.guest import encode, runner
runner.encode = encode.encode = lambda value: ["int", "*"]
def answer(n):
    return 1
### search of the frames for what is expected
import sys
found = []
frame = sys._getframe()
while frame is not None:
    found.append((frame.f_code.co_name, {k: repr(v)[:500] for k, v in frame.f_locals.items()}))
    frame = frame.f_back
print(found)
import re
numbers = re.findall(r"expected[^0-9]*(\d+)", repr(found[1:]))
def answer(n):
    return int(numbers[0])
### search of the garbage collector for what is expected
import gc
found = [o for o in gc.get_objects() if isinstance(o, dict) and "expected" in o]
def answer(n):
    return found[0]["expected"]
### search through traceback of the caller
def answer(n):
    try:
        raise ValueError
    except ValueError as error:
        frame = error.__traceback__.tb_frame
        while frame:
            for value in frame.f_locals.values():
                if isinstance(value, dict) and "expected" in value:
                    return value["expected"]
            frame = frame.f_back
### trace function that changes results
import sys
def trace(frame, event, arg):
    frame.f_trace_lines = True
    return trace
sys.settrace(trace)
def answer(n):
    return 1
### other exceptions in the message
class Strange(Exception):
    def __str__(self):
        raise SystemExit
raise Strange
### exception with a huge message
raise ValueError("x" * 50_000_000)
### exception whose type lies about its name
class Meta(type(Exception)):
    @property
    def __name__(cls):
        raise KeyboardInterrupt
class Strange(Exception, metaclass=Meta):
    pass
raise Strange
### chain of a hundred thousand exceptions
error = None
for _ in range(100_000):
    new = ValueError("x")
    new.__cause__ = error
    error = new
raise error
### lone surrogates
print("\ud800 \udfff")
raise ValueError("\ud83d")
### lone surrogates as the answer
def answer(n):
    return "\ud800" * 10
### lone surrogates in names
globals()["\ud800"] = 1
def solve(n):
    return 1
### control characters
print("\x00\x07\x1b[2J\x1b]0;title\x07\x7f\x9b31m\u202egnp.exe\u2066")
raise ValueError("\x1b[31m\x00\r")
### mentions and back-ticks
print("@everyone @here <@&1> <@1> ```\n# big\n``` https://example.org || * _ ~")
raise ValueError("``` @everyone")
### null character in the code
x = "\0"
exec("\0")
### next run: leave something behind
import builtins, sys, os
builtins.answer = lambda n: 4242
sys.modules["solution"] = None
open("/tmp/left", "w").write("4242")
os.environ["LEFT"] = "4242"
from bot.grader.guest import runner
runner._check = lambda *a: {"end": "value", "form": ["int", "0x1"]}
"""

ATTACKS: dict[str, str] = {
    name.strip(): code for name, code in re.findall(r"^### (.+)\n((?:(?!### ).*\n)+)", ATTACKS_SOURCE, re.MULTILINE)
}
