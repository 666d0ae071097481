-- Macros that read cells; data/values.py fills in what stands between $ signs.
CREATE OR REPLACE TEMP MACRO squeezed(x) AS lower(regexp_replace(x, '\s+', '', 'g'));
CREATE OR REPLACE TEMP MACRO blank(x) AS x IS NULL OR squeezed(x) IN ($NOTHING$) OR regexp_full_match(trim(x), '#+');
CREATE OR REPLACE TEMP MACRO digits(x) AS translate(x, '０１２３４５６７８９．，－−（）', '0123456789.,--()');
CREATE OR REPLACE TEMP MACRO bare(x) AS regexp_replace(digits(x), '[\s,₩￦\\]|원$|krw|KRW', '', 'g');
CREATE OR REPLACE TEMP MACRO signed(b) AS regexp_replace(b, '^(?:\((.+)\)|[△▲](.+))$', '-\1\2');
CREATE OR REPLACE TEMP MACRO money(x) AS
  coalesce(TRY_CAST(x AS DECIMAL(18,2)), TRY_CAST(signed(bare(x)) AS DECIMAL(18,2)));
CREATE OR REPLACE TEMP MACRO pieces(x) AS TRY_CAST(round(TRY_CAST(signed(regexp_replace(bare(x), '(개|건|EA|ea)$', '')) AS DECIMAL(28,4))) AS BIGINT);
CREATE OR REPLACE TEMP MACRO realnum(x) AS CASE WHEN isfinite(TRY_CAST(replace(digits(x), ',', '') AS DOUBLE))
  THEN TRY_CAST(replace(digits(x), ',', '') AS DOUBLE) END;
-- 오후 3:05 and 3:05 PM are 15:05, 오전 12:10 is 00:10.
CREATE OR REPLACE TEMP MACRO clock_time(r) AS CASE WHEN regexp_matches(r, '[AP]M|오[전후]')
  THEN try_strptime(replace(replace(r, '오후', 'PM'), '오전', 'AM'), ['%Y-%m-%d %I:%M:%S %p', '%Y-%m-%d %I:%M %p'])
  ELSE TRY_CAST(trim(r) AS TIMESTAMP) END;
CREATE OR REPLACE TEMP MACRO long_time(x) AS clock_time(regexp_replace(x, '$DATE$', '\1-\2-\3 \5 \4\6'));
CREATE OR REPLACE TEMP MACRO short_time(x) AS clock_time(CASE WHEN contains(x, '/')
  THEN regexp_replace(regexp_replace(x, '$SHORT$', '\4-\1-\3 \5 \6'), '^(\d\d)-', '20\1-')
  ELSE '20' || regexp_replace(x, '$SHORT$', '\1-\3-\4 \5 \6') END);
CREATE OR REPLACE TEMP MACRO serial_time(d) AS CASE WHEN d BETWEEN 32874 AND 73050
  THEN TIMESTAMP '1899-12-30' + to_seconds(round(d * 86400)) END;
CREATE OR REPLACE TEMP MACRO moment(x) AS CASE
  WHEN x IS NULL THEN NULL
  WHEN regexp_full_match(x, '\s*(199|20\d)\d[-./]\d\d[-./]\d\d\.?([ T]\d\d:\d\d(:\d\d(\.\d+)?)?)?\s*') THEN
    TRY_CAST(translate(trim(x)[1:10], './', '--') || ltrim(trim(x)[11:], '.') AS TIMESTAMP)
  WHEN regexp_full_match(x, '\s*(199|20\d)\d{5}(\d{4}|\d{6})?\s*') THEN try_strptime(rpad(trim(x), 14, '0'), '%Y%m%d%H%M%S')
  WHEN regexp_full_match(x, '\s*\d{5}(\.\d+)?\s*') THEN serial_time(TRY_CAST(x AS DOUBLE))
  WHEN regexp_matches(digits(x), '^\s*(199|20\d)\d') THEN long_time(upper(trim(digits(x))))
  WHEN regexp_matches(upper(trim(digits(x))), '$SHORT$') THEN short_time(upper(trim(digits(x)))) END;
