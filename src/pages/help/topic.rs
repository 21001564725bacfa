//! What the help is about. A topic's name is its address and never changes: errors, other people's notes and bookmarks
//! lead there.

use crate::{
    i18n::{self, t},
    query::Query,
    routes::Route,
};

macro_rules! topics {
    ($($(#[$doc:meta])* $name:ident = $text:literal in $group:ident,)+) => {
        /// A page of the help.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Topic { $($(#[$doc])* $name,)+ }

        impl Topic {
            /// Every topic, in the order in which they are listed.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Its name in the address.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// Where it is listed.
            pub(super) const fn group(self) -> Group {
                match self { $(Self::$name => Group::$group,)+ }
            }
        }
    };
}

topics! {
    /// 401 and the like.
    Authentication = "authentication" in Wrong,
    /// Too little money, or an unknown price.
    Balance = "balance" in Wrong,
    /// Accepted and not received.
    NotDelivered = "not-delivered" in Wrong,
    /// 403, 409, 429, 5xx.
    Refused = "refused" in Wrong,
    /// No answer, or a slow one.
    Connection = "connection" in Wrong,
    /// Encodings, and what a piece holds.
    Pieces = "pieces" in Rules,
    /// What becomes of a message.
    Statuses = "statuses" in Rules,
    /// Content types and the fields of a template.
    Templates = "templates" in Rules,
    /// The glossary.
    Terms = "terms" in Rules,
    /// Where keys belong, and where not (R-065 … R-067).
    Secrets = "secrets" in Work,
    /// Magic numbers.
    Sandbox = "sandbox" in Work,
    /// Keyboard shortcuts.
    Shortcuts = "shortcuts" in Work,
    /// What works without a network.
    Offline = "offline" in Work,
}

/// Topics that are listed together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Group {
    /// Symptoms.
    Wrong,
    /// Explanations.
    Rules,
    /// Instructions.
    Work,
}

impl Group {
    /// Every group, in order.
    pub(super) const ALL: [Self; 3] = [Self::Wrong, Self::Rules, Self::Work];

    /// Its words.
    pub(super) fn title(self) -> String {
        match self {
            Self::Wrong => t!("help.group.wrong"),
            Self::Rules => t!("help.group.rules"),
            Self::Work => t!("help.group.work"),
        }
    }
}

impl Topic {
    /// The topic of an address.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|topic| topic.as_str() == name)
    }

    /// Its page.
    pub fn route(self) -> Route {
        Route::HelpTopic { topic: self.as_str().into() }
    }

    /// Its address with the fact `name` filled in: `#/help/not-delivered?message=ID`.
    pub fn href_with(self, name: &str, value: &str) -> String {
        let query = Query::default().with(name, value).to_text();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{mark}{query}", self.route().href())
    }

    /// Its title, once the help's texts are here.
    pub fn title(self) -> String {
        self.text("title")
    }

    pub(super) fn sentence(self) -> String {
        self.text("sentence")
    }

    /// The words by which people look for it.
    pub(super) fn words(self) -> String {
        self.text("words")
    }

    fn text(self, part: &str) -> String {
        i18n::text(&format!("help.topic.{}.{part}", self.as_str()))
    }

    /// Where its texts begin, for the search.
    pub(super) const fn prefix(self) -> &'static str {
        match self {
            Self::Authentication => "help.auth.",
            Self::Balance => "help.balance.",
            Self::NotDelivered => "help.lost.",
            Self::Refused => "help.refused.",
            Self::Connection => "help.connection.",
            Self::Pieces => "help.pieces.",
            Self::Statuses => "help.status_",
            Self::Templates => "help.templates.",
            Self::Terms => "help.term.",
            Self::Secrets => "help.secrets.",
            Self::Sandbox => "help.sandbox.",
            Self::Shortcuts => "help.topic.shortcuts.",
            Self::Offline => "help.offline.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Topic;

    /// addresses that others keep.
    #[test]
    fn every_topic_has_an_address_that_leads_back_to_it() {
        for topic in Topic::ALL {
            assert_eq!(Topic::from_name(topic.as_str()), Some(*topic));
        }
        assert_eq!(Topic::Authentication.route().href(), "#/help/authentication");
        assert_eq!(Topic::Balance.route().href(), "#/help/balance");
        assert_eq!(Topic::NotDelivered.href_with("message", "17_3$+65"), "#/help/not-delivered?message=17_3%24%2B65");
        assert_eq!(Topic::NotDelivered.href_with("message", ""), "#/help/not-delivered");
    }

    #[test]
    fn every_topic_has_its_texts() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        for topic in Topic::ALL {
            for text in [topic.title(), topic.sentence(), topic.words()] {
                assert!(!text.starts_with("help."), "{text}");
            }
            assert!(!crate::i18n::below(topic.prefix()).is_empty(), "{topic:?}");
        }
    }
}
