//! One attempt at sending: however often it is repeated, and in however many tabs, one message.

use piecewise_api::TestRequest;

use crate::{
    client::{ClientError, IdempotencyKey},
    json, storage,
};

/// The rounds of sending on this device: who it is, which round, and when it was begun.
const KEY: &str = "piecewise.test_round";

/// A press in another tab so soon after the first is the same wish.
const SAME_WISH_MS: i64 = 10_000;

/// The attempts whose outcome is not known.
#[derive(Debug, Default)]
pub(super) struct Attempts {
    open: Vec<(i64, TestRequest, IdempotencyKey)>,
}

impl Attempts {
    /// The key for sending `request`: the one of the open attempt if it was for the same, that of this round otherwise.
    pub(super) fn key_for(&mut self, template_id: i64, request: &TestRequest, round: &Round) -> IdempotencyKey {
        let is_same = |(id, same, _): &&(i64, TestRequest, IdempotencyKey)| *id == template_id && same == request;
        if let Some((_, _, key)) = self.open.iter().find(is_same) {
            return key.clone();
        }
        let key = round.key_for(template_id, request);
        self.open.push((template_id, request.clone(), key.clone()));
        key
    }

    /// Ends the attempt, unless nobody knows whether the gateway got it.
    pub(super) fn answered<T>(&mut self, request: &TestRequest, answer: &Result<T, ClientError>) {
        if !answer.as_ref().is_err_and(ClientError::is_outcome_unknown) {
            self.open.retain(|(_, same, _)| same != request);
        }
    }
}

/// A round of sending, the same in every tab of this browser for a few seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Round {
    device: String,
    number: u32,
    begun_at_ms: i64,
}

impl Round {
    /// The round that a press on *Send* at `now_ms` belongs to.
    pub(super) fn at(now_ms: i64) -> Self {
        let round = Self::read(storage::read(KEY).as_deref(), crate::drafts::new_id).pressed(now_ms);
        round.write();
        round
    }

    /// Ends the round: the person wants another message, even if it is the same once more.
    pub(super) fn end() {
        if let Some(kept) = storage::read(KEY) {
            Self { begun_at_ms: 0, ..Self::read(Some(&kept), String::new) }.write();
        }
    }

    fn write(&self) {
        storage::write(KEY, &format!("{} {} {}", self.device, self.number, self.begun_at_ms));
    }

    fn read(kept: Option<&str>, new_device: impl FnOnce() -> String) -> Self {
        let mut parts = kept.unwrap_or_default().split(' ');
        let device = parts.next().filter(|device| !device.is_empty()).map(str::to_owned);
        let number = parts.next().and_then(|number| number.parse().ok()).unwrap_or_default();
        let begun_at_ms = parts.next().and_then(|at| at.parse().ok()).unwrap_or_default();
        Self { device: device.unwrap_or_else(new_device), number, begun_at_ms }
    }

    fn pressed(self, now_ms: i64) -> Self {
        if (0..SAME_WISH_MS).contains(&(now_ms - self.begun_at_ms)) {
            return self;
        }
        Self { number: self.number.wrapping_add(1), begun_at_ms: now_ms, ..self }
    }

    /// The same for the same request in the same round, wherever it is asked. Of the request only a sum is in it.
    fn key_for(&self, template_id: i64, request: &TestRequest) -> IdempotencyKey {
        // FNV-1a.
        let sum = json::write(request)
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        IdempotencyKey::of(&format!("test-{}-{}-{template_id}-{sum:016x}", self.device, self.number))
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::TestRequest;

    use super::{Attempts, ClientError, Round};

    fn request(phone: &str) -> TestRequest {
        TestRequest { phone: phone.into(), sms_user: "sms_1".into(), values: [].into() }
    }

    fn round(number: u32) -> Round {
        Round { device: "a".into(), number, begun_at_ms: 0 }
    }

    ///
    #[test]
    fn a_repeat_after_no_answer_has_the_same_key_and_everything_else_a_new_one() {
        let mut attempts = Attempts::default();
        let first = attempts.key_for(1, &request("+1"), &round(1));
        attempts.answered(&request("+1"), &Err::<(), _>(ClientError::Offline));
        assert_eq!(attempts.key_for(1, &request("+1"), &round(2)), first, "however late it is repeated");
        assert_ne!(attempts.key_for(1, &request("+2"), &round(2)), first);
        attempts.answered(&request("+1"), &Ok(()));
        assert_ne!(attempts.key_for(1, &request("+1"), &round(3)), first);
    }

    /// two tabs.
    #[test]
    fn two_tabs_that_send_the_same_at_once_have_one_key() {
        let before = Round { device: "a".into(), number: 4, begun_at_ms: 1_000 };
        let both = [before.clone().pressed(60_000), before.pressed(60_001)].map(|tab| tab.key_for(1, &request("+1")));
        assert_eq!(both[0], both[1], "both looked before either wrote");
        let first = Round::read(Some("a 4 1000"), String::new).pressed(60_000);
        let later = Round::read(Some("a 5 60000"), String::new);
        assert_eq!(later.clone().pressed(69_999).key_for(1, &request("+1")), first.key_for(1, &request("+1")));
        assert_ne!(later.clone().pressed(70_000).key_for(1, &request("+1")), first.key_for(1, &request("+1")));
        assert_ne!(later.key_for(2, &request("+1")), first.key_for(1, &request("+1")));
        assert_eq!(Round::read(None, || "new".into()).device, "new");
    }
}
