-- The clinics of the installation, for what a process does by itself for each of them.
create function keys.clinics() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select distinct k.clinic_id from keys.clinic_key k order by 1
$$;
grant execute on function keys.clinics() to amate_worker;

-- The queue's library keeps its tables behind row security and expects to own them; the worker's login does not.
do $$
declare
  queue_table regclass;
begin
  for queue_table in select c.oid::regclass from pg_class c where c.relnamespace = 'queue'::regnamespace and c.relkind = 'r'
  loop
    execute format('create policy worker on %s to amate_worker using (true) with check (true)', queue_table);
  end loop;
end $$;
