/* What the classes share: properties set by slot, objects that compare by identity, and sealed classes. */
#ifndef PHP_DOJO_OBJECT_H
#define PHP_DOJO_OBJECT_H

#include "php_dojo.h"

/* Whether the class's own properties are these, in this order. Code that sets properties by slot checks it at start-up. */
bool php_dojo_slots_match(const zend_class_entry *ce, const char *const *names, size_t count);

/* The slots of the properties that `ce`, the object's class or an ancestor, declares, in the stub's order. Borrowed. */
static inline zval *php_dojo_slots(zend_object *object, const zend_class_entry *ce)
{
	return OBJ_PROP_NUM(object, ce->parent ? ce->parent->default_properties_count : 0);
}

/* The last member of the struct behind a sealed class's object: one that only this extension creates, and that nothing changes
   once its slots are set. */
struct php_dojo_sealed {
	HashTable *shown; /* owned: copies of the properties, for code that asks for a table of them; NULL until then */
	zend_object std;
};

/* Sets up the class, which must be in php_object.c's list of sealed classes. `offset` is that of the zend_object in the
   struct. A class with further members replaces free_obj, and get_gc if they can be part of a cycle. */
void php_dojo_seal(zend_class_entry *ce, zend_object_handlers *handlers, size_t offset);
/* Creates an object. The struct before it is zeroed, and its slots are undefined: set all of them. */
zend_object *php_dojo_sealed_new(zend_class_entry *ce, const zend_object_handlers *handlers);
/* Call this first in a sealed class's free_obj: afterwards no WeakReference finds the object. */
void php_dojo_sealed_free(zend_object *object);

/* The `compare` handler for objects without properties. Two of them are never equal; the engine would find no difference. */
int php_dojo_compare(zval *one, zval *other);

#endif
