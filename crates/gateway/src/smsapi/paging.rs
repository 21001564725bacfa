//! `start` and `limit` of the calls that list something, and the lists in parameters.

use super::{
    parameters::Parameters,
    stop::{Stop, refuse},
};

/// Items on a page, at most and where the call does not say.
const N_PAGE: usize = 100;

/// Which part of a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) start: usize,
    pub(super) limit: usize,
}

impl Page {
    /// What the call asks for.
    pub(super) fn of(parameters: &Parameters) -> Result<Self, Stop> {
        let start = match parameters.get("start") {
            None => 0,
            Some(start) => start.trim().parse().map_err(|_| refuse(40002, "start is not a number from 0"))?,
        };
        let limit = match parameters.get("limit").map(|limit| limit.trim().parse()) {
            None => N_PAGE,
            Some(Ok(limit @ 0..=N_PAGE)) => limit,
            Some(_) => return Err(refuse(40004, "limit is not a number from 0 to 100")),
        };
        Ok(Self { start, limit })
    }
}

/// The parts between semicolons.
pub(super) fn between_semicolons<'a>(parameters: &'a Parameters, name: &str) -> Option<Vec<&'a str>> {
    let parts = parameters.get(name)?.split(';').map(str::trim).filter(|part| !part.is_empty());
    Some(parts.collect())
}
