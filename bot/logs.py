"""Log lines for people, or one JSON object a line; never a secret in either."""

import json
import logging
from datetime import UTC, datetime

from bot.config import Config


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON: time (UTC), level, logger, message, and the traceback if there is one."""
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            fields["traceback"] = self.formatException(record.exc_info)
        return json.dumps(fields, ensure_ascii=False)


class Redacted(logging.Formatter):
    """Another formatter's lines with the secret taken out, wherever it may have come from."""

    def __init__(self, inner: logging.Formatter, secret: str) -> None:
        super().__init__()
        self._inner = inner
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """The inner line without the secret."""
        return self._inner.format(record).replace(self._secret, "[secret]")


def set_up_logging(config: Config) -> None:
    """Send everything from the level of the settings on to standard error."""
    formatter: logging.Formatter = logging.Formatter("{asctime} {levelname:<7} {name}: {message}", style="{")
    if config.log_format == "json":
        formatter = JsonFormatter()
    if config.discord_token:
        formatter = Redacted(formatter, config.discord_token.get_secret_value())
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logging.basicConfig(level=config.log_level, handlers=[handler], force=True)
    level = logging.getLevelNamesMapping()[config.log_level]
    logging.getLogger("apscheduler").setLevel(max(logging.WARNING, level))
    for name in ("discord.gateway", "discord.http", "discord.webhook"):  # at DEBUG they log what members wrote
        logging.getLogger(name).setLevel(max(logging.INFO, level))
