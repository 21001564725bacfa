//! The gateway over HTTP, as the console, an application and an operator meet it.

#![expect(clippy::unwrap_used, reason = "a test that unwraps fails where it stands, wherever that is")]

mod audit;
mod backup;
mod campaigns;
mod canary;
mod common;
mod console;
mod data;
mod database;
mod events;
mod export;
mod hooks;
mod kill;
mod live;
mod messages;
mod metrics;
mod openapi;
mod operator;
mod others;
mod people;
mod prices;
mod program;
mod proxies;
mod regenerate;
mod retention;
mod review;
mod roles;
mod sandbox;
mod secret_key;
mod senders;
mod sendx;
mod service;
mod session;
mod signature;
mod smsapi;
mod statistics;
mod suppression;
mod templates;
mod wallet;
mod wire;
mod written_templates;
