//! The wallet's ledger and settings, and price tables.

use piecewise_api::{
    BASE, LedgerEntry, LedgerKind, LedgerPage, PriceImport, PricePreview, PriceVersion, Prices, TopUpRequest, ToppedUp,
    Wallet, WalletSettings,
};
use piecewise_sms::money::Micros;

use super::super::{Export, Gateway, IdempotencyKey, Page, http::Answer, http::Call, routes::segment, task::Signal};

/// Which entries of the ledger are meant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct LedgerFilter {
    /// Of this kind.
    pub(crate) kind: Option<LedgerKind>,
    /// From this time on.
    pub(crate) from_ms: Option<i64>,
    /// Before this time.
    pub(crate) until_ms: Option<i64>,
}

impl LedgerFilter {
    /// As parameters, each with `&` before it.
    fn to_text(&self) -> String {
        let kind = self.kind.map(|kind| match kind {
            LedgerKind::TopUp => "&kind=top_up".to_owned(),
            LedgerKind::Charge => "&kind=charge".to_owned(),
        });
        let from = self.from_ms.map(|ms| format!("&from_ms={ms}"));
        let until = self.until_ms.map(|ms| format!("&until_ms={ms}"));
        [kind, from, until].into_iter().flatten().collect()
    }
}

/// A page of the ledger.
pub(crate) fn ledger(
    gateway: &Gateway,
    filter: &LedgerFilter,
    before: Option<&str>,
    signal: &Signal,
) -> Answer<Page<LedgerEntry>> {
    let before = before.map(|cursor| format!("&before={}", segment(cursor))).unwrap_or_default();
    let path = format!("{BASE}/wallet/entries?limit=50{before}{}", filter.to_text());
    let page = gateway.ask(Call::<LedgerPage>::get(path).with_signal(signal));
    Box::pin(async move { page.await.map(|page| Page { rows: page.entries, next: page.next }) })
}

/// The ledger as a file.
pub(crate) fn ledger_file(filter: &LedgerFilter) -> Export {
    Export::new(format!("{BASE}/wallet/entries.csv?{}", filter.to_text().trim_start_matches('&')), "ledger.csv")
}

/// Puts sample money into the sandbox's wallet.
pub(crate) fn top_up(amount: Micros, key: &IdempotencyKey) -> Call<ToppedUp> {
    Call::post(format!("{BASE}/wallet/top-ups"), &TopUpRequest { amount }).with_key(key)
}

/// Sets the threshold and the caps.
pub(crate) fn set(settings: &WalletSettings) -> Call<Wallet> {
    Call::post(format!("{BASE}/wallet/settings"), settings)
}

/// One version of the price table.
pub(crate) fn prices(version: i64, signal: &Signal) -> Call<Prices> {
    Call::get(format!("{BASE}/prices?version={version}")).with_signal(signal)
}

/// The price table as a file; without a version, the one in force.
pub(crate) fn price_file(version: i64) -> Export {
    Export::new(format!("{BASE}/prices.csv?version={version}"), format!("prices-{version}.csv"))
}

/// The versions of the price table, newest first.
pub(crate) fn price_versions(signal: &Signal) -> Call<Vec<PriceVersion>> {
    Call::get(format!("{BASE}/prices/versions")).with_signal(signal)
}

/// Says what an import would change.
pub(crate) fn preview_prices(import: &PriceImport) -> Call<PricePreview> {
    Call::post(format!("{BASE}/prices/preview"), import)
}

/// Makes the next version of the price table.
pub(crate) fn import_prices(import: &PriceImport, key: &IdempotencyKey) -> Call<PriceVersion> {
    Call::post(format!("{BASE}/prices/import"), import).with_key(key)
}

#[cfg(test)]
mod tests {
    use piecewise_api::LedgerKind;

    use super::{LedgerFilter, ledger_file};

    #[test]
    fn the_file_has_what_the_list_shows() {
        let filter = LedgerFilter { kind: Some(LedgerKind::Charge), from_ms: Some(1), until_ms: Some(2) };
        assert_eq!(filter.to_text(), "&kind=charge&from_ms=1&until_ms=2");
        assert_ne!(ledger_file(&filter), ledger_file(&LedgerFilter::default()));
    }
}
