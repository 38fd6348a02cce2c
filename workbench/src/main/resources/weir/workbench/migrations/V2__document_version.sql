-- The version of which the kept document is; the changes since then are made again from their parts.
alter table model add column document_version integer not null default 0;

update model set document_version = head;
