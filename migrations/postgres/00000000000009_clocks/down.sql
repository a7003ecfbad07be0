DROP TABLE deadlines;
DROP TABLE clock_changes;
DROP TABLE clock_rule_versions;
DROP TABLE clock_rules;
ALTER TABLE offices DROP COLUMN clocks_edition;
ALTER TABLE offices DROP COLUMN country;
