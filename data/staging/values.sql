-- Macros that read cells; data/staging/values.py fills in what stands between $ signs. Each begins with a cheap branch for the common
-- form of its value, because the regular expressions below cost ten times as much. CASE and not coalesce: the
-- optimiser computes what repeats within coalesce for every row. No long IN: it would become a join, for every row too.
-- list_transform([y], lambda t: ...)[1] makes y once where a macro would repeat it.
CREATE OR REPLACE TEMP MACRO narrow(x) AS CASE WHEN regexp_matches(x, '[$WIDE$]') THEN translate(x, '$WIDE$', '$NARROW$') ELSE x END;
CREATE OR REPLACE TEMP MACRO squeezed(x) AS lower(regexp_replace(x, '[\s\x{a0}\x{3000}]+', '', 'g'));
-- Digits and letters that begin no word of nothing are told by their first letter.
CREATE OR REPLACE TEMP MACRO blank(x) AS CASE WHEN x IS NULL THEN true WHEN NOT contains('$FIRSTS$', left(x, 1)) THEN false
  ELSE regexp_full_match(squeezed(x), '$NOTHING$') END;
CREATE OR REPLACE TEMP MACRO bare(x) AS regexp_replace(narrow(x), '[\s₩\\\x{a0}]|원$|(?i:krw|won)', '', 'g');
CREATE OR REPLACE TEMP MACRO signed(b) AS regexp_replace(b, '^(?:\(([^()]+)\)|[△▲∆](.+)|([^()+-]+)-)$', '-\1\2\3');
-- Commas count where they part thousands; 1.2만 is rounded and no sum, so it is none.
CREATE OR REPLACE TEMP MACRO ungrouped(s) AS CASE WHEN NOT contains(s, ',') THEN s
  WHEN regexp_full_match(s, '[-+]?\d{1,3}(,\d{3})+(\.\d*)?') THEN replace(s, ',', '') END;
CREATE OR REPLACE TEMP MACRO money(x) AS CASE
  WHEN contains(x, ',') AND regexp_full_match(x, '-?\d{1,3}(,\d{3})+(\.\d+)?') THEN TRY_CAST(replace(x, ',', '') AS DECIMAL(18,2))
  WHEN TRY_CAST(x AS DECIMAL(18,2)) IS NOT NULL THEN TRY_CAST(x AS DECIMAL(18,2))
  WHEN x IS NOT NULL THEN list_transform([signed(bare(x))], lambda n: TRY_CAST(ungrouped(n) AS DECIMAL(18,2)))[1] END;
CREATE OR REPLACE TEMP MACRO pieces(x) AS CASE WHEN TRY_CAST(x AS BIGINT) IS NOT NULL THEN TRY_CAST(x AS BIGINT) WHEN x IS NOT NULL
  THEN list_transform([signed(regexp_replace(bare(x), '(개|건|EA|ea|회|명|번)$', ''))],
    lambda n: TRY_CAST(round(TRY_CAST(ungrouped(n) AS DECIMAL(28,4))) AS BIGINT))[1] END;
CREATE OR REPLACE TEMP MACRO realnum(x) AS list_transform([TRY_CAST(replace(narrow(x), ',', '') AS DOUBLE)],
  lambda n: CASE WHEN isfinite(n) THEN n END)[1];
-- 오후 3:05 and 3:05 PM are 15:05, 오전 12:10 is 00:10.
CREATE OR REPLACE TEMP MACRO clock_time(r) AS CASE WHEN regexp_matches(r, '[AP]M|오[전후]')
  THEN try_strptime(replace(replace(r, '오후', 'PM'), '오전', 'AM'), ['%Y-%m-%d %I:%M:%S %p', '%Y-%m-%d %I:%M %p'])
  ELSE TRY_CAST(trim(r) AS TIMESTAMP) END;
