"""Files, formats, dates, and other computers."""

from bot.domain.traceback._known import DATABASES, DATES, FILES, JSON, NETWORK, Known
from bot.domain.translatable import gettext_noop as N_  # noqa: N812

OUTSIDE = (
    Known(
        "file-missing",
        ("FileNotFoundError",),
        r"'(?P<file>[^']{1,200})'$",
        FILES,
        N_(
            "Python looks for `{file}`, counted from the folder in which you started it. Is that the folder "
            "where the file is, and is the name exactly right, with its ending?"
        ),
    ),
    Known(
        "file-missing",
        ("FileNotFoundError",),
        r"",
        FILES,
        N_(
            "Python looks in the folder in which you started it. Is that the folder where the file is, and "
            "is the name exactly right, with its ending?"
        ),
    ),
    Known(
        "file-exists",
        ("FileExistsError",),
        r"",
        FILES,
        N_("What should happen when it is there already: use it, replace it, or stop?"),
    ),
    Known(
        "folder-as-file",
        ("IsADirectoryError", "NotADirectoryError"),
        r"",
        FILES,
        N_("Print the path just before it is used: which part of it is a folder, and which one is the file?"),
    ),
    Known(
        "not-allowed",
        ("PermissionError",),
        r"",
        FILES,
        N_(
            "Is the file open in another program, is it really a folder, or does it belong to the system? "
            "Try it with a file in your own folder."
        ),
    ),
    Known(
        "encoding",
        ("UnicodeDecodeError", "UnicodeEncodeError"),
        r"'(?P<codec>[\w-]{1,40})' codec",
        FILES,
        N_(
            "The text is handled as `{codec}`. Say which encoding you mean when you open the file: "
            '`encoding="utf-8"`. If it still fails, the file was saved in another one, or it isn\'t text.'
        ),
    ),
    Known(
        "file-closed",
        ("ValueError",),
        r"closed file|on closed",
        FILES,
        N_(
            "The file was closed before this line. After `with` ends, its file is closed: which lines should "
            "be indented inside of it?"
        ),
    ),
    Known(
        "file-mode",
        ("UnsupportedOperation",),
        r"not (?P<mode>readable|writable)",
        FILES,
        N_(
            "The file is not {mode} in the mode in which it was opened. Which letter do you give to `open`: "
            '"r", "w" or "a"?'
        ),
    ),
    Known(
        "file-lines",
        ("UnsupportedOperation", "BlockingIOError"),
        r"",
        FILES,
        N_("Was the file opened in the mode that this line needs?"),
    ),
    Known(
        "bytes-and-text",
        ("TypeError",),
        r"a bytes-like object is required, not 'str'|must be str, not bytes|can't concat str to bytes"
        r"|not \"bytes\"\) to str",
        FILES,
        N_(
            'Text and bytes are mixed here. Is the file opened with a "b" in its mode, or does something '
            "need `.encode()` or `.decode()`?"
        ),
    ),
    Known(
        "json-empty",
        ("JSONDecodeError",),
        r"line 1 column 1 \(char 0\)",
        JSON,
        N_(
            "The text doesn't even begin as JSON does. Print it just before: is it empty, or is it a web "
            "page, or a file name?"
        ),
    ),
    Known(
        "json",
        ("JSONDecodeError",),
        r"line (?P<row>\d{1,7}) column (?P<column>\d{1,7})",
        JSON,
        N_(
            "Look at line {row}, column {column} of the JSON text itself. JSON wants double quotation marks, "
            "no comma after the last element, and `true`, `false`, `null`."
        ),
    ),
    Known(
        "date-format",
        ("ValueError",),
        r"time data .{0,300}does not match format|unconverted data remains|Invalid isoformat string",
        DATES,
        N_("Put the text and the format one below the other: which character of the text has no partner?"),
    ),
    Known(
        "date-range",
        ("ValueError",),
        r"\bday\b.{0,60}(?:range|must be)|month must be|hour must be|minute must be"
        r"|year .{0,30}out of range",
        DATES,
        N_(
            "One of the numbers isn't on the calendar or the clock. Print year, month and day before: are "
            "they in the right order?"
        ),
    ),
    Known(
        "date-zone",
        ("TypeError",),
        r"offset-naive and offset-aware",
        DATES,
        N_("One of the two times knows its time zone, and the other doesn't. Give both one, or none."),
    ),
    Known(
        "date-zone-name",
        ("ZoneInfoNotFoundError",),
        r"",
        DATES,
        N_('Zones have names such as "Europe/Berlin". On Windows the package `tzdata` is needed too.'),
    ),
    Known(
        "port-in-use",
        ("OSError",),
        r"[Aa]ddress already in use|\[(?:Errno 98|Errno 48|WinError 10048)\]",
        NETWORK,
        N_("Another program uses this port already, perhaps an earlier start of yours that still runs."),
    ),
    Known(
        "connection",
        ("URLError", "HTTPError", "SSLError", "ConnectTimeout", "ReadTimeout", "gaierror", "MaxRetryError"),
        r"",
        NETWORK,
        N_("Does the address open in your browser? Expect that this can fail: what should your program do then?"),
    ),
    Known(
        "connection",
        (
            "ConnectionError",
            "ConnectionRefusedError",
            "ConnectionResetError",
            "ConnectionAbortedError",
            "BrokenPipeError",
            "TimeoutError",
        ),
        r"",
        NETWORK,
        N_(
            "Nobody answered at this address, or the line was cut. Does the other program run, and are name "
            "and port right?"
        ),
    ),
    Known(
        "no-table",
        ("OperationalError",),
        r"no such (?P<what>table|column): (?P<name>[\w.]{1,80})",
        DATABASES,
        N_("The database has no {what} `{name}`. Was it created in this very file, and is it spelt the same?"),
    ),
    Known(
        "database",
        ("OperationalError", "IntegrityError", "ProgrammingError"),
        r"",
        DATABASES,
        N_(
            "Print the SQL and the values just before they are used. Which part of the message do you find in it again?"
        ),
    ),
)
