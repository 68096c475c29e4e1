/* What the core allocates while Zend code may run, so that a script that is torn away leaves nothing behind. */
#include "php_dojo_classes.h"

struct php_dojo_owned {
	struct php_dojo_owned *next, *previous;
	void (*end)(void *);
	_Alignas(long double) char thing[]; /* aligned for anything */
};

void *php_dojo_owned_new(size_t size, void (*end)(void *))
{
	struct php_dojo_owned *owned = dojo_malloc_zeroed(sizeof *owned + size);
	struct dojo_error error;

	if (!owned) {
		dojo_error_memory(&error);
		php_dojo_throw(&error, NULL);
		return NULL;
	}
	owned->end = end;
	owned->next = DOJO_G(owned);
	if (owned->next) {
		owned->next->previous = owned;
	}
	DOJO_G(owned) = owned;
	return owned->thing;
}

void php_dojo_owned_free(void *thing)
{
	struct php_dojo_owned *owned;

	if (!thing) {
		return;
	}
	owned = (struct php_dojo_owned *) ((char *) thing - offsetof(struct php_dojo_owned, thing));
	if (owned->previous) {
		owned->previous->next = owned->next;
	} else {
		DOJO_G(owned) = owned->next;
	}
	if (owned->next) {
		owned->next->previous = owned->previous;
	}
	owned->end(thing);
	dojo_free(owned);
}

void php_dojo_owned_end_request(void)
{
	while (DOJO_G(owned)) {
		php_dojo_owned_free(DOJO_G(owned)->thing);
	}
}
