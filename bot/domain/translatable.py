"""Marking texts of the domain for translators: they are translated where they are shown."""


def gettext_noop(message: str) -> str:
    """The message itself; the extractor of texts finds it under the name `N_`."""
    return message
