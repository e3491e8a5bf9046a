-- Deadlines move and are withdrawn as events are.
alter table event_change rename to record_change;
alter table record_change rename column event_id to record_id;
alter table record_change add column register text not null default 'events' check (register in ('events', 'deadlines'));
