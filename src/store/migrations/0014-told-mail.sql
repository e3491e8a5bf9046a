-- Of a digest, and of what is sent at once: whose subscription it was made for, and how far that had been told before (JSON:
-- `seen` by kind and, of a digest, `digestAt` and `weeklyOwed`), so that one which is taken back can be made anew. The first
-- part bears it: where that has left, there is nothing to make anew.
alter table outbox add column subscription integer;
alter table outbox add column told_before text check (told_before is null or json_valid(told_before));
create index outbox_subscription on outbox (subscription, id) where subscription is not null;
