-- An item that an edition made one story with another is still to be told to those whom only it concerns.
drop trigger item_reopened;
create trigger item_reopened after update of state on item
when old.state = 'accepted' and new.state not in ('accepted', 'repeated')
begin
  delete from bulletin where register = 'items' and record_id = cast(new.id as text);
end;