CREATE OR REPLACE TEMP MACRO ident(x) AS CASE
  WHEN blank(x) THEN NULL
  WHEN regexp_full_match(trim(x), '\d+\.0+') THEN regexp_extract(trim(x), '^\d+')
  WHEN regexp_full_match(trim(x), '\d(\.\d+)?[eE]\+?\d{1,2}') THEN
    CASE WHEN length(regexp_extract(trim(x), '\.(\d+)', 1)) >= TRY_CAST(regexp_extract(trim(x), '(\d+)$', 1) AS INTEGER) - 2
         THEN CAST(TRY_CAST(trim(x) AS DECIMAL(38,0)) AS VARCHAR) END
  ELSE ltrim(trim(x), '''') END;
-- A code of the seller's own: letters and digits in any order, so that only the point of a number is taken off.
CREATE OR REPLACE TEMP MACRO code(x) AS CASE WHEN blank(x) THEN NULL
  WHEN regexp_full_match(trim(x), '\d+\.0+') THEN regexp_extract(trim(x), '^\d+') ELSE ltrim(trim(x), '''') END;
CREATE OR REPLACE TEMP MACRO shortened(x) AS regexp_full_match(trim(x), '\d(\.\d+)?[eE]\+?\d{1,2}') AND ident(x) IS NULL;
CREATE OR REPLACE TEMP MACRO day_of_id(x) AS try_strptime(regexp_extract(x, '^\s*(20\d{6})', 1), '%Y%m%d');
CREATE OR REPLACE TEMP MACRO words(x) AS CASE WHEN blank(x) THEN NULL ELSE trim(x) END;
CREATE OR REPLACE TEMP MACRO flag(x) AS CASE
  WHEN squeezed(x) IN ('true', 't', 'y', 'yes', '1', '1.0', '판매중', '전시중', '진열함', '판매함', '예') THEN true
  WHEN squeezed(x) IN ('false', 'f', 'n', 'no', '0', '0.0', '판매중지', '판매종료', '품절', '전시중지', '진열안함', '판매안함', '아니오') THEN false END;
CREATE OR REPLACE TEMP MACRO region_at(a) AS $REGION$;
CREATE OR REPLACE TEMP MACRO region(x) AS region_at(ltrim(regexp_replace(x, '^[\(\[]\s*\d{5,6}\s*[\)\]]|^\s*\d{5}\s|^대한민국', ''), ' '));
CREATE OR REPLACE TEMP MACRO state_in(w) AS $STATE$;
CREATE OR REPLACE TEMP MACRO certainty_in(w) AS $CERTAINTY$;
CREATE OR REPLACE TEMP MACRO state(x) AS state_in(squeezed(x));
CREATE OR REPLACE TEMP MACRO certainty(x) AS certainty_in(squeezed(x));
-- What buyers write into options: what follows a word such as 연락처 or 각인, phones, e-mail addresses, customs and residents' numbers.
CREATE OR REPLACE TEMP MACRO unnamed(x) AS CASE WHEN NOT regexp_matches(x, '$LABEL$|@|\d{4}') THEN x ELSE
  regexp_replace(regexp_replace(regexp_replace(x, '((?:$LABEL$)[^\s:/,]*)\s*[: ]\s*[^/]*', '\1: …', 'g'),
    '(^|[^\dA-Za-z])(?:(?:\+?82[-. ]?)?0?1[016789][-. )]?\d{3,4}[-. ]?\d{4}|0\d{1,3}[-. )]\d{3,4}[-. ]\d{4}|[Pp]\d{12}|\d{6}-[1-4]\d{6})(?:[^\d]|$)', '\1… ', 'g'),
    '[\w.+-]+@[\w-]+\.[\w.]+', '…', 'g') END;
-- A region as it stands where it is none of ours, but never an address.
CREATE OR REPLACE TEMP MACRO region_only(x) AS coalesce(region(x), CASE WHEN length(words(x)) <= 20 AND NOT regexp_matches(x, '\d') THEN words(x) END);
-- A hash that another program made, as opposed to a name, a phone or an id of a person.
CREATE OR REPLACE TEMP MACRO hashed(x) AS regexp_full_match(x, '[0-9a-fA-F]{16,}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}') AND regexp_matches(x, '[a-fA-F]');
