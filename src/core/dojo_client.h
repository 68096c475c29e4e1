/* Clients: the checked options that requests are built and sent with. */
#ifndef DOJO_CLIENT_H
#define DOJO_CLIENT_H

#include "dojo_error.h"
#include "dojo_text.h"

#include <stdint.h>

/* The release of the API that the tables describe. */
#define DOJO_API_VERSION "2026-02-27"
#define DOJO_BASE_URL "https://api.dojo.tech"

/* What a client is created from. Every text is borrowed and ends in a NUL beyond its length; zeroed text means "not given". */
struct dojo_options {
#define DOJO_OPTION_TEXT(name, ...) struct dojo_text name;
#define DOJO_OPTION_SECONDS(name, ...) double name;
#define DOJO_OPTION_COUNT(name, ...) int64_t name;
#include "dojo_options.def"
	struct dojo_text agent; /* "dojo-php/0.1.0 php/8.2.0": the start of the User-Agent; app_info follows it */
};

/* Every option at its default; the required ones and the agent are absent. */
extern const struct dojo_options dojo_default_options;

/* Options that were checked and copied. Immutable; freeing it overwrites them, because some are secret. */
struct dojo_client;

enum dojo_code dojo_client_new(const struct dojo_options *options, struct dojo_client **out, struct dojo_error *error);
void dojo_client_free(struct dojo_client *client);
bool dojo_client_is_sandbox(const struct dojo_client *client);

#endif
