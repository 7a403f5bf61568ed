"""Attacks on the machine, and on the member who comes next."""

OUTSIDE = r"""
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
### next run: leave something behind
import builtins, sys, os
builtins.answer = lambda n: 4242
sys.modules["solution"] = None
open("/tmp/left", "w").write("4242")
os.environ["LEFT"] = "4242"
from bot.grader.guest import runner
runner._check = lambda *a: {"end": "value", "form": ["int", "0x1"]}
"""
