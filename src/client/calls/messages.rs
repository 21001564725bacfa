//! The message log: pages of what is asked for, how many of each status, exports, and what is learned from tests.

use std::fmt::Write;

use piecewise_api::{BASE, DeliveryBaseline, MessageFilter, MessagePage, MessageSearch, StatusCounts};

use super::super::{export::Export, http::Call, routes::segment, task::Signal};

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExportFormat {
    /// Comma-separated values.
    Csv,
    /// A JSON object on each line.
    JsonLines,
}

/// A page of the log, newest first.
pub(crate) fn log(filter: &MessageFilter, n_rows: u32, before: Option<&str>, signal: &Signal) -> Call<MessagePage> {
    let before = before.map(|cursor| format!("&before={}", segment(cursor))).unwrap_or_default();
    Call::get(format!("{BASE}/messages?limit={n_rows}{before}{}", query_of(filter))).with_signal(signal)
}

/// A page of the messages to one number.
pub(crate) fn search(search: &MessageSearch, signal: &Signal) -> Call<MessagePage> {
    Call::post(format!("{BASE}/messages/search"), search).with_signal(signal)
}

/// How many messages a filter means, by status.
pub(crate) fn counts(filter: &MessageFilter, signal: &Signal) -> Call<StatusCounts> {
    Call::get(format!("{BASE}/messages/counts?{}", query_of(filter).trim_start_matches('&'))).with_signal(signal)
}

/// How long the last tests to each country took.
pub(crate) fn baselines(signal: &Signal) -> Call<Vec<DeliveryBaseline>> {
    Call::get(format!("{BASE}/messages/baseline")).with_signal(signal)
}

/// The file with what a filter means.
pub(crate) fn export(filter: &MessageFilter, format: ExportFormat) -> Export {
    let (name, file_name) = match format {
        ExportFormat::Csv => ("csv", "messages.csv"),
        ExportFormat::JsonLines => ("jsonl", "messages.jsonl"),
    };
    Export::new(format!("{BASE}/messages/export?format={name}{}", query_of(filter)), file_name)
}

/// `&status=failed&country=SG`, or nothing.
fn query_of(filter: &MessageFilter) -> String {
    let mut query = String::new();
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            // Writing to a string does not fail.
            let _ = write!(query, "&{name}={}", segment(&value));
        }
    };
    add("status", filter.status.map(|status| status.as_str().to_owned()));
    add("from_ms", filter.from_ms.map(|at_ms| at_ms.to_string()));
    add("to_ms", filter.to_ms.map(|at_ms| at_ms.to_string()));
    add("template_id", filter.template_id.map(|id| id.to_string()));
    add("country", filter.country.clone());
    add("sms_user", filter.sms_user.clone());
    add("campaign_id", filter.campaign_id.map(|id| id.to_string()));
    add("test", filter.test.map(|is_test| is_test.to_string()));
    add("unconfirmed", filter.unconfirmed.map(|is_unconfirmed| is_unconfirmed.to_string()));
    query
}

#[cfg(test)]
mod tests {
    use piecewise_api::MessageFilter;
    use piecewise_sms::status::Status;

    use super::query_of;

    #[test]
    fn a_filter_is_a_query() {
        let filter = MessageFilter {
            status: Some(Status::WaitingResult),
            sms_user: Some("a&b".into()),
            test: Some(true),
            ..MessageFilter::default()
        };
        assert_eq!(query_of(&filter), "&status=waiting_result&sms_user=a%26b&test=true");
        assert_eq!(query_of(&MessageFilter::default()), "");
    }
}
