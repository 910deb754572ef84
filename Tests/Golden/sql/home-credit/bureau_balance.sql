CREATE VIEW "clean.bureau_balance" AS
SELECT
    raw."SK_ID_BUREAU" AS "SK_ID_BUREAU",
    CASE WHEN raw."MONTHS_BALANCE" BETWEEN -200E0 AND 0E0 THEN raw."MONTHS_BALANCE" END AS "MONTHS_BALANCE",
    raw."STATUS" AS "STATUS"
FROM "raw.bureau_balance" AS raw;

CREATE VIEW "stage.bureau_balance" AS
SELECT
    own."SK_ID_BUREAU",
    own."MONTHS_BALANCE",
    own."STATUS"
FROM "clean.bureau_balance" AS own;

CREATE VIEW "rows.bureau_balance" AS
SELECT
    *,
    row_number() OVER (PARTITION BY "SK_ID_BUREAU" ORDER BY "MONTHS_BALANCE" DESC NULLS LAST, "SK_ID_BUREAU" DESC NULLS LAST, "STATUS" DESC NULLS LAST) AS "order.bureau.last"
FROM (SELECT
    *,
    CASE WHEN "bare.late" BETWEEN 0E0 AND 1E0 THEN "bare.late" END AS "late",
    CASE WHEN "bare.seriously_late" BETWEEN 0E0 AND 1E0 THEN "bare.seriously_late" END AS "seriously_late"
FROM (SELECT
    *,
    CASE WHEN months_late > 0 THEN 1 WHEN months_late = 0 THEN 0 END AS "bare.late",
    CASE WHEN months_late >= 2 THEN 1 WHEN months_late < 2 THEN 0 END AS "bare.seriously_late"
FROM (SELECT
    *,
    CASE WHEN "bare.months_late" BETWEEN 0E0 AND 5E0 THEN "bare.months_late" END AS "months_late"
FROM (SELECT
    *,
    CASE WHEN STATUS = '0' THEN 0 WHEN STATUS = '1' THEN 1 WHEN STATUS = '2' THEN 2 WHEN STATUS = '3' THEN 3 WHEN STATUS = '4' THEN 4 WHEN STATUS = '5' THEN 5 END AS "bare.months_late"
FROM "stage.bureau_balance"))));

CREATE TABLE "fold.bureau_balance.bureau" AS
SELECT
    "SK_ID_BUREAU",
    CAST(count(*) AS DOUBLE) AS "bureau_balance.all.rows.count",
    max("months_late") + 0E0 AS "bureau_balance.all.months_late.max",
    max("months_late") FILTER (WHERE "MONTHS_BALANCE" >= -6E0) + 0E0 AS "bureau_balance.last_6_months.months_late.max",
    max("months_late") FILTER (WHERE "MONTHS_BALANCE" >= -12E0) + 0E0 AS "bureau_balance.last_12_months.months_late.max",
    max("months_late") FILTER (WHERE "MONTHS_BALANCE" >= -24E0) + 0E0 AS "bureau_balance.last_24_months.months_late.max",
    CAST(sum(CAST(floor("months_late" * 1000E0 + 0.5E0) AS BIGINT)) AS DOUBLE) / 1000E0 / nullif(CAST(count("months_late") AS DOUBLE), 0) AS "bureau_balance.all.months_late.mean",
    max("months_late") FILTER (WHERE "order.bureau.last" = 1) AS "bureau_balance.all.months_late.latest",
    CAST(count(*) FILTER (WHERE "late" = 1) AS DOUBLE) / nullif(CAST(count("late") AS DOUBLE), 0) AS "bureau_balance.all.late.share",
    CAST(count(*) FILTER (WHERE "MONTHS_BALANCE" >= -12E0 AND "late" = 1) AS DOUBLE) / nullif(CAST(count("late") FILTER (WHERE "MONTHS_BALANCE" >= -12E0) AS DOUBLE), 0) AS "bureau_balance.last_12_months.late.share",
    CAST(count(*) FILTER (WHERE "MONTHS_BALANCE" >= -24E0 AND "late" = 1) AS DOUBLE) / nullif(CAST(count("late") FILTER (WHERE "MONTHS_BALANCE" >= -24E0) AS DOUBLE), 0) AS "bureau_balance.last_24_months.late.share",
    CAST(sum(CAST(floor("late" * 1000E0 + 0.5E0) AS BIGINT)) AS DOUBLE) / 1000E0 AS "bureau_balance.all.late.sum",
    CAST(sum(CAST(floor("seriously_late" * 1000E0 + 0.5E0) AS BIGINT)) AS DOUBLE) / 1000E0 AS "bureau_balance.all.seriously_late.sum",
    CAST(count(*) FILTER (WHERE "STATUS" = '0') AS DOUBLE) / nullif(CAST(count("STATUS") AS DOUBLE), 0) AS "bureau_balance.all.STATUS.0.share",
    CAST(count(*) FILTER (WHERE "STATUS" = 'C') AS DOUBLE) / nullif(CAST(count("STATUS") AS DOUBLE), 0) AS "bureau_balance.all.STATUS.C.share",
    CAST(count(*) FILTER (WHERE "STATUS" = 'X') AS DOUBLE) / nullif(CAST(count("STATUS") AS DOUBLE), 0) AS "bureau_balance.all.STATUS.X.share",
    max("MONTHS_BALANCE") FILTER (WHERE (late = 1)) + 0E0 AS "bureau_balance.in_arrears.MONTHS_BALANCE.max"
FROM "rows.bureau_balance"
WHERE "SK_ID_BUREAU" IS NOT NULL
GROUP BY "SK_ID_BUREAU";
