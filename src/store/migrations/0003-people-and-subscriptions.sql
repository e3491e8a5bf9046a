-- A request to be registered as a focal point or delegate; at most one of a person is open.
-- Numbers are never given again: keys of mail and old buttons bear them.
create table registration (
  id           integer primary key autoincrement,
  person       integer not null,
  name         text not null,
  state        text not null,
  institution  text not null,
  role         text not null check (role in ('focal-point', 'delegate')),
  language     text not null check (language in ('en', 'ru', 'kk')),
  status       text not null check (status in ('open', 'accepted', 'declined')),
  requested_at text not null,
  decided_by   integer,
  decided_at   text check ((decided_at is null) = (status = 'open'))
) strict;
create unique index registration_open on registration (person) where status = 'open';
create index registration_by_person on registration (person);

-- A link that makes whoever opens it first a focal point or delegate. Only the hash of its token is kept.
create table invitation (
  id          integer primary key autoincrement,
  token_hash  text not null unique,
  state       text not null,
  institution text,
  role        text not null check (role in ('focal-point', 'delegate')),
  created_by  integer,
  created_at  text not null,
  expires_at  text not null,
  used_at     text,
  used_by     integer,
  revoked_at  text
) strict;

-- Who was seen in the staff chat: asked of Telegram again from time to time while they are.
create table staff_chat_member (
  person     integer primary key,
  checked_at text not null
) strict;

-- Groups and channels that a person may set up from the private chat; that they administer them is asked of Telegram each time.
create table managed_chat (
  person integer not null,
  chat   text not null,
  title  text not null,
  kind   text not null check (kind in ('group', 'channel')),
  primary key (person, chat)
) strict, without rowid;
create index managed_chat_by_chat on managed_chat (chat);

-- What became known, in order: subscriptions remember how far they have been told.
create table bulletin (
  id        integer primary key autoincrement,
  kind      text not null check (kind in ('news', 'events', 'deadlines', 'ratification', 'papers')),
  register  text not null,
  record_id text not null,
  at        text not null,
  unique (register, record_id, id)
) strict;
create index bulletin_at on bulletin (at);

-- An item is told once, however often it is settled.
create trigger item_accepted after update of state on item
when new.state = 'accepted' and old.state <> 'accepted'
  and not exists (select 1 from bulletin where register = 'items' and record_id = cast(new.id as text))
begin
  insert into bulletin (kind, register, record_id, at)
  values ('news', 'items', cast(new.id as text), coalesce(new.decided_at, new.fetched_at));
end;
create trigger item_taken_in after insert on item when new.state = 'accepted'
begin
  insert into bulletin (kind, register, record_id, at) values ('news', 'items', cast(new.id as text), new.fetched_at);
end;

-- An event that was moved, postponed or called off; whoever is to be told is told in batches, up to `told_up_to`.
create table event_change (
  id           integer primary key autoincrement,
  event_id     text not null,
  before       text not null check (json_valid(before)),
  after        text not null check (json_valid(after)),
  -- A viewer of the public book knew the event before, and may know it now.
  was_public   integer not null check (was_public in (0, 1)),
  is_public    integer not null check (is_public in (0, 1)),
  at           text not null,
  told_up_to   integer not null default 0,
  told_at      text
) strict;
create index event_change_open on event_change (id) where told_at is null;
create index event_change_by_event on event_change (event_id);

-- "Remind me" under an event.
create table reminder_wish (
  person     integer not null,
  event_id   text not null,
  language   text not null check (language in ('en', 'ru', 'kk')),
  created_at text not null,
  primary key (person, event_id)
) strict, without rowid;
create index reminder_wish_by_event on reminder_wish (event_id);
