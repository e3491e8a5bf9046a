-- Records that rest on a public source and are restricted all the same (an offer; a reference to something restricted, in
-- words or by id). Worked out by domain/openness.ts whenever a record or a source changes; the public never gets these.
create table record_held (
  register  text not null,
  record_id text not null,
  reason    text not null check (json_valid(reason)),
  primary key (register, record_id),
  foreign key (register, record_id) references record (register, id) on delete cascade
) strict, without rowid;

-- When a record was added; null for those that the empty store was filled with, which are news to nobody.
alter table record add column added_at text;
create index record_changed on record (changed_at);

-- What a record said before it was changed. Who may see it follows from its own sources, as they stand now.
create table record_version (
  id          integer primary key,
  register    text not null,
  record_id   text not null,
  -- From when until when it was so.
  changed_at  text not null,
  replaced_at text not null,
  body        text not null check (json_valid(body)),
  -- Ids of the sources that attested it, as a JSON list.
  attested    text not null check (json_valid(attested)),
  held        integer not null default 0 check (held in (0, 1)),
  foreign key (register, record_id) references record (register, id) on delete cascade
) strict;
create index record_version_of on record_version (register, record_id, id);

-- What staff decided of a source from the chat: a file that is taken in later does not undo it. Who it was is in the audit.
create table source_decision (
  id         integer primary key,
  source_id  text not null references source (id),
  visibility text not null check (visibility in ('public', 'restricted')),
  decided_at text not null
) strict;
create index source_decision_of on source_decision (source_id, id);

-- Questions that got no answer, without whoever asked; the same words are counted together.
create table unanswered_question (
  id         integer primary key,
  language   text not null check (language in ('en', 'ru', 'kk')),
  levelled   text not null,
  text       text not null check (length(text) <= 500),
  -- Restricted while only people cleared for restricted records asked it: their words may quote one.
  visibility text not null check (visibility in ('public', 'restricted')),
  count      integer not null default 1,
  first_at   text not null,
  last_at    text not null,
  settled_at text,
  unique (language, levelled)
) strict;
create index unanswered_question_worth on unanswered_question (count, last_at);
create index unanswered_question_last on unanswered_question (last_at);
