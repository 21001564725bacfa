//! Why a message was suppressed or failed, in plain words, and what a person can do.
//!
//! The codes are those of the platform's delivery events: 400 to 499 were stopped by its filters, 500 to 599 by the
//! carrier or the phone. Where its documents disagree about a code, the meaning in its events is taken: 440 is an invalid
//! number and 450 a rejection by the carrier, although an older table has a keyword filter and a wrong variable there;
//! those are under 460 and 470. A code that is not known is kept and shown as it is.

use super::Status;
use crate::Lang;

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $status:ident, $text:literal,
        $en:literal, $en_next:literal, $zh:literal, $zh_next:literal;)+) => {
        /// Why a message did not reach its recipient.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Reason {
            $($(#[$doc])* $name,)+
            /// Outside of the hours in which the country allows such messages; the platform has no code for it.
            Timing,
            /// A code this version does not know.
            Other(u16),
        }

        impl Reason {
            /// Every reason with a code.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Reads the platform's code; one that is not known is kept.
            pub const fn from_code(code: u16) -> Self {
                match code {
                    $($code => Self::$name,)+
                    code => Self::Other(code),
                }
            }

            /// The platform's code, if it has one.
            pub const fn code(self) -> Option<u16> {
                match self {
                    $(Self::$name => Some($code),)+
                    Self::Timing => None,
                    Self::Other(code) => Some(code),
                }
            }

            /// The status it leads to; `None` for a code outside of the platform's ranges.
            pub const fn status(self) -> Option<Status> {
                match self {
                    $(Self::$name => Some(Status::$status),)+
                    Self::Timing => Some(Status::Failed),
                    Self::Other(400..=499) => Some(Status::Suppressed),
                    Self::Other(500..=599) => Some(Status::Failed),
                    Self::Other(_) => None,
                }
            }

            /// The name in JSON; `other` for a code that is not known.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                    Self::Timing => "timing",
                    Self::Other(_) => "other",
                }
            }

            /// What happened, in a few plain words. For [`Reason::Other`], show the code beside it.
            pub const fn words(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$name, Lang::En) => $en,
                    (Self::$name, Lang::ZhCn) => $zh,)+
                    (Self::Timing, Lang::En) => "Outside the permitted sending hours",
                    (Self::Timing, Lang::ZhCn) => "不在允许发送的时段内",
                    (Self::Other(_), Lang::En) => "Unknown reason",
                    (Self::Other(_), Lang::ZhCn) => "未知原因",
                }
            }

            /// What a person can do about it.
            pub const fn next_step(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$name, Lang::En) => $en_next,
                    (Self::$name, Lang::ZhCn) => $zh_next,)+
                    (Self::Timing, Lang::En) => "Send again within the hours the country allows.",
                    (Self::Timing, Lang::ZhCn) => "请在该国家/地区允许的时段内重新发送。",
                    (Self::Other(_), Lang::En) => "Contact SendCloud support and give them this code.",
                    (Self::Other(_), Lang::ZhCn) => "请联系 SendCloud 客服并提供此代码。",
                }
            }
        }
    };
}

