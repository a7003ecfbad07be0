DROP INDEX cases_by_day;
DROP INDEX appointments_by_day;
DROP INDEX services_by_month;
CREATE INDEX services_by_month ON services (office_id, occurred_on, category, status, withdrawn);
DROP TABLE release_tables;
DROP FUNCTION release_tables_stay();
DROP TABLE releases;
