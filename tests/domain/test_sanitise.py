"""A secret never survives; ordinary code is left alone."""

import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.curriculum import Curriculum
from bot.domain.sanitise import REMOVED, sanitise

LETTERS = string.ascii_letters + string.digits
WORD = st.text(LETTERS, min_size=30, max_size=40)


def of(alphabet: str, least: int, most: int | None = None) -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=least, max_size=most or least)


DISCORD = st.builds(
    "{}{}.{}.{}".format, st.sampled_from("MNO"), of(LETTERS, 23, 27), of(LETTERS + "_-", 6), of(LETTERS + "_-", 27, 38)
)
SHAPED = st.one_of(
    DISCORD,
    st.builds("{}_{}".format, st.sampled_from(["ghp", "gho", "ghs", "ghu", "ghr"]), of(LETTERS, 36)),
    st.builds("github_pat_{}_{}".format, of(LETTERS, 22), of(LETTERS, 59)),
    st.builds("sk-{}1{}".format, of(LETTERS, 20), of(LETTERS, 20)),
    st.builds("sk-proj-{}1{}".format, of(LETTERS + "_-", 20), of(LETTERS, 20)),
    st.builds("AKIA{}".format, of(string.ascii_uppercase + string.digits, 16)),
    st.builds("eyJ{}.eyJ{}.{}".format, of(LETTERS, 20), of(LETTERS, 30), of(LETTERS + "_-", 43)),
    st.builds("AIza{}".format, of(LETTERS + "_-", 35)),
    st.builds("glpat-{}".format, of(LETTERS, 20)),
    st.builds("xoxb-{}-{}".format, of(string.digits, 12), of(LETTERS, 24)),
)
AROUND = st.sampled_from(
    ["{}", '"{}"', "'{}'", "x = '{}'", "client.run('{}')", "({})", "key is {} ok", "`{}`", "a\n{}\nb", "={}"]
)


@settings(max_examples=300)
@given(SHAPED, AROUND, st.text(" \nabc=:'\"", max_size=10))
def test_a_key_is_recognised_by_its_look_wherever_it_stands(secret: str, around: str, more: str) -> None:
    clean = sanitise(f"{more} {around.format(secret)} {more}")
    assert secret not in clean.text
    assert secret[8:-4] not in clean.text
    assert clean.secrets == 1


NAMED = [
    'api_key = "{}"',
    "API_KEY='{}'",
    'password: str = "{}"',
    'config["password"] = "{}"',
    '{{"token": "{}"}}',
    'connect(user="ann", password="{}")',
    "DB_PASSWORD={}",
    "export SECRET_TOKEN={}",
    "DISCORD_TOKEN={}",
    "password: {}",
    'os.environ["API_KEY"] = "{}"',
    'os.getenv("API_KEY", "{}")',
    'secret = ("{}")',
    'passwd=r"{}"',
    'clientSecret: "{}"',
    'if password == "{}":',
    "Authorization: Bearer {}",
    "Authorization: Basic {}",
    "authorization: {}",
    'headers = {{"Authorization": "Bot {}"}}',
    'headers = {{"Authorization": f"token {}"}}',
    "postgres://ann:{}@db.local/birds",
    "https://ann:{}@example.org/x",
    "redis://:{}@cache",
    "https://example.org/?api_key={}&page=2",
    "mysql -p --password={}",
    "curl --token {} https://x.org",
    "X-Api-Key: {}",
    "Cookie: session={}",
    "access_key = '{}'",
    'private_key="{}"',
    'password = """{}"""',
    "https://discord.com/api/webhooks/123456789012345678/{}",
]


@settings(max_examples=300)
@given(
    WORD.filter(lambda text: any(c.isdigit() for c in text)),
    st.sampled_from(NAMED),
    st.sampled_from(["", "  ", "print(1)\n"]),
)
def test_what_a_name_says_to_be_secret_is_taken_out(secret: str, line: str, before: str) -> None:
    clean = sanitise(before.rstrip(" ") + line.format(secret))
    assert secret not in clean.text
    assert secret[5:-5] not in clean.text
    assert clean.secrets >= 1


