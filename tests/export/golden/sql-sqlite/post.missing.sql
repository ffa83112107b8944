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
    CASE WHEN "poll_on" = date("poll_on") AND CAST(julianday("poll_on") - 2440587.5 AS INTEGER) BETWEEN 20454 AND 20818 THEN CAST(julianday("poll_on") - 2440587.5 AS INTEGER) END AS "poll_on"
  FROM "post"
)
SELECT "id", 'election.no-politics' AS rule, 'author_role' AS fact, 'What is so?' AS question
FROM facts WHERE "author_role" IS NULL AND NOT ((("author_role" IS NOT NULL AND "author_role" NOT IN ('chief_officer', 'councillor', 'officer')) OR ("published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND "published_on" < "poll_on" - 42) OR ("published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND "published_on" > "poll_on")) OR ("political" IS NOT NULL AND NOT "political") OR (("author_role" IS NOT NULL AND "author_role" IN ('chief_officer', 'councillor', 'officer') AND "published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND "published_on" >= "poll_on" - 42 AND "published_on" <= "poll_on") AND ("political" IS NOT NULL AND "political")))
UNION ALL
SELECT "id", 'election.no-politics' AS rule, 'political' AS fact, 'What is so?' AS question
FROM facts WHERE "political" IS NULL AND NOT ((("author_role" IS NOT NULL AND "author_role" NOT IN ('chief_officer', 'councillor', 'officer')) OR ("published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND "published_on" < "poll_on" - 42) OR ("published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND "published_on" > "poll_on")) OR ("political" IS NOT NULL AND NOT "political") OR (("author_role" IS NOT NULL AND "author_role" IN ('chief_officer', 'councillor', 'officer') AND "published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND "published_on" >= "poll_on" - 42 AND "published_on" <= "poll_on") AND ("political" IS NOT NULL AND "political")))
UNION ALL
SELECT "id", 'election.no-politics' AS rule, 'published_on' AS fact, 'What is so?' AS question
FROM facts WHERE "published_on" IS NULL AND NOT ((("author_role" IS NOT NULL AND "author_role" NOT IN ('chief_officer', 'councillor', 'officer')) OR ("published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND "published_on" < "poll_on" - 42) OR ("published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND "published_on" > "poll_on")) OR ("political" IS NOT NULL AND NOT "political") OR (("author_role" IS NOT NULL AND "author_role" IN ('chief_officer', 'councillor', 'officer') AND "published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND "published_on" >= "poll_on" - 42 AND "published_on" <= "poll_on") AND ("political" IS NOT NULL AND "political")))
UNION ALL
SELECT "id", 'election.no-politics' AS rule, 'poll_on' AS fact, 'What is so?' AS question
FROM facts WHERE "poll_on" IS NULL AND NOT ((("author_role" IS NOT NULL AND "author_role" NOT IN ('chief_officer', 'councillor', 'officer')) OR ("published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND "published_on" < "poll_on" - 42) OR ("published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND "published_on" > "poll_on")) OR ("political" IS NOT NULL AND NOT "political") OR (("author_role" IS NOT NULL AND "author_role" IN ('chief_officer', 'councillor', 'officer') AND "published_on" IS NOT NULL AND "poll_on" IS NOT NULL AND "published_on" >= "poll_on" - 42 AND "published_on" <= "poll_on") AND ("political" IS NOT NULL AND "political")))
UNION ALL
SELECT "id", 'approval' AS rule, 'author_role' AS fact, 'What is so?' AS question
FROM facts WHERE "author_role" IS NULL AND NOT ((("author_role" IS NOT NULL AND "author_role" NOT IN ('chief_officer', 'officer')) OR ("author_role" IS NOT NULL AND "author_role" IN ('chief_officer'))) OR ("approved_by" IS NOT NULL AND ("approved_by" & 3) <> 0) OR (("author_role" IS NOT NULL AND "author_role" IN ('chief_officer', 'officer') AND "author_role" NOT IN ('chief_officer')) AND ("approved_by" IS NOT NULL AND ("approved_by" & 3) = 0)))
UNION ALL
SELECT "id", 'approval' AS rule, 'approved_by' AS fact, 'What is so?' AS question
FROM facts WHERE "approved_by" IS NULL AND NOT ((("author_role" IS NOT NULL AND "author_role" NOT IN ('chief_officer', 'officer')) OR ("author_role" IS NOT NULL AND "author_role" IN ('chief_officer'))) OR ("approved_by" IS NOT NULL AND ("approved_by" & 3) <> 0) OR (("author_role" IS NOT NULL AND "author_role" IN ('chief_officer', 'officer') AND "author_role" NOT IN ('chief_officer')) AND ("approved_by" IS NOT NULL AND ("approved_by" & 3) = 0)))
UNION ALL
SELECT "id", 'mayor' AS rule, 'author_role' AS fact, 'What is so?' AS question
FROM facts WHERE "author_role" IS NULL AND NOT ((("author_role" IS NOT NULL AND "author_role" NOT IN ('chief_officer', 'councillor', 'officer')) OR ("political" IS NOT NULL AND "political") OR ("approved_by" IS NOT NULL AND ("approved_by" & 4) <> 4)) OR ("author_role" IS NOT NULL AND "author_role" IN ('chief_officer', 'councillor', 'officer') AND "political" IS NOT NULL AND NOT "political" AND "approved_by" IS NOT NULL AND ("approved_by" & 4) = 4))
UNION ALL
SELECT "id", 'mayor' AS rule, 'political' AS fact, 'What is so?' AS question
FROM facts WHERE "political" IS NULL AND NOT ((("author_role" IS NOT NULL AND "author_role" NOT IN ('chief_officer', 'councillor', 'officer')) OR ("political" IS NOT NULL AND "political") OR ("approved_by" IS NOT NULL AND ("approved_by" & 4) <> 4)) OR ("author_role" IS NOT NULL AND "author_role" IN ('chief_officer', 'councillor', 'officer') AND "political" IS NOT NULL AND NOT "political" AND "approved_by" IS NOT NULL AND ("approved_by" & 4) = 4))
UNION ALL
SELECT "id", 'mayor' AS rule, 'approved_by' AS fact, 'What is so?' AS question
FROM facts WHERE "approved_by" IS NULL AND NOT ((("author_role" IS NOT NULL AND "author_role" NOT IN ('chief_officer', 'councillor', 'officer')) OR ("political" IS NOT NULL AND "political") OR ("approved_by" IS NOT NULL AND ("approved_by" & 4) <> 4)) OR ("author_role" IS NOT NULL AND "author_role" IN ('chief_officer', 'councillor', 'officer') AND "political" IS NOT NULL AND NOT "political" AND "approved_by" IS NOT NULL AND ("approved_by" & 4) = 4))
