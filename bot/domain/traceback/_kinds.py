"""What kind of error each type is, in one plain sentence."""

import builtins

from bot.domain.traceback import _terminal
from bot.domain.translatable import gettext_noop as N_  # noqa: N812

KINDS = {
    "NameError": N_("Python met a name that it doesn't know at that point."),
    "UnboundLocalError": N_("A variable is read inside a function before it has a value there."),
    "TypeError": N_("An operation or a function got a value of a kind that it can't work with."),
    "ValueError": N_("The kind of the value is right, but its content doesn't fit."),
    "AttributeError": N_("Something was asked, with a dot, for a name that it doesn't have."),
    "IndexError": N_("A position was asked for that the list or the text doesn't have."),
    "KeyError": N_("A dictionary was asked for a key that it doesn't have."),
    "LookupError": N_("Something was looked up that isn't there."),
    "ZeroDivisionError": N_("Something was divided by zero."),
    "OverflowError": N_("A number became too large for this calculation."),
    "ArithmeticError": N_("A calculation has no result."),
    "RecursionError": N_("A function called itself too often."),
    "MemoryError": N_("The program wanted more memory than there is."),
    "SyntaxError": N_("Python can't read the code, so nothing of it was run."),
    "IndentationError": N_("The spaces at the beginning of a line don't fit, so nothing of the code was run."),
    "TabError": N_("Tabs and spaces are mixed at the beginning of lines, so nothing of the code was run."),
    "ModuleNotFoundError": N_("Python can't find the module that is imported."),
    "ImportError": N_("An import didn't work."),
    "FileNotFoundError": N_("There is no file of that name where the program looks."),
    "FileExistsError": N_("There is already something of that name."),
    "IsADirectoryError": N_("A folder was opened as if it were a file."),
    "NotADirectoryError": N_("A file was used as if it were a folder."),
    "PermissionError": N_("The program isn't allowed to touch that file or folder."),
    "ConnectionError": N_("The connection to another computer failed."),
    "TimeoutError": N_("Something took longer than it was allowed to."),
    "OSError": N_("The operating system refused what the program asked for."),
    "UnicodeDecodeError": N_("Bytes were read as text in an encoding that they aren't in."),
    "UnicodeEncodeError": N_("A text has a character that this encoding can't write."),
    "UnsupportedOperation": N_("A file was used in a way for which it wasn't opened."),
    "EOFError": N_("The program wanted to read more input than there is."),
    "KeyboardInterrupt": N_("The program was stopped by hand, with Ctrl+C."),
    "SystemExit": N_("The program ended itself."),
    "AssertionError": N_("An `assert`, or a test, found something else than it expected."),
    "NotImplementedError": N_("A part of the code that was left open was reached."),
    "StopIteration": N_("An iterator was asked for one more element than it has."),
    "StopAsyncIteration": N_("An asynchronous iterator was asked for one more element than it has."),
    "GeneratorExit": N_("A generator was closed before its end."),
    "RuntimeError": N_("Something happened that isn't allowed at that moment."),
    "CancelledError": N_("A task was cancelled while it was waiting."),
    "InvalidStateError": N_("A task or a result was used at a moment when it isn't possible."),
    "JSONDecodeError": N_("A text was read as JSON, and it isn't JSON."),
    "FrozenInstanceError": N_("A value that never changes was changed."),
    "OperationalError": N_("The database couldn't do what it was asked for."),
    "IntegrityError": N_("The database refused a row that breaks one of its rules."),
    "ProgrammingError": N_("The database was used in a way that it doesn't know."),
    "URLError": N_("The connection to another computer failed."),
    "HTTPError": N_("A server answered that it can't or won't do what was asked."),
    "SSLError": N_("A safe connection to another computer couldn't be made."),
    "CalledProcessError": N_("Another program that was started ended with an error."),
    "ExceptionGroup": N_("Several errors came at once."),
    "SyntaxWarning": N_("Python can read the code, but one place in it looks like a slip."),
    "DeprecationWarning": N_("Something still works, and will go away in a later version."),
    "RuntimeWarning": N_("Python noticed something that is most likely a mistake."),
    "Warning": N_("Python noticed something that may be a mistake."),
    _terminal.NO_COMMAND: N_("The terminal doesn't know the command. Python hasn't run yet."),
    _terminal.NO_SCRIPT: N_("Python can't find the file that it should run."),
    _terminal.NO_PACKAGE: N_("The Python that was started doesn't have this package."),
    _terminal.PIP: N_("pip couldn't install what it was asked for. Your own code hasn't run."),
    _terminal.POLICY: N_("Windows doesn't let the terminal run this script. Your own code hasn't run."),
}
ANY = N_("An exception stopped the program: something happened that the code has no answer to.")
OWN = N_("The program was stopped by an exception that it, or a library, defines itself.")


def kind_of(name: str) -> str:
    """What kind of error a type is; of one without a sentence, what the type is that it comes from.

    >>> kind_of("ConnectionResetError")
    'The connection to another computer failed.'
    """
    if name in KINDS:
        return KINDS[name]
    found = getattr(builtins, name, None)
    if not isinstance(found, type):
        return KINDS["Warning"] if name.endswith("Warning") else OWN
    return next((KINDS[parent.__name__] for parent in found.__mro__ if parent.__name__ in KINDS), ANY)
