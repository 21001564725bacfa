//! The languages in which this crate can say what it found.

/// A language of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Lang {
    /// English.
    #[cfg_attr(feature = "serde", serde(rename = "en"))]
    En,
    /// Simplified Chinese.
    #[cfg_attr(feature = "serde", serde(rename = "zh-CN"))]
    ZhCn,
}

impl Lang {
    /// Every language, in the order the product offers them.
    pub const ALL: [Self; 2] = [Self::En, Self::ZhCn];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhCn => "zh-CN",
        }
    }
}
