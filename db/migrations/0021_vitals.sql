-- A creatinine and the day its sample was taken stand in the summary: kidney function is estimated from them.
alter table clin.summary_version drop constraint summary_version_kind_check;
alter table clin.summary_version add constraint summary_version_kind_check
  check (kind in ('problem', 'allergy', 'medicine', 'immunisation', 'antecedent', 'pregnancy', 'creatinine', 'flag'));
