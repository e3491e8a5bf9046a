-- Which days had their edition, by language: an edition of the day before this change counts as well.
insert or ignore into job_run (job, due_at, ran_at)
select 'edition:' || language, date || 'T00:00:00.000Z', published_at from edition;

-- A change of a channel's message is sent when Telegram has taken it: until then it is asked for, under an outbox key, or it failed.
alter table channel_message add column revision_asked integer not null default 0;
alter table channel_message add column edit_key text;
alter table channel_message add column attempts integer not null default 0;
alter table channel_message add column failed_at text;
update channel_message set revision_asked = revision_sent;
drop index channel_message_unsent;
create index channel_message_unasked on channel_message (id) where revision > revision_asked;
create index channel_message_under_way on channel_message (id) where revision_asked > revision_sent and failed_at is null;
create index channel_message_failed on channel_message (id) where failed_at is not null;

-- Who was told of a reopened item is written down by the action that reopens it: only it knows whose subjects matched.
drop trigger item_reopened;
create trigger item_reopened after update of state on item
when old.state = 'accepted' and new.state <> 'accepted'
begin
  delete from bulletin where register = 'items' and record_id = cast(new.id as text);
end;

-- When an item last came back to the queue: it is too old so long after that, not after it was fetched.
alter table item add column queued_at text;

-- Items that were forgotten: a mark of feed, guid and link keeps one that its feed still offers from coming back as new.
create table forgotten_item (mark blob primary key) strict, without rowid;
create index item_story_key_of_item on item_story_key (item_id);
