DROP TABLE import_mappings;
DROP TABLE import_parts;
DROP TABLE imports;
