//! The countries and regions of ISO 3166-1, by continent. Names come from the browser.
