-- Of a private chat only trouble is kept: rows that say no more than that it takes mail again are of no use.
delete from chat where status = 'reachable' and kind is null and language is null and address not like '-%' and address not like '@%';
