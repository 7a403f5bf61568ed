"""What a learning community is about: plain values and functions, no Discord, no SQL, no files, no clock."""