CREATE OR REPLACE TEMP MACRO long_time(x) AS list_transform([regexp_replace(x, '$DATE$', '\1-\2-\3 \5 \4\6')], lambda r: clock_time(r))[1];
-- 9/29/26 is month, day, year; 26/9/29 can only be year, month, day.
CREATE OR REPLACE TEMP MACRO short_time(x) AS list_transform([
  CASE WHEN contains(x, '/') AND NOT regexp_matches(x, '^(1[3-9]|[2-9]\d)/')
  THEN regexp_replace(regexp_replace(x, '$SHORT$', '\4-\1-\3 \5 \6'), '^(\d\d)-', '20\1-')
  ELSE '20' || regexp_replace(x, '$SHORT$', '\1-\3-\4 \5 \6') END], lambda r: clock_time(r))[1];
CREATE OR REPLACE TEMP MACRO serial_time(d) AS CASE WHEN d BETWEEN 32874 AND 73050
  THEN TIMESTAMP '1899-12-30' + to_seconds(round(d * 86400)) END;
CREATE OR REPLACE TEMP MACRO odd_moment(x) AS CASE
  WHEN regexp_full_match(x, '(199|20\d)\d[-./]\d\d[-./]\d\d\.?([ T]\d\d:\d\d(:\d\d(\.\d+)?)?)?') THEN
    TRY_CAST(translate(x[1:10], './', '--') || ltrim(x[11:], '.') AS TIMESTAMP)
  WHEN regexp_full_match(x, '(199|20\d)\d{5}(\d{4}|\d{6})?(\.0+)?') THEN
    try_strptime(rpad(regexp_extract(x, '^\d+'), 14, '0'), '%Y%m%d%H%M%S')
  WHEN regexp_full_match(x, '\d{5}(\.\d+)?') THEN serial_time(TRY_CAST(x AS DOUBLE))
  WHEN regexp_matches(x, '^(199|20\d)\d') THEN long_time(x)
  WHEN regexp_matches(x, '$SHORT$') THEN short_time(x) END;
CREATE OR REPLACE TEMP MACRO moment(x) AS CASE
  WHEN x IS NULL THEN NULL
  WHEN x LIKE '20__-__-__ __:__:__' OR x LIKE '20__/__/__ __:__' OR x LIKE '20__-__-__ __:__' OR x LIKE '20__-__-__'
    THEN coalesce(TRY_CAST(x AS TIMESTAMP), list_transform([upper(trim(narrow(x)))], lambda m: odd_moment(m))[1])
  WHEN starts_with(x, '4') AND TRY_CAST(x AS DOUBLE) BETWEEN 40000 AND 50000 THEN serial_time(TRY_CAST(x AS DOUBLE))
  ELSE list_transform([upper(trim(narrow(x)))], lambda m: odd_moment(m))[1] END;
