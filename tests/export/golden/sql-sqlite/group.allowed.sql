-- SQL (sqlite) rules of exampleton/social-media, version 1
-- text sha256: abababababababababababababababababababababababababababababababab
-- made by policykit 0.1.0; do not edit
WITH facts AS (
  SELECT
    "id",
    CASE WHEN "purpose" IN ('work', 'social') THEN "purpose" END AS "purpose",
    CASE WHEN typeof("admins") = 'integer' AND "admins" BETWEEN 0 AND 50 THEN "admins" END AS "admins",
    TRIM(CASE WHEN ("purpose" IS NOT NULL) AND CASE WHEN "purpose" IN ('work', 'social') THEN "purpose" END IS NULL THEN 'purpose ' ELSE '' END
      || CASE WHEN ("admins" IS NOT NULL) AND CASE WHEN typeof("admins") = 'integer' AND "admins" BETWEEN 0 AND 50 THEN "admins" END IS NULL THEN 'admins ' ELSE '' END) AS ":rejected"
  FROM "group"
)
SELECT
  "id",
  (TRIM(":rejected") = '' AND FALSE) AS allowed,
  TRIM(":rejected") AS rejected
FROM facts
