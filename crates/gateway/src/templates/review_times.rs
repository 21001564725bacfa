//! How long reviews took, from the account's own history: a range, never a promise.

use std::collections::BTreeMap;

use piecewise_api::ReviewTime;
use piecewise_sms::template::ContentType;

use crate::{
    error::{Error, Result},
    store::{Connection, query_as},
};

/// Reviews that are looked at: the newest.
const N_REVIEWS: i64 = 1000;

/// A range for each type and set of countries that was reviewed.
pub(super) async fn find(connection: &mut Connection, account_id: i64) -> Result<Vec<ReviewTime>> {
    let rows: Vec<(String, String, i64)> = query_as(
        "SELECT content_type, countries, reviewed_at_ms - submitted_at_ms
         FROM template_version WHERE account_id = $1 AND reviewed_at_ms IS NOT NULL
         ORDER BY reviewed_at_ms DESC LIMIT $2",
    )
    .bind(account_id)
    .bind(N_REVIEWS)
    .fetch_all(connection)
    .await?;
    let damaged = || Error::Damaged("template");
    let mut times: BTreeMap<(String, Vec<String>), Vec<i64>> = BTreeMap::new();
    for (content_type, countries, took_ms) in rows {
        let mut countries: Vec<String> = serde_json::from_str(&countries).map_err(|_| damaged())?;
        countries.sort_unstable();
        countries.dedup();
        times.entry((content_type, countries)).or_default().push(took_ms.max(0));
    }
    times
        .into_iter()
        .map(|((content_type, countries), mut took_ms)| {
            took_ms.sort_unstable();
            Ok(ReviewTime {
                content_type: ContentType::from_name(&content_type).ok_or_else(damaged)?,
                countries,
                n_reviews: u32::try_from(took_ms.len()).map_err(|_| damaged())?,
                p10_ms: percentile(&took_ms, 10),
                p50_ms: percentile(&took_ms, 50),
                p90_ms: percentile(&took_ms, 90),
            })
        })
        .collect()
}

/// The smallest of the sorted values that `percent` of them do not exceed.
fn percentile(sorted: &[i64], percent: usize) -> i64 {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::percentile;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let ten: Vec<i64> = (1..=10).collect();
        for (sorted, expected) in [(&[7][..], [7, 7, 7]), (&[1, 9], [1, 1, 9]), (&ten, [1, 5, 9])] {
            assert_eq!([10, 50, 90].map(|percent| percentile(sorted, percent)), expected, "{sorted:?}");
        }
    }
}
