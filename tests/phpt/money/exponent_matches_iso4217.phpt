--TEST--
Money::exponent() knows exactly the active codes of ISO 4217 with minor units
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

// The active codes as of 2026, including funds codes, by first letter. Those not listed again below have two digits.
$active = <<<'CODES'
    AED AFN ALL AMD AOA ARS AUD AWG AZN
    BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD
    CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK
    DJF DKK DOP DZD
    EGP ERN ETB EUR
    FJD FKP
    GBP GEL GHS GIP GMD GNF GTQ GYD
    HKD HNL HTG HUF
    IDR ILS INR IQD IRR ISK
    JMD JOD JPY
    KES KGS KHR KMF KPW KRW KWD KYD KZT
    LAK LBP LKR LRD LSL LYD
    MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN
    NAD NGN NIO NOK NPR NZD
    OMR
    PAB PEN PGK PHP PKR PLN PYG
    QAR
    RON RSD RUB RWF
    SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL
    THB TJS TMT TND TOP TRY TTD TWD TZS
    UAH UGX USD USN UYI UYU UYW UZS
    VED VES VND VUV
    WST
    XAD XAF XCD XCG XOF XPF
    YER
    ZAR ZMW ZWG
    CODES;
$exponents = array_fill_keys(preg_split('~\s+~', trim($active)), 2);
$exponents = array_replace(
    $exponents,
    array_fill_keys(explode(' ', 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'), 0),
    array_fill_keys(explode(' ', 'BHD IQD JOD KWD LYD OMR TND'), 3),
    array_fill_keys(explode(' ', 'CLF UYW'), 4),
);

$known = [];
foreach (range('A', 'Z') as $a) {
    foreach (range('A', 'Z') as $b) {
        foreach (range('A', 'Z') as $c) {
            try {
                $known["$a$b$c"] = Dojo\Money::exponent("$a$b$c");
            } catch (Dojo\ValidationException) {
            }
        }
    }
}
foreach (array_keys($exponents + $known) as $code) {
    if (($exponents[$code] ?? null) !== ($known[$code] ?? null)) {
        printf("%s: ISO 4217 has %s, Money has %s\n", $code, $exponents[$code] ?? 'no such code', $known[$code] ?? 'no such code');
    }
}
echo count($known), " codes\n";
?>
--EXPECT--
165 codes
