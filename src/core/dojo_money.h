/* Amounts of money: decimal text to minor units and back. */
#ifndef DOJO_MONEY_H
#define DOJO_MONEY_H

#include "dojo_error.h"
#include "dojo_text.h"

#include <stdint.h>

#define DOJO_DECIMAL_SIZE 32

/* The number of minor-unit digits of an active ISO 4217 currency, e.g. 2 for GBP. *out is -1 for any other code. */
enum dojo_code dojo_money_exponent(struct dojo_text currency, int *out, struct dojo_error *error);
/* "19.99" to 1999. Digits with an optional leading minus and an optional decimal point. More decimal places than the currency
   has are refused, unless the extra digits are zeros. */
enum dojo_code dojo_money_from_decimal(struct dojo_text decimal, struct dojo_text currency, int64_t *out,
                                       struct dojo_error *error);
/* Uses the double's 15 significant decimal digits, rounded half away from zero. */
enum dojo_code dojo_money_from_double(double amount, struct dojo_text currency, int64_t *out, struct dojo_error *error);
/* 1999 to "19.99". */
enum dojo_code dojo_money_to_decimal(int64_t value, struct dojo_text currency, char out[DOJO_DECIMAL_SIZE],
                                     struct dojo_error *error);

#endif
