/* What objects share: slots, comparison, and sealed classes, whose objects only this extension creates and nothing alters. */
#include "php_object.h"

#include "php_class.h"

#include "zend_exceptions.h"

bool php_dojo_slots_match(const zend_class_entry *ce, const char *const *names, size_t count)
{
	size_t first = ce->parent ? (size_t) ce->parent->default_properties_count : 0;

	for (size_t i = 0; i < count; i++) {
		const zend_property_info *info = zend_hash_str_find_ptr(&ce->properties_info, names[i], strlen(names[i]));

		if (!info || (info->flags & ZEND_ACC_STATIC) || OBJ_PROP_TO_NUM(info->offset) != first + i) {
			return false;
		}
	}
	return (size_t) ce->default_properties_count == first + count;
}

static struct php_dojo_sealed *sealed_of(zend_object *object)
{
	return (struct php_dojo_sealed *) ((char *) object - offsetof(struct php_dojo_sealed, std));
}

static zend_object_handlers forged_handlers;

/* With an exception pending, `new` accepts that there is no constructor, but Reflection would throw another exception over
   it. So it gets a constructor, which is never called while the exception is pending. */
static zend_function *forged_constructor(zend_object *object)
{
	const zend_execute_data *frame = EG(current_execute_data);

	(void) object;
	return frame && frame->func && !ZEND_USER_CODE(frame->func->type) ? zend_ce_exception->constructor : NULL;
}

/* The sealed classes: X(C name, PHP name, what creates its objects). */
#define SEALED_CLASSES(X)                                                                                                      \
	X(webhook, Webhook, "only by Dojo\\Webhook::verify() and fromGlobals(), from a body whose signature is valid")             \
	X(exchange, Exchange, "only by Dojo\\Client, which passes one to its $onExchange after each attempt")                      \
	X(page_iterator, PageIterator, "only by Dojo\\Client::iteratePaymentIntents() and iterateCustomers()")

static void throw_sealed(const zend_class_entry *ce)
{
#define THROW(name, class, creators)                                                                                           \
	if (ce == php_dojo_ce_##name) {                                                                                            \
		zend_throw_error(NULL, "Dojo\\" #class " objects are created " creators);                                              \
	}
	SEALED_CLASSES(THROW)
#undef THROW
}

/* The create_object of sealed classes. PDO, SOAP and others create objects of any class without calling its constructor. They
   get an Error and, because some carry on regardless, an object of another class. */
static zend_object *create_forged(zend_class_entry *ce)
{
	zend_object *object = zend_objects_new(zend_standard_class_def);

	object_properties_init(object, zend_standard_class_def);
	object->handlers = &forged_handlers;
	if (!EG(exception)) { /* PDO would ask for every row */
		throw_sealed(ce);
	}
	return object;
}

/* Private, so that only Reflection can call them. The private __clone() tells Reflection that objects can't be cloned;
   without it, Reflection would create one to find out. */
#define DEFINE_SEALED_METHODS(name, class, creators)                                                                           \
	ZEND_METHOD(Dojo_##class, __construct)                                                                                     \
	{                                                                                                                          \
		ZEND_PARSE_PARAMETERS_NONE();                                                                                          \
		throw_sealed(php_dojo_ce_##name);                                                                                      \
	}                                                                                                                          \
	ZEND_METHOD(Dojo_##class, __clone)                                                                                         \
	{                                                                                                                          \
		ZEND_PARSE_PARAMETERS_NONE();                                                                                          \
		throw_sealed(php_dojo_ce_##name);                                                                                      \
	}
SEALED_CLASSES(DEFINE_SEALED_METHODS)
#undef DEFINE_SEALED_METHODS

/* No sealed class has more. */
#define MAX_SEALED_PROPERTIES 32

/*
 * The engine's own table points to the properties themselves, and array_walk() and ArrayObject write through it even if they
 * are readonly. This table holds copies, refreshed at each call. It stays the same table, because a loop over the object
 * keeps its position in it.
 */
static HashTable *get_sealed_properties(zend_object *object)
{
	struct php_dojo_sealed *sealed = sealed_of(object);
	zval altered[MAX_SEALED_PROPERTIES];
	uint32_t count = 0;
	zend_property_info *property;
	zend_string *name;

	if (sealed->shown && GC_REFCOUNT(sealed->shown) > 1) {
		GC_DELREF(sealed->shown); /* the holder of the other reference keeps it */
		sealed->shown = NULL;
	}
	if (!sealed->shown) {
		sealed->shown = zend_new_array(object->ce->default_properties_count);
	}
	ZEND_HASH_FOREACH_STR_KEY_PTR(&object->ce->properties_info, name, property)
	{
		zval *value = OBJ_PROP(object, property->offset), *shown = zend_hash_find(sealed->shown, name), copy;

		ZVAL_COPY(&copy, value);
		if (!shown) {
			zend_hash_add_new(sealed->shown, name, &copy);
		} else {
			ZVAL_COPY_VALUE(&altered[count++], shown);
			ZVAL_COPY_VALUE(shown, &copy);
		}
	}
	ZEND_HASH_FOREACH_END();
	/* Last, because a destructor may ask for the table too. */
	while (count) {
		zval_ptr_dtor(&altered[--count]);
	}
	return sealed->shown;
}

static HashTable *get_sealed_gc(zend_object *object, zval **table, int *count)
{
	*table = object->properties_table;
	*count = object->ce->default_properties_count;
	return sealed_of(object)->shown;
}

void php_dojo_sealed_free(zend_object *object)
{
	struct php_dojo_sealed *sealed = sealed_of(object);
	HashTable *shown = sealed->shown;

	sealed->shown = NULL;
	zend_object_std_dtor(object);
	if (shown) {
		zend_array_release(shown);
	}
}

void php_dojo_seal(zend_class_entry *ce, zend_object_handlers *handlers, size_t offset)
{
	ZEND_ASSERT(ce->default_properties_count <= MAX_SEALED_PROPERTIES);
	ce->create_object = create_forged;
	memcpy(&forged_handlers, &std_object_handlers, sizeof forged_handlers);
	forged_handlers.get_constructor = forged_constructor;
	memcpy(handlers, &std_object_handlers, sizeof *handlers);
	handlers->offset = (int) offset;
	handlers->free_obj = php_dojo_sealed_free;
	handlers->get_properties = get_sealed_properties;
	handlers->get_gc = get_sealed_gc;
	handlers->clone_obj = NULL;
}

zend_object *php_dojo_sealed_new(zend_class_entry *ce, const zend_object_handlers *handlers)
{
	char *memory = zend_object_alloc((size_t) handlers->offset + sizeof(zend_object), ce);
	zend_object *object = (zend_object *) (memory + handlers->offset);

	memset(memory, 0, (size_t) handlers->offset);
	zend_object_std_init(object, ce);
	object_properties_init(object, ce);
	object->handlers = handlers;
	return object;
}

int php_dojo_compare(zval *one, zval *other)
{
	ZEND_COMPARE_OBJECTS_FALLBACK(one, other);
	return ZEND_UNCOMPARABLE;
}
