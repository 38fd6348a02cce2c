-- Texts are ids, times are microseconds since 1970, documents are JSON as text: the same on SQLite and PostgreSQL.
create table model (
  id text primary key,
  title text not null,
  status text not null,
  review_by text,
  elements integer not null,
  barriers integer not null,
  open_findings integer not null,
  head integer not null,
  changed_at bigint not null,
  document text not null
);

create table edit (
  model text not null references model (id),
  version integer not null,
  at bigint not null,
  author text not null,
  words text not null,
  undoes integer,
  primary key (model, version)
);

create table edit_part (
  model text not null,
  version integer not null,
  position integer not null,
  section text not null,
  part text not null,
  before_json text,
  after_json text,
  place integer not null,
  primary key (model, version, position),
  foreign key (model, version) references edit (model, version)
);

create index edit_part_by_part on edit_part (model, section, part, version);

create table snapshot (
  model text not null,
  version integer not null,
  document text not null,
  primary key (model, version),
  foreign key (model, version) references edit (model, version)
);

create table named_version (
  model text not null,
  name text not null,
  version integer not null,
  note text not null,
  at bigint not null,
  author text not null,
  primary key (model, name),
  foreign key (model, version) references edit (model, version)
);

create table remark (
  id text primary key,
  model text not null references model (id),
  part text,
  text text not null,
  at bigint not null,
  author text not null,
  settled_at bigint,
  settled_by text
);

create index remark_by_model on remark (model, at);

create table document (
  id text primary key,
  title text not null,
  kind text not null,
  media_type text not null,
  digest text not null unique,
  reliability text,
  at bigint not null,
  author text not null,
  masked integer not null,
  text text not null
);

create table passage (
  id text primary key,
  document text not null references document (id),
  start_at integer not null,
  end_at integer not null,
  words text not null,
  model text,
  element text,
  step text,
  actor text,
  credibility integer,
  nature text,
  at bigint not null,
  author text not null
);

create index passage_by_document on passage (document, start_at);
create index passage_by_element on passage (model, element);
