DROP INDEX services_by_person;
DROP TABLE workshop_answers;
DROP TABLE workshops;
DROP TABLE referrals;
DROP TABLE referral_units;
