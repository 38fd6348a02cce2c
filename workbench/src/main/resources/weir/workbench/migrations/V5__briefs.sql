-- How far each kind of facilitator has been approached: a log, of which the last line counts.
create table rung (
  id text primary key,
  model text not null references model (id),
  element text not null,
  rung text not null,
  reason text not null,
  at bigint not null,
  author text not null
);

create index rung_by_element on rung (model, element, at);

-- Each copy of a brief that went out, with its mark and to whom.
create table brief_copy (
  mark text primary key,
  model text not null references model (id),
  model_version integer not null,
  element text not null,
  reader text not null,
  recipient text not null,
  override_reason text,
  at bigint not null,
  author text not null,
  document text not null
);

create index brief_copy_by_model on brief_copy (model, at);
