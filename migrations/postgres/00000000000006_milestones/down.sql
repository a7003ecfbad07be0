DROP TABLE milestones;
DROP TABLE milestone_types;
