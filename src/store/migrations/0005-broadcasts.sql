-- A sending of one thing to many: its mail is counted together, and staff stop and resume it as one.
create table broadcast (
  id          integer primary key autoincrement,
  -- `<kind>:<what exactly>`, such as `digest:2026-11-20T04:00`.
  name        text not null unique,
  priority    integer not null,
  began_at    text not null,
  -- While it is set, nothing of it leaves.
  stopped_at  text,
  -- Nothing is left of it; mail that is enqueued later takes the mark away.
  finished_at text,
  -- The message in the staff chat that shows how far it is: the outbox row that wrote it, the last row that wrote or edited
  -- it, what it reads since then, and how many rows there have been.
  message_key text,
  shown_key   text,
  shown       text,
  shown_at    text,
  revision    integer not null default 0
) strict;
create index broadcast_open on broadcast (id) where finished_at is null;

alter table outbox add column broadcast integer references broadcast (id);
drop index outbox_progress;
create index outbox_broadcast on outbox (broadcast, state, due_at) where broadcast is not null;
