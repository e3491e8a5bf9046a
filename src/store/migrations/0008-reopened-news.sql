-- An item that is reopened and accepted again is told to those who had not been told of it, and to nobody twice:
-- who was told is written down when it is reopened, and its entry in the bulletin is made anew when it is accepted again.
create table told_item (
  item_id         integer not null references item (id) on delete cascade,
  subscription_id integer not null references subscription (id) on delete cascade,
  primary key (item_id, subscription_id)
) strict, without rowid;
create index told_item_by_subscription on told_item (subscription_id);

create trigger item_reopened after update of state on item
when old.state = 'accepted' and new.state <> 'accepted'
begin
  insert into told_item (item_id, subscription_id)
  select new.id, subscription.id from bulletin join subscription on news_seen >= bulletin.id
  where register = 'items' and record_id = cast(new.id as text)
  on conflict do nothing;
  delete from bulletin where register = 'items' and record_id = cast(new.id as text);
end;
