-- What became of questions that were proposed since figures moved: a log, of which the last line on each counts.
create table update_answer (
  model text not null references model (id),
  number integer not null,
  proposal text not null,
  answer text not null,
  question text not null,
  reason text,
  at bigint not null,
  author text not null,
  primary key (model, number)
);
