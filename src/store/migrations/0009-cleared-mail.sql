-- Made for a reader who may read restricted records, of whom it is asked again when it goes.
alter table outbox add column restricted integer not null default 0 check (restricted in (0, 1));
