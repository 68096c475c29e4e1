/* Memory that the web request owns: a list of what the core has allocated while Zend code may run. */
#include "php_owned.h"

#include "php_exception.h"

#include "dojo_core.h"

struct php_dojo_owned {
	struct php_dojo_owned *next, *previous;
	void (*free_members)(void *block);
	_Alignas(long double) char block[]; /* aligned for any type */
};

void *php_dojo_owned_new(size_t size, void (*free_members)(void *block))
{
	struct php_dojo_owned *owned = dojo_malloc_zeroed(sizeof *owned + size);

	if (!owned) {
		php_dojo_throw_memory();
		return NULL;
	}
	owned->free_members = free_members;
	owned->next = DOJO_G(owned);
	if (owned->next) {
		owned->next->previous = owned;
	}
	DOJO_G(owned) = owned;
	return owned->block;
}

void php_dojo_owned_free(void *block)
{
	struct php_dojo_owned *owned;

	if (!block) {
		return;
	}
	owned = (struct php_dojo_owned *) ((char *) block - offsetof(struct php_dojo_owned, block));
	if (owned->previous) {
		owned->previous->next = owned->next;
	} else {
		DOJO_G(owned) = owned->next;
	}
	if (owned->next) {
		owned->next->previous = owned->previous;
	}
	owned->free_members(block);
	dojo_free(owned);
}

void php_dojo_owned_end_request(void)
{
	while (DOJO_G(owned)) {
		php_dojo_owned_free(DOJO_G(owned)->block);
	}
}