reasons! {
    /// The number is on the platform's block list.
    GlobalBlock = 410, Suppressed, "global_block",
        "On the platform's block list", "Remove the number from your list.",
        "号码在平台黑名单中", "请从发送列表中移除该号码。";
    /// The number is on the account's block list.
    AccountBlock = 420, Suppressed, "account_block",
        "On your account's block list", "Take the number off your block list if that was a mistake.",
        "号码在您的账户黑名单中", "如属误加，请将该号码移出黑名单。";
    /// The recipient wants no more messages.
    Unsubscribed = 430, Suppressed, "unsubscribed",
        "The recipient has unsubscribed", "Do not send again without new consent.",
        "收件人已退订", "未重新取得同意前，请勿再次发送。";
    /// There is no such number.
    InvalidNumber = 440, Suppressed, "invalid_number",
        "Invalid phone number", "Check the number and its country code.",
        "手机号码无效", "请检查号码及国家/地区代码。";
    /// The carrier does not take it.
    CarrierRejection = 450, Suppressed, "carrier_rejection",
        "Rejected by the carrier", "Check the content and Sender ID rules of this country.",
        "运营商拒收", "请检查该国家/地区的内容规则和 Sender ID 规则。";
    /// A word or the length of the content.
    ContentFilter = 460, Suppressed, "content_filter",
        "Stopped by the content filter", "Check the text for blocked words and its length.",
        "被内容过滤拦截", "请检查内容中是否有敏感词以及内容长度。";
    /// A variable could not be filled in.
    VariableError = 470, Suppressed, "variable_error",
        "A variable could not be filled in", "Check that every variable has a value of at most 32 characters.",
        "变量替换失败", "请检查每个变量是否都有值，且不超过 32 个字符。";
    /// Too many messages to this number.
    Frequency = 480, Suppressed, "frequency",
        "Too many messages to this number", "Wait before you send to this number again.",
        "该号码发送过于频繁", "请稍后再向该号码发送。";
    /// Another filter of the platform.
    SuppressedOther = 490, Suppressed, "suppressed_other",
        "Stopped by the platform", "Contact SendCloud support if it happens again.",
        "被平台拦截", "如再次发生，请联系 SendCloud 客服。";
    /// No subscriber has this number.
    NoSuchNumber = 500, Failed, "no_such_number",
        "The number does not exist", "Check the number, or remove it from your list.",
        "号码不存在", "请核对号码，或从发送列表中移除。";
    /// The line is suspended.
    OutOfService = 510, Failed, "out_of_service",
        "The number is out of service", "Try again later, or ask the recipient for another number.",
        "号码已停机", "请稍后重试，或向收件人索取其他号码。";
    /// The carrier blocks the number.
    CarrierBlock = 520, Failed, "carrier_block",
        "On the carrier's block list", "Ask the recipient to have the block lifted by the carrier.",
        "号码在运营商黑名单中", "请收件人联系运营商解除限制。";
    /// The phone is busy.
    Busy = 530, Failed, "busy",
        "The phone was busy", "Send again later.",
        "手机忙", "请稍后重新发送。";
    /// The phone does not answer.
    NoAnswer = 540, Failed, "no_answer",
        "The phone did not answer", "Send again later.",
        "手机无应答", "请稍后重新发送。";
    /// The carrier refuses the content.
    ContentBlocked = 550, Failed, "content_blocked",
        "Content blocked by the carrier", "Reword the template and submit it for review again.",
        "内容被运营商屏蔽", "请修改模板内容并重新提交审核。";
    /// The phone cannot take it.
    DeviceFault = 560, Failed, "device_fault",
        "The phone could not store the message", "Ask the recipient to free some memory, then send again.",
        "手机故障或存储已满", "请收件人清理存储空间后重新发送。";
    /// There is no network where the phone is.
    OutOfCoverage = 570, Failed, "out_of_coverage",
        "The phone has no coverage", "Send again later.",
        "手机不在服务区", "请稍后重新发送。";
    /// The phone is off.
    DeviceOff = 580, Failed, "device_off",
        "The phone is switched off", "Send again later.",
        "手机已关机", "请稍后重新发送。";
    /// Something else on the carrier's side.
    FailedOther = 590, Failed, "failed_other",
        "The carrier could not deliver it", "Send again later, and contact SendCloud support if it happens again.",
        "运营商投递失败", "请稍后重新发送；如再次发生，请联系 SendCloud 客服。";
}

#[cfg(test)]
mod tests {
    use super::{Reason, Status};
    use crate::Lang;

    /// each code has its reason, and each reason its words in every language.
    #[test]
    fn codes_round_trip_and_have_words() {
        for &reason in Reason::ALL.iter().chain(&[Reason::Timing, Reason::Other(555)]) {
            if let Some(code) = reason.code() {
                assert_eq!(Reason::from_code(code), reason);
                let expected = if code < 500 { Status::Suppressed } else { Status::Failed };
                assert_eq!(reason.status(), Some(expected), "{code}");
            }
            for lang in Lang::ALL {
                assert!(!reason.words(lang).is_empty() && reason.next_step(lang).ends_with(['.', '。']), "{reason:?}");
            }
        }
        assert_eq!(Reason::from_code(580), Reason::DeviceOff);
        assert_eq!(Reason::from_code(550), Reason::ContentBlocked);
        assert_eq!(Reason::Timing.status(), Some(Status::Failed));
    }

    /// an unknown code is kept.
    #[test]
    fn an_unknown_code_is_kept() {
        assert_eq!(Reason::from_code(499).status(), Some(Status::Suppressed));
        assert_eq!(Reason::from_code(555), Reason::Other(555));
        assert_eq!(Reason::from_code(200).status(), None);
    }
}
