"""Anki's packages: written with genanki, and read, together with all files of members, in a process of its own."""
