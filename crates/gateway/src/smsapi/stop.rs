//! Why a call ends before it did anything.

use super::{caller::Dialect, envelope::Answer, parameters::Parameters};
use crate::{error::Error, server::log_cause};

/// The end of a call.
pub(super) enum Stop {
    /// The caller is told why.
    Refused(Answer),
    /// We failed.
    Failed(Error),
}

impl Stop {
    /// What the caller reads: a refusal as it is, and of a failure only that it happened; the log has its cause.
    pub(super) fn into_answer(self, parameters: &Parameters) -> Answer {
        let answer = match self {
            Self::Refused(answer) => answer,
            Self::Failed(error) => {
                log_cause(&error);
                Answer::failed()
            }
        };
        answer.in_words_of(Dialect::of(parameters))
    }
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Ends a call with a code and a sentence.
pub(super) fn refuse(status_code: u16, message: impl Into<String>) -> Stop {
    Stop::Refused(Answer::refused(status_code, message))
}
