"""What is typed in, files and folders, and how a program begins and ends."""

STREAMS = r"""
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
"""
