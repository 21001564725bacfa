//! How the types of the pure crates look in the OpenAPI document; those crates do not know of it.
//!
//! The words come from the types themselves, so that a new one cannot be forgotten here.

use std::borrow::Cow;

use piecewise_sms::{pieces, sender, status, template};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr,
        schema::{ObjectBuilder, Schema, SchemaType, Type},
    },
};

/// The schema of a list of words.
pub(crate) fn one_of(words: impl IntoIterator<Item = &'static str>, about: &str) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .description(Some(about))
        .enum_values(Some(words))
        .into()
}

/// Makes a stand-in whose schema is a list of words.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $words:expr, $about:literal;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub struct $name;

            impl PartialSchema for $name {
                fn schema() -> RefOr<Schema> {
                    one_of($words, $about)
                }
            }

            impl ToSchema for $name {
                fn name() -> Cow<'static, str> {
                    Cow::Borrowed(stringify!($name))
                }
            }
        )+
    };
}

words! {
    /// [`status::Status`].
    Status = status::Status::ALL.map(status::Status::as_str), "What became of a message.";
    /// [`pieces::Encoding`].
    Encoding = [pieces::Encoding::Gsm7, pieces::Encoding::Ucs2].map(pieces::Encoding::as_str),
        "How a text is encoded.";
    /// [`template::ContentType`].
    ContentType = template::ContentType::ALL.map(template::ContentType::as_str), "What a template is for.";
    /// [`template::ReviewState`].
    ReviewState = template::ReviewState::ALL.map(template::ReviewState::as_str), "Where a template stands.";
    /// [`sender::SenderState`].
    SenderState = sender::SenderState::ALL.map(sender::SenderState::as_str), "Where a registration stands.";
    /// [`template::Severity`].
    Severity = [template::Severity::Info, template::Severity::Warning, template::Severity::Error]
        .map(template::Severity::as_str),
        "How bad a finding is.";
}

/// [`piecewise_sms::Utf16Span`].
#[derive(Debug, ToSchema)]
pub struct Utf16Span {
    /// The first UTF-16 code unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}
