//! How a list goes to the platform: calls of numbers that have equal values (D9).

use super::List;

/// One call: recipients with equal values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The group of their values.
    pub group: u32,
    /// Their places in the list, in the order of its rows.
    pub places: Vec<u32>,
}

impl List {
    /// Divides the list into calls of at most `n_most` numbers with equal values; the groups are in the order in which
    /// they first come.
    pub fn calls(&self, n_most: usize) -> Vec<Call> {
        let mut order: Vec<(u32, u32)> =
            self.entries.iter().zip(0..).map(|(entry, place)| (entry.values, place)).collect();
        order.sort_unstable();
        let groups = order.chunk_by(|(group, _), (next, _)| group == next);
        let calls = groups.flat_map(|group| group.chunks(n_most.max(1)));
        let call = |members: &[(u32, u32)]| {
            let group = members.first().map(|(group, _)| *group)?;
            Some(Call { group, places: members.iter().map(|(_, place)| *place).collect() })
        };
        let mut calls: Vec<Call> = calls.filter_map(call).collect();
        calls.sort_by_key(|call| call.places.first().copied());
        calls
    }
}
