-- The rework rate of each handoff over any number of repositories, from the lines that `handoff rework --format jsonl` writes.
-- DuckDB: duckdb -c ".read rework-rate.sql" where the files events*.jsonl are.
WITH events AS (
    SELECT *, time::TIMESTAMP AS happened, firstHandedOff::TIMESTAMP AS handed_off, firstHandedOff::TIMESTAMP + to_days("window"::INTEGER) AS horizon
    FROM read_json('events*.jsonl', format = 'newline_delimited', columns = {
        repository: 'VARCHAR', path: 'VARCHAR', handoff: 'VARCHAR', kind: 'VARCHAR', time: 'VARCHAR', "now": 'VARCHAR',
        firstHandedOff: 'VARCHAR', "window": 'BIGINT', excluded: 'VARCHAR', counts: 'BOOLEAN'})
    WHERE firstHandedOff IS NOT NULL
),
briefs AS (
    SELECT
        repository, path, handoff,
        -- Old enough to tell, and not cancelled before anyone could.
        bool_and(horizon <= "now"::TIMESTAMP)
            AND NOT bool_or(kind = 'cancelled' AND excluded IS DISTINCT FROM 'reverted' AND happened >= handed_off AND happened < horizon) AS is_measured,
        bool_or(counts AND kind IN ('reopened', 'silent-rework') AND happened <= horizon) AS came_back
    FROM events
    GROUP BY ALL
)
SELECT handoff, count(*) FILTER (came_back) AS numerator, count(*) AS denominator
FROM briefs
WHERE is_measured
GROUP BY handoff
ORDER BY handoff;
