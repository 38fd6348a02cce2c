-- What a choice of barriers was asked with: expectations and limits, each time somebody keeps them. A subject is the
-- id of a model on the workbench, or models/ID of one that ships.
create table choice_sheet (
  subject text not null,
  number integer not null,
  at bigint not null,
  author text not null,
  expected text not null,
  limits text not null,
  primary key (subject, number)
);

-- What the partners decided, and why. It stays as it was written; a later decision stands beside it.
create table decision (
  id text primary key,
  subject text not null,
  model_version text not null,
  inputs_digest text not null,
  option_title text not null,
  chosen text not null,
  expected text not null,
  limits text not null,
  decided_by text not null,
  decided_on text not null,
  reasons text not null,
  dissent text,
  at bigint not null,
  author text not null
);

create index decision_by_subject on decision (subject, at);
