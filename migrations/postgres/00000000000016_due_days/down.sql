ALTER TABLE documents DROP COLUMN status_on;
DROP INDEX milestones_due;
ALTER TABLE milestones DROP COLUMN due_on;
CREATE INDEX milestones_expected ON milestones (office_id, expected_on, case_id) WHERE expected_on IS NOT NULL AND reached_on IS NULL AND declined_on IS NULL;
