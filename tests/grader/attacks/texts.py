"""Attacks on the screen: what they print is not fit to be shown."""

TEXTS = r"""
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
"""
