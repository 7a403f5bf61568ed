"""The member: types commands, presses buttons, fills in forms."""

import asyncio
import time

from tests.standin.answers import Answer
from tests.standin.interactions import Pending
from tests.standin.protocol import (
    BUTTON,
    COMMAND,
    COMPONENT,
    DISPATCH,
    FILE_UPLOAD,
    LABEL,
    MEMBER,
    MODAL_SUBMIT,
    SECONDS_TO_ANSWER,
    SUB_COMMAND,
    TEXT,
    TEXT_INPUT,
)
from tests.standin.server import Server
from tests.standin.world import INTERACTION, USER, Json


class StandIn(Server):
    """`async with StandIn() as discord`: start bots with `discord.api_url`, then act as its one member."""

    permissions = "0"  # of the member, in bits

    async def slash(self, name: str, *, within: float = SECONDS_TO_ANSWER, **options: str) -> Answer:
        """Type a slash command. Raises TimeoutError when it isn't answered in time (in seconds)."""
        values = [{"name": option, "type": TEXT, "value": value} for option, value in options.items()]
        name, _space, sub = name.partition(" ")
        if sub:
            values = [{"name": sub, "type": SUB_COMMAND, "options": values}]
        data = {"id": self._command_ids[name], "name": name, "type": 1, "options": values}
        return await self._interact(COMMAND, data, None, within)

    async def press(self, message: Json | None, control: Json, *, within: float = SECONDS_TO_ANSWER) -> Answer:
        """Press a button of a message, or pick the first option of a select."""
        assert message is not None
        data: Json = {"custom_id": control["custom_id"], "component_type": control["type"], "id": control.get("id", 1)}
        if control["type"] != BUTTON:
            data["values"] = [control["options"][0]["value"]]
        return await self._interact(COMPONENT, data, message, within)

    async def submit(self, modal: Answer, *, within: float = SECONDS_TO_ANSWER, **values: str) -> Answer:
        """Fill in a form and send it, without files."""
        inputs: list[Json] = [{"type": TEXT_INPUT, "custom_id": n, "value": value} for n, value in values.items()]
        uploads = [control for control in modal.controls if control["type"] == FILE_UPLOAD]
        inputs += [{"type": FILE_UPLOAD, "custom_id": upload["custom_id"], "values": []} for upload in uploads]
        labels = [{"type": LABEL, "component": field} for field in inputs]
        data = {"custom_id": modal.data["custom_id"], "components": labels}
        return await self._interact(MODAL_SUBMIT, data, modal.message, within)

    async def send_form(self, custom_id: str, member: str, *, within: float, **values: str) -> Answer:
        """Send a form as any member, however they came by it."""
        labels = [
            {"type": LABEL, "component": {"type": TEXT_INPUT, "custom_id": n, "value": v}} for n, v in values.items()
        ]
        return await self._interact(MODAL_SUBMIT, {"custom_id": custom_id, "components": labels}, None, within, member)

    async def _interact(
        self, kind: int, data: Json, message: Json | None, within: float, member: str = MEMBER
    ) -> Answer:
        assert self._gateway is not None, "no bot is connected"
        number = self._new_id()
        payload = INTERACTION | {"id": number, "token": f"answer-to-{number}", "type": kind, "data": data}
        payload |= {"message": message} if message else {}
        payload["member"] = INTERACTION["member"] | {"user": USER | {"id": member}, "permissions": self.permissions}
        pending = Pending(number, message, time.monotonic(), asyncio.get_running_loop().create_future())
        self._pending[payload["token"]] = pending
        await self._gateway.send(DISPATCH, payload, "INTERACTION_CREATE")
        return await asyncio.wait_for(pending.answer, within)
