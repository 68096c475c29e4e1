/* This thread's connection pool and MAC, each created when first needed. */
#include "php_thread.h"

struct dojo_pool *php_dojo_thread_pool(struct dojo_error *error)
{
	if (!DOJO_G(pool)) {
		struct dojo_pool_options options = {
			.size = (size_t) DOJO_G(pool_size),
			.idle_seconds = (long) DOJO_G(pool_idle_seconds),
			.response_limit = (size_t) DOJO_G(max_response_bytes),
		};

		dojo_pool_new(&options, &DOJO_G(pool), error);
	}
	return DOJO_G(pool);
}

enum dojo_code php_dojo_thread_mac(struct dojo_mac **out, struct dojo_error *error)
{
	enum dojo_code code = DOJO_G(mac) ? DOJO_OK : dojo_mac_new(&DOJO_G(mac), error);

	*out = DOJO_G(mac);
	return code;
}

void php_dojo_thread_free(zend_dojo_globals *globals)
{
	dojo_pool_free(globals->pool);
	globals->pool = NULL;
	dojo_mac_free(globals->mac);
	globals->mac = NULL;
}
