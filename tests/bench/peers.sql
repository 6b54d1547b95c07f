-- tests/bench/peers.sql: the same in whole pence, for SQLite and PostgreSQL; the tables spells, prices and factors are filled
-- before. DAYS(x) becomes what each calls the number of a day. A minus never comes up, so `/` of whole numbers rounds half up
-- once half of the divisor is added.
SELECT substr(discharged, 1, 7) AS month, provider, sum((fine + 500000000) / 1000000000) AS pence FROM (
  SELECT spells.discharged, spells.provider,
         (CASE WHEN spells.admission = 'NE' AND stay < 2 THEN base * 7
               ELSE (base + (CASE WHEN stay > trim_point THEN stay - trim_point ELSE 0 END) * day_rate) * 10 END)
         * (CASE WHEN best = 'yes' THEN 105 ELSE 100 END) * factor AS fine
  FROM (SELECT provider, hrg, admission, discharged, best,
               CASE WHEN DAYS(discharged) - DAYS(admitted) > critical THEN DAYS(discharged) - DAYS(admitted) - critical ELSE 0 END AS stay
        FROM spells) AS spells
  JOIN prices ON prices.hrg = spells.hrg AND prices.admission = spells.admission
             AND spells.discharged >= prices.first_day AND spells.discharged <= prices.last_day
  JOIN factors ON factors.provider = spells.provider
) AS priced GROUP BY 1, 2 ORDER BY 1, 2;
