/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 071788526e2d6effb6f7cc69cad1c2795d03fb62 */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_DojoException_outcomeUnknown, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Dojo_ApiException_outcomeUnknown arginfo_class_Dojo_DojoException_outcomeUnknown

#define arginfo_class_Dojo_TransportException_outcomeUnknown arginfo_class_Dojo_DojoException_outcomeUnknown

#define arginfo_class_Dojo_SignatureException_outcomeUnknown arginfo_class_Dojo_DojoException_outcomeUnknown

#define arginfo_class_Dojo_ValidationException_outcomeUnknown arginfo_class_Dojo_DojoException_outcomeUnknown

#define arginfo_class_Dojo_PaymentIntentStatus_isFinal arginfo_class_Dojo_DojoException_outcomeUnknown

#define arginfo_class_Dojo_PaymentIntentStatus_isPaid arginfo_class_Dojo_DojoException_outcomeUnknown

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Dojo_Money___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Money_fromDecimal, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_MASK(0, amount, MAY_BE_STRING|MAY_BE_LONG|MAY_BE_DOUBLE, NULL)
	ZEND_ARG_TYPE_INFO(0, currencyCode, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Money_toDecimal, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, money, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Money_exponent, 0, 1, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, currencyCode, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Dojo_Exchange___construct arginfo_class_Dojo_Money___construct

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Exchange___clone, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Exchange___toString, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Dojo_Client___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, apiKey, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, apiVersion, IS_STRING, 0, "Dojo\\Client::API_VERSION")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, baseUrl, IS_STRING, 0, "Dojo\\Client::BASE_URL")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 0, "30.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, connectTimeout, IS_DOUBLE, 0, "5.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxRetries, IS_LONG, 0, "2")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, caFile, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, proxy, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, softwareHouseId, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, resellerId, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, appInfo, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, onExchange, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Dojo_Client_isSandbox arginfo_class_Dojo_DojoException_outcomeUnknown

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_checkoutUrl, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, paymentIntentId, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_request, 0, 2, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, method, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, body, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, headers, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_createPaymentIntent, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, request, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_getPaymentIntent, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, paymentIntentId, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, returnCanceled, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_cancelPaymentIntent, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, paymentIntentId, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_capturePaymentIntent, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, paymentIntentId, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, request, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Dojo_Client_chargePaymentIntent arginfo_class_Dojo_Client_cancelPaymentIntent

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_refundPaymentIntent, 0, 3, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, paymentIntentId, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, request, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, idempotencyKey, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_getRefund, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, refundId, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Dojo_Client_reversePaymentIntent arginfo_class_Dojo_Client_cancelPaymentIntent

#define arginfo_class_Dojo_Client_setPaymentIntentAmount arginfo_class_Dojo_Client_capturePaymentIntent

#define arginfo_class_Dojo_Client_setPaymentIntentTips arginfo_class_Dojo_Client_capturePaymentIntent

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_sendReceipt, 0, 2, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, paymentIntentId, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, request, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Dojo_Client_refreshPaymentIntentSecret arginfo_class_Dojo_Client_cancelPaymentIntent

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_searchPaymentIntents, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, request, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

#define arginfo_class_Dojo_Client_createSetupIntent arginfo_class_Dojo_Client_createPaymentIntent

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_getSetupIntent, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, setupIntentId, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Dojo_Client_cancelSetupIntent arginfo_class_Dojo_Client_getSetupIntent

#define arginfo_class_Dojo_Client_refreshSetupIntentSecret arginfo_class_Dojo_Client_getSetupIntent

#define arginfo_class_Dojo_Client_getPublicSetupIntent arginfo_class_Dojo_Client_getSetupIntent

#define arginfo_class_Dojo_Client_refreshPublicSetupIntentSecret arginfo_class_Dojo_Client_getSetupIntent

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_listWebhookEvents, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Dojo_Client_listWebhooks arginfo_class_Dojo_Client_listWebhookEvents

#define arginfo_class_Dojo_Client_subscribeWebhook arginfo_class_Dojo_Client_createPaymentIntent

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_updateWebhook, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, subscriptionId, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, request, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_deleteWebhook, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, subscriptionId, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_listWebhookSecrets, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, subscriptionId, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Dojo_Client_generateWebhookSecret arginfo_class_Dojo_Client_listWebhookSecrets

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_activateWebhookSecret, 0, 2, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, subscriptionId, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, secretId, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Dojo_Client_deleteWebhookSecret arginfo_class_Dojo_Client_activateWebhookSecret

#define arginfo_class_Dojo_Client_createCustomer arginfo_class_Dojo_Client_createPaymentIntent

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_getCustomers, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, customerIds, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_updateCustomer, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, customerId, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, request, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_deleteCustomer, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, customerId, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_createCustomerSecret, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, customerId, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_getCustomerPaymentMethods, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, customerId, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, customerSecret, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_deleteCustomerPaymentMethod, 0, 3, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, customerId, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, paymentMethodId, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, customerSecret, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Dojo_Client_searchCustomers arginfo_class_Dojo_Client_searchPaymentIntents

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_listTerminals, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, statuses, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_getTerminal, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, terminalId, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Dojo_Client_createTerminalSession arginfo_class_Dojo_Client_createPaymentIntent

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_getTerminalSession, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, terminalSessionId, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Dojo_Client_cancelTerminalSession arginfo_class_Dojo_Client_getTerminalSession

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_setTerminalSessionSignature, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, terminalSessionId, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, request, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Dojo_Client_sendEposEvent arginfo_class_Dojo_Client_createPaymentIntent

#define arginfo_class_Dojo_Client_listEposIntegrations arginfo_class_Dojo_Client_listWebhookEvents

#define arginfo_class_Dojo_Client_getEposRestIntegrations arginfo_class_Dojo_Client_listWebhookEvents

#define arginfo_class_Dojo_Client_setEposRestIntegration arginfo_class_Dojo_Client_createPaymentIntent

#define arginfo_class_Dojo_Client_getEposWebSocketIntegrations arginfo_class_Dojo_Client_listWebhookEvents

#define arginfo_class_Dojo_Client_setEposWebSocketIntegration arginfo_class_Dojo_Client_createPaymentIntent

#define arginfo_class_Dojo_Client_getEposDojoIntegrations arginfo_class_Dojo_Client_listWebhookEvents

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Client_getPaymentIntents, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, paymentIntentIds, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, concurrency, IS_LONG, 0, "8")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Dojo_Client_iteratePaymentIntents, 0, 0, Iterator, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, request, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

#define arginfo_class_Dojo_Client_iterateCustomers arginfo_class_Dojo_Client_iteratePaymentIntents

#define arginfo_class_Dojo_Client_poolStats arginfo_class_Dojo_Client_listWebhookEvents

#define arginfo_class_Dojo_Client_resetPool arginfo_class_Dojo_Exchange___clone

#define arginfo_class_Dojo_Webhook___construct arginfo_class_Dojo_Money___construct

