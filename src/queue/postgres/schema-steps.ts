/**
 * What stands beside pg-boss's tables, as steps from each version to the next. What was released is
 * never changed: a change is one more step. `name` is that of the schema.
 */
export const jobSteps = (name: string): readonly string[] => [turns(name)];

/**
 * pg-boss hands out jobs by priority and age alone. Here groups take turns: the function goes from
 * group to group behind the one that was served last, each time by one step in an index.
 */
const turns = (name: string): string => `
  CREATE INDEX mltrl_turns ON ${name}.job_common
    (name, group_id, priority DESC, start_after, created_on) WHERE state < 'active';
  CREATE INDEX mltrl_live ON ${name}.job_common (name, state, start_after)
    WHERE state <> 'completed';

  CREATE FUNCTION ${name}.mltrl_take(
    of_queue text, alive uuid[], attempts integer[], lease interval,
    room integer, served text, per_group integer
  ) RETURNS jsonb LANGUAGE plpgsql AS $take$
  DECLARE
    moment timestamptz := ${name}.job_now();
    turn text := served;
    first_idle text;
    next_group text;
    job ${name}.job_common;
    kept uuid[];
    abandoned jsonb;
    taken jsonb[] := '{}';
    next timestamptz;
  BEGIN
    -- Before looking for abandoned runs: the machine may have slept, and ours still live.
    WITH beaten AS (
      UPDATE ${name}.job_common j SET heartbeat_on = moment
      FROM unnest(alive, attempts) AS a (id, attempt)
      WHERE j.name = of_queue AND j.id = a.id AND j.retry_count = a.attempt AND j.state = 'active'
      RETURNING j.id
    ) SELECT coalesce(array_agg(id), '{}') INTO kept FROM beaten;

    SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'attempt', retry_count, 'lock', singleton_key)), '[]')
      INTO abandoned FROM (
        SELECT id, retry_count, singleton_key FROM ${name}.job_common
        WHERE name = of_queue AND state = 'active' AND heartbeat_on <= moment - lease LIMIT 100
      ) AS silent;

    WHILE cardinality(taken) < room LOOP
      SELECT group_id INTO next_group FROM ${name}.job_common
        WHERE name = of_queue AND state < 'active' AND start_after <= moment AND group_id > turn
        ORDER BY group_id LIMIT 1;
      IF NOT FOUND THEN
        SELECT group_id INTO next_group FROM ${name}.job_common
          WHERE name = of_queue AND state < 'active' AND start_after <= moment
          ORDER BY group_id LIMIT 1;
      END IF;
      EXIT WHEN next_group IS NULL OR next_group = first_idle; -- went round and found nothing
      turn := next_group;

      job := NULL;
      IF per_group IS NULL OR per_group > (
        SELECT count(*) FROM ${name}.job_common
        WHERE name = of_queue AND state = 'active' AND group_id = turn
      ) THEN
        SELECT * INTO job FROM ${name}.job_common j
          WHERE name = of_queue AND group_id = turn AND state < 'active' AND start_after <= moment
            AND NOT EXISTS (
              SELECT FROM ${name}.job_common a
              WHERE a.name = of_queue AND a.state = 'active' AND a.policy = 'stately'
                AND coalesce(a.singleton_key, '') = coalesce(j.singleton_key, ''))
          ORDER BY priority DESC, start_after, created_on LIMIT 1
          FOR UPDATE SKIP LOCKED;
      END IF;
      IF job.id IS NULL THEN
        first_idle := coalesce(first_idle, turn);
        CONTINUE;
      END IF;
      first_idle := NULL;

      UPDATE ${name}.job_common j SET
          state = 'active', started_on = moment, heartbeat_on = moment,
          retry_count = CASE WHEN started_on IS NULL THEN retry_count ELSE retry_count + 1 END
        WHERE j.name = of_queue AND j.id = job.id
        RETURNING retry_count INTO job.retry_count;
      taken := taken || jsonb_build_object(
        'id', job.id, 'attempt', job.retry_count, 'lock', job.singleton_key,
        'group', job.group_id, 'data', job.data);
    END LOOP;

    SELECT least(
      (SELECT start_after FROM ${name}.job_common
        WHERE name = of_queue AND state = 'created' AND start_after > moment
        ORDER BY start_after LIMIT 1),
      (SELECT start_after FROM ${name}.job_common
        WHERE name = of_queue AND state = 'retry' AND start_after > moment
        ORDER BY start_after LIMIT 1),
      (SELECT min(heartbeat_on) + lease FROM ${name}.job_common
        WHERE name = of_queue AND state = 'active')
    ) INTO next;

    RETURN jsonb_build_object(
      'kept', to_jsonb(kept), 'abandoned', abandoned, 'taken', to_jsonb(taken), 'served', turn,
      'wait', extract(epoch FROM next - moment) * 1000);
  END $take$;
`;
