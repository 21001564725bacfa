//! The guide's three samples, as starters for a new template.

use super::{ContentType, Draft};
use crate::collections::Map;

/// A template to start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// What it is for.
    pub content_type: ContentType,
    /// A name as the guide recommends it.
    pub name: &'static str,
    /// The content, as the guide prints it.
    pub content: &'static str,
    /// An example for each variable.
    pub examples: &'static [(&'static str, &'static str)],
}

/// A verification code.
pub const OTP: Sample = Sample {
    content_type: ContentType::Otp,
    name: "Welcome_OTP_Verification",
    content: "Your verification code is %code%. Valid for 10 minutes. Do not share this code.",
    examples: &[("code", "482913")],
};

/// A shipping notice.
pub const NOTIFICATION: Sample = Sample {
    content_type: ContentType::Notification,
    name: "Order_Confirmation_Notification",
    content: "Hi %name%, your order %order_id% has been shipped. Track it here: https://example.com/track ",
    examples: &[("name", "Wei"), ("order_id", "A-1009")],
};

/// A special offer.
pub const MARKETING: Sample = Sample {
    content_type: ContentType::Marketing,
    name: "Special_Offer_Marketing",
    content: "🎉 Special offer for %name%! Get 20% off your next purchase. Use code: SAVE20. \
              Shop now: https://example.com/sale ",
    examples: &[("name", "Wei")],
};

/// All three, in the order of the content types.
pub const ALL: [Sample; 3] = [OTP, NOTIFICATION, MARKETING];

impl Sample {
    /// The sample as a draft, with no countries chosen.
    pub fn draft(&self) -> Draft {
        let mut examples = Map::new();
        for &(name, value) in self.examples {
            examples.insert(name.into(), value.into());
        }
        Draft {
            content: self.content.into(),
            content_type: Some(self.content_type),
            name: Some(self.name.into()),
            examples,
            countries: alloc::vec::Vec::new(),
        }
    }
}
