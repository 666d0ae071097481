"""The tables of the store and the migrations that bring an older file up to date.

The canonical tables are made from the contract. `VERSION` counts the migrations; a migration is one SQL script, is never
changed once released, and runs in one transaction with the step of the version.
"""
from data import contract

PROVENANCE = "import_id VARCHAR, source_rank TINYINT, known_at TIMESTAMP"
"""Beside each canonical row: the import that last changed it, how near the source is to the order (2 the order itself,
1 taken from a settlement), and when the file was made, where its name says so."""


def canonical(table: contract.Table) -> str:
    columns = ", ".join(f"{c.name} {c.sql}" for c in table.columns)
    return f"CREATE TABLE {table.name} ({columns}, {PROVENANCE});"


_FIRST = "".join(canonical(t) for t in contract.TABLES.values()) + """
CREATE TABLE imports (import_id VARCHAR, merchant_id VARCHAR, file VARCHAR, sha256 VARCHAR, format VARCHAR, "table" VARCHAR,
  "read" BIGINT, loaded BIGINT, updated BIGINT, unchanged BIGINT, rejected BIGINT,
  first_day DATE, last_day DATE, known_at TIMESTAMP, imported_at TIMESTAMP, imported_by VARCHAR);
CREATE TABLE rejects (import_id VARCHAR, merchant_id VARCHAR, row_no BIGINT, "column" VARCHAR, reason VARCHAR, params VARCHAR);
CREATE TABLE diagnoses (diagnosis_id VARCHAR, merchant_id VARCHAR, as_of DATE, stage VARCHAR, digest VARCHAR, rubric VARCHAR,
  fingerprint VARCHAR, result VARCHAR, made_at TIMESTAMP);
CREATE TABLE plans (plan_id VARCHAR, merchant_id VARCHAR, made_at TIMESTAMP, accepted_at TIMESTAMP, request VARCHAR,
  result VARCHAR);
CREATE TABLE tasks_done (plan_id VARCHAR, merchant_id VARCHAR, treatment VARCHAR, task INTEGER, done_at TIMESTAMP);
CREATE TABLE treatments_done (merchant_id VARCHAR, treatment VARCHAR, started_on DATE, ended_on DATE, cost DECIMAL(18,2),
  note VARCHAR);
CREATE TABLE cases (case_id VARCHAR, merchant_id VARCHAR, written_at TIMESTAMP, body VARCHAR);
CREATE TABLE reviews_of_findings (merchant_id VARCHAR, finding VARCHAR, reason VARCHAR, note VARCHAR, decided_at TIMESTAMP,
  decided_by VARCHAR);
CREATE TABLE settings (name VARCHAR, value VARCHAR, changed_at TIMESTAMP, changed_by VARCHAR);
CREATE TABLE versions (merchant_id VARCHAR, version BIGINT);
CREATE TABLE cohort (merchant_id VARCHAR, as_of DATE, name VARCHAR, region VARCHAR, industry VARCHAR, segment VARCHAR,
  order_lines BIGINT, sales_90 DECIMAL(18,2), score DOUBLE, low DOUBLE, high DOUBLE, coverage DOUBLE,
  listing DOUBLE, trust DOUBLE, price DOUBLE, sales DOUBLE, service DOUBLE, channel DOUBLE, readiness DOUBLE,
  risk_no_orders_90d DOUBLE, risk_halved_90d DOUBLE, risk_low_reviews_90d DOUBLE,
  failing VARCHAR[], scored VARCHAR[], rubric VARCHAR, fingerprint VARCHAR, made_at TIMESTAMP);
CREATE TABLE forecasts (as_of DATE, card VARCHAR, made_at TIMESTAMP);
"""

_STATED = """
ALTER TABLE order_lines ADD COLUMN stated_status VARCHAR;
ALTER TABLE order_lines ADD COLUMN certainty TINYINT;
ALTER TABLE order_lines ADD COLUMN value_certainty TINYINT;
ALTER TABLE order_lines ADD COLUMN stated_amount DECIMAL(18,2);
ALTER TABLE order_lines ADD COLUMN first_amount DECIMAL(18,2);
ALTER TABLE order_lines ADD COLUMN parcel VARCHAR;
ALTER TABLE order_lines ADD COLUMN parcel_fee DECIMAL(18,2);
ALTER TABLE settlements ADD COLUMN sale STRUCT(gross DECIMAL(18,2), seller_discount DECIMAL(18,2), fee_payment DECIMAL(18,2),
  fee_sales DECIMAL(18,2), fee_other DECIMAL(18,2), net DECIMAL(18,2));
ALTER TABLE settlements ADD COLUMN refund STRUCT(gross DECIMAL(18,2), seller_discount DECIMAL(18,2), fee_payment DECIMAL(18,2),
  fee_sales DECIMAL(18,2), fee_other DECIMAL(18,2), net DECIMAL(18,2));
"""
"""What the files themselves state, beside what is shown: see `data.merge.HIDDEN`."""

_INTAKE = canonical(contract.STATISTICS).replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS") + """
ALTER TABLE order_lines ADD COLUMN IF NOT EXISTS refunded DECIMAL(18,2);
ALTER TABLE order_lines ADD COLUMN IF NOT EXISTS refunded_at TIMESTAMP;
ALTER TABLE imports ADD COLUMN undone_at TIMESTAMP;
ALTER TABLE imports ADD COLUMN undone_by VARCHAR;
ALTER TABLE rejects ADD COLUMN cells VARCHAR;
CREATE TABLE mappings (header VARCHAR, merchant_id VARCHAR, "table" VARCHAR, channel VARCHAR, columns VARCHAR,
  made_at TIMESTAMP, made_by VARCHAR);
"""
"""Statistics, refunds with their day, imports that were taken back, what refused rows held (personal data left out), and what
people said of files that no format knows: `header` is the digest of the header row, `columns` JSON {header: column}."""

MIGRATIONS: tuple[str, ...] = (_FIRST, _STATED, _INTAKE)
VERSION = len(MIGRATIONS)
