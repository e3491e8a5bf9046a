-- When staff were shown that an item awaits review: what was taken in just before a kill is shown after it.
alter table item add column shown_at text;
update item set shown_at = fetched_at;
create index item_unshown on item (id) where state = 'awaiting' and shown_at is null;
