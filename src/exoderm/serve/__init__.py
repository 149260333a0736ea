"""The page on this computer: paste or upload, read the verdicts at an address of their own, look into the library.

    settings   where it listens, what it keeps and for how long, how much it takes
    guard      what stands before every page: host, size, time, headers; and the token of every form
    keep       the one table of what is kept (SQLite)
    desk       a queue of one, and the worker process with its limit of time
    work       what runs in that process
    view       the report in its frame
    shelves    the library
    given      what a form brings
    answers    JSON, and refusals in our words
    pages      the addresses
    listen     the socket and the server on it

It fetches nothing and sends nothing anywhere. Every page works with scripts off; htmx (one file, kept here) only spares
a reload.
"""
