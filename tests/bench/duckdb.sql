-- tests/bench/duckdb.sql: the activity contract of make_activity.cpp as SQL over the same CSV files, exact in DECIMAL.
-- The words FOLDER, OUTPUT and THREADS are filled in by peers.py. round() of a DECIMAL is half away from nothing, as the
-- contract's. What stands behind the line of dashes looks for identifiers that stand twice, which the contract says of a
-- Spell Identifier and this engine always does; peers.py leaves it out where it is told to.
SET threads = THREADS;
COPY (
  WITH spells AS (
    SELECT "Provider" AS provider, "HRG" AS hrg, "Admission" AS admission, "Discharged" AS discharged, "Best Practice" AS best,
           greatest(date_diff('day', "Admitted", "Discharged") - "Critical Care", 0)::INTEGER AS stay
    FROM read_csv('FOLDER/data/*.csv', header = true, auto_detect = false, columns = {'Spell Identifier': 'VARCHAR',
         'Provider': 'VARCHAR', 'HRG': 'VARCHAR', 'Admission': 'VARCHAR', 'Admitted': 'DATE', 'Discharged': 'DATE',
         'Critical Care': 'INTEGER', 'Best Practice': 'VARCHAR'})
  ), prices AS (
    SELECT * FROM read_csv('FOLDER/prices.csv', header = true, auto_detect = false, columns = {'hrg': 'VARCHAR', 'admission': 'VARCHAR',
         'first_day': 'DATE', 'last_day': 'DATE', 'base': 'DECIMAL(9,2)', 'trim_point': 'INTEGER', 'day_rate': 'DECIMAL(6,2)'})
  ), factors AS (
    SELECT * FROM read_csv('FOLDER/mff.csv', header = true, auto_detect = false, columns = {'provider': 'VARCHAR', 'factor': 'DECIMAL(7,6)'})
  ), stays AS (
    SELECT spells.provider, discharged, best, factor,
           CASE WHEN spells.admission = 'NE' AND stay < 2 THEN (base * 0.70::DECIMAL(3,2))::DECIMAL(13,4)
                ELSE (base + greatest(stay - trim_point, 0)::DECIMAL(4,0) * day_rate)::DECIMAL(13,4) END AS stay_price
    FROM spells
    JOIN prices ON prices.hrg = spells.hrg AND prices.admission = spells.admission
               AND spells.discharged BETWEEN first_day AND last_day
    JOIN factors ON factors.provider = spells.provider
  )
  SELECT strftime(discharged, '%Y-%m') AS month, provider,
         (sum(round(stay_price * (CASE WHEN best = 'yes' THEN 1.05 ELSE 1.00 END)::DECIMAL(3,2) * factor, 2)) * 100)::BIGINT AS pence
  FROM stays GROUP BY ALL ORDER BY ALL
) TO 'OUTPUT' (HEADER false);
------------------------------------------------------------------------------------------------------------------------
SELECT CASE WHEN count(*) = count(DISTINCT "Spell Identifier") THEN 'each once' ELSE error('an identifier stands twice') END
FROM read_csv('FOLDER/data/*.csv', header = true, auto_detect = false, columns = {'Spell Identifier': 'VARCHAR',
     'Provider': 'VARCHAR', 'HRG': 'VARCHAR', 'Admission': 'VARCHAR', 'Admitted': 'DATE', 'Discharged': 'DATE',
     'Critical Care': 'INTEGER', 'Best Practice': 'VARCHAR'});
