//! One attempt at sending: however often it is repeated, one message.

use piecewise_api::TestRequest;

use crate::client::{ClientError, IdempotencyKey};

/// The attempt whose outcome is not known, if there is one.
#[derive(Debug, Default)]
pub(super) struct Attempts {
    open: Option<(TestRequest, IdempotencyKey)>,
}

impl Attempts {
    /// The key for sending `request`: the one of the open attempt if it was for the same, a new one otherwise.
    pub(super) fn key_for(
        &mut self,
        request: &TestRequest,
        new_key: impl FnOnce() -> IdempotencyKey,
    ) -> IdempotencyKey {
        match &self.open {
            Some((same, key)) if same == request => key.clone(),
            _ => {
                let key = new_key();
                self.open = Some((request.clone(), key.clone()));
                key
            }
        }
    }

    /// Ends the attempt, unless nobody knows whether the gateway got it.
    pub(super) fn answered<T>(&mut self, answer: &Result<T, ClientError>) {
        if !answer.as_ref().is_err_and(ClientError::is_outcome_unknown) {
            self.open = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::TestRequest;

    use super::{Attempts, ClientError, IdempotencyKey};

    fn request(phone: &str) -> TestRequest {
        TestRequest { phone: phone.into(), sms_user: "sms_1".into(), values: [].into() }
    }

    ///
    #[test]
    fn a_repeat_after_no_answer_has_the_same_key_and_everything_else_a_new_one() {
        let mut attempts = Attempts::default();
        let mut n = 0;
        let mut key_for = |attempts: &mut Attempts, phone: &str| {
            attempts.key_for(&request(phone), || {
                n += 1;
                IdempotencyKey::sample(&n.to_string())
            })
        };
        let first = key_for(&mut attempts, "+1");
        attempts.answered(&Err::<(), _>(ClientError::Offline));
        assert_eq!(key_for(&mut attempts, "+1"), first);
        assert_ne!(key_for(&mut attempts, "+2"), first);
        let second = key_for(&mut attempts, "+2");
        attempts.answered(&Ok(()));
        assert_ne!(key_for(&mut attempts, "+2"), second);
    }
}
