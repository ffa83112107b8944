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
    CASE WHEN ("poll_on" - DATE '1970-01-01') BETWEEN 20454 AND 20818 THEN ("poll_on" - DATE '1970-01-01') END AS "poll_on"
  FROM "post"
), tests AS (
  SELECT
    *,
    "author_role" IN ('chief_officer', 'councillor', 'officer') AS "author_role:1",
    "published_on" < "poll_on" - 42 AS "published_on:1",
    "published_on" <= "poll_on" AS "published_on:2",
    "author_role" IN ('chief_officer', 'officer') AS "author_role:2",
    "author_role" IN ('chief_officer') AS "author_role:3",
    ("approved_by" & 3) <> 0 AS "approved_by:1",
    ("approved_by" & 4) = 4 AS "approved_by:2"
  FROM facts
)
SELECT
  "id",
  -- election.no-politics: clause 9.1 (election.no-politics), must not, confirmed reading
  -- “No political posts”
  CASE
    WHEN (("author_role" IS NOT NULL AND NOT "author_role:1") OR ("published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND "published_on:1") OR ("published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND NOT "published_on:2")) THEN 'not_applicable'
    WHEN ("political" IS NOT NULL AND NOT "political") THEN 'compliant'
    WHEN (("author_role" IS NOT NULL AND "author_role:1" AND "published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND NOT "published_on:1" AND "published_on:2") AND ("political" IS NOT NULL AND "political")) THEN 'breach'
    ELSE 'cannot_tell'
  END AS "election.no-politics",
  -- approval: clause 7.3 (approval), should, confirmed reading
  -- “should be approved”
  CASE
    WHEN (("author_role" IS NOT NULL AND NOT "author_role:2") OR ("author_role" IS NOT NULL AND "author_role:3")) THEN 'not_applicable'
    WHEN ("approved_by" IS NOT NULL AND "approved_by:1") THEN 'compliant'
    WHEN (("author_role" IS NOT NULL AND "author_role:2" AND NOT "author_role:3") AND ("approved_by" IS NOT NULL AND NOT "approved_by:1")) THEN 'breach'
    ELSE 'cannot_tell'
  END AS "approval",
  -- mayor: clause 7.4 (mayor), may, confirmed reading
  -- “The Mayor's approval suffices”
  CASE
    WHEN (("author_role" IS NOT NULL AND NOT "author_role:1") OR ("political" IS NOT NULL AND "political") OR ("approved_by" IS NOT NULL AND NOT "approved_by:2")) THEN 'not_applicable'
    WHEN ("author_role" IS NOT NULL AND "author_role:1" AND "political" IS NOT NULL AND NOT "political" AND "approved_by" IS NOT NULL AND "approved_by:2") THEN 'permitted'
    ELSE 'cannot_tell'
  END AS "mayor"
FROM tests