#define arginfo_class_Dojo_Webhook___clone arginfo_class_Dojo_Exchange___clone

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Dojo_Webhook_verify, 0, 3, Dojo\\Webhook, 0)
	ZEND_ARG_TYPE_INFO(0, payload, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, signature, IS_STRING, 1)
	ZEND_ARG_TYPE_MASK(0, secrets, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Dojo_Webhook_fromGlobals, 0, 1, Dojo\\Webhook, 0)
	ZEND_ARG_TYPE_MASK(0, secrets, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Webhook_isValid, 0, 3, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, payload, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, signature, IS_STRING, 1)
	ZEND_ARG_TYPE_MASK(0, secrets, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Webhook_sign, 0, 2, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, payload, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, secret, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_Webhook_paymentIntentId, 0, 0, IS_STRING, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Dojo_Webhook_paymentStatus, 0, 0, Dojo\\PaymentIntentStatus, 1)
ZEND_END_ARG_INFO()

#define arginfo_class_Dojo_PageIterator___construct arginfo_class_Dojo_Money___construct

#define arginfo_class_Dojo_PageIterator___clone arginfo_class_Dojo_Exchange___clone

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_PageIterator_current, 0, 0, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Dojo_PageIterator_key, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Dojo_PageIterator_next arginfo_class_Dojo_Exchange___clone

#define arginfo_class_Dojo_PageIterator_rewind arginfo_class_Dojo_Exchange___clone

#define arginfo_class_Dojo_PageIterator_valid arginfo_class_Dojo_DojoException_outcomeUnknown


ZEND_METHOD(Dojo_ApiException, outcomeUnknown);
ZEND_METHOD(Dojo_TransportException, outcomeUnknown);
ZEND_METHOD(Dojo_SignatureException, outcomeUnknown);
ZEND_METHOD(Dojo_ValidationException, outcomeUnknown);
ZEND_METHOD(Dojo_PaymentIntentStatus, isFinal);
ZEND_METHOD(Dojo_PaymentIntentStatus, isPaid);
ZEND_METHOD(Dojo_Money, __construct);
ZEND_METHOD(Dojo_Money, fromDecimal);
ZEND_METHOD(Dojo_Money, toDecimal);
ZEND_METHOD(Dojo_Money, exponent);
ZEND_METHOD(Dojo_Exchange, __construct);
ZEND_METHOD(Dojo_Exchange, __clone);
ZEND_METHOD(Dojo_Exchange, __toString);
ZEND_METHOD(Dojo_Client, __construct);
ZEND_METHOD(Dojo_Client, isSandbox);
ZEND_METHOD(Dojo_Client, checkoutUrl);
ZEND_METHOD(Dojo_Client, request);
ZEND_METHOD(Dojo_Client, createPaymentIntent);
ZEND_METHOD(Dojo_Client, getPaymentIntent);
ZEND_METHOD(Dojo_Client, cancelPaymentIntent);
ZEND_METHOD(Dojo_Client, capturePaymentIntent);
ZEND_METHOD(Dojo_Client, chargePaymentIntent);
ZEND_METHOD(Dojo_Client, refundPaymentIntent);
ZEND_METHOD(Dojo_Client, getRefund);
ZEND_METHOD(Dojo_Client, reversePaymentIntent);
ZEND_METHOD(Dojo_Client, setPaymentIntentAmount);
ZEND_METHOD(Dojo_Client, setPaymentIntentTips);
ZEND_METHOD(Dojo_Client, sendReceipt);
ZEND_METHOD(Dojo_Client, refreshPaymentIntentSecret);
ZEND_METHOD(Dojo_Client, searchPaymentIntents);
ZEND_METHOD(Dojo_Client, createSetupIntent);
ZEND_METHOD(Dojo_Client, getSetupIntent);
ZEND_METHOD(Dojo_Client, cancelSetupIntent);
ZEND_METHOD(Dojo_Client, refreshSetupIntentSecret);
ZEND_METHOD(Dojo_Client, getPublicSetupIntent);
ZEND_METHOD(Dojo_Client, refreshPublicSetupIntentSecret);
ZEND_METHOD(Dojo_Client, listWebhookEvents);
ZEND_METHOD(Dojo_Client, listWebhooks);
ZEND_METHOD(Dojo_Client, subscribeWebhook);
ZEND_METHOD(Dojo_Client, updateWebhook);
ZEND_METHOD(Dojo_Client, deleteWebhook);
ZEND_METHOD(Dojo_Client, listWebhookSecrets);
ZEND_METHOD(Dojo_Client, generateWebhookSecret);
ZEND_METHOD(Dojo_Client, activateWebhookSecret);
ZEND_METHOD(Dojo_Client, deleteWebhookSecret);
ZEND_METHOD(Dojo_Client, createCustomer);
ZEND_METHOD(Dojo_Client, getCustomers);
ZEND_METHOD(Dojo_Client, updateCustomer);
ZEND_METHOD(Dojo_Client, deleteCustomer);
ZEND_METHOD(Dojo_Client, createCustomerSecret);
ZEND_METHOD(Dojo_Client, getCustomerPaymentMethods);
ZEND_METHOD(Dojo_Client, deleteCustomerPaymentMethod);
ZEND_METHOD(Dojo_Client, searchCustomers);
ZEND_METHOD(Dojo_Client, listTerminals);
ZEND_METHOD(Dojo_Client, getTerminal);
ZEND_METHOD(Dojo_Client, createTerminalSession);
ZEND_METHOD(Dojo_Client, getTerminalSession);
ZEND_METHOD(Dojo_Client, cancelTerminalSession);
ZEND_METHOD(Dojo_Client, setTerminalSessionSignature);
ZEND_METHOD(Dojo_Client, sendEposEvent);
ZEND_METHOD(Dojo_Client, listEposIntegrations);
ZEND_METHOD(Dojo_Client, getEposRestIntegrations);
ZEND_METHOD(Dojo_Client, setEposRestIntegration);
ZEND_METHOD(Dojo_Client, getEposWebSocketIntegrations);
ZEND_METHOD(Dojo_Client, setEposWebSocketIntegration);
ZEND_METHOD(Dojo_Client, getEposDojoIntegrations);
ZEND_METHOD(Dojo_Client, getPaymentIntents);
ZEND_METHOD(Dojo_Client, iteratePaymentIntents);
ZEND_METHOD(Dojo_Client, iterateCustomers);
ZEND_METHOD(Dojo_Client, poolStats);
ZEND_METHOD(Dojo_Client, resetPool);
ZEND_METHOD(Dojo_Webhook, __construct);
ZEND_METHOD(Dojo_Webhook, __clone);
ZEND_METHOD(Dojo_Webhook, verify);
ZEND_METHOD(Dojo_Webhook, fromGlobals);
ZEND_METHOD(Dojo_Webhook, isValid);
ZEND_METHOD(Dojo_Webhook, sign);
ZEND_METHOD(Dojo_Webhook, paymentIntentId);
ZEND_METHOD(Dojo_Webhook, paymentStatus);
ZEND_METHOD(Dojo_PageIterator, __construct);
ZEND_METHOD(Dojo_PageIterator, __clone);
ZEND_METHOD(Dojo_PageIterator, current);
ZEND_METHOD(Dojo_PageIterator, key);
ZEND_METHOD(Dojo_PageIterator, next);
ZEND_METHOD(Dojo_PageIterator, rewind);
ZEND_METHOD(Dojo_PageIterator, valid);


