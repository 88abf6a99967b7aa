-- Whatever is counted is a row of its own: clicks, times on a layer and experiments besides.

CREATE TABLE measures (
  bucket INTEGER NOT NULL,
  funnel TEXT NOT NULL,
  release TEXT NOT NULL,
  language TEXT NOT NULL,
  channel TEXT NOT NULL,
  day TEXT NOT NULL,
  experiment TEXT NOT NULL,
  variant TEXT NOT NULL,
  layer TEXT NOT NULL,
  measure TEXT NOT NULL,
  item TEXT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (funnel, day, experiment, variant, release, language, channel, layer, measure, item,
    bucket)
);
INSERT INTO measures (bucket, funnel, release, language, channel, day, experiment, variant, layer,
  measure, item, count)
SELECT bucket, funnel, release, language, channel, day, '', '', layer, 'visits', '', visits
FROM counters WHERE visits <> 0 UNION ALL
SELECT bucket, funnel, release, language, channel, day, '', '', layer, 'sessions', '', sessions
FROM counters WHERE sessions <> 0 UNION ALL
SELECT bucket, funnel, release, language, channel, day, '', '', layer, 'completions', '', completions
FROM counters WHERE completions <> 0 UNION ALL
SELECT bucket, funnel, release, language, channel, day, '', '', layer, 'conversions', '', conversions
FROM counters WHERE conversions <> 0 UNION ALL
SELECT bucket, funnel, release, language, channel, day, '', '', layer, 'closed', '', closed
FROM counters WHERE closed <> 0 UNION ALL
SELECT bucket, funnel, release, language, channel, day, '', '', layer, 'reached', '', reached
FROM counters WHERE reached <> 0 UNION ALL
SELECT bucket, funnel, release, language, channel, day, '', '', layer, 'completed', '', completed
FROM counters WHERE completed <> 0;
DROP TABLE counters;
ALTER TABLE measures RENAME TO counters;
