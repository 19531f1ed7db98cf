"""Who is told of what: alerts of a file, found in the published copy and delivered once a thing and channel.

`rules` reads the file, `outbox` keeps what is due, `deliver` finds and sends; what there is to tell stands,
reason by reason, in `warehouse.alerting`. A channel is told of what came after it was first known with its rule.
What is due is written down before anything is sent, so a kill loses nothing; a message carries an id that is its
own for ever, by which a reader knows one that was sent again after a kill. A fault of an alert never fails a run.
"""
