"""What runs inside the sandbox, next to a member's code. It is compiled to WebAssembly and never imported by the bot.

Nothing here is a wall: the member's code shares this interpreter and may change all of it. It makes Python behave as
members know it, and reports what happened. What is expected of their code never comes in.
"""
