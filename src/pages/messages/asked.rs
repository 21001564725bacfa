//! Which messages are asked for: a filter that stands in the address, and a number that never does.

use piecewise_api::{Message, MessageFilter};
use piecewise_sms::status::Status;
use yew::AttrValue;

use super::day::start_ms;
use crate::query::Query;

/// The names that a filter has in the address, the status aside.
pub(super) const NAMES: [&str; 7] = ["template", "user", "country", "kind", "from", "to", "unconfirmed"];

/// Which messages are shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Asked {
    /// The filter.
    pub(super) filter: MessageFilter,
    /// Only those to this number, as it was typed.
    pub(super) phone: Option<AttrValue>,
}

impl Asked {
    /// The same, whatever the status.
    pub(super) fn of_any_status(&self) -> Self {
        Self { filter: MessageFilter { status: None, ..self.filter.clone() }, phone: self.phone.clone() }
    }

    /// Whether everything is asked for.
    pub(super) fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a message that was pushed is among them. Of a number only its mask is known here, so nothing new is
    /// added to the messages of one.
    pub(super) fn takes(&self, message: &Message) -> bool {
        let filter = &self.filter;
        self.phone.is_none()
            && filter.status.is_none_or(|status| message.status == status)
            && filter.from_ms.is_none_or(|from_ms| message.accepted_at_ms >= from_ms)
            && filter.to_ms.is_none_or(|to_ms| message.accepted_at_ms < to_ms)
            && filter.template_id.is_none_or(|id| message.template_id == id)
            && (filter.country.is_none() || message.country == filter.country)
            && filter.sms_user.as_ref().is_none_or(|user| message.sms_user == *user)
            && filter.test.is_none_or(|is_test| message.is_test == is_test)
            && filter.unconfirmed.is_none_or(|is_unconfirmed| message.unconfirmed == is_unconfirmed)
    }
}

/// The filter of an address. What it does not understand, it leaves out.
pub(super) fn filter_of(query: &Query) -> MessageFilter {
    let text = |name| query.get(name).map(str::to_owned);
    MessageFilter {
        status: query.get("status").and_then(Status::from_name),
        from_ms: query.get("from").and_then(|day| start_ms(day, 0)),
        to_ms: query.get("to").and_then(|day| start_ms(day, 1)),
        template_id: query.get("template").and_then(|id| id.parse().ok()),
        country: text("country"),
        sms_user: text("user"),
        campaign_id: query.get("campaign").and_then(|id| id.parse().ok()),
        test: match query.get("kind") {
            Some("test") => Some(true),
            Some("api") => Some(false),
            _ => None,
        },
        unconfirmed: (query.get("unconfirmed") == Some("yes")).then_some(true),
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::Message;
    use piecewise_sms::status::Status;

    use super::{Asked, filter_of};
    use crate::{pages::messages::log::sample, query::Query};

    fn asked(address: &str) -> Asked {
        Asked { filter: filter_of(&Query::read(address)), phone: None }
    }

    /// the address has every filter.
    #[test]
    fn the_address_says_what_is_shown() {
        let asked = asked(
            "?status=failed&template=7&user=sms_1&country=SG&kind=test&from=2026-01-02&to=2026-01-03&unconfirmed=yes",
        );
        let filter = &asked.filter;
        assert_eq!((filter.status, filter.template_id, filter.test), (Some(Status::Failed), Some(7), Some(true)));
        assert_eq!((filter.sms_user.as_deref(), filter.country.as_deref()), (Some("sms_1"), Some("SG")));
        assert_eq!(filter.to_ms.zip(filter.from_ms).map(|(to, from)| to - from), Some(2 * 86_400_000));
        assert_eq!(filter.unconfirmed, Some(true));
        assert!(
            super::super::asked::filter_of(&Query::read("?status=lost&kind=x&from=soon")) == Asked::default().filter
        );
    }

    #[test]
    fn a_pushed_message_is_shown_where_it_fits() {
        let message = Message { country: Some("SG".into()), ..sample("a", 86_400_000) };
        assert!(Asked::default().takes(&message));
        assert!(asked("?status=sending&template=1&country=SG&kind=api&from=1970-01-01").takes(&message));
        for other in ["?status=failed", "?template=9", "?country=US", "?kind=test", "?to=1970-01-01", "?user=x"] {
            assert!(!asked(other).takes(&message), "{other}");
        }
        assert!(!Asked { phone: Some("+65".into()), ..Asked::default() }.takes(&message));
    }
}
