/* Dates and durations in the API's notation. */
#ifndef PHP_DOJO_DATE_TEXT_H
#define PHP_DOJO_DATE_TEXT_H

#include "php_dojo.h"
#include "dojo_core.h"

/* Reads a date such as 2022-02-01T13:07:41.8667859Z into a DateTimeImmutable. The fraction may have up to nine digits, of which
   six are kept; Z, an offset or nothing (UTC) may follow. Anything else gives null. */
void php_dojo_date_from_text(struct dojo_text text, zval *out);

#define PHP_DOJO_DATE_TEXT_SIZE 64

/* Both write a NUL-terminated text and return NULL, or return why they can't (a literal). */

/* Writes a DateTimeInterface as ISO 8601 in UTC, with microseconds if it has any. */
const char *php_dojo_date_to_text(zval *date, char out[PHP_DOJO_DATE_TEXT_SIZE]);
/* Writes a DateInterval as the API's time span, [d.]hh:mm:ss. */
const char *php_dojo_interval_to_text(zval *interval, char out[PHP_DOJO_DATE_TEXT_SIZE]);

#endif
