/* The contents of a client, for the files that build and send requests. */
#ifndef DOJO_CLIENT_INTERNAL_H
#define DOJO_CLIENT_INTERNAL_H

#include "dojo_buffer.h"
#include "dojo_client.h"

struct dojo_client {
#define DOJO_OPTION_TEXT(name, argument, member, ...) struct dojo_buffer member; /* no data if it is absent */
#define DOJO_OPTION_SECONDS(name, ...) double name;
#define DOJO_OPTION_COUNT(name, ...) int name;
#include "dojo_options.def"
	bool is_sandbox;
	bool is_https;
};

#endif
