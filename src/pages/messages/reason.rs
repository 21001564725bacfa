//! Why a message was not delivered, in plain words with the next action. The platform's codes are from
//! its SMSHook: 4xx suppressed, 5xx failed.

use piecewise_api::Reason;

/// The reasons that the catalogue has words for.
const KNOWN: [i32; 18] = [410, 420, 430, 440, 450, 460, 470, 480, 490, 500, 510, 520, 530, 540, 550, 560, 570, 580];

/// The reason with which a carrier says that it says nothing.
const GENERAL_FAILURE: i32 = 590;

/// The key of the words for a reason; an unknown one is told with its raw code.
pub(super) fn key_of(reason: &Reason) -> String {
    if reason.code == GENERAL_FAILURE || KNOWN.contains(&reason.code) {
        format!("reason.{}", reason.code)
    } else {
        "reason.unknown".into()
    }
}

#[cfg(test)]
mod tests {
    use crate::i18n::t;
    use piecewise_api::Reason;

    use super::{GENERAL_FAILURE, KNOWN, key_of};

    ///
    #[test]
    fn every_known_code_has_words_and_a_next_step_in_both_languages() {
        for code in KNOWN.into_iter().chain([GENERAL_FAILURE, 4_711]) {
            let key = key_of(&Reason { code, text: String::new() });
            for part in ["what", "do"] {
                let key = format!("{key}.{part}");
                for locale in ["en", "zh-CN"] {
                    assert!(!t!(&key, locale = locale).contains(&key), "{key} in {locale}");
                }
            }
        }
    }
}
