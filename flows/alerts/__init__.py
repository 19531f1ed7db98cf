"""Who is told of what: alerts of a file, found in the published copy and delivered once a story and channel.

`rules` reads the file, `outbox` keeps what is due, `deliver` finds and sends. A rule tells of stories with an
article that was first seen after the rule was first known; a story is told once. What is due is written down
before anything is sent, so a kill loses nothing; a message carries an id that is its own for ever, by which a
reader knows one that was sent again after a kill. A fault of an alert never fails a run.
"""