static const zend_function_entry class_Dojo_DojoException_methods[] = {
	ZEND_ABSTRACT_ME_WITH_FLAGS(Dojo_DojoException, outcomeUnknown, arginfo_class_Dojo_DojoException_outcomeUnknown, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_ApiException_methods[] = {
	ZEND_ME(Dojo_ApiException, outcomeUnknown, arginfo_class_Dojo_ApiException_outcomeUnknown, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_InvalidRequestException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_AuthenticationException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_PermissionException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_NotFoundException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_ConflictException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_RateLimitException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_ServerException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_TransportException_methods[] = {
	ZEND_ME(Dojo_TransportException, outcomeUnknown, arginfo_class_Dojo_TransportException_outcomeUnknown, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_ConnectionException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_TlsException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_TimeoutException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_ResponseException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_SignatureException_methods[] = {
	ZEND_ME(Dojo_SignatureException, outcomeUnknown, arginfo_class_Dojo_SignatureException_outcomeUnknown, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_MissingSignatureException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_ValidationException_methods[] = {
	ZEND_ME(Dojo_ValidationException, outcomeUnknown, arginfo_class_Dojo_ValidationException_outcomeUnknown, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_PaymentIntentStatus_methods[] = {
	ZEND_ME(Dojo_PaymentIntentStatus, isFinal, arginfo_class_Dojo_PaymentIntentStatus_isFinal, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_PaymentIntentStatus, isPaid, arginfo_class_Dojo_PaymentIntentStatus_isPaid, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_CaptureMode_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_CaptureStatus_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_AutoExpireAction_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_PaymentMethod_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_SetupIntentStatus_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_TerminalStatus_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_TerminalSessionStatus_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_Money_methods[] = {
	ZEND_ME(Dojo_Money, __construct, arginfo_class_Dojo_Money___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Dojo_Money, fromDecimal, arginfo_class_Dojo_Money_fromDecimal, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Dojo_Money, toDecimal, arginfo_class_Dojo_Money_toDecimal, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Dojo_Money, exponent, arginfo_class_Dojo_Money_exponent, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_Exchange_methods[] = {
	ZEND_ME(Dojo_Exchange, __construct, arginfo_class_Dojo_Exchange___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Dojo_Exchange, __clone, arginfo_class_Dojo_Exchange___clone, ZEND_ACC_PRIVATE)
	ZEND_ME(Dojo_Exchange, __toString, arginfo_class_Dojo_Exchange___toString, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_Client_methods[] = {
	ZEND_ME(Dojo_Client, __construct, arginfo_class_Dojo_Client___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, isSandbox, arginfo_class_Dojo_Client_isSandbox, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, checkoutUrl, arginfo_class_Dojo_Client_checkoutUrl, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Dojo_Client, request, arginfo_class_Dojo_Client_request, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, createPaymentIntent, arginfo_class_Dojo_Client_createPaymentIntent, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, getPaymentIntent, arginfo_class_Dojo_Client_getPaymentIntent, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, cancelPaymentIntent, arginfo_class_Dojo_Client_cancelPaymentIntent, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, capturePaymentIntent, arginfo_class_Dojo_Client_capturePaymentIntent, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, chargePaymentIntent, arginfo_class_Dojo_Client_chargePaymentIntent, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, refundPaymentIntent, arginfo_class_Dojo_Client_refundPaymentIntent, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, getRefund, arginfo_class_Dojo_Client_getRefund, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, reversePaymentIntent, arginfo_class_Dojo_Client_reversePaymentIntent, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, setPaymentIntentAmount, arginfo_class_Dojo_Client_setPaymentIntentAmount, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, setPaymentIntentTips, arginfo_class_Dojo_Client_setPaymentIntentTips, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, sendReceipt, arginfo_class_Dojo_Client_sendReceipt, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, refreshPaymentIntentSecret, arginfo_class_Dojo_Client_refreshPaymentIntentSecret, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, searchPaymentIntents, arginfo_class_Dojo_Client_searchPaymentIntents, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, createSetupIntent, arginfo_class_Dojo_Client_createSetupIntent, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, getSetupIntent, arginfo_class_Dojo_Client_getSetupIntent, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, cancelSetupIntent, arginfo_class_Dojo_Client_cancelSetupIntent, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, refreshSetupIntentSecret, arginfo_class_Dojo_Client_refreshSetupIntentSecret, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, getPublicSetupIntent, arginfo_class_Dojo_Client_getPublicSetupIntent, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, refreshPublicSetupIntentSecret, arginfo_class_Dojo_Client_refreshPublicSetupIntentSecret, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, listWebhookEvents, arginfo_class_Dojo_Client_listWebhookEvents, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, listWebhooks, arginfo_class_Dojo_Client_listWebhooks, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, subscribeWebhook, arginfo_class_Dojo_Client_subscribeWebhook, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, updateWebhook, arginfo_class_Dojo_Client_updateWebhook, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, deleteWebhook, arginfo_class_Dojo_Client_deleteWebhook, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, listWebhookSecrets, arginfo_class_Dojo_Client_listWebhookSecrets, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, generateWebhookSecret, arginfo_class_Dojo_Client_generateWebhookSecret, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, activateWebhookSecret, arginfo_class_Dojo_Client_activateWebhookSecret, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, deleteWebhookSecret, arginfo_class_Dojo_Client_deleteWebhookSecret, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, createCustomer, arginfo_class_Dojo_Client_createCustomer, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, getCustomers, arginfo_class_Dojo_Client_getCustomers, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, updateCustomer, arginfo_class_Dojo_Client_updateCustomer, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, deleteCustomer, arginfo_class_Dojo_Client_deleteCustomer, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, createCustomerSecret, arginfo_class_Dojo_Client_createCustomerSecret, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, getCustomerPaymentMethods, arginfo_class_Dojo_Client_getCustomerPaymentMethods, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, deleteCustomerPaymentMethod, arginfo_class_Dojo_Client_deleteCustomerPaymentMethod, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, searchCustomers, arginfo_class_Dojo_Client_searchCustomers, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, listTerminals, arginfo_class_Dojo_Client_listTerminals, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, getTerminal, arginfo_class_Dojo_Client_getTerminal, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, createTerminalSession, arginfo_class_Dojo_Client_createTerminalSession, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, getTerminalSession, arginfo_class_Dojo_Client_getTerminalSession, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, cancelTerminalSession, arginfo_class_Dojo_Client_cancelTerminalSession, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, setTerminalSessionSignature, arginfo_class_Dojo_Client_setTerminalSessionSignature, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, sendEposEvent, arginfo_class_Dojo_Client_sendEposEvent, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, listEposIntegrations, arginfo_class_Dojo_Client_listEposIntegrations, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, getEposRestIntegrations, arginfo_class_Dojo_Client_getEposRestIntegrations, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, setEposRestIntegration, arginfo_class_Dojo_Client_setEposRestIntegration, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, getEposWebSocketIntegrations, arginfo_class_Dojo_Client_getEposWebSocketIntegrations, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, setEposWebSocketIntegration, arginfo_class_Dojo_Client_setEposWebSocketIntegration, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, getEposDojoIntegrations, arginfo_class_Dojo_Client_getEposDojoIntegrations, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, getPaymentIntents, arginfo_class_Dojo_Client_getPaymentIntents, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, iteratePaymentIntents, arginfo_class_Dojo_Client_iteratePaymentIntents, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, iterateCustomers, arginfo_class_Dojo_Client_iterateCustomers, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Client, poolStats, arginfo_class_Dojo_Client_poolStats, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Dojo_Client, resetPool, arginfo_class_Dojo_Client_resetPool, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_Webhook_methods[] = {
	ZEND_ME(Dojo_Webhook, __construct, arginfo_class_Dojo_Webhook___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Dojo_Webhook, __clone, arginfo_class_Dojo_Webhook___clone, ZEND_ACC_PRIVATE)
	ZEND_ME(Dojo_Webhook, verify, arginfo_class_Dojo_Webhook_verify, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Dojo_Webhook, fromGlobals, arginfo_class_Dojo_Webhook_fromGlobals, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Dojo_Webhook, isValid, arginfo_class_Dojo_Webhook_isValid, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Dojo_Webhook, sign, arginfo_class_Dojo_Webhook_sign, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Dojo_Webhook, paymentIntentId, arginfo_class_Dojo_Webhook_paymentIntentId, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_Webhook, paymentStatus, arginfo_class_Dojo_Webhook_paymentStatus, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Dojo_PageIterator_methods[] = {
	ZEND_ME(Dojo_PageIterator, __construct, arginfo_class_Dojo_PageIterator___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Dojo_PageIterator, __clone, arginfo_class_Dojo_PageIterator___clone, ZEND_ACC_PRIVATE)
	ZEND_ME(Dojo_PageIterator, current, arginfo_class_Dojo_PageIterator_current, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_PageIterator, key, arginfo_class_Dojo_PageIterator_key, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_PageIterator, next, arginfo_class_Dojo_PageIterator_next, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_PageIterator, rewind, arginfo_class_Dojo_PageIterator_rewind, ZEND_ACC_PUBLIC)
	ZEND_ME(Dojo_PageIterator, valid, arginfo_class_Dojo_PageIterator_valid, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Dojo_DojoException(zend_class_entry *class_entry_Throwable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "DojoException", class_Dojo_DojoException_methods);
	class_entry = zend_register_internal_interface(&ce);
	zend_class_implements(class_entry, 1, class_entry_Throwable);

	return class_entry;
}

static zend_class_entry *register_class_Dojo_ApiException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Dojo_DojoException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "ApiException", class_Dojo_ApiException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES;
	zend_class_implements(class_entry, 1, class_entry_Dojo_DojoException);

	zval property_status_default_value;
	ZVAL_LONG(&property_status_default_value, 0);
	zend_string *property_status_name = zend_string_init("status", sizeof("status") - 1, 1);
	zend_declare_typed_property(class_entry, property_status_name, &property_status_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_status_name);

	zval property_reason_default_value;
	ZVAL_EMPTY_STRING(&property_reason_default_value);
	zend_string *property_reason_name = zend_string_init("reason", sizeof("reason") - 1, 1);
	zend_declare_typed_property(class_entry, property_reason_name, &property_reason_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_reason_name);

	zval property_type_default_value;
	ZVAL_NULL(&property_type_default_value);
	zend_string *property_type_name = zend_string_init("type", sizeof("type") - 1, 1);
	zend_declare_typed_property(class_entry, property_type_name, &property_type_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_type_name);

	zval property_title_default_value;
	ZVAL_NULL(&property_title_default_value);
	zend_string *property_title_name = zend_string_init("title", sizeof("title") - 1, 1);
	zend_declare_typed_property(class_entry, property_title_name, &property_title_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_title_name);

	zval property_detail_default_value;
	ZVAL_NULL(&property_detail_default_value);
	zend_string *property_detail_name = zend_string_init("detail", sizeof("detail") - 1, 1);
	zend_declare_typed_property(class_entry, property_detail_name, &property_detail_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_detail_name);

	zval property_traceId_default_value;
	ZVAL_NULL(&property_traceId_default_value);
	zend_string *property_traceId_name = zend_string_init("traceId", sizeof("traceId") - 1, 1);
	zend_declare_typed_property(class_entry, property_traceId_name, &property_traceId_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_traceId_name);

	zval property_errors_default_value;
	ZVAL_NULL(&property_errors_default_value);
	zend_string *property_errors_name = zend_string_init("errors", sizeof("errors") - 1, 1);
	zend_declare_typed_property(class_entry, property_errors_name, &property_errors_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY|MAY_BE_NULL));
	zend_string_release(property_errors_name);

	zval property_body_default_value;
	ZVAL_EMPTY_STRING(&property_body_default_value);
	zend_string *property_body_name = zend_string_init("body", sizeof("body") - 1, 1);
	zend_declare_typed_property(class_entry, property_body_name, &property_body_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_body_name);

	zval property_outcomeUnknown_default_value;
	ZVAL_FALSE(&property_outcomeUnknown_default_value);
	zend_string *property_outcomeUnknown_name = zend_string_init("outcomeUnknown", sizeof("outcomeUnknown") - 1, 1);
	zend_declare_typed_property(class_entry, property_outcomeUnknown_name, &property_outcomeUnknown_default_value, ZEND_ACC_PRIVATE, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_outcomeUnknown_name);

	return class_entry;
}

static zend_class_entry *register_class_Dojo_InvalidRequestException(zend_class_entry *class_entry_Dojo_ApiException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "InvalidRequestException", class_Dojo_InvalidRequestException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Dojo_ApiException);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}

static zend_class_entry *register_class_Dojo_AuthenticationException(zend_class_entry *class_entry_Dojo_ApiException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "AuthenticationException", class_Dojo_AuthenticationException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Dojo_ApiException);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}

static zend_class_entry *register_class_Dojo_PermissionException(zend_class_entry *class_entry_Dojo_ApiException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "PermissionException", class_Dojo_PermissionException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Dojo_ApiException);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}

static zend_class_entry *register_class_Dojo_NotFoundException(zend_class_entry *class_entry_Dojo_ApiException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "NotFoundException", class_Dojo_NotFoundException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Dojo_ApiException);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}

static zend_class_entry *register_class_Dojo_ConflictException(zend_class_entry *class_entry_Dojo_ApiException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "ConflictException", class_Dojo_ConflictException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Dojo_ApiException);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}

static zend_class_entry *register_class_Dojo_RateLimitException(zend_class_entry *class_entry_Dojo_ApiException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "RateLimitException", class_Dojo_RateLimitException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Dojo_ApiException);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_retryAfter_default_value;
	ZVAL_NULL(&property_retryAfter_default_value);
	zend_string *property_retryAfter_name = zend_string_init("retryAfter", sizeof("retryAfter") - 1, 1);
	zend_declare_typed_property(class_entry, property_retryAfter_name, &property_retryAfter_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_retryAfter_name);

	return class_entry;
}

static zend_class_entry *register_class_Dojo_ServerException(zend_class_entry *class_entry_Dojo_ApiException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "ServerException", class_Dojo_ServerException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Dojo_ApiException);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}

static zend_class_entry *register_class_Dojo_TransportException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Dojo_DojoException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "TransportException", class_Dojo_TransportException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES;
	zend_class_implements(class_entry, 1, class_entry_Dojo_DojoException);

	zval property_outcomeUnknown_default_value;
	ZVAL_FALSE(&property_outcomeUnknown_default_value);
	zend_string *property_outcomeUnknown_name = zend_string_init("outcomeUnknown", sizeof("outcomeUnknown") - 1, 1);
	zend_declare_typed_property(class_entry, property_outcomeUnknown_name, &property_outcomeUnknown_default_value, ZEND_ACC_PRIVATE, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_outcomeUnknown_name);

	return class_entry;
}

static zend_class_entry *register_class_Dojo_ConnectionException(zend_class_entry *class_entry_Dojo_TransportException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "ConnectionException", class_Dojo_ConnectionException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Dojo_TransportException);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}

static zend_class_entry *register_class_Dojo_TlsException(zend_class_entry *class_entry_Dojo_TransportException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "TlsException", class_Dojo_TlsException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Dojo_TransportException);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}

static zend_class_entry *register_class_Dojo_TimeoutException(zend_class_entry *class_entry_Dojo_TransportException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "TimeoutException", class_Dojo_TimeoutException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Dojo_TransportException);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}

static zend_class_entry *register_class_Dojo_ResponseException(zend_class_entry *class_entry_Dojo_TransportException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "ResponseException", class_Dojo_ResponseException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Dojo_TransportException);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_body_default_value;
	ZVAL_EMPTY_STRING(&property_body_default_value);
	zend_string *property_body_name = zend_string_init("body", sizeof("body") - 1, 1);
	zend_declare_typed_property(class_entry, property_body_name, &property_body_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_body_name);

	return class_entry;
}

static zend_class_entry *register_class_Dojo_SignatureException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Dojo_DojoException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "SignatureException", class_Dojo_SignatureException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES;
	zend_class_implements(class_entry, 1, class_entry_Dojo_DojoException);

	zval property_httpStatus_default_value;
	ZVAL_LONG(&property_httpStatus_default_value, 401);
	zend_string *property_httpStatus_name = zend_string_init("httpStatus", sizeof("httpStatus") - 1, 1);
	zend_declare_typed_property(class_entry, property_httpStatus_name, &property_httpStatus_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_httpStatus_name);

	return class_entry;
}

static zend_class_entry *register_class_Dojo_MissingSignatureException(zend_class_entry *class_entry_Dojo_SignatureException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "MissingSignatureException", class_Dojo_MissingSignatureException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Dojo_SignatureException);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}

static zend_class_entry *register_class_Dojo_ValidationException(zend_class_entry *class_entry_InvalidArgumentException, zend_class_entry *class_entry_Dojo_DojoException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "ValidationException", class_Dojo_ValidationException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_InvalidArgumentException);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES;
	zend_class_implements(class_entry, 1, class_entry_Dojo_DojoException);

	zval property_field_default_value;
	ZVAL_EMPTY_STRING(&property_field_default_value);
	zend_string *property_field_name = zend_string_init("field", sizeof("field") - 1, 1);
	zend_declare_typed_property(class_entry, property_field_name, &property_field_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_field_name);

	return class_entry;
}

static zend_class_entry *register_class_Dojo_PaymentIntentStatus(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Dojo\\PaymentIntentStatus", IS_STRING, class_Dojo_PaymentIntentStatus_methods);

	zval enum_case_Created_value;
	zend_string *enum_case_Created_value_str = zend_string_init("Created", strlen("Created"), 1);
	ZVAL_STR(&enum_case_Created_value, enum_case_Created_value_str);
	zend_enum_add_case_cstr(class_entry, "Created", &enum_case_Created_value);

	zval enum_case_Authorized_value;
	zend_string *enum_case_Authorized_value_str = zend_string_init("Authorized", strlen("Authorized"), 1);
	ZVAL_STR(&enum_case_Authorized_value, enum_case_Authorized_value_str);
	zend_enum_add_case_cstr(class_entry, "Authorized", &enum_case_Authorized_value);

	zval enum_case_Captured_value;
	zend_string *enum_case_Captured_value_str = zend_string_init("Captured", strlen("Captured"), 1);
	ZVAL_STR(&enum_case_Captured_value, enum_case_Captured_value_str);
	zend_enum_add_case_cstr(class_entry, "Captured", &enum_case_Captured_value);

	zval enum_case_Reversed_value;
	zend_string *enum_case_Reversed_value_str = zend_string_init("Reversed", strlen("Reversed"), 1);
	ZVAL_STR(&enum_case_Reversed_value, enum_case_Reversed_value_str);
	zend_enum_add_case_cstr(class_entry, "Reversed", &enum_case_Reversed_value);

	zval enum_case_Refunded_value;
	zend_string *enum_case_Refunded_value_str = zend_string_init("Refunded", strlen("Refunded"), 1);
	ZVAL_STR(&enum_case_Refunded_value, enum_case_Refunded_value_str);
	zend_enum_add_case_cstr(class_entry, "Refunded", &enum_case_Refunded_value);

	zval enum_case_Canceled_value;
	zend_string *enum_case_Canceled_value_str = zend_string_init("Canceled", strlen("Canceled"), 1);
	ZVAL_STR(&enum_case_Canceled_value, enum_case_Canceled_value_str);
	zend_enum_add_case_cstr(class_entry, "Canceled", &enum_case_Canceled_value);

	return class_entry;
}

static zend_class_entry *register_class_Dojo_CaptureMode(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Dojo\\CaptureMode", IS_STRING, class_Dojo_CaptureMode_methods);

	zval enum_case_Auto_value;
	zend_string *enum_case_Auto_value_str = zend_string_init("Auto", strlen("Auto"), 1);
	ZVAL_STR(&enum_case_Auto_value, enum_case_Auto_value_str);
	zend_enum_add_case_cstr(class_entry, "Auto", &enum_case_Auto_value);

	zval enum_case_Manual_value;
	zend_string *enum_case_Manual_value_str = zend_string_init("Manual", strlen("Manual"), 1);
	ZVAL_STR(&enum_case_Manual_value, enum_case_Manual_value_str);
	zend_enum_add_case_cstr(class_entry, "Manual", &enum_case_Manual_value);

	return class_entry;
}

static zend_class_entry *register_class_Dojo_CaptureStatus(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Dojo\\CaptureStatus", IS_STRING, class_Dojo_CaptureStatus_methods);

	zval enum_case_Created_value;
	zend_string *enum_case_Created_value_str = zend_string_init("Created", strlen("Created"), 1);
	ZVAL_STR(&enum_case_Created_value, enum_case_Created_value_str);
	zend_enum_add_case_cstr(class_entry, "Created", &enum_case_Created_value);

	zval enum_case_Successful_value;
	zend_string *enum_case_Successful_value_str = zend_string_init("Successful", strlen("Successful"), 1);
	ZVAL_STR(&enum_case_Successful_value, enum_case_Successful_value_str);
	zend_enum_add_case_cstr(class_entry, "Successful", &enum_case_Successful_value);

	zval enum_case_Declined_value;
	zend_string *enum_case_Declined_value_str = zend_string_init("Declined", strlen("Declined"), 1);
	ZVAL_STR(&enum_case_Declined_value, enum_case_Declined_value_str);
	zend_enum_add_case_cstr(class_entry, "Declined", &enum_case_Declined_value);

	zval enum_case_Failed_value;
	zend_string *enum_case_Failed_value_str = zend_string_init("Failed", strlen("Failed"), 1);
	ZVAL_STR(&enum_case_Failed_value, enum_case_Failed_value_str);
	zend_enum_add_case_cstr(class_entry, "Failed", &enum_case_Failed_value);

	return class_entry;
}

static zend_class_entry *register_class_Dojo_AutoExpireAction(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Dojo\\AutoExpireAction", IS_STRING, class_Dojo_AutoExpireAction_methods);

	zval enum_case_Release_value;
	zend_string *enum_case_Release_value_str = zend_string_init("Release", strlen("Release"), 1);
	ZVAL_STR(&enum_case_Release_value, enum_case_Release_value_str);
	zend_enum_add_case_cstr(class_entry, "Release", &enum_case_Release_value);

	zval enum_case_Capture_value;
	zend_string *enum_case_Capture_value_str = zend_string_init("Capture", strlen("Capture"), 1);
	ZVAL_STR(&enum_case_Capture_value, enum_case_Capture_value_str);
	zend_enum_add_case_cstr(class_entry, "Capture", &enum_case_Capture_value);

	return class_entry;
}

static zend_class_entry *register_class_Dojo_PaymentMethod(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Dojo\\PaymentMethod", IS_STRING, class_Dojo_PaymentMethod_methods);

	zval enum_case_Card_value;
	zend_string *enum_case_Card_value_str = zend_string_init("Card", strlen("Card"), 1);
	ZVAL_STR(&enum_case_Card_value, enum_case_Card_value_str);
	zend_enum_add_case_cstr(class_entry, "Card", &enum_case_Card_value);

	zval enum_case_Wallet_value;
	zend_string *enum_case_Wallet_value_str = zend_string_init("Wallet", strlen("Wallet"), 1);
	ZVAL_STR(&enum_case_Wallet_value, enum_case_Wallet_value_str);
	zend_enum_add_case_cstr(class_entry, "Wallet", &enum_case_Wallet_value);

	zval enum_case_SavedCard_value;
	zend_string *enum_case_SavedCard_value_str = zend_string_init("SavedCard", strlen("SavedCard"), 1);
	ZVAL_STR(&enum_case_SavedCard_value, enum_case_SavedCard_value_str);
	zend_enum_add_case_cstr(class_entry, "SavedCard", &enum_case_SavedCard_value);

	return class_entry;
}

static zend_class_entry *register_class_Dojo_SetupIntentStatus(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Dojo\\SetupIntentStatus", IS_STRING, class_Dojo_SetupIntentStatus_methods);

	zval enum_case_Created_value;
	zend_string *enum_case_Created_value_str = zend_string_init("Created", strlen("Created"), 1);
	ZVAL_STR(&enum_case_Created_value, enum_case_Created_value_str);
	zend_enum_add_case_cstr(class_entry, "Created", &enum_case_Created_value);

	zval enum_case_Authorized_value;
	zend_string *enum_case_Authorized_value_str = zend_string_init("Authorized", strlen("Authorized"), 1);
	ZVAL_STR(&enum_case_Authorized_value, enum_case_Authorized_value_str);
	zend_enum_add_case_cstr(class_entry, "Authorized", &enum_case_Authorized_value);

	zval enum_case_Canceled_value;
	zend_string *enum_case_Canceled_value_str = zend_string_init("Canceled", strlen("Canceled"), 1);
	ZVAL_STR(&enum_case_Canceled_value, enum_case_Canceled_value_str);
	zend_enum_add_case_cstr(class_entry, "Canceled", &enum_case_Canceled_value);

	zval enum_case_Completed_value;
	zend_string *enum_case_Completed_value_str = zend_string_init("Completed", strlen("Completed"), 1);
	ZVAL_STR(&enum_case_Completed_value, enum_case_Completed_value_str);
	zend_enum_add_case_cstr(class_entry, "Completed", &enum_case_Completed_value);

	zval enum_case_Expired_value;
	zend_string *enum_case_Expired_value_str = zend_string_init("Expired", strlen("Expired"), 1);
	ZVAL_STR(&enum_case_Expired_value, enum_case_Expired_value_str);
	zend_enum_add_case_cstr(class_entry, "Expired", &enum_case_Expired_value);

	zval enum_case_CardExpired_value;
	zend_string *enum_case_CardExpired_value_str = zend_string_init("CardExpired", strlen("CardExpired"), 1);
	ZVAL_STR(&enum_case_CardExpired_value, enum_case_CardExpired_value_str);
	zend_enum_add_case_cstr(class_entry, "CardExpired", &enum_case_CardExpired_value);

	zval enum_case_Closed_value;
	zend_string *enum_case_Closed_value_str = zend_string_init("Closed", strlen("Closed"), 1);
	ZVAL_STR(&enum_case_Closed_value, enum_case_Closed_value_str);
	zend_enum_add_case_cstr(class_entry, "Closed", &enum_case_Closed_value);

	return class_entry;
}

static zend_class_entry *register_class_Dojo_TerminalStatus(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Dojo\\TerminalStatus", IS_STRING, class_Dojo_TerminalStatus_methods);

	zval enum_case_Available_value;
	zend_string *enum_case_Available_value_str = zend_string_init("Available", strlen("Available"), 1);
	ZVAL_STR(&enum_case_Available_value, enum_case_Available_value_str);
	zend_enum_add_case_cstr(class_entry, "Available", &enum_case_Available_value);

	zval enum_case_Offline_value;
	zend_string *enum_case_Offline_value_str = zend_string_init("Offline", strlen("Offline"), 1);
	ZVAL_STR(&enum_case_Offline_value, enum_case_Offline_value_str);
	zend_enum_add_case_cstr(class_entry, "Offline", &enum_case_Offline_value);

	zval enum_case_InUse_value;
	zend_string *enum_case_InUse_value_str = zend_string_init("InUse", strlen("InUse"), 1);
	ZVAL_STR(&enum_case_InUse_value, enum_case_InUse_value_str);
	zend_enum_add_case_cstr(class_entry, "InUse", &enum_case_InUse_value);

	return class_entry;
}

static zend_class_entry *register_class_Dojo_TerminalSessionStatus(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Dojo\\TerminalSessionStatus", IS_STRING, class_Dojo_TerminalSessionStatus_methods);

	zval enum_case_InitiateRequested_value;
	zend_string *enum_case_InitiateRequested_value_str = zend_string_init("InitiateRequested", strlen("InitiateRequested"), 1);
	ZVAL_STR(&enum_case_InitiateRequested_value, enum_case_InitiateRequested_value_str);
	zend_enum_add_case_cstr(class_entry, "InitiateRequested", &enum_case_InitiateRequested_value);

	zval enum_case_Initiated_value;
	zend_string *enum_case_Initiated_value_str = zend_string_init("Initiated", strlen("Initiated"), 1);
	ZVAL_STR(&enum_case_Initiated_value, enum_case_Initiated_value_str);
	zend_enum_add_case_cstr(class_entry, "Initiated", &enum_case_Initiated_value);

	zval enum_case_Authorized_value;
	zend_string *enum_case_Authorized_value_str = zend_string_init("Authorized", strlen("Authorized"), 1);
	ZVAL_STR(&enum_case_Authorized_value, enum_case_Authorized_value_str);
	zend_enum_add_case_cstr(class_entry, "Authorized", &enum_case_Authorized_value);

	zval enum_case_Captured_value;
	zend_string *enum_case_Captured_value_str = zend_string_init("Captured", strlen("Captured"), 1);
	ZVAL_STR(&enum_case_Captured_value, enum_case_Captured_value_str);
	zend_enum_add_case_cstr(class_entry, "Captured", &enum_case_Captured_value);

	zval enum_case_CancelRequested_value;
	zend_string *enum_case_CancelRequested_value_str = zend_string_init("CancelRequested", strlen("CancelRequested"), 1);
	ZVAL_STR(&enum_case_CancelRequested_value, enum_case_CancelRequested_value_str);
	zend_enum_add_case_cstr(class_entry, "CancelRequested", &enum_case_CancelRequested_value);

	zval enum_case_Canceled_value;
	zend_string *enum_case_Canceled_value_str = zend_string_init("Canceled", strlen("Canceled"), 1);
	ZVAL_STR(&enum_case_Canceled_value, enum_case_Canceled_value_str);
	zend_enum_add_case_cstr(class_entry, "Canceled", &enum_case_Canceled_value);

	zval enum_case_SignatureVerificationAccepted_value;
	zend_string *enum_case_SignatureVerificationAccepted_value_str = zend_string_init("SignatureVerificationAccepted", strlen("SignatureVerificationAccepted"), 1);
	ZVAL_STR(&enum_case_SignatureVerificationAccepted_value, enum_case_SignatureVerificationAccepted_value_str);
	zend_enum_add_case_cstr(class_entry, "SignatureVerificationAccepted", &enum_case_SignatureVerificationAccepted_value);

	zval enum_case_SignatureVerificationRejected_value;
	zend_string *enum_case_SignatureVerificationRejected_value_str = zend_string_init("SignatureVerificationRejected", strlen("SignatureVerificationRejected"), 1);
	ZVAL_STR(&enum_case_SignatureVerificationRejected_value, enum_case_SignatureVerificationRejected_value_str);
	zend_enum_add_case_cstr(class_entry, "SignatureVerificationRejected", &enum_case_SignatureVerificationRejected_value);

	zval enum_case_SignatureVerificationRequired_value;
	zend_string *enum_case_SignatureVerificationRequired_value_str = zend_string_init("SignatureVerificationRequired", strlen("SignatureVerificationRequired"), 1);
	ZVAL_STR(&enum_case_SignatureVerificationRequired_value, enum_case_SignatureVerificationRequired_value_str);
	zend_enum_add_case_cstr(class_entry, "SignatureVerificationRequired", &enum_case_SignatureVerificationRequired_value);

	zval enum_case_Expired_value;
	zend_string *enum_case_Expired_value_str = zend_string_init("Expired", strlen("Expired"), 1);
	ZVAL_STR(&enum_case_Expired_value, enum_case_Expired_value_str);
	zend_enum_add_case_cstr(class_entry, "Expired", &enum_case_Expired_value);

	zval enum_case_Declined_value;
	zend_string *enum_case_Declined_value_str = zend_string_init("Declined", strlen("Declined"), 1);
	ZVAL_STR(&enum_case_Declined_value, enum_case_Declined_value_str);
	zend_enum_add_case_cstr(class_entry, "Declined", &enum_case_Declined_value);

	return class_entry;
}

static zend_class_entry *register_class_Dojo_Money(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "Money", class_Dojo_Money_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Dojo_Exchange(zend_class_entry *class_entry_Stringable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "Exchange", class_Dojo_Exchange_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Stringable);

	zval property_operation_default_value;
	ZVAL_UNDEF(&property_operation_default_value);
	zend_string *property_operation_name = zend_string_init("operation", sizeof("operation") - 1, 1);
	zend_declare_typed_property(class_entry, property_operation_name, &property_operation_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_operation_name);

	zval property_method_default_value;
	ZVAL_UNDEF(&property_method_default_value);
	zend_string *property_method_name = zend_string_init("method", sizeof("method") - 1, 1);
	zend_declare_typed_property(class_entry, property_method_name, &property_method_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_method_name);

	zval property_path_default_value;
	ZVAL_UNDEF(&property_path_default_value);
	zend_string *property_path_name = zend_string_init("path", sizeof("path") - 1, 1);
	zend_declare_typed_property(class_entry, property_path_name, &property_path_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_path_name);

	zval property_attempt_default_value;
	ZVAL_UNDEF(&property_attempt_default_value);
	zend_string *property_attempt_name = zend_string_init("attempt", sizeof("attempt") - 1, 1);
	zend_declare_typed_property(class_entry, property_attempt_name, &property_attempt_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_attempt_name);

	zval property_status_default_value;
	ZVAL_UNDEF(&property_status_default_value);
	zend_string *property_status_name = zend_string_init("status", sizeof("status") - 1, 1);
	zend_declare_typed_property(class_entry, property_status_name, &property_status_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_status_name);

	zval property_startedAt_default_value;
	ZVAL_UNDEF(&property_startedAt_default_value);
	zend_string *property_startedAt_name = zend_string_init("startedAt", sizeof("startedAt") - 1, 1);
	zend_declare_typed_property(class_entry, property_startedAt_name, &property_startedAt_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_startedAt_name);

	zval property_duration_default_value;
	ZVAL_UNDEF(&property_duration_default_value);
	zend_string *property_duration_name = zend_string_init("duration", sizeof("duration") - 1, 1);
	zend_declare_typed_property(class_entry, property_duration_name, &property_duration_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_duration_name);

	zval property_nameLookup_default_value;
	ZVAL_UNDEF(&property_nameLookup_default_value);
	zend_string *property_nameLookup_name = zend_string_init("nameLookup", sizeof("nameLookup") - 1, 1);
	zend_declare_typed_property(class_entry, property_nameLookup_name, &property_nameLookup_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_nameLookup_name);

	zval property_connect_default_value;
	ZVAL_UNDEF(&property_connect_default_value);
	zend_string *property_connect_name = zend_string_init("connect", sizeof("connect") - 1, 1);
	zend_declare_typed_property(class_entry, property_connect_name, &property_connect_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_connect_name);

	zval property_tls_default_value;
	ZVAL_UNDEF(&property_tls_default_value);
	zend_string *property_tls_name = zend_string_init("tls", sizeof("tls") - 1, 1);
	zend_declare_typed_property(class_entry, property_tls_name, &property_tls_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_tls_name);

	zval property_firstByte_default_value;
	ZVAL_UNDEF(&property_firstByte_default_value);
	zend_string *property_firstByte_name = zend_string_init("firstByte", sizeof("firstByte") - 1, 1);
	zend_declare_typed_property(class_entry, property_firstByte_name, &property_firstByte_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_firstByte_name);

	zval property_connectionReused_default_value;
	ZVAL_UNDEF(&property_connectionReused_default_value);
	zend_string *property_connectionReused_name = zend_string_init("connectionReused", sizeof("connectionReused") - 1, 1);
	zend_declare_typed_property(class_entry, property_connectionReused_name, &property_connectionReused_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_connectionReused_name);

	zval property_bytesSent_default_value;
	ZVAL_UNDEF(&property_bytesSent_default_value);
	zend_string *property_bytesSent_name = zend_string_init("bytesSent", sizeof("bytesSent") - 1, 1);
	zend_declare_typed_property(class_entry, property_bytesSent_name, &property_bytesSent_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_bytesSent_name);

	zval property_bytesReceived_default_value;
	ZVAL_UNDEF(&property_bytesReceived_default_value);
	zend_string *property_bytesReceived_name = zend_string_init("bytesReceived", sizeof("bytesReceived") - 1, 1);
	zend_declare_typed_property(class_entry, property_bytesReceived_name, &property_bytesReceived_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_bytesReceived_name);

	zval property_traceId_default_value;
	ZVAL_UNDEF(&property_traceId_default_value);
	zend_string *property_traceId_name = zend_string_init("traceId", sizeof("traceId") - 1, 1);
	zend_declare_typed_property(class_entry, property_traceId_name, &property_traceId_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_traceId_name);

	zval property_error_default_value;
	ZVAL_UNDEF(&property_error_default_value);
	zend_string *property_error_name = zend_string_init("error", sizeof("error") - 1, 1);
	zend_declare_typed_property(class_entry, property_error_name, &property_error_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_error_name);

	return class_entry;
}

static zend_class_entry *register_class_Dojo_Client(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "Client", class_Dojo_Client_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval const_API_VERSION_value;
	zend_string *const_API_VERSION_value_str = zend_string_init("2026-02-27", strlen("2026-02-27"), 1);
	ZVAL_STR(&const_API_VERSION_value, const_API_VERSION_value_str);
	zend_string *const_API_VERSION_name = zend_string_init_interned("API_VERSION", sizeof("API_VERSION") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_API_VERSION_name, &const_API_VERSION_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_API_VERSION_name);

	zval const_BASE_URL_value;
	zend_string *const_BASE_URL_value_str = zend_string_init("https://api.dojo.tech", strlen("https://api.dojo.tech"), 1);
	ZVAL_STR(&const_BASE_URL_value, const_BASE_URL_value_str);
	zend_string *const_BASE_URL_name = zend_string_init_interned("BASE_URL", sizeof("BASE_URL") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_BASE_URL_name, &const_BASE_URL_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_BASE_URL_name);


	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "__construct", sizeof("__construct") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "__construct", sizeof("__construct") - 1), 2, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "__construct", sizeof("__construct") - 1), 7, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "request", sizeof("request") - 1), 2, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "request", sizeof("request") - 1), 3, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "createpaymentintent", sizeof("createpaymentintent") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "capturepaymentintent", sizeof("capturepaymentintent") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "refundpaymentintent", sizeof("refundpaymentintent") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "setpaymentintentamount", sizeof("setpaymentintentamount") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "setpaymentintenttips", sizeof("setpaymentintenttips") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "sendreceipt", sizeof("sendreceipt") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "searchpaymentintents", sizeof("searchpaymentintents") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "createsetupintent", sizeof("createsetupintent") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "subscribewebhook", sizeof("subscribewebhook") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "updatewebhook", sizeof("updatewebhook") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "createcustomer", sizeof("createcustomer") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "updatecustomer", sizeof("updatecustomer") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "getcustomerpaymentmethods", sizeof("getcustomerpaymentmethods") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "deletecustomerpaymentmethod", sizeof("deletecustomerpaymentmethod") - 1), 2, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "searchcustomers", sizeof("searchcustomers") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "createterminalsession", sizeof("createterminalsession") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "setterminalsessionsignature", sizeof("setterminalsessionsignature") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "sendeposevent", sizeof("sendeposevent") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "seteposrestintegration", sizeof("seteposrestintegration") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "seteposwebsocketintegration", sizeof("seteposwebsocketintegration") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "iteratepaymentintents", sizeof("iteratepaymentintents") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "iteratecustomers", sizeof("iteratecustomers") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	return class_entry;
}

