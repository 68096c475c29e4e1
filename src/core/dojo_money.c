/* Converts amounts between decimal text and minor units with integer arithmetic only; a double is read from its decimal digits. */
#include "dojo_core.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The active ISO 4217 codes that have minor units, funds codes included, grouped by the number of minor-unit digits. */
static const struct {
	int exponent;
	const char *codes;
} currencies[] = {
	{2, "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP "
        "COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR "
        "JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN "
        "NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL "
        "THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG"},
	{0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"},
	{3, "BHD IQD JOD KWD LYD OMR TND"},
	{4, "CLF UYW"},
};

enum dojo_code dojo_money_exponent(struct dojo_text currency, int *out, struct dojo_error *error)
{
	*out = -1;
	for (size_t i = 0; i < sizeof currencies / sizeof *currencies && currency.length == 3; i++) {
		for (const char *code = currencies[i].codes; code; code = code[3] ? code + 4 : NULL) {
			if (memcmp(code, currency.data, 3) == 0) {
				*out = currencies[i].exponent;
				return DOJO_OK;
			}
		}
	}
	return dojo_error_invalid(
		error, "currencyCode",
		"currencyCode must be an active ISO 4217 code in capital letters, such as GBP or EUR, got \"%.*s\"",
		(int) (currency.length > 12 ? 12 : currency.length), currency.data ? currency.data : "");
}

/* *magnitude = *magnitude * 10 + digit; false if the result with that sign would not fit in int64. */
static bool push_digit(uint64_t *magnitude, unsigned digit, bool negative)
{
	uint64_t most = (uint64_t) INT64_MAX + negative;

	if (*magnitude > (most - digit) / 10) {
		return false;
	}
	*magnitude = *magnitude * 10 + digit;
	return true;
}

static int64_t with_sign(uint64_t magnitude, bool negative)
{
	/* -(int64_t) magnitude would overflow for INT64_MIN. */
	return negative && magnitude ? -1 - (int64_t) (magnitude - 1) : (int64_t) magnitude;
}

static enum dojo_code refuse_amount(struct dojo_text decimal, const char *why, struct dojo_error *error)
{
	return dojo_error_invalid(error, "amount", "amount: %s, got \"%.*s\"", why,
	                          (int) (decimal.length > 40 ? 40 : decimal.length), decimal.data ? decimal.data : "");
}

static enum dojo_code refuse_overflow(struct dojo_error *error)
{
	return dojo_error_invalid(error, "amount", "amount does not fit in a 64-bit integer of minor units");
}

enum dojo_code dojo_money_from_decimal(struct dojo_text decimal, struct dojo_text currency, int64_t *out,
                                       struct dojo_error *error)
{
	static const char grammar[] =
		"expected digits with a decimal point, such as 19.99 (an optional minus, no separators, no exponent)";
	bool negative = decimal.length && decimal.data[0] == '-', point = false, excess = false;
	size_t start = negative, whole = 0, fraction = 0;
	uint64_t magnitude = 0;
	int exponent;
	enum dojo_code code = dojo_money_exponent(currency, &exponent, error);

	*out = 0;
	if (code != DOJO_OK) {
		return code;
	}
	for (size_t i = start; i < decimal.length; i++) {
		char c = decimal.data[i];

		if (c == '.' && !point && whole) {
			point = true;
			continue;
		}
		if (c < '0' || c > '9') {
			return refuse_amount(decimal, grammar, error);
		}
		point ? fraction++ : whole++;
		if (point && fraction > (size_t) exponent) {
			excess = excess || c != '0';
			continue;
		}
		if (!push_digit(&magnitude, (unsigned) (c - '0'), negative)) {
			return refuse_overflow(error);
		}
	}
	if (!whole || (point && !fraction)) {
		return refuse_amount(decimal, grammar, error);
	}
	if (excess) {
		char why[80];

		snprintf(why, sizeof why, "%.3s has %d decimal places", currency.data, exponent);
		return refuse_amount(decimal, why, error);
	}
	for (size_t i = fraction; i < (size_t) exponent; i++) {
		if (!push_digit(&magnitude, 0, negative)) {
			return refuse_overflow(error);
		}
	}
	*out = with_sign(magnitude, negative);
	return DOJO_OK;
}

enum dojo_code dojo_money_from_double(double amount, struct dojo_text currency, int64_t *out, struct dojo_error *error)
{
	char text[40];
	uint64_t magnitude = 0;
	bool negative = amount < 0;
	int exponent, ten, digits = 0;
	const char *p;
	enum dojo_code code = dojo_money_exponent(currency, &exponent, error);

	*out = 0;
	if (code != DOJO_OK) {
		return code;
	}
	if (!isfinite(amount)) {
		return dojo_error_invalid(error, "amount", "amount is not a finite number");
	}
	/* d.dddddddddddddde+xx, with the locale's decimal separator. */
	snprintf(text, sizeof text, "%.14e", fabs(amount));
	for (p = text; *p != 'e'; p++) {
		if (*p >= '0' && *p <= '9') {
			magnitude = magnitude * 10 + (unsigned) (*p - '0');
			digits++;
		}
	}
	sscanf(p + 1, "%d", &ten);
	/* The amount is magnitude * 10^(ten - 14), and 10^exponent times that in minor units. */
	for (ten += exponent - digits + 1; ten > 0 && magnitude; ten--) {
		if (!push_digit(&magnitude, 0, negative)) {
			return refuse_overflow(error);
		}
	}
	if (ten < -16) {
		magnitude = 0;
	}
	for (; ten < 0 && magnitude; ten++) {
		/* Round at the last dropped digit only: the digits below it can't change whether it is a half or more. */
		magnitude = ten == -1 ? (magnitude + 5) / 10 : magnitude / 10;
	}
	*out = with_sign(magnitude, negative);
	return DOJO_OK;
}

enum dojo_code dojo_money_to_decimal(int64_t value, struct dojo_text currency, char out[DOJO_DECIMAL_SIZE],
                                     struct dojo_error *error)
{
	uint64_t magnitude = value < 0 ? (uint64_t) 0 - (uint64_t) value : (uint64_t) value;
	uint64_t unit = 1;
	int exponent;
	enum dojo_code code = dojo_money_exponent(currency, &exponent, error);

	out[0] = '\0';
	if (code != DOJO_OK) {
		return code;
	}
	for (int i = 0; i < exponent; i++) {
		unit *= 10;
	}
	if (exponent == 0) {
		snprintf(out, DOJO_DECIMAL_SIZE, "%s%llu", value < 0 ? "-" : "", (unsigned long long) magnitude);
	} else {
		snprintf(out, DOJO_DECIMAL_SIZE, "%s%llu.%0*llu", value < 0 ? "-" : "", (unsigned long long) (magnitude / unit),
		         exponent, (unsigned long long) (magnitude % unit));
	}
	return DOJO_OK;
}
