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
HEX = string.digits + "abcdef"
MIXED = st.builds("{}Kp7{}".format, of(LETTERS, 4), of(LETTERS, 30))
OF_MAKERS = st.one_of(
    *(
        st.builds((prefix + "{}").format, MIXED)
        for prefix in (
            "gsk_", "xai-", "r8_", "pplx-", "GOCSPX-", "glrt-", "gldt-", "whsec_", "dckr_pat_", "lin_api_", "ntn_",
            "shpss_", "figd_", "glsa_", "sntrys_", "pscale_tkn_", "sb_secret_", "sq0atp-", "pcsk_", "tvly-", "fw_",
        )
    ),
    *(
        st.builds((prefix + "4{}").format, of(HEX, 32))
        for prefix in ("xkeysib-", "rubygems_", "dop_v1_", "sbp_", "lsv2_pt_", "xapp-1-A02-")
    ),
    st.builds("RGAPI-4{}-{}-{}".format, of(HEX, 7), of(HEX, 4), of(HEX, 12)),
    st.builds("hooks.slack.com/services/T{}/B{}/{}".format, of(LETTERS, 8), of(LETTERS, 8), of(LETTERS, 24)),
)  # fmt: skip
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


@settings(max_examples=300)
@given(OF_MAKERS, AROUND)
def test_the_keys_of_many_makers_are_recognised_without_a_name_beside_them(secret: str, around: str) -> None:
    clean = sanitise(around.format(secret))
    assert secret[-20:] not in clean.text
    assert clean.secrets == 1


# As makers without a mark of their own write them: drawn once, and nobody's.
WITHOUT_A_MARK = [
    "2b696402c316fdbb7c2dc66cf60bb11a",
    "SK53053cb82eea46aebabba998537a79d8",
    "key-bc0f5f84c6d9d9322ea20afd3ad7a6c2",
    "107257fc9be769a4bba6e1d96f653e3c-us12",
    "VajyZnRNo5kAEgtsboDKAC1Oy7wkfodmzGkn7ZCn",
    "Vaj/ZnRNo5kAEg+sboDKAC1Oy7wkf/dmzGkn7ZCn",
    "go-82QeNpbITJFmTj8GjW4laNPQOZrMUJF6otTFV",
    "hvs.JAB4hNzuA0twO5Lz2eDmeRqCXUhqIe2pLIwrTz91",
    "dapi2fec568480567e39b630ae9f1a95ef9f",
    "oauth:x7k2m9q4w1e8r5t3y6u0i7o2p9a4s1",
    "Server=birds.example.org;Database=nests;Pwd=FjUo9XiW7dRq2MzL",
    "AccountName=birds;AccountKey=Tz9hQ2vKx7LmP4nRs8Yw1BcD6eFg3HjK5kMn0PqRt2UvWx==",
]


@pytest.mark.parametrize("secret", WITHOUT_A_MARK)
@pytest.mark.parametrize("around", ["{}", 'call("{}")', "it says {} is wrong", "a\n{}\nb"])
def test_a_key_without_any_mark_is_recognised_by_how_its_letters_take_turns(secret: str, around: str) -> None:
    clean = sanitise(around.format(secret))
    assert secret[-8:] not in clean.text
    assert secret[-16:-8] not in clean.text
    assert clean.secrets == 1


@pytest.mark.parametrize(
    "text",
    [
        "calculate_total_of_3_birds_in_2_trees_and_1_nest",
        "getTheThirdBirdOfTheSecondTree32",
        "/usr/lib/python3.12/site-packages/birds_2_seen/models/tree_3.py",
        "https://docs.python.org/3/library/itertools.html#itertools.pairwise",
        "123e4567-e89b-12d3-a456-426614174000",
        "<__main__.Bird object at 0x7f3a5c0d9e10>",
        "numpy-2.1.3-cp312-cp312-manylinux_2_17_x86_64.whl",
        "ACGTACGTTAGCACGTACGTTAGCACGT",
        "/media/birds/tern.png",
        "31415926535897932384626433832795",
    ],
)
def test_long_names_paths_and_numbers_are_left_alone(text: str) -> None:
    assert sanitise(text).text == text


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
        ("C:\\Users\\Ann Miller>python main.py", "~>python main.py"),
        ("I am in C:\\Users\\Ann B. Miller III", "I am in ~"),
        ("Path('C:/Users/Ann Miller')", "Path('~')"),
        ("\\\\wsl$\\Ubuntu\\home\\ann\\x", "~\\x"),
        ("\\\\server\\Users\\ann\\x", "~\\x"),
        ("/cygdrive/c/Users/ann/x", "~/x"),
        ("/run/media/ann/stick/x", "~/stick/x"),
        ("/usr/home/ann/x", "~/x"),
        ("/Users/Ann Miller/x.py", "~/x.py"),
        ("Anns-MacBook-Pro:birds ann$ python main.py", "birds $ python main.py"),
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
