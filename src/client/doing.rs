//! One thing at a time that a person asks for: under way, done, or refused.

use yew::prelude::*;

use super::{ClientError, http::Answer, spawn_logged};

/// How far it is.
#[derive(Debug, Clone, PartialEq, Default)]
enum Progress {
    /// Nothing is asked for, or it is done.
    #[default]
    Idle,
    /// Asked for.
    UnderWay,
    /// Refused, or not answered.
    Refused(ClientError),
}

/// What becomes of the thing that was asked for last.
#[derive(Clone, PartialEq)]
pub struct Doing {
    progress: UseStateHandle<Progress>,
}

/// A thing to do, of which nothing was asked yet.
#[hook]
pub fn use_doing() -> Doing {
    Doing { progress: use_state_eq(Progress::default) }
}

impl Doing {
    /// Starts `work`, unless it is under way already: a double click asks once.
    pub fn start(&self, name: &'static str, work: Answer<()>) {
        if self.is_under_way() {
            return;
        }
        self.progress.set(Progress::UnderWay);
        let setter = self.progress.setter();
        spawn_logged(name, async move {
            setter.set(match work.await {
                Ok(()) | Err(ClientError::Aborted) => Progress::Idle,
                Err(error) => Progress::Refused(error),
            });
        });
    }

    /// Whether it is under way.
    pub fn is_under_way(&self) -> bool {
        *self.progress == Progress::UnderWay
    }

    /// Why it was refused, if it was.
    pub fn refusal(&self) -> Option<ClientError> {
        match &*self.progress {
            Progress::Refused(error) => Some(error.clone()),
            Progress::Idle | Progress::UnderWay => None,
        }
    }

    /// Takes back what was said about an earlier attempt.
    pub fn forget(&self) {
        if self.refusal().is_some() {
            self.progress.set(Progress::Idle);
        }
    }
}
