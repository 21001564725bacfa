//! The conditions of a filter, the same for the log, its counts, its exports and the statistics.

use piecewise_api::MessageFilter;
use piecewise_sms::status::Status;

use crate::store::QueryBuilder;

/// Adds the conditions to a query over `message JOIN submission` that has the one on the account already.
pub(crate) fn push_filter(select: &mut QueryBuilder, filter: &MessageFilter) {
    if let Some(status) = filter.status {
        // Literals, so that the indexes over some of the statuses can be used.
        select.push(match status {
            Status::Sending => " AND status = 'sending'",
            Status::WaitingResult => " AND status = 'waiting_result'",
            Status::Delivered => " AND status = 'delivered'",
            Status::Failed => " AND status = 'failed'",
            Status::Suppressed => " AND status = 'suppressed'",
        });
    }
    if let Some(from_ms) = filter.from_ms {
        select.push(" AND message.accepted_at_ms >= ").push_bind(from_ms);
    }
    if let Some(to_ms) = filter.to_ms {
        select.push(" AND message.accepted_at_ms < ").push_bind(to_ms);
    }
    if let Some(template_id) = filter.template_id {
        select.push(" AND submission.template_id = ").push_bind(template_id);
    }
    if let Some(country) = &filter.country {
        select.push(" AND country = ").push_bind(country);
    }
    if let Some(sms_user) = &filter.sms_user {
        select.push(" AND submission.sms_user = ").push_bind(sms_user);
    }
    if let Some(campaign_id) = filter.campaign_id {
        select.push(" AND submission.campaign_id = ").push_bind(campaign_id);
    }
    match filter.test {
        Some(true) => {
            select.push(" AND submission.is_test");
        }
        Some(false) => {
            select.push(" AND NOT submission.is_test");
        }
        None => {}
    }
    if filter.unconfirmed == Some(true) {
        select.push(" AND journal_state = 'unconfirmed'");
    }
}