static zend_class_entry *register_class_Dojo_Webhook(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "Webhook", class_Dojo_Webhook_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval property_id_default_value;
	ZVAL_UNDEF(&property_id_default_value);
	zend_string *property_id_name = zend_string_init("id", sizeof("id") - 1, 1);
	zend_declare_typed_property(class_entry, property_id_name, &property_id_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_id_name);

	zval property_event_default_value;
	ZVAL_UNDEF(&property_event_default_value);
	zend_string *property_event_name = zend_string_init("event", sizeof("event") - 1, 1);
	zend_declare_typed_property(class_entry, property_event_name, &property_event_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_event_name);

	zval property_accountId_default_value;
	ZVAL_UNDEF(&property_accountId_default_value);
	zend_string *property_accountId_name = zend_string_init("accountId", sizeof("accountId") - 1, 1);
	zend_declare_typed_property(class_entry, property_accountId_name, &property_accountId_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_accountId_name);

	zval property_payload_default_value;
	ZVAL_UNDEF(&property_payload_default_value);
	zend_string *property_payload_name = zend_string_init("payload", sizeof("payload") - 1, 1);
	zend_declare_typed_property(class_entry, property_payload_name, &property_payload_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_payload_name);

	zend_string *property_createdAt_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_createdAt_default_value;
	ZVAL_UNDEF(&property_createdAt_default_value);
	zend_string *property_createdAt_name = zend_string_init("createdAt", sizeof("createdAt") - 1, 1);
	zend_declare_typed_property(class_entry, property_createdAt_name, &property_createdAt_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_createdAt_class_DateTimeImmutable, 0, MAY_BE_NULL));
	zend_string_release(property_createdAt_name);

	zval property_data_default_value;
	ZVAL_UNDEF(&property_data_default_value);
	zend_string *property_data_name = zend_string_init("data", sizeof("data") - 1, 1);
	zend_declare_typed_property(class_entry, property_data_name, &property_data_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_data_name);

	zval property_secretIndex_default_value;
	ZVAL_UNDEF(&property_secretIndex_default_value);
	zend_string *property_secretIndex_name = zend_string_init("secretIndex", sizeof("secretIndex") - 1, 1);
	zend_declare_typed_property(class_entry, property_secretIndex_name, &property_secretIndex_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_secretIndex_name);


	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "verify", sizeof("verify") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "verify", sizeof("verify") - 1), 2, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "fromglobals", sizeof("fromglobals") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "isvalid", sizeof("isvalid") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "isvalid", sizeof("isvalid") - 1), 2, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "sign", sizeof("sign") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	return class_entry;
}

static zend_class_entry *register_class_Dojo_PageIterator(zend_class_entry *class_entry_Iterator)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Dojo", "PageIterator", class_Dojo_PageIterator_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Iterator);

	return class_entry;
}
