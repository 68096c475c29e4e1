/* Dojo\PageIterator: walks the pages of a search by calling the client's own method, so that a mock's pages are walked too. */
#include "php_dojo_classes.h"

#include "zend_exceptions.h"
#include "zend_interfaces.h"

struct iterator_object {
	zval client;
	zval request;          /* the caller's array */
	const char *method;    /* lower case */
	bool cursor_is_nested; /* {"cursor": {"after": …}} or {"after": …} */
	zval page;             /* the list of the page at hand; undefined before the first */
	zval after;            /* where the next page begins; null at the end */
	HashPosition position;
	zend_long key;
	zend_object std;
};

static zend_object_handlers iterator_handlers;

static struct iterator_object *iterator_of(zend_object *object)
{
	return (struct iterator_object *) ((char *) object - offsetof(struct iterator_object, std));
}

static zend_object *iterator_create(zend_class_entry *ce)
{
	struct iterator_object *iterator = zend_object_alloc(sizeof *iterator, ce);

	memset(iterator, 0, offsetof(struct iterator_object, std)); /* which makes every zval undefined */
	zend_object_std_init(&iterator->std, ce);
	object_properties_init(&iterator->std, ce);
	iterator->std.handlers = &iterator_handlers;
	return &iterator->std;
}

static void forget_page(struct iterator_object *iterator)
{
	zval_ptr_dtor(&iterator->page);
	ZVAL_UNDEF(&iterator->page);
	zval_ptr_dtor(&iterator->after);
	ZVAL_UNDEF(&iterator->after);
}

static void iterator_free(zend_object *object)
{
	struct iterator_object *iterator = iterator_of(object);

	forget_page(iterator);
	zval_ptr_dtor(&iterator->client);
	zval_ptr_dtor(&iterator->request);
	zend_object_std_dtor(object);
}

static HashTable *iterator_get_gc(zend_object *object, zval **table, int *count)
{
	struct iterator_object *iterator = iterator_of(object);
	zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

	zend_get_gc_buffer_add_zval(buffer, &iterator->client);
	zend_get_gc_buffer_add_zval(buffer, &iterator->request);
	zend_get_gc_buffer_add_zval(buffer, &iterator->page);
	zend_get_gc_buffer_use(buffer, table, count);
	return zend_std_get_properties(object);
}

void php_dojo_iterator_init(void)
{
	php_dojo_ce_page_iterator->create_object = iterator_create;
	memcpy(&iterator_handlers, &std_object_handlers, sizeof iterator_handlers);
	iterator_handlers.offset = offsetof(struct iterator_object, std);
	iterator_handlers.free_obj = iterator_free;
	iterator_handlers.get_gc = iterator_get_gc;
	iterator_handlers.clone_obj = NULL;
}

void php_dojo_iterator_make(zend_object *client, const char *method, bool cursor_is_nested, HashTable *request, zval *out)
{
	struct iterator_object *iterator;
	HashTable *cursor = request;

	if (cursor_is_nested) {
		zval *nested = zend_hash_str_find_deref(request, ZEND_STRL("cursor"));

		cursor = nested && Z_TYPE_P(nested) == IS_ARRAY ? Z_ARRVAL_P(nested) : NULL;
	}
	if (cursor && zend_hash_str_exists(cursor, ZEND_STRL("before"))) {
		const char *field = cursor_is_nested ? "cursor.before" : "before";

		php_dojo_throw_invalid(field, "%s: an iterator walks forward only: leave it out, or pass \"after\"", field);
		return;
	}
	object_init_ex(out, php_dojo_ce_page_iterator);
	iterator = iterator_of(Z_OBJ_P(out));
	ZVAL_OBJ_COPY(&iterator->client, client);
	ZVAL_ARR(&iterator->request, zend_array_dup(request));
	iterator->method = method;
	iterator->cursor_is_nested = cursor_is_nested;
}

/* Private and empty: the client's iterate…() methods make the instances. */
ZEND_METHOD(Dojo_PageIterator, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
}

/* The caller's request, with the place to go on from in it. */
static void next_request(struct iterator_object *iterator, zval *out)
{
	ZVAL_ARR(out, zend_array_dup(Z_ARRVAL(iterator->request)));
	if (Z_TYPE(iterator->after) != IS_STRING) {
		return;
	}
	if (iterator->cursor_is_nested) {
		zval *given = zend_hash_str_find_deref(Z_ARRVAL_P(out), ZEND_STRL("cursor")), cursor;

		ZVAL_ARR(&cursor, given && Z_TYPE_P(given) == IS_ARRAY ? zend_array_dup(Z_ARRVAL_P(given)) : zend_new_array(2));
		Z_TRY_ADDREF(iterator->after);
		zend_hash_str_update(Z_ARRVAL(cursor), ZEND_STRL("after"), &iterator->after);
		zend_hash_str_update(Z_ARRVAL_P(out), ZEND_STRL("cursor"), &cursor);
	} else {
		Z_TRY_ADDREF(iterator->after);
		zend_hash_str_update(Z_ARRVAL_P(out), ZEND_STRL("after"), &iterator->after);
	}
}

