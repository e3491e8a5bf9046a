-- The news desk: what staff decide about items, what readers of a channel see of them, and how it is taken back.

-- `title` is what readers see; `feed_title` is what the feed writes, by which a change of it is known.
alter table item add column feed_title text;
-- Who wrote the title (Telegram user id); null where it was made from the feed's.
alter table item add column titled_by integer;
-- How sure the classifier is of the first dimension, 0 to 1.
alter table item add column confidence real check (confidence between 0 and 1);
-- The day on which a held item comes back to the queue.
alter table item add column held_until text;
-- The rule that settled it, where no person did: auto-accept, block-word, too-old.
alter table item add column decided_rule text;
alter table item add column retracted_at text;
update item set feed_title = title;
create index item_held on item (held_until) where state = 'held';

create index edition_item_by_item on edition_item (item_id);
create index edition_item_by_edition on edition_item (edition_id);

-- A title of staff's own for the readers of one language.
create table item_title (
  item_id  integer not null references item (id) on delete cascade,
  language text not null check (language in ('en', 'ru', 'kk')),
  title    text not null,
  by       integer not null,
  at       text not null,
  primary key (item_id, language)
) strict, without rowid;

-- What the archive finds items by: folded words, and marks for dimension and member State. Accepted items only.
-- Prefixes of four to six letters stand in for the word forms of three languages (test/bench/archive-search.ts).
create virtual table item_search using fts5 (
  words, content = '', contentless_delete = 1, detail = none, prefix = '4 5 6', tokenize = 'unicode61 remove_diacritics 0'
);

-- A search whose paging does not fit into a button. Nothing in it says who searched.
create table archive_query (
  key     text primary key,
  body    text not null check (json_valid(body)),
  used_at text not null
) strict;

alter table feed add column auto_accept real check (auto_accept between 0 and 1);

-- What staff set from the chat, by name.
create table setting (
  name       text primary key,
  value      text not null,
  changed_by integer,
  changed_at text not null
) strict;

create table block_word (
  id       integer primary key,
  phrase   text not null unique,
  added_by integer,
  added_at text not null
) strict;

-- What staff said of an item's dimensions: `was` the classifier's, `stands` theirs. Equal ones confirm it.
create table correction (
  id        integer primary key,
  item_id   integer not null unique references item (id),
  was       text not null check (json_valid(was)),
  stands    text not null check (json_valid(stands)),
  by        integer,
  at        text not null
) strict;
create index correction_by_time on correction (at);

-- Several items chosen from the queue at once; entries are [item, version] as the list showed them.
create table review_sheet (
  id         integer primary key,
  entries    text not null check (json_valid(entries)),
  marked     text not null check (json_valid(marked)),
  created_at text not null
) strict;

-- What staff prepared for the next edition of a language.
create table edition_draft (
  language     text primary key check (language in ('en', 'ru', 'kk')),
  note         text,
  scheduled_at text
) strict;

-- Items that staff placed by hand or left out of this language's editions.
create table edition_draft_item (
  language text not null check (language in ('en', 'ru', 'kk')),
  item_id  integer not null references item (id) on delete cascade,
  position integer,
  dropped  integer not null default 0 check (dropped in (0, 1)),
  primary key (language, item_id)
) strict, without rowid;

-- An item that was published at once and by itself: no edition repeats it.
create table urgent_item (
  item_id      integer not null references item (id),
  language     text not null check (language in ('en', 'ru', 'kk')),
  published_at text not null,
  published_by integer,
  primary key (item_id, language)
) strict, without rowid;

-- A message of a channel as it should read now. `revision` rises with every change; what was sent is `revision_sent`.
create table channel_message (
  id            integer primary key,
  -- The outbox key under which it was sent.
  key           text not null unique,
  chat          text not null,
  language      text not null check (language in ('en', 'ru', 'kk')),
  markup        text not null,
  revision      integer not null default 0,
  revision_sent integer not null default 0,
  -- Something that it shows has changed: its blocks are to be drawn anew.
  is_stale      integer not null default 0 check (is_stale in (0, 1)),
  message_id    integer
) strict;
create index channel_message_stale on channel_message (id) where is_stale = 1;
create index channel_message_unsent on channel_message (id) where revision > revision_sent;

-- Its blocks in order. `lead` is a heading that stands before the item in the same block.
create table channel_message_block (
  message_id integer not null references channel_message (id) on delete cascade,
  position   integer not null,
  kind       text not null check (kind in ('text', 'item', 'urgent')),
  item_id    integer references item (id),
  lead       text not null,
  markup     text not null,
  primary key (message_id, position)
) strict, without rowid;
create index channel_message_block_by_item on channel_message_block (item_id) where item_id is not null;

-- A correction or retraction of what was published. `note` is what readers are told, by language.
create table amendment (
  id          integer primary key,
  item_id     integer not null references item (id),
  kind        text not null check (kind in ('correction', 'retraction')),
  title       text,
  note        text not null check (json_valid(note)),
  state       text not null check (state in ('proposed', 'applied', 'dropped')),
  proposed_by integer not null,
  proposed_at text not null,
  applied_by  integer,
  applied_at  text
) strict;
create index amendment_by_item on amendment (item_id, id) where state = 'applied';

-- A weekly round-up that went out: one for a week and language.
create table roundup (
  language     text not null check (language in ('en', 'ru', 'kk')),
  week         text not null,
  published_at text not null,
  published_by integer,
  primary key (language, week)
) strict, without rowid;

-- Feeds that a web page or a list named, until somebody chooses among them.
create table feed_offer (
  id         integer primary key,
  address    text not null,
  title      text not null,
  offered_at text not null
) strict;
