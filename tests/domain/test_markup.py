"""HTML of a field becomes what a reader sees of it, and no field takes long."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.markup import fill_gaps, has_gaps, open_gaps, plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("one<br>two<br/><BR >three", "one\ntwo\n\nthree"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("a\n  b&nbsp;&amp;&lt;c&gt;", "a b &<c>"),
        ("<style>b{}</style>x<script>alert('<b>')</script>y<!-- <i> -->z", "xyz"),
        ("<STYLE>İ</STYLE>ok", "ok"),
        ("<script>never ends", ""),
        ("<!-- never ends", ""),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<img src=x onerror=alert(1)>[sound:a.mp3]seen[anki:play:q:0]", "seen"),
        ("&lt;b&gt;not bold&lt;/b&gt;", "<b>not bold</b>"),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_html_becomes_text(html: str, text: str) -> None:
    assert plain_text(html).text == text


def test_code_keeps_its_lines() -> None:
    html = "Look<pre><code>if x &lt; 1:<br>    y<span>(</span>)\n    z</code></pre>here"
    assert plain_text(html).code == "if x < 1:\n    y()\n    z"
    assert plain_text(html).text == "Lookhere"


@pytest.mark.parametrize(
    ("cloze", "opened", "filled"),
    [
        ("{{c1::a}} and {{c12::b::hint}}", "[…] and [hint]", "a and b"),
        ("{{c1::outer {{c2::inner}} end}}", "[…]", "outer inner end"),
        ("x[{{c1::1::2::3}}]", "x[[2::3]]", "x[1]"),
        ("{{c1::never ends", "never ends", "never ends"),
        ("no gap }} :: here", "no gap }} :: here", "no gap }} :: here"),
    ],
)
def test_gaps_are_opened_and_filled(cloze: str, opened: str, filled: str) -> None:
    assert (open_gaps(cloze), fill_gaps(cloze)) == (opened, filled)


def test_only_ankis_own_marks_are_gaps() -> None:
    assert has_gaps("{{c1::x}}")
    assert not has_gaps("{{x}} f'{{c1}}' ::")


@given(st.text("<>/!-abrpescript&;lt:{}c1[] \n\"'", max_size=400))
def test_any_text_is_read_without_a_tag_being_left(html: str) -> None:
    seen = plain_text(html).text
    assert "<script>" not in seen.replace("&lt;", "") or "&" in html
    assert seen == seen.strip()


@pytest.mark.parametrize(
    "part",
    ["<a", "<!--", "<style>", "<style></style>", "<pre>", "<br> ", "&lt;", "[sound:", "{{c1::", "{{c1::a}}", "<", "\n"],
)
def test_no_field_takes_long(part: str) -> None:
    html = (part * 20_000)[:20_000]
    begin = time.process_time()
    text = plain_text(html).text
    open_gaps(text)
    fill_gaps(text)
    assert time.process_time() - begin < 0.5  # a millisecond or twenty; what grows with the square takes seconds
