--TEST--
SoapClient and SoapServer cannot create a sealed class named in their classmap
--EXTENSIONS--
dojo
soap
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/sealed_classes.inc';

const WSDL = <<<'XML'
    <definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:x="urn:x" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:x">
      <types><xsd:schema targetNamespace="urn:x">
        <xsd:complexType name="Event"><xsd:sequence>
          <xsd:element name="id" type="xsd:string"/><xsd:element name="event" type="xsd:string" minOccurs="0"/><xsd:element name="inner" type="x:Event" minOccurs="0"/>
        </xsd:sequence></xsd:complexType>
        <xsd:complexType name="Text"><xsd:simpleContent><xsd:extension base="xsd:string"><xsd:attribute name="id" type="xsd:string"/></xsd:extension></xsd:simpleContent></xsd:complexType>
        <xsd:complexType name="Any"><xsd:sequence><xsd:any namespace="##any"/></xsd:sequence></xsd:complexType>
      </xsd:schema></types>
      <message name="question"><part name="given" type="x:Event"/></message>
      <message name="event"><part name="return" type="x:Event"/></message>
      <message name="text"><part name="return" type="x:Text"/></message>
      <message name="any"><part name="return" type="x:Any"/></message>
      <portType name="port">
        <operation name="event"><input message="x:question"/><output message="x:event"/></operation>
        <operation name="text"><input message="x:question"/><output message="x:text"/></operation>
        <operation name="any"><input message="x:question"/><output message="x:any"/></operation>
      </portType>
      <binding name="binding" type="x:port"><s:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
        <operation name="event"><s:operation soapAction="event"/><input><s:body use="literal" namespace="urn:x"/></input><output><s:body use="literal" namespace="urn:x"/></output></operation>
        <operation name="text"><s:operation soapAction="text"/><input><s:body use="literal" namespace="urn:x"/></input><output><s:body use="literal" namespace="urn:x"/></output></operation>
        <operation name="any"><s:operation soapAction="any"/><input><s:body use="literal" namespace="urn:x"/></input><output><s:body use="literal" namespace="urn:x"/></output></operation>
      </binding>
      <service name="service"><port name="port" binding="x:binding"><s:address location="http://127.0.0.1:1/"/></port></service>
    </definitions>
    XML;
const DATA = 'data:text/xml;base64,';
const HEAD = '<?xml version="1.0"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:x="urn:x"><e:Body>';
const TAIL = '</e:Body></e:Envelope>';

class Answered extends SoapClient
{
    public string $response;

    public function __doRequest(string $request, string $location, string $action, int $version, bool $oneWay = false, ?string $uriParserClass = null): ?string
    {
        return $this->response;
    }
}

function answered(string $class, string $operation, string $inside, bool $exceptions): mixed
{
    $client = new Answered(DATA . base64_encode(WSDL), ['cache_wsdl' => WSDL_CACHE_NONE, 'classmap' => ['Event' => $class, 'Text' => $class, 'Any' => $class], 'exceptions' => $exceptions]);
    $client->response = HEAD . "<x:{$operation}Response><return$inside</return></x:{$operation}Response>" . TAIL;

    return $client->__soapCall($operation, [['id' => 'x']]);
}

foreach (SEALED as $class) {
    echo "$class: ";
    $attempts = [];
    foreach ([true, false] as $exceptions) {
        $how = $exceptions ? '' : ' without exceptions';
        $attempts["an event$how"] = fn () => answered($class, 'event', '><id>evt_forged</id><event>x</event>', $exceptions);
        $attempts["one in another$how"] = fn () => answered($class, 'event', '><id>1</id><inner><id>2</id></inner>', $exceptions);
        $attempts["a text with an attribute$how"] = fn () => answered($class, 'text', ' id="evt_forged">x', $exceptions);
        $attempts["any$how"] = fn () => answered($class, 'any', '><id>evt_forged</id>', $exceptions);
    }
    $attempts['a server'] = function () use ($class) {
        $server = new SoapServer(DATA . base64_encode(WSDL), ['cache_wsdl' => WSDL_CACHE_NONE, 'classmap' => ['Event' => $class]]);
        $server->setObject(new class {
            public function event(mixed $given): mixed
            {
                throw new LogicException('the service was called with ' . get_debug_type($given));
            }
        });
        ob_start(); // the server returns the error
        $server->handle(HEAD . '<x:event><given><id>evt_forged</id></given></x:event>' . TAIL);
        throw new Error(html_entity_decode(strip_tags(ob_get_clean())));
    };
    print_refused($attempts);
}
?>
--EXPECT--
Dojo\Webhook: 9 of 9 attempts refused
Dojo\Exchange: 9 of 9 attempts refused
Dojo\PageIterator: 9 of 9 attempts refused
