-- What the Secretariat knows. A record is public when at least one source that attests it is and nothing holds it back (0004).
create table source (
  id         text primary key,
  visibility text not null check (visibility in ('public', 'restricted')),
  body       text not null check (json_valid(body))
) strict;

create table record (
  register   text not null,
  id         text not null,
  position   integer not null,
  body       text not null check (json_valid(body)),
  changed_at text not null,
  primary key (register, id)
) strict, without rowid;

create table record_source (
  register  text not null,
  record_id text not null,
  source_id text not null references source (id),
  relation  text not null check (relation in ('attests', 'related')),
  position  integer not null,
  primary key (register, record_id, source_id),
  foreign key (register, record_id) references record (register, id) on delete cascade
) strict, without rowid;
create index record_source_by_source on record_source (source_id);

-- Who talks with the bot, as little of them as the features need. The name is kept of those only who registered or were invited.
create table person (
  id          integer primary key,
  language    text check (language in ('en', 'ru', 'kk')),
  access      text not null default 'public' check (access in ('public', 'focal-point', 'staff', 'administrator')),
  -- Holds what was granted, but may not use it for the time being.
  suspended   integer not null default 0 check (suspended in (0, 1)),
  name        text,
  state       text,
  institution text,
  role        text check (role in ('focal-point', 'delegate')),
  granted_by  integer,
  granted_at  text,
  -- Rises with every change of access: a card shows one version, and a press on an older one is refused.
  version     integer not null default 1,
  created_at  text not null
) strict;

-- What is kept of a chat; one that never gave trouble, chose no language and is no channel has no row.
create table chat (
  address         text primary key,
  status          text not null check (status in ('reachable', 'blocked', 'gone', 'no-rights', 'migrated')),
  kind            text check (kind in ('private', 'group', 'supergroup', 'channel')),
  language        text check (language in ('en', 'ru', 'kk')),
  migrated_to     text check ((migrated_to is not null) = (status = 'migrated')),
  -- The highest message number seen in a channel: where the search for a post of unknown outcome begins.
  last_message_id integer,
  changed_at      text not null
) strict;

create table chat_language (
  chat     text primary key,
  language text not null check (language in ('en', 'ru', 'kk'))
) strict;

-- One subscription a chat (and forum topic; 0 where there is none). Hours are `HH:MM` in its own time zone.
create table subscription (
  -- Never given again: keys of mail and old buttons bear it.
  id                integer primary key autoincrement,
  chat              text not null,
  thread            integer not null default 0,
  -- Of a group or channel, for whoever manages it from elsewhere.
  title             text,
  language          text not null check (language in ('en', 'ru', 'kk')),
  time_zone         text not null,
  delivery_time     text not null,
  weekday           integer not null default 1 check (weekday between 1 and 7),
  quiet_from        text,
  quiet_until       text check ((quiet_until is null) = (quiet_from is null)),
  status            text not null check (status in ('active', 'paused', 'stopped')),
  -- How often each kind of content is sent, and the last entry of the bulletin that was sent of it or is not owed.
  news              text not null check (news in ('off', 'at-once', 'daily', 'weekly')),
  news_seen         integer not null,
  events            text not null check (events in ('off', 'at-once', 'daily', 'weekly')),
  events_seen       integer not null,
  deadlines         text not null check (deadlines in ('off', 'at-once', 'daily', 'weekly')),
  deadlines_seen    integer not null,
  ratification      text not null check (ratification in ('off', 'at-once', 'daily', 'weekly')),
  ratification_seen integer not null,
  papers            text not null check (papers in ('off', 'at-once', 'daily', 'weekly')),
  papers_seen       integer not null,
  -- Days ahead, as a JSON list.
  reminder_days     text not null check (json_valid(reminder_days)),
  remind_events     integer not null check (remind_events in (0, 1)),
  remind_deadlines  integer not null check (remind_deadlines in (0, 1)),
  -- The weekly digest fell into an outage: it comes with the next digest.
  weekly_owed       integer not null default 0 check (weekly_owed in (0, 1)),
  -- When the next digest, the next morning of reminders, and the end of a pause are due; null where none is.
  digest_at         text,
  remind_at         text,
  resume_at         text,
  -- The lowest of the `seen` of what is sent at once, and the end of the quiet hours that hold it back.
  at_once_seen      integer,
  at_once_from      text,
  created_at        text not null,
  unique (chat, thread)
) strict;
create index subscription_digest on subscription (digest_at, id) where status = 'active' and digest_at is not null;
create index subscription_remind on subscription (remind_at, id) where status = 'active' and remind_at is not null;
create index subscription_resume on subscription (resume_at) where status = 'paused' and resume_at is not null;
create index subscription_at_once on subscription (at_once_seen, id) where status = 'active' and at_once_seen is not null;

create table subscription_subject (
  subscription_id integer not null references subscription (id) on delete cascade,
  kind            text not null check (kind in ('everything', 'dimension', 'area', 'state', 'body', 'keyword')),
  value           text not null,
  primary key (subscription_id, kind, value)
) strict, without rowid;
create index subscription_subject_value on subscription_subject (value) where kind = 'keyword';

