/* Reads and writes dates and durations in the API's notation, without PHP's own date parser. */
#include "php_date_text.h"

#include "ext/date/php_date.h"

/* Reads exactly that many digits. Returns false for anything else, or if the number is out of bounds. */
static bool take_number(const char **p, int digits, int64_t minimum, int64_t maximum, timelib_sll *out)
{
	int64_t number = 0;

	for (; digits; digits--, ++*p) {
		if (**p < '0' || **p > '9') {
			return false;
		}
		number = number * 10 + **p - '0';
	}
	*out = number;
	return number >= minimum && number <= maximum;
}

static bool take_char(const char **p, char c)
{
	return **p == c && *(*p)++;
}

static int64_t days_in_month(int64_t year, int64_t month)
{
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 ? 28 + leap : 30 + ((month + month / 8) & 1);
}

/* A fraction of a second, truncated to microseconds. The API sends seven digits or nine. */
static bool take_fraction(const char **p, timelib_sll *microseconds)
{
	int digits = 0;

	for (*microseconds = 0; **p >= '0' && **p <= '9'; ++*p, digits++) {
		if (digits < 6) {
			*microseconds = *microseconds * 10 + **p - '0';
		}
	}
	for (int i = digits; i < 6; i++) {
		*microseconds *= 10;
	}
	return digits >= 1 && digits <= 9;
}

/* Z, an offset, or nothing, which means UTC. */
static bool take_zone(const char **p, timelib_time *t)
{
	timelib_sll hours, minutes;
	bool behind = **p == '-';

	if (take_char(p, 'Z') || !**p) {
		t->zone_type = TIMELIB_ZONETYPE_ABBR;
		return true;
	}
	if (!take_char(p, '+') && !take_char(p, '-')) {
		return false;
	}
	if (!take_number(p, 2, 0, 14, &hours) || !take_char(p, ':') || !take_number(p, 2, 0, 59, &minutes)) {
		return false;
	}
	t->zone_type = TIMELIB_ZONETYPE_OFFSET;
	t->z = (int) (hours * 3600 + minutes * 60) * (behind ? -1 : 1);
	return true;
}

/* Days since 1970-01-01. Years are counted from March, so that a leap day is the last day of its year. */
static int64_t day_number(int64_t year, int64_t month, int64_t day)
{
	int64_t march_year = year - (month <= 2), of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return march_year * 365 + march_year / 4 - march_year / 100 + march_year / 400 + of_year - 719468;
}

/* PHP's own parser is unsuitable: it also accepts "tomorrow", and it overwrites the caller's DateTime::getLastErrors(). */
void php_dojo_date_from_text(struct dojo_text text, zval *out)
{
	timelib_time t = {0};
	timelib_time *time;
	char copy[48];
	const char *p = copy;

	ZVAL_NULL(out);
	if (text.length == 0 || text.length >= sizeof copy) {
		return;
	}
	memcpy(copy, text.data, text.length);
	copy[text.length] = '\0';
	if (!take_number(&p, 4, 1, 9999, &t.y) || !take_char(&p, '-') || !take_number(&p, 2, 1, 12, &t.m) || !take_char(&p, '-') ||
	    !take_number(&p, 2, 1, days_in_month(t.y, t.m), &t.d) || !take_char(&p, 'T') || !take_number(&p, 2, 0, 23, &t.h) ||
	    !take_char(&p, ':') || !take_number(&p, 2, 0, 59, &t.i) || !take_char(&p, ':') || !take_number(&p, 2, 0, 59, &t.s) ||
	    (take_char(&p, '.') && !take_fraction(&p, &t.us)) || !take_zone(&p, &t) || p != copy + text.length) {
		return;
	}
	t.have_time = t.have_date = t.have_zone = t.is_localtime = t.sse_uptodate = t.tim_uptodate = 1;
	t.sse = day_number(t.y, t.m, t.d) * 86400 + t.h * 3600 + t.i * 60 + t.s - t.z;
	php_date_instantiate(php_date_get_immutable_ce(), out);
	time = emalloc(sizeof *time); /* PHP has timelib allocate and free with emalloc() and efree() */
	*time = t;
	time->tz_abbr = t.zone_type == TIMELIB_ZONETYPE_ABBR ? estrdup("Z") : NULL;
	Z_PHPDATE_P(out)->time = time;
}

/* ------------------------------------------------------------------------------------------------------------ writing -- */

const char *php_dojo_date_to_text(zval *date, char out[PHP_DOJO_DATE_TEXT_SIZE])
{
	php_date_obj *object = Z_PHPDATE_P(date);
	zend_string *text;

	if (!object->time) {
		return "the date object was never initialised";
	}
	text = php_format_date(ZEND_STRL("Y-m-d\\TH:i:s"), object->time->sse, 0);
	if (object->time->us) {
		snprintf(out, PHP_DOJO_DATE_TEXT_SIZE, "%s.%06dZ", ZSTR_VAL(text), (int) object->time->us);
	} else {
		snprintf(out, PHP_DOJO_DATE_TEXT_SIZE, "%sZ", ZSTR_VAL(text));
	}
	zend_string_release(text);
	return NULL;
}

/* Why an interval has no text as [d.]hh:mm:ss; NULL if it has one. */
static const char *interval_problem(const timelib_rel_time *t)
{
	if ((t->y || t->m) && t->days == TIMELIB_UNSET) {
		return "expected a DateInterval of days, hours, minutes and seconds: months and years have no fixed length";
	}
	if (t->have_weekday_relative || t->have_special_relative || t->first_last_day_of) {
		return "expected a DateInterval of days, hours, minutes and seconds: \"next monday\" and the like have no fixed length";
	}
	if (t->us) {
		return "expected a DateInterval of whole seconds, got a fraction of a second";
	}
	return NULL;
}

const char *php_dojo_interval_to_text(zval *interval, char out[PHP_DOJO_DATE_TEXT_SIZE])
{
	php_interval_obj *object = Z_PHPINTERVAL_P(interval);
	timelib_rel_time *t = object->diff;
	const char *problem;
	int64_t seconds = 0;
	int length = 0;

	if (!object->initialized || !t) {
		return "the DateInterval was never initialised";
	}
	problem = interval_problem(t);
	if (problem) {
		return problem;
	}
	const struct {
		int64_t count, seconds;
	} parts[] = {{t->days != TIMELIB_UNSET ? t->days : t->d, 86400}, {t->h, 3600}, {t->i, 60}, {t->s, 1}};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		/* Far more than the API accepts, and far less than would overflow the sum. */
		if (parts[i].count > INT32_MAX || parts[i].count < INT32_MIN) {
			return "the DateInterval is too long";
		}
		seconds += parts[i].count * parts[i].seconds;
	}
	if (t->invert || seconds < 0) {
		return "expected a positive DateInterval";
	}
	if (seconds >= 86400) {
		length = snprintf(out, PHP_DOJO_DATE_TEXT_SIZE, "%lld.", (long long) (seconds / 86400));
	}
	snprintf(out + length, PHP_DOJO_DATE_TEXT_SIZE - (size_t) length, "%02d:%02d:%02d", (int) (seconds / 3600 % 24),
	         (int) (seconds / 60 % 60), (int) (seconds % 60));
	return NULL;
}
