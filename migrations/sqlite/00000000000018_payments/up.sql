-- Who last changed what a service costs, for what and to whom, if anybody has since it was logged. Before, any change counted.
ALTER TABLE services ADD COLUMN amended_by BLOB CHECK (length(amended_by) = 16);
UPDATE services SET amended_by = updated_by WHERE cost_minor IS NOT NULL AND updated_by <> created_by;
ALTER TABLE approvals ADD COLUMN amended_by BLOB CHECK (length(amended_by) = 16);

-- Which service an event is about. What is on the timeline already came in one unit of work with its request.
ALTER TABLE case_events ADD COLUMN service_id BLOB CHECK (length(service_id) = 16);
UPDATE case_events SET service_id = (SELECT approvals.service_id FROM approvals
    WHERE approvals.office_id = case_events.office_id AND approvals.case_id = case_events.case_id
        AND (approvals.created_at = case_events.at OR approvals.settled_at = case_events.at) AND approvals.kind = 'payment'
    LIMIT 1)
    WHERE kind IN ('payment_asked', 'payment_approved', 'payment_refused', 'payment_taken_back');

-- Payments that may have been split: everything that is looked at stands in the index.
CREATE INDEX services_by_cost ON services (office_id, occurred_on, case_id, code, status, currency, cost_minor, withdrawn)
    WHERE cost_minor IS NOT NULL AND NOT withdrawn;

-- What was decided lately on the cases of a worker who did not ask for it.
CREATE INDEX approvals_decided ON approvals (office_id, settled_at) WHERE settled_at IS NOT NULL;
