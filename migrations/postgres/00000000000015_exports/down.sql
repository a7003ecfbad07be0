DROP TABLE export_requests;
ALTER TABLE refresh_families DROP COLUMN step_up_until;
ALTER TABLE refresh_families DROP COLUMN step_up_for;
