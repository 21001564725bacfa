//! Names of columns, as people write them.

/// What columns of phone numbers are called, in the languages people use most; compared by [`plain`].
const NUMBER_NAMES: &[&str] = &[
    "phone",
    "phonenumber",
    "phoneno",
    "mobile",
    "mobilenumber",
    "mobileno",
    "mobilephone",
    "cell",
    "cellphone",
    "number",
    "msisdn",
    "tel",
    "telephone",
    "telephonenumber",
    "recipient",
    "to",
    "handset",
    "contact",
    "contactnumber",
    "whatsapp",
    "sms",
    "smsnumber",
    "telefon",
    "telefonnummer",
    "handy",
    "handynummer",
    "mobil",
    "mobilnummer",
    "rufnummer",
    "telefono",
    "teléfono",
    "celular",
    "movil",
    "móvil",
    "numero",
    "número",
    "numéro",
    "téléphone",
    "portable",
    "cellulare",
    "telefone",
    "telemóvel",
    "telemovel",
    "телефон",
    "номер",
    "мобильный",
    "手机",
    "手机号",
    "手机号码",
    "电话",
    "电话号码",
    "号码",
    "电话號碼",
    "手機",
    "手機號碼",
    "電話",
    "電話番号",
    "携帯",
    "携帯電話",
    "전화번호",
    "휴대폰",
    "هاتف",
    "جوال",
    "nohp",
    "nomorhp",
    "sđt",
    "sốđiệnthoại",
];

/// Lower case without anything but letters and digits: `First Name` and `first_name` are one name.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How well a name says that its column holds phone numbers: 2 if it is one of the usual, 1 if it ends in or begins
/// with one.
pub(super) fn number_rank(name: &str) -> u8 {
    let plain = plain(name);
    if NUMBER_NAMES.contains(&plain.as_str()) {
        return 2;
    }
    let is_part = |known: &&str| known.chars().count() >= 4 && (plain.ends_with(*known) || plain.starts_with(*known));
    u8::from(NUMBER_NAMES.iter().any(is_part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_their_looks() {
        assert_eq!(plain(" First_Name "), plain("firstName"));
        for name in ["Phone", "PHONE NUMBER", "Mobile No.", "手机号", "Teléfono", "customer_phone", "phone (work)"]
        {
            assert!(number_rank(name) > 0, "{name}");
        }
        for name in ["name", "order_id", "city", "tok"] {
            assert_eq!(number_rank(name), 0, "{name}");
        }
    }
}
