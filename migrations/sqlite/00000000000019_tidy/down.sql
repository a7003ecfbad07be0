CREATE INDEX documents_by_expiry ON documents (office_id, expires_on, case_id);
CREATE INDEX services_by_person ON services (office_id, occurred_on, status, withdrawn, case_id);
