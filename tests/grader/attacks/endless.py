"""Attacks that never come to an end."""

ENDLESS = r"""
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
### repr that never ends
class Answer:
    def __repr__(self):
        while True:
            pass
def answer(n):
    return Answer()
"""
