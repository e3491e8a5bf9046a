-- Updates that were handled: Telegram delivers again what was not confirmed, and a kill comes between the two.
create table handled_update (
  key text primary key,
  at text not null
) strict, without rowid;
create index handled_update_at on handled_update (at);
-- The update that asked for an edition: the same one makes no second.
alter table edition add column update_key text;
create unique index edition_of_update on edition (update_key, language) where update_key is not null;

-- What was sent to a person, and the numbers of a channel's posts, without reading the whole outbox.
create index outbox_chat on outbox (chat, message_id);

-- Staff were told that the feed is too long to be read whole.
alter table feed add column length_reported integer not null default 0 check (length_reported in (0, 1));
update feed set length_reported = 1
where exists (select 1 from outbox where key >= 'staff:feed-too-long:' || feed.id || ':' and key < 'staff:feed-too-long:' || feed.id || ';');

-- The number of a channel that is addressed by its @name: the same chat may be named either way.
alter table chat add column number text;

-- The language that a chat chose is in chat_language; nothing ever read it here.
alter table chat drop column language;
