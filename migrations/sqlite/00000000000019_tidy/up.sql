-- Nothing reads by these any more: what is in force has an index of its own, and services by month hold everything that was
-- looked for by person.
DROP INDEX documents_by_expiry;
DROP INDEX services_by_person;
