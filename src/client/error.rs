//! What can go wrong between the console and the gateway.

use std::rc::Rc;

use piecewise_api::{Problem, ProblemKind};

use crate::json;

/// Why a call has no result. The catalogue has words and a next step for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientError {
    /// Nothing answered: no network, no gateway, or a proxy that cannot reach it. Whether the gateway got the call
    /// is not known.
    Offline,
    /// Something answered, but not a gateway: a static host, or another program at this address.
    NotAGateway {
        /// The HTTP status of the answer.
        status: u16,
    },
    /// The gateway refused.
    Problem(Rc<Problem>),
    /// The page that asked is gone.
    Aborted,
}

impl ClientError {
    /// The problem's kind, where the gateway named one.
    pub fn kind(&self) -> Option<ProblemKind> {
        match self {
            Self::Problem(problem) => Some(problem.kind),
            Self::Offline | Self::NotAGateway { .. } | Self::Aborted => None,
        }
    }

    /// The field that was wrong, where the gateway named one.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Problem(problem) => problem.field.as_deref(),
            Self::Offline | Self::NotAGateway { .. } | Self::Aborted => None,
        }
    }

    /// Whether the gateway refused because things are not as the call takes them to be.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Problem(problem) if problem.status == 409)
    }

    /// What the gateway said of it, in English.
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::Problem(problem) => problem.detail.as_deref(),
            Self::Offline | Self::NotAGateway { .. } | Self::Aborted => None,
        }
    }

    /// Whether the person has to sign in again.
    pub fn is_signed_out(&self) -> bool {
        self.kind() == Some(ProblemKind::SignedOut)
    }

    /// Whether it may pass by itself: the same call may go well in a moment.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Offline => true,
            Self::NotAGateway { .. } | Self::Aborted => false,
            Self::Problem(problem) => matches!(problem.kind, ProblemKind::Internal | ProblemKind::RateLimited),
        }
    }

    /// How long to wait before the next call, where the gateway has said so.
    pub fn retry_after_s(&self) -> Option<u64> {
        match self {
            Self::Problem(problem) => problem.retry_after_s,
            Self::Offline | Self::NotAGateway { .. } | Self::Aborted => None,
        }
    }

    /// Whether the call may have had its effect although no answer came; a repeat needs the same idempotency key.
    pub fn is_outcome_unknown(&self) -> bool {
        match self {
            Self::Offline | Self::NotAGateway { .. } | Self::Aborted => true,
            Self::Problem(problem) => problem.kind == ProblemKind::Internal,
        }
    }

    /// The error that an answer with a status other than 2xx stands for.
    pub(super) fn from_answer(status: u16, body: &str) -> Self {
        match json::read::<Problem>(body) {
            Some(problem) => Self::Problem(Rc::new(problem)),
            None if matches!(status, 502..=504) => Self::Offline,
            None => Self::NotAGateway { status },
        }
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::ProblemKind;

    use super::ClientError;

    #[test]
    fn a_problem_is_recognised_by_its_body() {
        let body = r#"{"type":"balance","title":"Too little","status":402}"#;
        let error = ClientError::from_answer(402, body);
        assert_eq!(error.kind(), Some(ProblemKind::Balance));
        assert!(!error.is_outcome_unknown() && !error.may_pass());
    }

    #[test]
    fn a_refusal_for_a_time_says_how_long() {
        let error =
            ClientError::from_answer(429, r#"{"type":"rate_limited","title":"","status":429,"retry_after_s":12}"#);
        assert!(error.may_pass());
        assert_eq!(error.retry_after_s(), Some(12));
    }

    #[test]
    fn a_proxy_without_its_gateway_is_offline_and_a_page_is_not_a_gateway() {
        assert_eq!(ClientError::from_answer(502, "Bad gateway"), ClientError::Offline);
        assert_eq!(ClientError::from_answer(404, "<!doctype html>"), ClientError::NotAGateway { status: 404 });
        assert!(ClientError::Offline.is_outcome_unknown());
    }
}
