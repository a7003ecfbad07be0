DROP INDEX cases_by_assessment;
ALTER TABLE cases DROP COLUMN assess_on;
ALTER TABLE cases DROP COLUMN legal_change_on;
ALTER TABLE cases DROP COLUMN protection_changed_on;
ALTER TABLE cases DROP COLUMN rated_on;
DROP TABLE outcome_standings;
DROP TABLE assessments;
