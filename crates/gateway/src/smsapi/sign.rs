//! Signatures: a hash over the decoded parameters in the order of their names, between the key twice.
//!
//! What is hashed is the text that arrived. A value that is JSON is never written anew: its spaces, escapes and order
//! are the caller's.

use md5::Md5;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq as _;

use super::parameters::Parameters;

/// Parameters that are not signed.
const UNSIGNED: [&str; 2] = ["signature", "smsKey"];

/// A signature as a caller gave it. Its length says how it was made.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Signature {
    /// 32 hexadecimal digits.
    Md5(Vec<u8>),
    /// 64 hexadecimal digits.
    Sha256(Vec<u8>),
}

impl Signature {
    /// Reads hexadecimal digits of either case; `None` if it is neither kind.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits: Vec<u8> = text.chars().map(|digit| digit.to_digit(16)?.try_into().ok()).collect::<Option<_>>()?;
        let octets = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
        match digits.len() {
            32 => Some(Self::Md5(octets)),
            64 => Some(Self::Sha256(octets)),
            _ => None,
        }
    }

    /// Whether it was made over these parameters with this key.
    ///
    /// Names are sorted as ASCII. Java clients ignore case when they sort, which is tried where it makes a difference.
    pub(super) fn is_over(&self, parameters: &Parameters, sms_key: &str) -> bool {
        let mut pairs: Vec<(&str, &str)> = parameters.iter().filter(|(name, _)| !UNSIGNED.contains(name)).collect();
        if self.is_over_pairs(&pairs, sms_key) {
            return true;
        }
        let as_ascii = pairs.clone();
        pairs.sort_by_key(|(name, _)| name.to_ascii_lowercase());
        pairs != as_ascii && self.is_over_pairs(&pairs, sms_key)
    }

    fn is_over_pairs(&self, pairs: &[(&str, &str)], sms_key: &str) -> bool {
        match self {
            Self::Md5(given) => hash::<Md5>(pairs, sms_key).ct_eq(given).into(),
            Self::Sha256(given) => hash::<Sha256>(pairs, sms_key).ct_eq(given).into(),
        }
    }
}

