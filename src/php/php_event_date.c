/* A date as the API writes it, ISO 8601, to a DateTimeImmutable. */
#include "php_dojo_classes.h"

#include "ext/date/php_date.h"

/* Reads so many digits; false where there are others, or the number is not within the bounds. */
static bool take_number(const char **p, int digits, int64_t least, int64_t most, timelib_sll *out)
{
	int64_t number = 0;

	for (; digits; digits--, ++*p) {
		if (**p < '0' || **p > '9') {
			return false;
		}
		number = number * 10 + **p - '0';
	}
	*out = number;
	return number >= least && number <= most;
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

/* Of a fraction of a second, microseconds count; the API sends seven digits, or nine. */
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

/* Z, an offset, or nothing, which is UTC. */
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

/* Days since 1970-01-01, by years that begin in March, so that a leap day is their last. */
static int64_t day_number(int64_t year, int64_t month, int64_t day)
{
	int64_t march_year = year - (month <= 2), of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return march_year * 365 + march_year / 4 - march_year / 100 + march_year / 400 + of_year - 719468;
}

/*
 * Not by PHP's own reader: that takes "tomorrow", too, and would make DateTime::getLastErrors() speak of this date rather than of
 * the caller's last.
 */
void php_dojo_date(struct dojo_text text, zval *out)
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
	time = emalloc(sizeof *time); /* by the allocator that PHP gives to timelib, which frees it */
	*time = t;
	time->tz_abbr = t.zone_type == TIMELIB_ZONETYPE_ABBR ? estrdup("Z") : NULL;
	Z_PHPDATE_P(out)->time = time;
}
