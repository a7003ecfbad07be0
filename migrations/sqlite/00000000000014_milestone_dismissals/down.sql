DROP TABLE milestone_dismissals;