-- What looks like a phone, an e-mail address or a resident's or customs number is no id of an order or a product.
CREATE OR REPLACE TEMP MACRO of_person(x) AS regexp_full_match(x, '$PERSON$');
CREATE OR REPLACE TEMP MACRO odd_ident(t) AS CASE
  WHEN regexp_full_match(t, '\d+\.0+') THEN regexp_extract(t, '^\d+')
  WHEN regexp_full_match(t, '\d(\.\d+)?[eE]\+?\d{1,2}') THEN
    CASE WHEN length(regexp_extract(t, '\.(\d+)', 1)) >= TRY_CAST(regexp_extract(t, '(\d+)$', 1) AS INTEGER) - 2
         THEN CAST(TRY_CAST(t AS DECIMAL(38,0)) AS VARCHAR) END
  WHEN of_person(t) THEN NULL
  ELSE ltrim(t, '''') END;
CREATE OR REPLACE TEMP MACRO ident(x) AS CASE
  WHEN TRY_CAST(x AS UBIGINT) > 999999 AND x = CAST(TRY_CAST(x AS UBIGINT) AS VARCHAR) THEN x
  WHEN regexp_full_match(x, '[1-9][0-9]{6,}(-[0-9]+)?|[1-9][0-9]{0,5}') THEN x
  WHEN blank(x) THEN NULL
  WHEN regexp_full_match(x, '[A-Za-z#][0-9A-Za-z#_-]*') THEN CASE WHEN NOT of_person(x) THEN x END
  ELSE list_transform([trim(narrow(x))], lambda i: odd_ident(i))[1] END;
-- A code of the seller's own: letters and digits in any order, so that only the point of a number is taken off.
CREATE OR REPLACE TEMP MACRO code(x) AS CASE WHEN blank(x) THEN NULL
  WHEN NOT contains(' ''+(Pp0123456789', left(x, 1)) AND NOT contains(x, '@') AND NOT ends_with(x, ' ') THEN x
  WHEN of_person(trim(x)) THEN NULL
  WHEN regexp_full_match(trim(x), '\d+\.0+') THEN regexp_extract(trim(x), '^\d+') ELSE ltrim(trim(x), '''') END;
CREATE OR REPLACE TEMP MACRO shortened(x) AS regexp_full_match(trim(narrow(x)), '\d(\.\d+)?[eE]\+?\d{1,2}') AND ident(x) IS NULL;
CREATE OR REPLACE TEMP MACRO rounded(i) AS ends_with(i, '0') AND regexp_full_match(i, '[1-9]\d{14}\d*0');
CREATE OR REPLACE TEMP MACRO day_of_id(x) AS CASE WHEN starts_with(ltrim(x, ' '), '20')
  THEN try_strptime(regexp_extract(x, '^\s*(20\d{6})', 1), '%Y%m%d') END;
CREATE OR REPLACE TEMP MACRO words(x) AS CASE WHEN blank(x) THEN NULL
  WHEN starts_with(x, ' ') OR ends_with(x, ' ') THEN trim(x) ELSE x END;
CREATE OR REPLACE TEMP MACRO flag(x) AS CASE
  WHEN regexp_full_match(squeezed(x), 'true|t|y|yes|1|1\.0|판매중|전시중|진열함|판매함|예') THEN true
  WHEN regexp_full_match(squeezed(x), 'false|f|n|no|0|0\.0|판매중지|판매종료|품절|전시중지|진열안함|판매안함|아니오') THEN false END;
CREATE OR REPLACE TEMP MACRO region_at(a) AS $REGION$;
CREATE OR REPLACE TEMP MACRO region(x) AS CASE left(x, 2) $PROVINCES$
  ELSE list_transform([ltrim(regexp_replace(x, '^[\(\[]\s*\d{5,6}\s*[\)\]]|^\s*\d{5}\s|^\s*대한민국', ''), ' ')],
    lambda a: region_at(a))[1] END;
CREATE OR REPLACE TEMP MACRO state_in(w) AS $STATE$;
CREATE OR REPLACE TEMP MACRO certainty_in(w) AS $CERTAINTY$;
CREATE OR REPLACE TEMP MACRO state(x) AS CASE WHEN x IS NOT NULL THEN list_transform([squeezed(x)], lambda w: state_in(w))[1] END;
CREATE OR REPLACE TEMP MACRO certainty(x) AS CASE WHEN x IS NOT NULL THEN list_transform([squeezed(x)], lambda w: certainty_in(w))[1] END;
-- What buyers write into options: what follows a word such as 연락처 or 각인, phones, e-mail and postal addresses, customs and
-- residents' numbers.
CREATE OR REPLACE TEMP MACRO unnamed(x) AS CASE WHEN NOT regexp_matches(x, '$LABEL$|@|(?:\d[-. )]{0,2}){8}|$PLACE$') THEN x ELSE
  regexp_replace(regexp_replace(regexp_replace(regexp_replace(x, '((?:$LABEL$)[^\s:/,]*)\s*[: ]\s*[^/]*', '\1: …', 'g'),
    '(^|[^\dA-Za-z])(?:$NUMBER$)([^\d]|$)', '\1…\2', 'g'),
    '[\w.+-]+@[\w-]+\.[\w.]+', '…', 'g'), '$PLACE$', '…', 'g') END;
-- A region as it stands where it is none of ours, but never an address.
CREATE OR REPLACE TEMP MACRO region_only(x) AS coalesce(region(x), CASE WHEN length(words(x)) <= 20 AND NOT regexp_matches(x, '\d') THEN words(x) END);
-- A hash that another program made, as opposed to a name, a phone or an id of a person.
CREATE OR REPLACE TEMP MACRO hashed(x) AS regexp_full_match(x, '[0-9a-fA-F]{16,}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}') AND regexp_matches(x, '[a-fA-F]');
