/* What objects share: slots, identity, and the sealed classes, whose objects nobody else makes and nothing alters. */
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

/* With an exception there, `new` takes none for an answer; Reflection would throw another exception that there is none. This one
   is not called, as nothing is while an exception waits. */
static zend_function *forged_constructor(zend_object *object)
{
	const zend_execute_data *frame = EG(current_execute_data);

	(void) object;
	return frame && frame->func && !ZEND_USER_CODE(frame->func->type) ? zend_ce_exception->constructor : NULL;
}

/* X(C name, PHP name, who makes its objects): the sealed classes. */
#define SEALED_CLASSES(X)                                                                                                      \
	X(webhook, Webhook, "Dojo\\Webhook::verify() and fromGlobals() alone, of a body whose signature is right")                 \
	X(exchange, Exchange, "Dojo\\Client alone: it passes one to its $onExchange after each attempt")                           \
	X(page_iterator, PageIterator, "Dojo\\Client::iteratePaymentIntents() and iterateCustomers() alone")

static void refuse(const zend_class_entry *ce)
{
#define REFUSE(name, class, makers)                                                                                            \
	if (ce == php_dojo_ce_##name) {                                                                                            \
		zend_throw_error(NULL, "Dojo\\" #class " objects are made by " makers);                                                \
	}
	SEALED_CLASSES(REFUSE)
#undef REFUSE
}

/* The create_object of sealed classes. PDO, SOAP and the like make objects of any class without asking its constructor: they get
   an Error and, as some go on all the same, an object of no such class. */
static zend_object *create_forged(zend_class_entry *ce)
{
	zend_object *object = zend_objects_new(zend_standard_class_def);

	object_properties_init(object, zend_standard_class_def);
	object->handlers = &forged_handlers;
	if (!EG(exception)) { /* PDO asks on for every row */
		refuse(ce);
	}
	return object;
}

/* Private, so that only Reflection calls them. By the presence of __clone() it knows that there is no cloning without making an
   object to ask. */
#define SHUT(name, class, makers)                                                                                              \
	ZEND_METHOD(Dojo_##class, __construct)                                                                                     \
	{                                                                                                                          \
		ZEND_PARSE_PARAMETERS_NONE();                                                                                          \
		refuse(php_dojo_ce_##name);                                                                                            \
	}                                                                                                                          \
	ZEND_METHOD(Dojo_##class, __clone)                                                                                         \
	{                                                                                                                          \
		ZEND_PARSE_PARAMETERS_NONE();                                                                                          \
		refuse(php_dojo_ce_##name);                                                                                            \
	}
SEALED_CLASSES(SHUT)
#undef SHUT

/* More than any sealed class has. */
#define MOST_PROPERTIES 32

/*
 * The engine's own table leads to the properties themselves, and array_walk() and ArrayObject write through it without asking
 * whether they are readonly. This one holds copies, brought up to date whenever somebody asks. The table stays the same one, for
 * a loop over the object keeps its place in it.
 */
static HashTable *get_properties(zend_object *object)
{
	struct php_dojo_sealed *sealed = sealed_of(object);
	zval altered[MOST_PROPERTIES];
	uint32_t count = 0;
	zend_property_info *property;
	zend_string *name;

	if (sealed->shown && GC_REFCOUNT(sealed->shown) > 1) {
		GC_DELREF(sealed->shown); /* it belongs to whoever has the other reference */
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
	/* At last, because a destructor may ask for the table, too. */
	while (count) {
		zval_ptr_dtor(&altered[--count]);
	}
	return sealed->shown;
}

static HashTable *get_gc(zend_object *object, zval **table, int *count)
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
	ZEND_ASSERT(ce->default_properties_count <= MOST_PROPERTIES);
	ce->create_object = create_forged;
	memcpy(&forged_handlers, &std_object_handlers, sizeof forged_handlers);
	forged_handlers.get_constructor = forged_constructor;
	memcpy(handlers, &std_object_handlers, sizeof *handlers);
	handlers->offset = (int) offset;
	handlers->free_obj = php_dojo_sealed_free;
	handlers->get_properties = get_properties;
	handlers->get_gc = get_gc;
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
