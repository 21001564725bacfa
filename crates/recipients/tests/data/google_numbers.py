"""Writes google-numbers.tsv: what Google's own library says of numbers of every region and type.

    pip install phonenumbers==9.0.43 && python google_numbers.py > google-numbers.tsv

A line is: the default country or -, the digits (with + where they begin with a calling code), and then E.164, the
country (or -) and the type, or nothing where there is no such number. The numbers are examples of the library, the same
with digits changed, taken away and added, with a national prefix, and digits by chance; always the same chance.
"""

import random

import phonenumbers as p

TYPES = {
    p.PhoneNumberType.PREMIUM_RATE: "premium",
    p.PhoneNumberType.TOLL_FREE: "toll_free",
    p.PhoneNumberType.SHARED_COST: "shared_cost",
    p.PhoneNumberType.VOIP: "voip",
    p.PhoneNumberType.PERSONAL_NUMBER: "personal",
    p.PhoneNumberType.PAGER: "pager",
    p.PhoneNumberType.UAN: "uan",
    p.PhoneNumberType.VOICEMAIL: "voicemail",
    p.PhoneNumberType.FIXED_LINE: "landline",
    p.PhoneNumberType.MOBILE: "mobile",
    p.PhoneNumberType.FIXED_LINE_OR_MOBILE: "landline_or_mobile",
}
chance = random.Random(9043)


def answer(text, default):
    try:
        number = p.parse(text, default)
    except p.NumberParseException:
        return ""
    if not p.is_valid_number(number):
        return ""
    e164 = p.format_number(number, p.PhoneNumberFormat.E164)
    region = p.region_code_for_number(number)
    country = region if region and region.isalpha() else "-"
    return f"{e164[1:]}\t{country}\t{TYPES[p.number_type(number)]}"


def variants(national):
    yield national
    for _ in range(3):
        at = chance.randrange(len(national))
        yield national[:at] + str(chance.randrange(10)) + national[at + 1 :]
    at = chance.randrange(1, len(national))
    yield national[:at] + "".join(str(chance.randrange(10)) for _ in national[at:])
    yield national[:-1]
    yield national + str(chance.randrange(10))


lines = set()
for region in sorted(p.SUPPORTED_REGIONS):
    code = p.country_code_for_region(region)
    for kind in TYPES:
        example = p.example_number_for_type(region, kind)
        if example is None:
            continue
        nsn = p.national_significant_number(example)
        for variant in variants(nsn):
            lines.add(("-", f"+{code}{variant}"))
        prefix = p.ndd_prefix_for_region(region, True) or ""
        lines.add(("-", f"+{code}{prefix}{nsn}"))
        lines.add((region, prefix + nsn))
        lines.add((region, f"{code}{nsn}"))
for code in sorted(p.COUNTRY_CODES_FOR_NON_GEO_REGIONS):
    example = p.example_number_for_non_geo_entity(code)
    for variant in variants(p.national_significant_number(example)):
        lines.add(("-", f"+{code}{variant}"))
for _ in range(1500):
    digits = "".join(str(chance.randrange(10)) for _ in range(chance.randrange(4, 16)))
    lines.add(("-", "+" + digits))
for default, text in sorted(lines):
    print(f"{default}\t{text}\t{answer(text, None if default == '-' else default)}".rstrip("\t"))
