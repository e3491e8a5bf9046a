-- Which days had their edition, by language: an edition of the day before this change counts as well.
insert or ignore into job_run (job, due_at, ran_at)
select 'edition:' || language, date || 'T00:00:00.000Z', published_at from edition;
