-- What is due, apart from what was expected: nothing of a closed case but its after-care.
ALTER TABLE milestones ADD COLUMN due_on date;
UPDATE milestones SET due_on = expected_on
    WHERE reached_on IS NULL AND declined_on IS NULL AND NOT withdrawn AND EXISTS
        (SELECT 1 FROM cases WHERE cases.id = milestones.case_id AND (cases.open OR milestones.expected_on >= cases.closed_on));
DROP INDEX milestones_expected;
CREATE INDEX milestones_due ON milestones (office_id, due_on, case_id) WHERE due_on IS NOT NULL;
UPDATE goals SET next_due_on = NULL WHERE EXISTS (SELECT 1 FROM cases WHERE cases.id = goals.case_id AND NOT cases.open);
UPDATE plan_entries SET review_on = NULL
    WHERE EXISTS (SELECT 1 FROM cases WHERE cases.id = plan_entries.case_id AND NOT cases.open);

-- Since when a paper is in its present state: what asks for an assessment is the change, not the day it was applied for.
ALTER TABLE documents ADD COLUMN status_on date;
UPDATE documents SET status_on = occurred_on;
