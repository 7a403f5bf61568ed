"""The numbers and names by which Discord and its bots understand one another, and who is there."""

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAx.Gstand.in-for_a-secret-that-is-never-shown"
APPLICATION, GUILD, CHANNEL, MEMBER = "100000000000000001", "200000000000000002", "300000000000000003", "4" * 18
DIRECT = "500000000000000005"  # the channel of everybody's direct messages
API, GATEWAY = "/api/v10", "/somewhere/else"
LONG_AGO = "2026-01-01T00:00:00+00:00"
SECONDS_TO_ANSWER = 3.0  # how long Discord waits before it tells the member that the bot did not respond
GUILDS_INTENT = 1
EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 15
SNOWFLAKES_BEGAN = 1420070400000  # ids of Discord hold the milliseconds since then
DISPATCH, HEARTBEAT, IDENTIFY, HELLO, HEARTBEAT_ACK = 0, 1, 2, 10, 11
COMMAND, COMPONENT, MODAL_SUBMIT = 2, 3, 5
NEW_MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE_MESSAGE, MODAL = 4, 5, 6, 7, 9
BUTTON, TEXT_INPUT, LABEL, FILE_UPLOAD = 2, 4, 18, 19
V2_COMPONENTS = range(9, 18)
SUB_COMMAND, TEXT = 1, 3  # options of a slash command