/// `key&name=value&…&key`, hashed.
fn hash<D: Digest>(pairs: &[(&str, &str)], sms_key: &str) -> Vec<u8> {
    let mut hasher = D::new();
    hasher.update(sms_key);
    for (name, value) in pairs {
        hasher.update("&");
        hasher.update(name);
        hasher.update("=");
        hasher.update(value);
    }
    hasher.update("&");
    hasher.update(sms_key);
    hasher.finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "tk_9fQ2aZ7mLx0BvW3e";

    struct Vector {
        key: &'static str,
        /// In any order: sorting is what is tested.
        pairs: &'static [(&'static str, &'static str)],
        md5: &'static str,
        sha256: &'static str,
    }

    /// Made with another implementation; the last one's MD5 is printed in the tests of a published client.
    const VECTORS: [Vector; 8] = [
        Vector {
            key: KEY,
            pairs: &[
                ("smsUser", "demo_sms"),
                ("templateId", "1001"),
                ("msgType", "0"),
                ("phone", "13800138000"),
                ("vars", r#"{"code":"123456"}"#),
            ],
            md5: "5f9f1e3006a2a18fd738e8842b522f57",
            sha256: "b48c3d59103f5a08b951861ce4d8e235b1e1e40bb60d392fbdbad3ad3d5a4a2e",
        },
        Vector {
            key: KEY,
            pairs: &[
                ("smsUser", "demo_sms"),
                ("templateId", "1002"),
                ("msgType", "0"),
                ("phone", "13800138000,13900139000"),
                ("vars", r#"{"%name%":"李雷 & 韩梅梅","%sum%":"a=b+c%"}"#),
            ],
            md5: "ee676fd9724553433189b375d9216783",
            sha256: "0155f3f0116868cfe000457dad38046d62bad9a80b8c7e6fcafb69a56807ed48",
        },
        Vector {
            key: KEY,
            pairs: &[
                ("smsUser", "demo_sms"),
                ("templateId", "1002"),
                ("msgType", "0"),
                ("phone", "13800138000,13900139000"),
                ("vars", r#"{"%name%": "\u674e\u96f7 & \u97e9\u6885\u6885", "%sum%": "a=b+c%"}"#),
            ],
            md5: "11b2b22452fb56154fa5e3c139d28250",
            sha256: "b1a9ea6d55ab0dcf97ffe28ce44b561f3f5d9f1817b6ab639806068c447919a7",
        },
        Vector {
            key: KEY,
            pairs: &[
                ("smsUser", "demo_sms"),
                ("timestamp", "1763800000000"),
                ("templateId", "2001"),
                ("tag", r#"{"key1":"value1","key2":"值2"}"#),
                ("msgType", "2"),
                ("labelId", "7"),
                ("phone", "+6591234567,0085251234567"),
                ("sendRequestId", "order-2026-000001"),
                ("vars", r#"{"name":"Zoë 😀","code":"0042"}"#),
            ],
            md5: "8843623e5ec0f0049395e85ce60deb56",
            sha256: "3b0e9d8a64dcbbde9e288b95f8d7b5e81d440a1fdd1cb2552603c623e8f55f05",
        },
        Vector {
            key: KEY,
            pairs: &[
                ("start", "0"),
                ("smsUser", "demo_sms"),
                ("smsIds", "1763800000000_1_1_2001_ab12cd$+6591234567"),
                ("msgTypeStr", "2"),
                ("limit", "100"),
                ("days", "1"),
            ],
            md5: "ee07f959ec7f65703f093aec8bffe14a",
            sha256: "e90d3cf2edfc69998d984cb8f0a760b71df55bec3b30e8770a6ddd297bf4e5ed",
        },
        Vector {
            key: KEY,
            pairs: &[
                ("templateText", "Your code is %code%. 有效期5分钟"),
                ("templateName", "注册 OTP"),
                ("smsUser", "demo_sms"),
                ("smsTypeStr", "0"),
                ("signPositionStr", "0"),
                ("signName", "示例"),
                ("msgType", "2"),
            ],
            md5: "3e49869da5f8814833e0fc0519085c3c",
            sha256: "3f062bb5b747cfc83ef1c05d338a27d08023dcd6447868845516a79dd5a56f47",
        },
        Vector {
            key: KEY,
            pairs: &REORDERED,
            md5: "c7fadf1ab59a380cb81861e42fb0f8a9",
            sha256: "21de3774b7efb55c261a1e8ce652ddd5d9468bdb232c43c83bb0faf7bd3da702",
        },
        Vector {
            key: "6qvnSHlZlX0ENzGbLv2CiXiVZN29m0jV",
            pairs: &[
                ("vars", r#"{"var1":"test1","var2":"test2"}"#),
                ("smsUser", "testing_user"),
                ("templateId", "65432"),
                ("phone", "14585282006"),
                ("msgType", "0"),
            ],
            md5: "074b87721854e17125275d9c0d5e10fb",
            sha256: "fa3ec4caf9703f1729e9757b4250dcc2c511e7ad500eeb15bd979ea3b8abaf9e",
        },
    ];

    /// Names whose order depends on whether case counts.
    const REORDERED: [(&str, &str); 6] = [
        ("smsUser", "demo_sms"),
        ("senderID", "ACME"),
        ("sendRequestId", "r-1"),
        ("phone", "+14155550123"),
        ("templateId", "3001"),
        ("vars", r#"{"code":"1"}"#),
    ];

    fn parameters(pairs: &[(&str, &str)]) -> Parameters {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[track_caller]
    fn is_over(signature: &str, pairs: &[(&str, &str)], key: &str) -> bool {
        Signature::parse(signature).unwrap().is_over(&parameters(pairs), key)
    }

    #[test]
    fn every_vector_is_verified_in_either_case_and_by_no_other_key_or_value() {
        for Vector { key, pairs, md5, sha256 } in VECTORS {
            for signature in [md5, sha256] {
                assert!(is_over(signature, pairs, key), "{pairs:?}");
                assert!(is_over(&signature.to_uppercase(), pairs, key));
                assert!(!is_over(signature, pairs, "another"));
                let mut changed = pairs.to_vec();
                changed[0].1 = "another";
                assert!(!is_over(signature, &changed, key));
                changed = pairs.to_vec();
                changed.push(("more", ""));
                assert!(!is_over(signature, &changed, key), "an empty parameter is signed too");
            }
        }
    }

    #[test]
    fn the_signature_and_the_key_are_not_signed() {
        let Vector { key, pairs, md5, .. } = &VECTORS[0];
        let with_both = [*pairs, &[("signature", *md5), ("smsKey", "x")]].concat();
        assert!(is_over(md5, &with_both, key));
    }

    #[test]
    fn an_order_that_ignores_case_is_taken_too() {
        assert!(is_over("03e08c7a32aa237a057b0ca3eeb4fe31", &REORDERED, KEY));
        assert!(is_over("aa2c840f83954145ebb40c597326db140cd5cc957775d8da80b4121d1d46b020", &REORDERED, KEY));
    }

    #[test]
    fn what_is_no_signature_is_none() {
        let sha256 = "0".repeat(64);
        for wrong in
            ["", "0", &sha256[..31], &sha256[..33], &sha256[..63], &"g".repeat(32), &"+1".repeat(16), &"é".repeat(16)]
        {
            assert_eq!(Signature::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Signature::parse(&sha256), Some(Signature::Sha256(vec![0; 32])));
    }
}
