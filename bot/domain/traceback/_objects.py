"""What objects can do: context managers, iterators, classes, tests, numbers; and how a program ends."""

from bot.domain.traceback._known import (
    CLASSES,
    DATACLASSES,
    FUNCTIONS,
    INPUT,
    ITERATORS,
    LISTS,
    LOOPS,
    MAGIC,
    TESTS,
    VALUES,
    WITH,
    Known,
)
from bot.domain.translatable import gettext_noop as N_  # noqa: N812

OBJECTS = (
    Known(
        "with-protocol",
        ("TypeError", "AttributeError"),
        r"context manager protocol|__enter__|__exit__",
        WITH,
        N_(
            "What stands after `with` isn't something that can be opened and closed. Is a call such as "
            "`open(…)` missing?"
        ),
    ),
    Known(
        "with-generator",
        ("RuntimeError",),
        r"generator didn't (?:yield|stop)",
        WITH,
        N_("A function under `@contextmanager` must come to exactly one `yield`, on every way through it."),
    ),
    Known(
        "not-iterator",
        ("TypeError",),
        r"'(?P<kind>\w{1,60})' object is not an iterator",
        ITERATORS,
        N_(
            "A value of type `{kind}` can be walked through, but it doesn't remember a place. What does "
            "`iter(…)` make of it?"
        ),
    ),
    Known(
        "generator-raised",
        ("RuntimeError",),
        r"(?:generator|coroutine) raised StopIteration",
        ITERATORS,
        N_(
            "`next()` inside of a generator found nothing more. What should the generator do then: `return`, "
            "or use a default value?"
        ),
    ),
    Known(
        "iterator-empty",
        ("StopIteration", "StopAsyncIteration"),
        r"",
        ITERATORS,
        N_("There is no further element. `next(…, default)` has a second place for what should come then."),
    ),
    Known(
        "method-without-self",
        ("TypeError",),
        r"\w+\.(?P<name>\w{1,80})\(\) takes 0 positional arguments but 1 was given",
        CLASSES,
        N_(
            "The method `{name}` was called on an object, and its `def` has no place for that object. What comes first?"
        ),
    ),
    Known(
        "abstract",
        ("TypeError",),
        r"Can't instantiate abstract class (?P<name>\w{1,80})",
        CLASSES,
        N_("`{name}` has methods that a class below it must write first. Which ones does the message name?"),
    ),
    Known(
        "init-returns",
        ("TypeError",),
        r"__init__\(\) should return None",
        CLASSES,
        N_("`__init__` only fills the new object. What does its `return` want to say?"),
    ),
    Known(
        "frozen",
        ("FrozenInstanceError",),
        r"",
        DATACLASSES,
        N_(
            "This object was made so that it never changes. Make a new one with the other value: "
            "`dataclasses.replace` does it."
        ),
    ),
    Known(
        "magic-returns",
        ("TypeError",),
        r"__(?:str|repr|len|bool|hash|index|int|float)__ (?:\w+ )?(?:method )?(?:should|must|returned)"
        r"|__\w+__ returned non-",
        MAGIC,
        N_("A method with two underscores gives back something of the wrong kind. What does Python expect from it?"),
    ),
    Known(
        "unfinished",
        ("NotImplementedError",),
        r"",
        CLASSES,
        N_("Somebody left this part open on purpose. Should a class below write it, or should you fill it in?"),
    ),
    Known(
        "attribute-none",
        ("AttributeError",),
        r"'NoneType' object has no attribute '(?P<name>index|pop|append|sort|index|join|remove|insert"
        r"|reverse|extend|count|copy)'",
        LISTS,
        N_(
            "`None` was asked for `{name}`. Methods such as `sort` and `append` change the list and give "
            "back nothing: do you keep their result somewhere?"
        ),
    ),
    Known(
        "attribute-near",
        ("AttributeError",),
        r"'(?P<kind>[A-Z]\w{0,60})' object has no attribute '(?P<name>\w{1,80})'"
        r"\. Did you mean: '(?P<near>[\w.]{1,80})'",
        CLASSES,
        N_(
            "Objects of the class `{kind}` have no `{name}`, but they have `{near}`. Which one is spelt as "
            "you meant it?"
        ),
    ),
    Known(
        "attribute-near",
        ("AttributeError",),
        r"'(?P<kind>\w{1,60})' object has no attribute '(?P<name>\w{1,80})'"
        r"\. Did you mean: '(?P<near>[\w.]{1,80})'",
        VALUES,
        N_("Values of type `{kind}` have no `{name}`, but they have `{near}`. Is it what you want?"),
    ),
    Known(
        "attribute-own",
        ("AttributeError",),
        r"'(?P<kind>(?!NoneType)[A-Z]\w{0,60})' object has no attribute '(?P<name>\w{1,80})'",
        CLASSES,
        N_(
            "This object of the class `{kind}` has no `{name}` at that moment. Is it set in `__init__`, with "
            "`self.` in front, and spelt the same?"
        ),
    ),
    Known(
        "assertion",
        ("AssertionError",),
        r"",
        TESTS,
        N_("Put the two sides next to each other: which one is wrong, what the code gives, or what the test expects?"),
    ),
    Known(
        "digits-limit",
        ("ValueError",),
        r"Exceeds the limit \(\d+ digits\)",
        VALUES,
        N_("The number has more digits than Python turns into text. Do you need all of them?"),
    ),
    Known(
        "math-range",
        ("OverflowError", "ValueError"),
        r"math (?:range|domain) error|too large|expected a (?:nonnegative|positive)"
        r"|cannot convert float (?:NaN|infinity)",
        VALUES,
        N_(
            "The calculation has no result for this number. Print it just before: is it negative, or far "
            "larger than you thought?"
        ),
    ),
    Known(
        "argument-kind",
        ("TypeError",),
        r"object of type '(?P<kind>int|float|bool)' has no len",
        VALUES,
        N_("A value of type `{kind}` has no length. Should it be turned into a text or a list first?"),
    ),
    Known(
        "int-of-none",
        ("TypeError",),
        r"not 'NoneType'",
        FUNCTIONS,
        N_("`None` came where a text or a number is needed. Which step before gave back nothing?"),
    ),
    Known(
        "end-of-input",
        ("EOFError",),
        r"",
        INPUT,
        N_(
            "`input()` found nothing to read. Where does the input come from, how many lines has it, and how "
            "often do you ask?"
        ),
    ),
    Known(
        "stopped",
        ("KeyboardInterrupt",),
        r"",
        LOOPS,
        N_("Did you stop it because it never ended? Then look at the loop around this line: what would make it stop?"),
    ),
    Known(
        "left",
        ("SystemExit",),
        r"",
        FUNCTIONS,
        N_("`exit()` ends the whole program. If only the function should end, `return` is the word."),
    ),
    Known(
        "escape",
        ("SyntaxWarning", "DeprecationWarning"),
        r"invalid escape sequence",
        VALUES,
        N_(
            "A backslash in a text begins a special character, and this one isn't known. Put an r in front of the "
            "quotation mark, or write two backslashes."
        ),
    ),
    Known(
        "unicode-escape",
        ("SyntaxError",),
        r"unicodeescape",
        VALUES,
        N_(
            "A backslash in a text begins a special character: in a Windows path, `\\U` does. Put an r in front "
            "of the quotation mark, or write `/`."
        ),
    ),
)