/* Where a request's page begins: borrowed from it, NULL for the first page. */
static zend_string *asked_after(struct iterator_object *iterator, zval *request)
{
	zval *cursor = iterator->cursor_is_nested ? zend_hash_str_find_deref(Z_ARRVAL_P(request), ZEND_STRL("cursor")) : request;
	zval *after =
		cursor && Z_TYPE_P(cursor) == IS_ARRAY ? zend_hash_str_find_deref(Z_ARRVAL_P(cursor), ZEND_STRL("after")) : NULL;

	return after && Z_TYPE_P(after) == IS_STRING ? Z_STR_P(after) : NULL;
}

/* Takes the page's list and the place of the next one. The reference leaves the end's mark open, so all that can mean it do: no
   list or an empty one, no `after`, an empty one, or the one that this page was asked for with. */
static void take_page(struct iterator_object *iterator, zval *answer, zend_string *asked)
{
	zval *data = Z_TYPE_P(answer) == IS_ARRAY ? zend_hash_str_find_deref(Z_ARRVAL_P(answer), ZEND_STRL("data")) : NULL;
	zval *after = Z_TYPE_P(answer) == IS_ARRAY ? zend_hash_str_find_deref(Z_ARRVAL_P(answer), ZEND_STRL("after")) : NULL;
	bool any = data && Z_TYPE_P(data) == IS_ARRAY && zend_hash_num_elements(Z_ARRVAL_P(data));
	bool more = any && after && Z_TYPE_P(after) == IS_STRING && Z_STRLEN_P(after) &&
	            !(asked && zend_string_equals(Z_STR_P(after), asked));

	forget_page(iterator);
	if (any) {
		ZVAL_COPY(&iterator->page, data);
	} else {
		ZVAL_EMPTY_ARRAY(&iterator->page);
	}
	if (more) {
		ZVAL_COPY(&iterator->after, after);
	} else {
		ZVAL_NULL(&iterator->after);
	}
	zend_hash_internal_pointer_reset_ex(Z_ARRVAL(iterator->page), &iterator->position);
}

/* Where it throws, there is no page, and valid() is false. */
static void fetch(struct iterator_object *iterator)
{
	zval request, answer;
	zend_string *asked;

	next_request(iterator, &request);
	asked = asked_after(iterator, &request);
	if (asked) {
		zend_string_addref(asked); /* the method may be userland, and change its argument */
	}
	ZVAL_UNDEF(&answer);
	zend_call_method(Z_OBJ(iterator->client), Z_OBJCE(iterator->client), NULL, iterator->method, strlen(iterator->method),
	                 &answer, 1, &request, NULL);
	zval_ptr_dtor(&request);
	if (EG(exception)) {
		forget_page(iterator);
		ZVAL_NULL(&iterator->after);
		ZVAL_EMPTY_ARRAY(&iterator->page);
	} else {
		take_page(iterator, &answer, asked);
	}
	if (asked) {
		zend_string_release(asked);
	}
	zval_ptr_dtor(&answer);
}

static zval *current(struct iterator_object *iterator)
{
	return Z_TYPE(iterator->page) == IS_ARRAY ? zend_hash_get_current_data_ex(Z_ARRVAL(iterator->page), &iterator->position)
	                                          : NULL;
}

/* The iterator behind $this, at its first object where nobody has moved it yet; NULL with an exception where that failed. */
static struct iterator_object *ready_iterator(zend_execute_data *execute_data)
{
	struct iterator_object *iterator = iterator_of(Z_OBJ_P(ZEND_THIS));

	if (Z_ISUNDEF(iterator->page)) {
		fetch(iterator);
	}
	return EG(exception) ? NULL : iterator;
}

ZEND_METHOD(Dojo_PageIterator, rewind)
{
	struct iterator_object *iterator = iterator_of(Z_OBJ_P(ZEND_THIS));

	ZEND_PARSE_PARAMETERS_NONE();
	if (iterator->key == 0 && current(iterator)) {
		return; /* at the first object already */
	}
	forget_page(iterator);
	iterator->key = 0;
	fetch(iterator);
}

ZEND_METHOD(Dojo_PageIterator, valid)
{
	struct iterator_object *iterator;

	ZEND_PARSE_PARAMETERS_NONE();
	iterator = ready_iterator(execute_data);
	RETURN_BOOL(iterator && current(iterator));
}

ZEND_METHOD(Dojo_PageIterator, current)
{
	struct iterator_object *iterator;
	zval *value;

	ZEND_PARSE_PARAMETERS_NONE();
	iterator = ready_iterator(execute_data);
	value = iterator ? current(iterator) : NULL;
	if (value) {
		RETURN_COPY_DEREF(value);
	}
}

ZEND_METHOD(Dojo_PageIterator, key)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG(iterator_of(Z_OBJ_P(ZEND_THIS))->key);
}

ZEND_METHOD(Dojo_PageIterator, next)
{
	struct iterator_object *iterator;

	ZEND_PARSE_PARAMETERS_NONE();
	iterator = ready_iterator(execute_data);
	if (!iterator || !current(iterator)) {
		return;
	}
	iterator->key++;
	zend_hash_move_forward_ex(Z_ARRVAL(iterator->page), &iterator->position);
	if (!current(iterator) && Z_TYPE(iterator->after) == IS_STRING) {
		fetch(iterator);
	}
}
