-- A quotation that puts stretches of another together is told apart from one in other words.
comment on column quote_variants.kind is 'reworded, cut (one is a stretch of the other), joined (one is stretches of the other put together) or indirect (the second place is a sentence that reports it)';
