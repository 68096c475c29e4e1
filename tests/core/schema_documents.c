/* Makes request bodies that match a shape. */
#include "schema_documents.h"

struct json_object *repeated_text(const char *character, size_t count)
{
	struct dojo_buffer text = {0};
	struct json_object *json;

	dojo_buffer_append_string(&text, "");
	for (size_t i = 0; i < count; i++) {
		dojo_buffer_append_string(&text, character);
	}
	json = json_object_new_string_len(text.data, (int) text.length);
	dojo_buffer_free(&text);
	return json;
}

struct json_object *valid_value(const struct dojo_field *field, enum dojo_field_kind kind, bool optional)
{
	struct json_object *json;

	switch (kind) {
		case DOJO_KIND_STRING:
			return repeated_text("x", kind == field->kind && field->minimum > 1 ? (size_t) field->minimum : 1);
		case DOJO_KIND_INTEGER:
			return json_object_new_int64(field->minimum > 1 ? field->minimum : 1);
		case DOJO_KIND_BOOLEAN:
			return json_object_new_boolean(true);
		case DOJO_KIND_OBJECT:
			return valid_object(field->shape, optional);
		case DOJO_KIND_LIST:
			json = json_object_new_array();
			json_object_array_add(json, valid_value(field, field->item, optional));
			json_object_array_add(json, valid_value(field, field->item, optional));
			return json;
		case DOJO_KIND_MAP:
			return json_of("{\"order\":\"1001\",\"\":\"\"}");
		case DOJO_KIND_ENUM:
			return json_object_new_string_len(field->values, (int) strcspn(field->values, "|"));
		case DOJO_KIND_DATE_TIME:
			return json_object_new_string("2026-02-27T09:30:00Z");
		case DOJO_KIND_TIME_SPAN:
			return json_object_new_string("6.00:30:00");
		case DOJO_KIND_URL:
		case DOJO_KIND_WEBHOOK_URL:
			return json_object_new_string("https://shop.example/paid");
		case DOJO_KIND_CURRENCY:
			return json_object_new_string("GBP");
		case DOJO_KIND_END:
		case DOJO_KIND_ONE_OF:
			break;
	}
	fail_msg("%s: no valid value is known for its kind", field->name);
	return NULL;
}

const char *alternatives_of(const struct dojo_field *shape)
{
	for (; shape->kind != DOJO_KIND_END; shape++) {
		if (shape->kind == DOJO_KIND_ONE_OF) {
			return shape->values;
		}
	}
	return NULL;
}

bool is_alternative(const char *values, const char *name)
{
	size_t length = strlen(name);

	for (; values && *values; values += strcspn(values, "|"), values += *values == '|') {
		if (strcspn(values, "|") == length && memcmp(values, name, length) == 0) {
			return true;
		}
	}
	return false;
}

struct json_object *valid_object(const struct dojo_field *shape, bool optional)
{
	struct json_object *object = json_object_new_object();
	const char *choice = alternatives_of(shape);
	bool chosen = false;

	for (const struct dojo_field *field = shape; field->kind != DOJO_KIND_END; field++) {
		bool alternative = field->name && is_alternative(choice, field->name);

		if (field->kind == DOJO_KIND_ONE_OF || (alternative && chosen)) {
			continue;
		}
		if (field->required || optional || alternative) {
			json_object_object_add(object, field->name, valid_value(field, field->kind, optional));
		}
		chosen = chosen || alternative;
	}
	return object;
}
