-- SQL (duckdb) rules of exampleton/social-media, version 1
-- text sha256: abababababababababababababababababababababababababababababababab
-- made by policykit 0.1.0; do not edit
WITH facts AS (
  SELECT
    "id",
    TRY_CAST("author_role" AS ENUM ('officer', 'chief_officer', 'councillor')) AS "author_role",
    "political" AS "political",
    CASE WHEN "approved_by" BETWEEN 0 AND 7 THEN "approved_by" END AS "approved_by",
    CASE WHEN ("published_on" - DATE '1970-01-01') BETWEEN 20454 AND 20818 THEN ("published_on" - DATE '1970-01-01') END AS "published_on",
    CASE WHEN ("poll_on" - DATE '1970-01-01') BETWEEN 20454 AND 20818 THEN ("poll_on" - DATE '1970-01-01') END AS "poll_on",
    "poll_is_called" AS "poll_is_called",
    TRIM(CASE WHEN ("author_role" IS NOT NULL) AND TRY_CAST("author_role" AS ENUM ('officer', 'chief_officer', 'councillor')) IS NULL THEN 'author_role ' ELSE '' END
      || CASE WHEN ("political" IS NOT NULL) AND "political" IS NULL THEN 'political ' ELSE '' END
      || CASE WHEN ("approved_by" IS NOT NULL) AND CASE WHEN "approved_by" BETWEEN 0 AND 7 THEN "approved_by" END IS NULL THEN 'approved_by ' ELSE '' END
      || CASE WHEN ("published_on" IS NOT NULL) AND CASE WHEN ("published_on" - DATE '1970-01-01') BETWEEN 20454 AND 20818 THEN ("published_on" - DATE '1970-01-01') END IS NULL THEN 'published_on ' ELSE '' END
      || CASE WHEN ("poll_on" IS NOT NULL) AND CASE WHEN ("poll_on" - DATE '1970-01-01') BETWEEN 20454 AND 20818 THEN ("poll_on" - DATE '1970-01-01') END IS NULL THEN 'poll_on ' ELSE '' END
      || CASE WHEN ("poll_is_called" IS NOT NULL) AND "poll_is_called" IS NULL THEN 'poll_is_called ' ELSE '' END) AS ":rejected"
  FROM "post"
)
SELECT
  "id",
  (TRIM(":rejected" || CASE WHEN ("poll_on" IS NOT NULL AND "poll_is_called" IS NOT NULL AND NOT "poll_is_called") THEN ' poll_is_called' ELSE '' END) = '' AND (("author_role" IS NOT NULL AND "author_role" NOT IN ('chief_officer', 'councillor', 'officer')) OR ("published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND "published_on" < "poll_on" - 42) OR ("published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND "published_on" > "poll_on") OR ("political" IS NOT NULL AND NOT "political"))) AS allowed,
  TRIM(":rejected" || CASE WHEN ("poll_on" IS NOT NULL AND "poll_is_called" IS NOT NULL AND NOT "poll_is_called") THEN ' poll_is_called' ELSE '' END) AS rejected
FROM facts
