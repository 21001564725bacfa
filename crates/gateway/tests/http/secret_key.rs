//! Replacing the secret key that seals stored SMS_KEYs, while the gateway runs.

use std::{fs, path::Path};

use piecewise_gateway::config::Config;
use serde_json::Value;
use tokio::process::Command;

use crate::{
    common::{Pair, Running, start, start_in},
    program::database_flag,
};

async fn rotate(folder: &Path, flags: &[&str], environment: Option<&str>) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_piecewise-gateway"))
        .arg("rotate-secret-key")
        .args(flags)
        .arg("--data")
        .arg(folder.join("data"))
        .args(database_flag(folder).await)
        .envs(environment.map(|keys| ("PIECEWISE_SECRET_KEY", keys)))
        .output()
        .await
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

async fn is_revealed(running: &Running, pair: &Pair) -> bool {
    let path = format!("/api/v1/service/sms-users/{}/reveal", pair.user);
    running.post(&path, None, Value::Null).await.1["sms_key"] == pair.key.as_str()
}

fn keys(folder: &Path) -> Vec<String> {
    fs::read_to_string(folder.join("data/secret.key")).unwrap().lines().map(str::to_owned).collect()
}

/// A running gateway takes the new key up by itself; when the old one is forgotten, everything still opens.
#[tokio::test]
async fn a_new_secret_key_is_taken_up_while_the_gateway_runs() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    let folder = running.folder.path();
    let old = keys(folder);
    let hook_key = async || running.post("/api/v1/hooks/key/reveal", None, Value::Null).await.1["app_key"].clone();
    let app_key = hook_key().await;
    assert!(app_key.is_string());
    assert!(rotate(folder, &[], None).await.starts_with("2 secrets were sealed with the first key now, 0 "));
    assert_eq!(keys(folder).len(), 2);
    assert_eq!(keys(folder)[1], old[0]);
    assert!(is_revealed(&running, &pair).await);
    assert_eq!(running.send(&pair, id, "6591234561", &[]).await["statusCode"], 200);
    let (_, other) = running.post("/api/v1/service/connect", Some("other"), Value::Null).await;
    assert!(other["sms_user"]["sms_user"].is_string());
    assert!(rotate(folder, &["--reseal-only", "--forget-old"], None).await.starts_with("0 secrets "));
    assert_eq!(keys(folder).len(), 1);
    assert_ne!(keys(folder), old);
    #[cfg(unix)]
    {
        let metadata = fs::metadata(folder.join("data/secret.key")).unwrap();
        assert_eq!(std::os::unix::fs::MetadataExt::mode(&metadata) & 0o777, 0o600);
    }
    assert!(is_revealed(&running, &pair).await);
    assert_eq!(hook_key().await, app_key);
    let running = start_in(running.stop().await, |_| ()).await;
    assert!(is_revealed(&running, &pair).await);
    assert_eq!(running.send(&pair, id, "6591234562", &[]).await["statusCode"], 200);
}

/// A crash between the new key in the file and the sealing: both keys open, and the next attempt ends the work.
#[tokio::test]
async fn a_crash_between_the_steps_locks_nobody_out() {
    let running = start().await;
    let pair = running.connect().await;
    let folder = running.stop().await;
    let old = keys(folder.path());
    let file = folder.path().join("data/secret.key");
    // What the first step leaves behind, the new file beside the old one included.
    fs::write(&file, format!("{}\n{}\n", "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=", old[0])).unwrap();
    fs::write(folder.path().join("data/secret.key.new"), "half").unwrap();
    let running = start_in(folder, |_| ()).await;
    assert!(is_revealed(&running, &pair).await, "the old key still opens");
    rotate(running.folder.path(), &["--forget-old"], None).await;
    assert_eq!(keys(running.folder.path()).len(), 1);
    assert!(is_revealed(&running, &pair).await);
}

/// Where the keys come from the environment, the first one seals, the others open until they are no longer needed.
#[tokio::test]
async fn keys_from_the_environment_are_replaced_in_three_steps() {
    let [old, new] = ["QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=", "QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI="];
    let with = |keys: String| move |config: &mut Config| config.secret_key = Some(keys.parse().unwrap());
    let running = crate::common::start_with(with(old.into())).await;
    let pair = running.connect().await;
    let both = format!("{new},{old}");
    let running = start_in(running.stop().await, with(both.clone())).await;
    assert!(is_revealed(&running, &pair).await);
    assert!(rotate(running.folder.path(), &[], Some(&both)).await.starts_with("1 secrets "));
    assert!(is_revealed(&running, &pair).await);
    let running = start_in(running.stop().await, with(new.into())).await;
    assert!(is_revealed(&running, &pair).await);
    assert!(!running.folder.path().join("data/secret.key").exists());
}
