"""Taking out of pasted text what nobody else should read: keys, passwords, e-mail addresses, the name in a home path.

When in doubt, something is taken out: a gap in a question costs less than a key that everybody can read. No step takes
long, whatever the text is: every pattern is bounded before its first fixed part, and runs over the text once.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

REMOVED = "[removed]"
HOME = "~"
SHORTEST = 3
PREFIXES = {"r", "b", "u", "f", "rb", "br", "rf", "fr"}
SHORTEST_TOKEN = 8  # what a variable called `token` gets is a secret only from here on: parsers have tokens too

WORD = r"(?:[A-Za-z0-9]{1,40}[_-])"
KEY_WORD = (
    r"(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|credentials?|(?:api|access|private|client|auth|signing|"
    r"encryption|secret|account)[_-]?key)"
)
NAME = rf"(?<![A-Za-z0-9])(?:{WORD}{{0,6}}{KEY_WORD}(?:[_-][A-Za-z0-9]{{1,40}}){{0,3}}"
NAME += r"|[a-z]{1,40}(?-i:Password|Secret|Token|ApiKey|AccessKey|PrivateKey))(?![A-Za-z0-9])"
QUOTED = (
    r"""[rbuf]{0,2}(?:"{3}(?:[^"]|"(?!""))*(?:"{3}|\Z)|'{3}(?:[^']|'(?!''))*(?:'{3}|\Z)"""
    r"""|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)"""
)
PARTS = rf"(?>{QUOTED}(?:[ \t]{{0,20}}\+?[ \t\\]{{0,20}}\n?[ \t]{{0,80}}\+?[ \t]{{0,20}}{QUOTED})*)"
NO_TUPLE = r"(?(open)(?![ \t]{0,20}\n?[ \t]{0,80},))"

# What the keys of some makers begin with, where that is no word of anybody's code; a digit follows in each.
MAKERS = (
    r"gl(?:rt|dt|ptt|ft|soat|cbt|imt|agent|sa|c)|api_org|shp(?:ss|ca|pa|tka)|xapp|gsk|xai|r8|pplx|GOCSPX|whsec|xkeysib|"
    r"rubygems|dckr_[po]at|do[opr]_v1|HRKU|lin_(?:api|oauth)|ntn|secret|fig[dou]|NR(?:AK|AA|II|JS)|sntry[su]|"
    r"pscale_(?:tkn|pw|oauth)|sb[pr]|sb_secret|PMAK|sq0[a-z]{3}|lsv2_(?:pt|sk)|pcsk|tvly|nvapi|RGAPI|fw|AGE-SECRET-KEY"
)
# Whole secrets, recognised by their look.
LOOKS = (
    r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}-----|\Z)",
    r"(?<![\w-])eyJ[\w-]{8,}(?:\.[\w-]+){1,4}",  # a JSON web token
    r"(?<![\w-])[MNO][\w-]{22,30}\.[\w-]{5,8}\.[\w-]{25,110}",  # a Discord bot
    r"\bmfa\.[\w-]{40,}",
    r"(?<=/webhooks/)\d{5,20}/[\w-]{20,}",
    r"(?<![A-Za-z0-9])(?:gh[pousr]|github_pat|glpat|npm|hf|pypi|shpat|xox[abeoprs])[_-][\w-]{10,}",
    r"(?<![A-Za-z0-9])(?:sk|rk|pk)[_-](?=[\w-]{0,60}[0-9])[\w-]{12,}",  # OpenAI, Anthropic, Stripe and their like
    r"(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}",  # AWS
    r"\bAIza[\w-]{25,}",  # Google
    r"\bya29\.[\w-]{20,}",
    r"\bSG\.[\w-]{15,}\.[\w-]{15,}",  # SendGrid
    r"(?<!\d)\d{8,10}:AA[\w-]{30,}",  # a Telegram bot
    rf"(?<![A-Za-z0-9])(?:{MAKERS})[_-](?=[A-Za-z]{{0,60}}[0-9])[\w-]{{18,}}",
    r"(?<=\boauth:)\w{24,}",  # Twitch
    r"(?<=hooks\.slack\.com/)[\w/-]{20,}",
    r"Private-Lines: \d{1,3}\n[\s\S]*?(?:Private-MAC: \w+|\Z)",  # a key of PuTTY
)
# Secrets that are told by what stands before them: the first group stays.
TOLD = (
    r"(\bauthorization[\"'\]]{0,3}[ \t]{0,5}[:=](?![ \t]{0,5}[\"'rbfu]{0,3}(?:\w{1,20}[ \t]{1,5})?[{[])[ \t]{0,5}"
    r"[rbfu]{0,2}[\"']?)[^\n\"']+",
    r"(\bauthorization[\"'\]]{0,3}[ \t]{0,5},[ \t]{0,5}f?[\"'])(?!(?:\w{1,20}[ \t]{1,5})?{)[^\n\"']+",
    r"(\b(?:set-)?cookie[\"'\]]{0,3}[ \t]{0,5}:[ \t]{0,5}[rbfu]{0,2}[\"']?)(?=[^\n\"'=]{1,100}=)[^\n\"']+",
    r"(\bx-(?:api|auth|access)-(?:key|token)[\"'\]]{0,3}[ \t]{0,5}[:=,][ \t]{0,5}[\"']?)(?!{)[^\s\"']+",
    r"(\b(?:bearer|basic)[ \t]{1,5})(?=[\w.~+/=-]{0,200}[0-9])[\w.~+/=-]{16,}",
    r"(\b[a-z][a-z0-9+.-]{1,20}://[^\s:/@\"'{}]{0,100}:)[^\s@/\"']{1,400}(?=@)",
    rf"([?&;][ \t]{{0,3}}(?:{WORD}{{0,3}}{KEY_WORD}|key|sig|signature|auth|code)=)(?!{{)[^\s&;\"'#]{{3,}}",
    rf"(--?{WORD}{{0,3}}{KEY_WORD}(?:[ \t]{{1,3}}|=))(?![\"'-])[^\s\"']{{2,}}",
)
# Names that speak of a secret, and a text that they get or are compared with.
GIVEN = (
    rf"(?P<name>{NAME})(?P<between>[\"']?\]?[ \t]{{0,8}}(?::[ \t]{{0,4}}[\w.\[\]| ]{{1,40}}?)?[ \t]{{0,8}}"
    rf"(?::?=|==|!=|:|=>)[ \t]{{0,8}}(?P<open>\([ \t\n]{{0,80}})?){PARTS}{NO_TUPLE}",
    rf"(?P<name>\b\w{{2,20}}\([ \t]{{0,4}}[\"']{NAME})(?P<between>[\"'][ \t]{{0,4}},[ \t]{{0,4}}){PARTS}",
)
# Lines of a shell or of a settings file, where values stand without quotation marks.
LINES = (
    r"(?m)^((?:export[ \t]{1,3})?(?-i:[A-Z0-9_]{0,80}(?:PASS(?:WORD|WD)?|PWD|SECRET|TOKEN|API_?KEY|_KEY)"
    r"[A-Z0-9_]{0,40})=)"
    r"(?![=\"' \t])(?!os\.|None\b|getenv|input\(|environ)[^\n]+",
    rf"(?m)^((?:[ \t]{{0,20}}(?:export|set|setx|\$env:|ENV)[ \t]{{1,3}})?[ \t]{{0,20}}{NAME}[ \t]{{0,4}}=)"
    r"(?![=\"' \t])(?!os\.|None\b|True\b|False\b|input\(|\w{1,40}[\w.]{0,40}[(\[])[^\n]+",
    r"(?m)^([ \t]{0,40}(?:-[ \t]{1,4})?(?:[\w-]{1,40}[_-])?(?:pass(?:word|wd)|pwd)[ \t]{0,4}:[ \t]{1,8})(?![\"'])"
    r"(?!(?:str|bytes|int|object|None|Any|SecretStr)\b)[^\s\[\](){},]{1,400}[ \t]{0,20}$",
    rf"(?m)^([ \t]{{0,40}}(?:-[ \t]{{1,4}})?{NAME}[ \t]{{0,4}}:[ \t]{{1,8}})(?![\"'])"
    r"(?=[^\s]{0,399}[0-9])[^\s\[\](){},]{6,400}[ \t]{0,20}$",
)
MAIL = re.compile(r"(?<![\w.+-])(?!git@)[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}")
PROMPT = re.compile(
    r"(?m)^((?:\([\w .-]{1,40}\)[ \t]{0,3})?)\[?[\w.-]{1,40}@[\w.-]{1,64}[: ](?=[^\n$#%]{0,200}[$#%](?:[ \t]|$))"
)
MAC_PROMPT = re.compile(r"(?m)^[\w.-]{1,64}:([^\s:$#%][^\n:$#%]{0,80} )[\w.-]{1,40}(?=[$%](?:[ \t]|$))")
PERSON = r"[^\\/:*?\"'<>|\s),`]{1,64}"
NAMED = (
    rf"(?:{PERSON}(?: {PERSON}){{1,3}}(?=[\\/>\"']|[ \t]*$)|{PERSON})"  # a name of several words ends with its folder
)
HOMES = (
    re.compile(
        r"(?im)(?<![a-z])(?:[a-z]:|/mnt/[a-z]|/cygdrive/[a-z]|/[a-z]|\\{2,4}[\w.$-]{1,64})(?:\\{1,2}|/)"
        rf"(?:users|documents and settings)(?:\\{{1,2}}|/)(?!(?:public|default)\b){NAMED}"
    ),
    re.compile(rf"(?i)\\{{2,4}}wsl(?:\$|\.localhost)(?:\\{{1,2}}[\w.-]{{1,64}})(?:\\{{1,2}})home(?:\\{{1,2}}){PERSON}"),
    re.compile(
        r"(?<![\w.~])(?:/var|/export|/usr|/nfs|/System/Volumes/Data)?/(?:home|homes|Users|run/media)/(?!Shared\b)"
        rf"(?:{PERSON}(?: {PERSON}){{1,3}}(?=/)|{PERSON})"
    ),
)
LONG_RUN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9+/_-]{24,}={0,2}")
PIECE = 20  # characters without a sign in between
LONG, SHORT_SHARE, LONG_SHARE = 32, 0.45, 0.38  # characters; shares of neighbours that are of different kinds
_LOOKS = tuple(re.compile(pattern) for pattern in LOOKS)
_TOLD = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (*TOLD, *LINES))
_GIVEN = tuple(re.compile(pattern, re.IGNORECASE) for pattern in GIVEN)


@dataclass(frozen=True, slots=True)
class Clean:
    """A text without what nobody else should read, and how many secrets stood in it."""

    text: str
    secrets: int


def sanitise(text: str) -> Clean:
    r"""A text without secrets, e-mail addresses and names in home paths.

    >>> sanitise('api_key = "tern-and-gull"  # mine')
    Clean(text='api_key = "[removed]"  # mine', secrets=1)
    >>> sanitise(r'File "C:\Users\Ann\tern.py", line 3').text
    'File "~\\tern.py", line 3'
    >>> sanitise("token = tokens[0]")
    Clean(text='token = tokens[0]', secrets=0)
    """
    before = text.count(REMOVED)
    for look in _LOOKS:
        text = look.sub(REMOVED, text)
    for given in _GIVEN:
        text = given.sub(_without_text, text)
    for told in _TOLD:
        text = told.sub(rf"\1{REMOVED}", text)
    text = LONG_RUN.sub(_without_chance, text)
    secrets = max(text.count(REMOVED) - before, 0)
    text = MAIL.sub(REMOVED, MAC_PROMPT.sub(r"\1", PROMPT.sub(r"\1", text)))
    for home in HOMES:
        text = home.sub(HOME, text)
    return Clean(text, secrets)


def _without_text(match: re.Match[str]) -> str:
    """What a name gets, without the text; quotation marks stay, so that the code can still be read."""
    name, between = match["name"], match["between"]
    value = match[0][len(name) + len(between) :]
    inner = "".join(part for part in re.split(r"[\"'+\s]+", value) if part.lower() not in PREFIXES)
    filled_in = inner.startswith("{") and inner.endswith("}")
    harmless = len(inner) < SHORTEST or filled_in or not inner.strip("*") or _speaks(name, between, value)
    return match[0] if harmless else f'{name}{between}"{REMOVED}"'


def _without_chance(match: re.Match[str]) -> str:
    """A long run of letters and digits, without what only chance writes; of a path, only such a part goes."""
    run = match[0]
    if _is_mixed(run.rstrip("=")):
        return REMOVED
    return "/".join(REMOVED if _is_by_chance(part) else part for part in run.split("/"))


def _is_by_chance(part: str) -> bool:
    return any(_is_mixed(piece) or _takes_turns(piece) for piece in re.split(r"[+_=-]", part))


def _is_mixed(piece: str) -> bool:
    """Whether small letters, capitals and digits take turns as they do in no name, not even in one in camelCase.

    Drawn by chance, two neighbours are of different kinds in 0.62 of all places. The shares below lie 1.7 standard
    deviations under that for 24 characters and 2.8 for 32: shorter runs are more often names, so less is taken of them.
    """
    size = len(piece)
    kinds = "".join("0" if c.isdigit() else "a" if c.islower() else "A" if c.isupper() else "/" for c in piece)
    if size < PIECE or "0" not in kinds or kinds.count("a") < 2 or kinds.count("A") < 2:
        return False
    changes = sum(one != other for one, other in pairwise(kinds))
    scattered = len(re.findall("0+", kinds)) > 1 or len(re.findall("(?=AA)", kinds)) > 1
    return scattered and changes >= (SHORT_SHARE if size < LONG else LONG_SHARE) * size


def _takes_turns(piece: str) -> bool:
    """Whether digits and letters take turns as they do in no word."""
    changes = sum(one.isdigit() != other.isdigit() for one, other in pairwise(piece))
    return len(piece) >= PIECE and changes * 5 >= len(piece)


def _speaks(name: str, between: str, value: str) -> bool:
    """Whether this is about the tokens of a language, or a sentence about one that opens doors."""
    if "token" not in name.casefold():
        return False
    short = name.casefold() == "token" and len(value.strip("\"'")) < SHORTEST_TOKEN
    return short or value.strip().count(" ") > 1 or between.strip()[:2] in ("==", "!=")
