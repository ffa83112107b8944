-- SQL (duckdb) rules of exampleton/social-media, version 1
-- text sha256: abababababababababababababababababababababababababababababababab
-- made by policykit 0.1.0; do not edit
WITH facts AS (
  SELECT
    "id",
    TRY_CAST("purpose" AS ENUM ('work', 'social')) AS "purpose",
    CASE WHEN "admins" BETWEEN 0 AND 50 THEN "admins" END AS "admins"
  FROM "group"
), tests AS (
  SELECT
    *,
    "purpose" IN ('work') AS "purpose:1",
    "admins" < 2 AS "admins:1"
  FROM facts
)
SELECT
  "id",
  -- group.admins: clause 10.2 (group.admins), must, confirmed reading
  -- “two admins or more”
  CASE
    WHEN ("purpose" IS NOT NULL AND NOT "purpose:1") THEN 'not_applicable'
    WHEN ("admins" IS NOT NULL AND NOT "admins:1") THEN 'compliant'
    WHEN (("purpose" IS NOT NULL AND "purpose:1") AND ("admins" IS NOT NULL AND "admins:1")) THEN 'breach'
    ELSE 'cannot_tell'
  END AS "group.admins",
  -- group.size: clause 10.3 (group.size), must, confirmed reading
  -- “kept small”
  -- waits for the council to decide: largest
  'cannot_tell' AS "group.size"
FROM tests
