/* The header lines of a response. */
#ifndef DOJO_HEADER_H
#define DOJO_HEADER_H

#include "dojo_attempt.h"

/* Takes one line as libcurl passes it, with its line end. Returns false if the headers exceed DOJO_LARGEST_HEAD. */
bool dojo_header_take(struct dojo_attempt *attempt, const char *line, size_t length);

#endif
