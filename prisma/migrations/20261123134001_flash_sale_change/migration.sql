-- What a flash sale sets is one change of rules, and ending it takes that change back.
alter table flash_sale
  drop column former_rules,
  add column change_id uuid not null,
  add constraint flash_sale_change_exists foreign key (change_id) references rule_change (id) on delete restrict on update cascade;

create unique index flash_sale_change_unique on flash_sale (change_id);
