//! The audit log.

use piecewise_api::{AuditCheck, AuditPage, BASE};

use super::super::{Export, http::Call, routes::segment, task::Signal};

/// Which entries are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct AuditFilter {
    /// The action, or with a point at its end the beginning of one; empty for all.
    pub(crate) action: String,
    /// The id of the person who did it; empty for everybody.
    pub(crate) actor: String,
    /// Not before this time.
    pub(crate) from_ms: Option<i64>,
}

pub(crate) fn entries(filter: &AuditFilter, before: Option<&str>, signal: &Signal) -> Call<AuditPage> {
    let mut path = format!("{BASE}/audit?limit=50");
    let from = filter.from_ms.map(|from_ms| from_ms.to_string()).unwrap_or_default();
    let values = [
        ("before", before.unwrap_or_default()),
        ("action", &filter.action),
        ("actor", &filter.actor),
        ("from_ms", &from),
    ];
    for (name, value) in values {
        if !value.is_empty() {
            path = format!("{path}&{name}={}", segment(value));
        }
    }
    Call::get(path).with_signal(signal)
}

/// The whole log as JSON lines.
pub(crate) fn export() -> Export {
    Export::new(format!("{BASE}/audit/export"), "audit.jsonl")
}

/// The chain, computed anew.
pub(crate) fn verify() -> Call<AuditCheck> {
    Call::get(format!("{BASE}/audit/verify"))
}

#[cfg(test)]
mod tests {
    use super::{AuditFilter, Signal, entries};

    #[test]
    fn only_what_is_asked_for_stands_in_the_query() {
        let path = |filter: &AuditFilter, before| entries(filter, before, &Signal::never()).request.path().to_owned();
        assert_eq!(path(&AuditFilter::default(), None), "/api/v1/audit?limit=50");
        let filter = AuditFilter { action: "credentials.".into(), actor: "7".into(), from_ms: Some(5) };
        assert_eq!(path(&filter, Some("9")), "/api/v1/audit?limit=50&before=9&action=credentials.&actor=7&from_ms=5");
    }
}