@given(
    st.text(LETTERS + "+/=\n", min_size=40, max_size=400),
    st.sampled_from(["RSA ", "", "OPENSSH ", "EC "]),
    st.booleans(),
)
def test_a_private_key_is_taken_out_whole_also_without_its_end(body: str, kind: str, whole: bool) -> None:
    end = f"\n-----END {kind}PRIVATE KEY-----\nprint(1)" if whole else ""
    clean = sanitise(f"x = 3\n-----BEGIN {kind}PRIVATE KEY-----\n{body}{end}")
    assert body.strip() not in clean.text
    assert clean.text.startswith("x = 3\n")
    assert clean.text.endswith("print(1)" if whole else REMOVED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('File "/home/ann/birds/main.py", line 3', 'File "~/birds/main.py", line 3'),
        ('File "/Users/ann.miller/main.py"', 'File "~/main.py"'),
        ('File "C:\\Users\\Ann Miller\\birds\\main.py"', 'File "~\\birds\\main.py"'),
        ("c:/users/ann/x", "~/x"),
        ("/mnt/c/Users/Ann/x", "~/x"),
        ('open("C:\\\\Users\\\\Ann\\\\x.txt")', 'open("~\\\\x.txt")'),
        ("ann@laptop:~/birds$ python main.py", "~/birds$ python main.py"),
        ("(venv) ann@laptop:~$ ls", "(venv) ~$ ls"),
        ("write to ann.b+birds@example.co.uk please", f"write to {REMOVED} please"),
        ("C:\\Users\\Public\\x", "C:\\Users\\Public\\x"),
    ],
)
def test_names_of_people_are_taken_out_of_paths_and_addresses(text: str, expected: str) -> None:
    clean = sanitise(text)
    assert clean.text == expected
    assert clean.secrets == 0


def test_a_secret_that_is_cut_into_parts_does_not_survive() -> None:
    clean = sanitise('password = "tern" "gull" \\\n    "auk"\nbird = "wren"')
    assert not {"tern", "gull", "auk"} & set(clean.text.replace('"', " ").split())
    assert 'bird = "wren"' in clean.text


def test_ordinary_code_is_left_alone(curriculum: Curriculum) -> None:
    programs = [concept.example.code for concept in curriculum.concepts.values() if concept.example]
    for challenge in curriculum.challenges.values():
        programs += [challenge.starter, challenge.solution]
    programs += [card.code for card in curriculum.cards.values() if card.code]
    assert len(programs) > 200
    changed = [code for code in programs if sanitise(code).text != code]
    assert changed == []


@pytest.mark.parametrize(
    "code",
    [
        "token = tokens[0]",
        "for token in tokens:",
        'if token == "while":',
        "password = getpass()",
        "def login(password):",
        'token = "+"',
        "password: str",
        "key = max(ages)",
        'api_key = os.environ["API_KEY"]',
        "secrets.token_hex(16)",
        'headers = {"Authorization": f"Bearer {token}"}',
        "return password == other",
        "a @ b.T",
        "@app.get",
        "import secrets",
        "matrix[i, j]",
        'url = "https://example.org/a?page=2"',
        "print(f'{total:>10}')",
        "git@github.com",
        'password = ""',
        'parser.add_argument("--token", help="the token")',
        'KEYWORDS = ("password", "token")',
    ],
)
def test_code_about_secrets_that_holds_none_is_left_alone(code: str) -> None:
    clean = sanitise(code)
    assert clean.text == code
    assert clean.secrets == 0


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = sanitise(text).text
    assert sanitise(once).text == once


@pytest.mark.parametrize(
    "piece",
    [
        'password="',
        "a_",
        "pass_",
        '"',
        "eyJ",
        "-----BEGIN PRIVATE KEY-----",
        "x@",
        "://:",
        "/home/",
        "authorization:",
        " ",
        "\n",
        "'''",
        "sk-",
        'token="a"+',
        "C:\\Users\\",
        "password: ",
        "M",
        "export A=",
    ],
)
def test_a_hundred_kilobytes_take_no_longer_than_their_length(piece: str) -> None:
    def seconds(text: str) -> float:
        begin = time.thread_time()
        sanitise(text)
        return time.thread_time() - begin

    whole = piece * (100_000 // len(piece))
    quarter = min(seconds(whole[: len(whole) // 4]) for _ in range(2))
    took = min(seconds(whole) for _ in range(2))
    assert took < 4
    assert took < 10 * quarter + 0.05
