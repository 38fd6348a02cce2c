-- Plans hang on models. Each change keeps the whole plan as it then was: plans are small.
create table plan (
  id text primary key,
  model text not null references model (id),
  title text not null,
  version integer not null,
  changed_at bigint not null,
  document text not null
);

create index plan_by_model on plan (model, title);

create table plan_change (
  plan text not null references plan (id),
  version integer not null,
  at bigint not null,
  author text not null,
  words text not null,
  document text not null,
  primary key (plan, version)
);

-- What an evaluation of a plan's measure said when it was made, and from which state of the lake.
create table evaluation (
  id text primary key,
  plan text not null references plan (id),
  measure text not null,
  barrier text not null,
  at bigint not null,
  author text not null,
  ledger bigint,
  seen text not null,
  sentence text not null,
  document text not null
);

create index evaluation_by_plan on evaluation (plan, measure, at);
