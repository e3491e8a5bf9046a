-- Of mail made for a reader with clearance: the public is told the very same, so it goes whatever becomes of the clearance.
alter table outbox add column public_too integer not null default 0 check (public_too in (0, 1));
create index outbox_public_too on outbox (state) where public_too = 1;
