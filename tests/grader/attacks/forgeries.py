"""Attacks that want to pass without solving: they lie about a value, forge a result, look for what is expected."""

FORGERIES = r"""
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
"""
