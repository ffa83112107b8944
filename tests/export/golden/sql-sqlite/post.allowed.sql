-- SQL (sqlite) rules of exampleton/social-media, version 1
-- text sha256: abababababababababababababababababababababababababababababababab
-- made by policykit 0.1.0; do not edit
WITH facts AS (
  SELECT
    "id",
    CASE WHEN "author_role" IN ('officer', 'chief_officer', 'councillor') THEN "author_role" END AS "author_role",
    CASE WHEN "political" IN (0, 1) THEN "political" END AS "political",
    CASE WHEN typeof("approved_by") = 'integer' AND "approved_by" BETWEEN 0 AND 7 THEN "approved_by" END AS "approved_by",
    CASE WHEN "published_on" = date("published_on") AND CAST(julianday("published_on") - 2440587.5 AS INTEGER) BETWEEN 20454 AND 20818 THEN CAST(julianday("published_on") - 2440587.5 AS INTEGER) END AS "published_on",
    CASE WHEN "poll_on" = date("poll_on") AND CAST(julianday("poll_on") - 2440587.5 AS INTEGER) BETWEEN 20454 AND 20818 THEN CAST(julianday("poll_on") - 2440587.5 AS INTEGER) END AS "poll_on",
    CASE WHEN "poll_is_called" IN (0, 1) THEN "poll_is_called" END AS "poll_is_called",
    TRIM(CASE WHEN ("author_role" IS NOT NULL) AND CASE WHEN "author_role" IN ('officer', 'chief_officer', 'councillor') THEN "author_role" END IS NULL THEN 'author_role ' ELSE '' END
      || CASE WHEN ("political" IS NOT NULL) AND CASE WHEN "political" IN (0, 1) THEN "political" END IS NULL THEN 'political ' ELSE '' END
      || CASE WHEN ("approved_by" IS NOT NULL) AND CASE WHEN typeof("approved_by") = 'integer' AND "approved_by" BETWEEN 0 AND 7 THEN "approved_by" END IS NULL THEN 'approved_by ' ELSE '' END
      || CASE WHEN ("published_on" IS NOT NULL) AND CASE WHEN "published_on" = date("published_on") AND CAST(julianday("published_on") - 2440587.5 AS INTEGER) BETWEEN 20454 AND 20818 THEN CAST(julianday("published_on") - 2440587.5 AS INTEGER) END IS NULL THEN 'published_on ' ELSE '' END
      || CASE WHEN ("poll_on" IS NOT NULL) AND CASE WHEN "poll_on" = date("poll_on") AND CAST(julianday("poll_on") - 2440587.5 AS INTEGER) BETWEEN 20454 AND 20818 THEN CAST(julianday("poll_on") - 2440587.5 AS INTEGER) END IS NULL THEN 'poll_on ' ELSE '' END
      || CASE WHEN ("poll_is_called" IS NOT NULL) AND CASE WHEN "poll_is_called" IN (0, 1) THEN "poll_is_called" END IS NULL THEN 'poll_is_called ' ELSE '' END) AS ":rejected"
  FROM "post"
)
SELECT
  "id",
  (TRIM(":rejected" || CASE WHEN ("poll_on" IS NOT NULL AND "poll_is_called" IS NOT NULL AND NOT "poll_is_called") THEN ' poll_is_called' ELSE '' END) = '' AND (("author_role" IS NOT NULL AND "author_role" NOT IN ('chief_officer', 'councillor', 'officer')) OR ("published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND "published_on" < "poll_on" - 42) OR ("published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND "published_on" > "poll_on") OR ("political" IS NOT NULL AND NOT "political"))) AS allowed,
  TRIM(":rejected" || CASE WHEN ("poll_on" IS NOT NULL AND "poll_is_called" IS NOT NULL AND NOT "poll_is_called") THEN ' poll_is_called' ELSE '' END) AS rejected
FROM facts
