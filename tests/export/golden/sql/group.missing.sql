-- SQL (duckdb) rules of exampleton/social-media, version 1
-- text sha256: abababababababababababababababababababababababababababababababab
-- made by policykit 0.1.0; do not edit
WITH facts AS (
  SELECT
    "id",
    TRY_CAST("purpose" AS ENUM ('work', 'social')) AS "purpose",
    CASE WHEN "admins" BETWEEN 0 AND 50 THEN "admins" END AS "admins"
  FROM "group"
)
SELECT "id", 'group.admins' AS rule, 'purpose' AS fact, 'What is so?' AS question
FROM facts WHERE "purpose" IS NULL AND NOT (("purpose" IS NOT NULL AND "purpose" NOT IN ('work')) OR ("admins" IS NOT NULL AND "admins" >= 2) OR (("purpose" IS NOT NULL AND "purpose" IN ('work')) AND ("admins" IS NOT NULL AND "admins" < 2)))
UNION ALL
SELECT "id", 'group.admins' AS rule, 'admins' AS fact, 'What is so?' AS question
FROM facts WHERE "admins" IS NULL AND NOT (("purpose" IS NOT NULL AND "purpose" NOT IN ('work')) OR ("admins" IS NOT NULL AND "admins" >= 2) OR (("purpose" IS NOT NULL AND "purpose" IN ('work')) AND ("admins" IS NOT NULL AND "admins" < 2)))
