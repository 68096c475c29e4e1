/* What the core allocates while Zend code may run, so that a script that is torn away leaves nothing behind. */
#include "php_dojo_classes.h"

struct php_dojo_owned {
	struct php_dojo_owned *next, *previous;
	void (*end)(void *);
};

/* What is owned follows its link in the same block, aligned for anything. */
union link {
	struct php_dojo_owned owned;
	long double alignment;
};

void *php_dojo_owned_new(size_t size, void (*end)(void *))
{
	union link *link = dojo_malloc_zeroed(sizeof *link + size);
	struct dojo_error error;

	if (!link) {
		dojo_error_memory(&error);
		php_dojo_throw(&error, NULL);
		return NULL;
	}
	link->owned.end = end;
	link->owned.next = DOJO_G(owned);
	if (link->owned.next) {
		link->owned.next->previous = &link->owned;
	}
	DOJO_G(owned) = &link->owned;
	return link + 1;
}

void php_dojo_owned_free(void *thing)
{
	struct php_dojo_owned *owned;

	if (!thing) {
		return;
	}
	owned = &((union link *) thing - 1)->owned;
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
		php_dojo_owned_free((union link *) DOJO_G(owned) + 1);
	}
}
