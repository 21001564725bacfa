//! The calls under way.

use std::{collections::HashMap, future::Future, sync::Arc};

use tokio::task::{Id, JoinError, JoinSet};

use super::try_again_later;
use crate::app::App;

/// Calls, each with its hand-over.
#[derive(Debug, Default)]
pub(super) struct UnderWay {
    calls: JoinSet<()>,
    hand_overs: HashMap<Id, i64>,
}

impl UnderWay {
    /// How many there are.
    pub(super) fn n_calls(&self) -> usize {
        self.calls.len()
    }

    /// Makes a call for a hand-over.
    pub(super) fn start(&mut self, hand_over_id: i64, call: impl Future<Output = ()> + Send + 'static) {
        let started = self.calls.spawn(call);
        self.hand_overs.insert(started.id(), hand_over_id);
    }

    /// Forgets the calls that have ended.
    pub(super) fn settle(&mut self, app: &Arc<App>) {
        while let Some(ended) = self.calls.try_join_next_with_id() {
            self.note(app, ended);
        }
    }

    /// Waits until one has ended; for ever where there is none.
    pub(super) async fn one_ended(&mut self, app: &Arc<App>) {
        match self.calls.join_next_with_id().await {
            Some(ended) => self.note(app, ended),
            None => std::future::pending().await,
        }
    }

    /// Waits until all have ended.
    pub(super) async fn wait(mut self, app: &Arc<App>) {
        while let Some(ended) = self.calls.join_next_with_id().await {
            self.note(app, ended);
        }
    }

    /// A call that ended in a panic has no known outcome, and is repeated.
    fn note(&mut self, app: &Arc<App>, ended: Result<(Id, ()), JoinError>) {
        let (task, is_over) = match ended {
            Ok((task, ())) => (task, true),
            Err(error) => (error.id(), false),
        };
        if let Some(id) = self.hand_overs.remove(&task)
            && !is_over
        {
            tracing::error!(hand_over = id, "a hand-over failed in an unforeseen way and will be repeated");
            let app = Arc::clone(app);
            self.start(id, async move { try_again_later(&app, id).await });
        }
    }
}
