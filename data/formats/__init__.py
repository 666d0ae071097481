"""One marketplace file format per file, found by walking: FORMAT, a `data.mapping.Format` whose id is the file's name.

To add one: name the headers that tell it from all others, the accepted headers of each field (newest first), the headers of
buyers' data, and, where reading by type is not enough, the SQL that makes a canonical column from the fields with the macros of
`data/staging/values.sql`. Order lines state their state as the file says it in `report`. tests/test_intake_formats.py holds
the rest.
"""
