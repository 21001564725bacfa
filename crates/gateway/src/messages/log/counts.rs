//! How many messages a filter means.

use piecewise_api::{DeliveryBaseline, MessageFilter, StatusCounts};
use piecewise_sms::status::Status;

use super::push_filter;
use crate::{
    error::{Error, Result},
    store::{Connection, QueryBuilder, query_as},
};

/// The last tests of a country that count.
const N_TESTS: i64 = 30;

/// The messages of a filter, by status.
pub(super) async fn count(
    connection: &mut Connection,
    account_id: i64,
    filter: &MessageFilter,
) -> Result<StatusCounts> {
    let mut select = QueryBuilder::new(
        "SELECT status, COUNT(*) FROM message JOIN submission ON submission.id = message.submission_id
         WHERE message.account_id = ",
    );
    select.push_bind(account_id);
    push_filter(&mut select, filter);
    select.push(" GROUP BY status");
    let rows: Vec<(String, i64)> = select.build_as().fetch_all(connection).await?;
    let mut counts = StatusCounts::default();
    for (status, n) in rows {
        let status = Status::from_name(&status).ok_or(Error::Damaged("message"))?;
        counts.add(status, u64::try_from(n).unwrap_or(0));
    }
    Ok(counts)
}

/// How long the last delivered tests took, for each country.
pub(super) async fn baselines(connection: &mut Connection, account_id: i64) -> Result<Vec<DeliveryBaseline>> {
    let rows: Vec<(Option<String>, i64)> = query_as(
        "SELECT country, took_ms FROM (
             SELECT country, updated_at_ms - message.accepted_at_ms AS took_ms,
                    ROW_NUMBER() OVER (PARTITION BY country ORDER BY message.id DESC) AS place
             FROM submission JOIN message ON message.submission_id = submission.id
             WHERE submission.account_id = $1 AND submission.is_test AND status = 'delivered'
         ) AS test
         WHERE place <= $2
         ORDER BY country, took_ms",
    )
    .bind(account_id)
    .bind(N_TESTS)
    .fetch_all(connection)
    .await?;
    Ok(rows.chunk_by(|(country, _), (next, _)| country == next).map(baseline_of).collect())
}

/// The baseline of a country's tests, quickest first.
fn baseline_of(tests: &[(Option<String>, i64)]) -> DeliveryBaseline {
    // The smallest time within which so many of a hundred tests ended.
    let within = |percent: usize| {
        let place = (tests.len() * percent).div_ceil(100).max(1);
        tests.get(place - 1).map_or(0, |(_, took_ms)| *took_ms)
    };
    DeliveryBaseline {
        country: tests.first().and_then(|(country, _)| country.clone()),
        n_tests: u32::try_from(tests.len()).unwrap_or(u32::MAX),
        p50_ms: within(50),
        p95_ms: within(95),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let of = |times: &[i64]| {
            let tests: Vec<_> = times.iter().map(|took_ms| (Some("SG".to_owned()), *took_ms)).collect();
            let baseline = baseline_of(&tests);
            (baseline.n_tests, baseline.p50_ms, baseline.p95_ms)
        };
        assert_eq!(of(&[7]), (1, 7, 7));
        assert_eq!(of(&[1, 2, 3, 4]), (4, 2, 4));
        assert_eq!(of(&(1..=30).collect::<Vec<_>>()), (30, 15, 29));
    }
}
