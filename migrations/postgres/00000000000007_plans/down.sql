DROP TABLE plan_entries;
DROP TABLE goals;
