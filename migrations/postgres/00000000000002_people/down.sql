DROP TABLE saved_views;
DROP TABLE refresh_families;
DROP TABLE devices;
DROP TABLE reset_links;
DROP TABLE recovery_codes;
DROP TABLE users;
