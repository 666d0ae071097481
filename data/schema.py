"""The tables of the store and the migrations that bring an older file up to date.

The canonical tables are made from the contract. `VERSION` counts the migrations; a migration is one SQL script, is never
changed once released, and runs in one transaction with the step of the version.
"""
from data import contract
from data.merging import told

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
"""What the files themselves state, beside what is shown; the next migration moves it into the log."""



def _seed(table: contract.Table) -> str:
    """SQL: the rows of an older store are told as if they had been typed: which file said what is no longer known."""
    hidden = {n: told.untold(table).get(n) for n in told.HIDDEN.get(table.name, {})}
    if table is contract.ORDER_LINES:
        hidden = {n: f"coalesce(s.{n}, {sql})" if n in ("certainty", "value_certainty") else sql or f"s.{n}"
                  for n, sql in hidden.items()}
    if table is contract.SETTLEMENTS:
        return "".join(_parts(which) for which in ("sale", "refund", ""))
    own = {"status": "coalesce(s.stated_status, s.status)",
           "amount": "CASE WHEN s.stated_status IS NULL THEN s.amount ELSE s.stated_amount END"} \
        if table is contract.ORDER_LINES else {}
    rank = "coalesce(s.source_rank, 2)" if table is contract.ORDER_LINES else "s.source_rank"
    names = {n: own.get(n, f"s.{n}") for n in table.names} | hidden | {
        "import_id": "NULL", "number": "0", "row_no": "0", "source_rank": rank, "known_at": "s.known_at"}
    return (f"INSERT INTO {told.log(table)} BY NAME SELECT {', '.join(f'{sql} AS {n}' for n, sql in names.items())} "
            f"FROM {table.name} s;")


def _parts(which: str) -> str:
    """SQL: the sale or the refund that a settled row of an older store holds, or the row itself where it holds neither."""
    money = ("gross", "seller_discount", "fee_payment", "fee_sales", "fee_other", "net")
    names = {n: f"s.{which}.{n}" if which and n in money else f"s.{n}" for n in contract.SETTLEMENTS.names}
    where = f"s.{which} IS NOT NULL" if which else "s.sale IS NULL AND s.refund IS NULL"
    back = {"sale": "false", "refund": "true"}.get(which, "coalesce(s.gross < 0, s.net < 0, false)")
    listed = ", ".join(f"{sql} AS {n}" for n, sql in names.items())
    return (f"INSERT INTO told_settlements BY NAME SELECT {listed}, {back} AS refund, 1 AS weight, NULL AS import_id, "
            f"0 AS number, 0 AS row_no, s.source_rank, s.known_at FROM settlements s WHERE {where};")


_SELLER = "".join(f"ALTER TABLE merchants ADD COLUMN IF NOT EXISTS {name} VARCHAR;" for name in (
    "business_number", "representative", "address", "contact_phone", "contact_email", "purchase_safety"))
"""What the law wants a shop to say of its seller."""

_MEASURED = ("detail_width_px", "detail_font_px", "main_image_white", "main_image_product", "main_image_marked")
_PAGE = "".join(f"ALTER TABLE listings ADD COLUMN IF NOT EXISTS {c.name} {c.sql};"
                for c in contract.LISTINGS.columns if c.name in _MEASURED)
"""What is measured of a detail page and of a main picture."""

_INTAKE = _SELLER + _PAGE + canonical(contract.STATISTICS).replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS") + """
ALTER TABLE order_lines ADD COLUMN IF NOT EXISTS refunded DECIMAL(18,2);
ALTER TABLE order_lines ADD COLUMN IF NOT EXISTS refunded_at TIMESTAMP;
ALTER TABLE imports ADD COLUMN undone_at TIMESTAMP;
ALTER TABLE imports ADD COLUMN undone_by VARCHAR;
ALTER TABLE imports ADD COLUMN number BIGINT;
ALTER TABLE imports ADD COLUMN first_at TIMESTAMP;
ALTER TABLE rejects ADD COLUMN cells VARCHAR;
CREATE TABLE mappings (header VARCHAR, merchant_id VARCHAR, "table" VARCHAR, channel VARCHAR, columns VARCHAR,
  made_at TIMESTAMP, made_by VARCHAR);
""" + "".join(told.schema(t) + _seed(t) for t in contract.TABLES.values()) + "".join(
    f"ALTER TABLE order_lines DROP COLUMN {n};" for n in ("stated_status", "certainty", "value_certainty", "stated_amount",
                                                          "first_amount", "parcel", "parcel_fee")) + "".join(
    f"ALTER TABLE order_lines ADD COLUMN {n} {kind};" for n, kind in told.ONCE.items()) + told.view() + """
