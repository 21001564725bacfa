//! Pages of a list: one row more than wanted is asked for, which tells whether there are more.

/// How many rows to ask for where a page has `limit`.
pub(crate) fn n_asked(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1)
}

/// Cuts what was asked for to the page, and says with which id the next one goes on, if there is one.
pub(crate) fn cut<T>(rows: &mut Vec<T>, limit: usize, id_of: impl Fn(&T) -> i64) -> Option<i64> {
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    rows.last().filter(|_| has_more).map(id_of)
}