-- Where news come from.
create table feed (
  id                text primary key,
  name              text not null,
  address           text not null unique,
  language          text check (language in ('en', 'ru', 'kk')),
  state             text,
  status            text not null check (status in ('enabled', 'disabled')),
  note              text,
  default_dimension text,
  etag              text,
  last_modified     text,
  primed            integer not null default 0 check (primed in (0, 1)),
  next_poll_at      text,
  polled_at         text,
  failures          integer not null default 0,
  fault             text check (fault is null or json_valid(fault)),
  fault_reported    integer not null default 0 check (fault_reported in (0, 1))
) strict;
create index feed_due on feed (next_poll_at) where status = 'enabled';

create table item (
  id             integer primary key,
  feed_id        text not null references feed (id),
  guid           text not null,
  link           text,
  canonical_link text,
  title          text not null,
  summary        text,
  language       text check (language in ('en', 'ru', 'kk')),
  published_at   text,
  fetched_at     text not null,
  state          text not null check (state in ('old', 'repeated', 'awaiting', 'accepted', 'declined', 'held')),
  version        integer not null default 1,
  same_story_as  integer references item (id),
  in_region      integer check (in_region in (0, 1)),
  judgement      text not null check (json_valid(judgement)),
  decided_by     integer,
  decided_at     text,
  unique (feed_id, guid)
) strict;
create index item_by_link on item (canonical_link);
create index item_by_state on item (state, id);
create index item_by_story on item (same_story_as) where same_story_as is not null;
create index item_accepted on item (decided_at) where state = 'accepted';

-- Keys under which another outlet's telling of the same story is looked for.
create table item_story_key (
  key     text not null,
  item_id integer not null references item (id) on delete cascade,
  primary key (key, item_id)
) strict, without rowid;

create table item_dimension (
  item_id   integer not null references item (id) on delete cascade,
  dimension text not null,
  primary key (item_id, dimension)
) strict, without rowid;

-- The member States an item concerns (ISO 3166 alpha-3).
create table item_concerns (
  item_id      integer not null references item (id) on delete cascade,
  member_state text not null,
  primary key (item_id, member_state)
) strict, without rowid;

-- One issue of CICA Daily News in one language. Parts are the final texts: what was previewed is what is sent.
create table edition (
  id           integer primary key,
  language     text not null check (language in ('en', 'ru', 'kk')),
  number       integer not null,
  date         text not null,
  parts        text not null check (json_valid(parts)),
  published_at text not null,
  published_by integer,
  unique (language, number)
) strict;

create table edition_item (
  language   text not null,
  item_id    integer not null references item (id),
  edition_id integer not null references edition (id),
  primary key (language, item_id)
) strict, without rowid;

-- How mail leaves. A chain is what is said to one chat in several messages: each waits until the one before it is sent.
-- The payload comes last, so that reading a state never reads it.
create table outbox (
  id             integer primary key,
  key            text not null unique,
  chain          text not null,
  chat           text not null,
  thread         integer not null default 0,
  priority       integer not null,
  state          text not null
    check (state in ('pending', 'waiting', 'sending', 'sent', 'uncertain', 'dead', 'cancelled')),
  held           integer not null default 0 check (held in (0, 1)),
  due_at         text not null,
  -- When to try next, or to look for an uncertain post; null where an uncertain one is left to staff.
  next_at        text,
  expires_at     text,
  safe_to_repeat integer not null check (safe_to_repeat in (0, 1)),
  plain          integer not null default 0 check (plain in (0, 1)),
  attempts       integer not null default 0,
  failures       integer not null default 0,
  repeats        integer not null default 0,
  -- The channel's highest message number when the call began.
  after_id       integer,
  message_id     integer,
  outcome        text check (outcome is null or json_valid(outcome)),
  created_at     text not null,
  settled_at     text check ((settled_at is not null) = (state in ('sent', 'dead', 'cancelled'))),
  payload        text not null check (json_valid(payload))
) strict;
create index outbox_due on outbox (priority, next_at, id, due_at) where state = 'pending' and held = 0;
create index outbox_open_chain on outbox (chain, id, state) where settled_at is null;
create index outbox_open_chat on outbox (chat, state) where settled_at is null;
create index outbox_state on outbox (state, settled_at);
create index outbox_progress on outbox (key, state, held);

-- A dated job runs once for each due instant: the row is inserted in the transaction that does the work.
create table job_run (
  job    text not null,
  due_at text not null,
  ran_at text not null,
  primary key (job, due_at)
) strict, without rowid;

create table audit (
  id      integer primary key,
  at      text not null,
  actor   integer,
  action  text not null,
  subject text not null,
  detail  text not null check (json_valid(detail))
) strict;

create table form_state (
  key        text primary key,
  state      text not null check (json_valid(state)),
  changed_at text not null
) strict;