ALTER TABLE settlements DROP COLUMN sale;
ALTER TABLE settlements DROP COLUMN refund;
ALTER TABLE settlements ADD COLUMN paid DECIMAL(18,2);
ALTER TABLE settlements ADD COLUMN back DECIMAL(18,2);
UPDATE settlements SET paid = t.paid, back = t.back FROM (SELECT merchant_id, channel, order_id, line_id, kind, settled_on,
    sum(gross - coalesce(seller_discount, 0)) FILTER (NOT refund) AS paid,
    sum(gross + abs(coalesce(seller_discount, 0))) FILTER (refund) AS back FROM told_settlements GROUP BY ALL) t
  WHERE settlements.merchant_id = t.merchant_id AND settlements.channel = t.channel AND settlements.order_id = t.order_id
    AND settlements.line_id = t.line_id AND settlements.kind = t.kind AND settlements.settled_on = t.settled_on;
"""
"""Statistics, refunds with their day, imports that can be taken back (`number` is their place in the order of upload, `first_at`
the first time that their bytes were seen), what each of them told (see `data.merging.told`), what refused rows held
(personal data left
out), and what people said of files that no format knows: `header` is the digest of the header row, `columns` JSON
{header: column}. What files state beside what is shown now stands in the log alone."""

_ANSWERED = _SELLER + _SELLER.replace("TABLE merchants", "TABLE told_merchants") + """
ALTER TABLE reviews_of_findings ADD COLUMN as_of DATE;
"""
"""The seller's identity, and the day of the diagnosis whose finding a person answered."""

_GIVEN = _PAGE + _PAGE.replace("TABLE listings", "TABLE told_listings") + """
CREATE TABLE given (merchant_id VARCHAR, channel VARCHAR, product_id VARCHAR, kind VARCHAR, seen_on DATE, given_at TIMESTAMP,
  given_by VARCHAR, content VARCHAR);
"""
"""What a person showed of a product beside the files (see `data.given`): rows are added and never changed."""

_FORECAST = """
ALTER TABLE cohort ADD COLUMN drivers STRUCT(risk VARCHAR, feature VARCHAR, "value" DOUBLE, typical DOUBLE, effect DOUBLE)[];
ALTER TABLE cohort ADD COLUMN told STRUCT(risk VARCHAR, refused VARCHAR, n BIGINT, happened DOUBLE, low DOUBLE, high DOUBLE)[];
ALTER TABLE forecasts ADD COLUMN scope VARCHAR;
"""
"""Beside each forecast: what moves it most, and how often such forecasts came true or why there is none (a message as JSON).
`scope` says from which merchants a card was made: null for all, else the digest of those whom its maker may see."""

_MASTER = """
CREATE TABLE master (merchant_id VARCHAR, product_id VARCHAR, version BIGINT, act VARCHAR, kind VARCHAR, deleted BOOLEAN,
  content VARCHAR, sources VARCHAR, changed_at TIMESTAMP, changed_by VARCHAR);
"""
"""One product list per merchant (see `data.master`): a row per change and product, added and never changed; the highest version
counts. `content` is JSON {field: value}, `sources` {field: where it comes from}; `act` holds together what was done at once."""

_PROGRAMME = """
CREATE TABLE roster (merchant_id VARCHAR, programme VARCHAR, consultant VARCHAR, segment VARCHAR, applied_on DATE, left_on DATE,
  import_id VARCHAR, recorded_at TIMESTAMP, recorded_by VARCHAR);
CREATE TABLE roster_imports (import_id VARCHAR, programme VARCHAR, file VARCHAR, sha256 VARCHAR, "read" BIGINT, loaded BIGINT,
  updated BIGINT, unchanged BIGINT, rejected BIGINT, imported_at TIMESTAMP, imported_by VARCHAR);
CREATE TABLE stages (programme VARCHAR, stage VARCHAR, as_of DATE, set_at TIMESTAMP, set_by VARCHAR);
ALTER TABLE treatments_done ADD COLUMN programme VARCHAR;
ALTER TABLE treatments_done ADD COLUMN package VARCHAR;
ALTER TABLE treatments_done ADD COLUMN import_id VARCHAR;
ALTER TABLE treatments_done ADD COLUMN recorded_at TIMESTAMP;
ALTER TABLE treatments_done ADD COLUMN recorded_by VARCHAR;
CREATE TABLE evaluations (evaluation_id VARCHAR, as_of DATE, request VARCHAR, result VARCHAR, made_at TIMESTAMP, made_by VARCHAR);
CREATE TABLE allocations (allocation_id VARCHAR, as_of DATE, request VARCHAR, result VARCHAR, made_at TIMESTAMP,
  made_by VARCHAR);
CREATE TABLE surveys (survey VARCHAR, respondent VARCHAR, merchant_id VARCHAR, region VARCHAR, industry VARCHAR, question VARCHAR,
  value VARCHAR, answered_on DATE, import_id VARCHAR, recorded_at TIMESTAMP, recorded_by VARCHAR);
"""
"""Who takes part in a programme, on which days it measures (stage intake, mid or exit), which treatments were received and when,
what an evaluation and an allocation came to (JSON), and answers to a survey (a row per respondent and question; who answered
without a name has a respondent and no merchant)."""

MIGRATIONS: tuple[str, ...] = (_FIRST, _STATED, _INTAKE, _ANSWERED, _GIVEN, _FORECAST, _MASTER, _PROGRAMME)
VERSION = len(MIGRATIONS)
