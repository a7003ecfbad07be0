DROP INDEX approvals_decided;
DROP INDEX services_by_cost;
ALTER TABLE case_events DROP COLUMN service_id;
ALTER TABLE approvals DROP COLUMN amended_by;
ALTER TABLE services DROP COLUMN amended_by;
