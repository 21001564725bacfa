//! Backup while the gateway writes, and restore.

use std::{
    fs,
    path::Path,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
};

use tempfile::TempDir;
use tokio::process::Command;

use crate::{
    common::{start, start_in},
    database,
};

/// Runs a command of the program on a data folder, and gives whether it succeeded, and what it said.
async fn command(name: &str, data: &Path, file: &Path) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_piecewise-gateway"))
        .args([name, "--data"])
        .arg(data)
        .arg(file)
        .output()
        .await
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

/// Calls go on while copies are made. Each copy has every call that was answered before it began, whole calls only, and
/// a wallet whose sum holds; what it would still send is unconfirmed.
#[tokio::test]
async fn a_backup_under_load_restores_whole() {
    let running = start().await;
    if database::of(running.folder.path()).await.is_some() {
        return;
    }
    let id = running.approved_template().await;
    let pair = running.connect().await;
    let data = running.folder.path().join("data");
    let n_answered = AtomicUsize::new(0);
    let is_over = AtomicBool::new(false);
    let calls = async {
        let mut n = 0;
        while !is_over.load(Ordering::Relaxed) {
            let phones: Vec<String> = (0..5).map(|at| format!("6591{:05}1", n + at)).collect();
            n += 5;
            let answer = running.send(&pair, id, &phones.join(","), &[]).await;
            assert_eq!(answer["statusCode"], 200, "{answer}");
            n_answered.fetch_add(5, Ordering::Relaxed);
        }
    };
    let copies = TempDir::new().unwrap();
    let copying = async {
        let mut made = Vec::new();
        for at in 0..3 {
            while n_answered.load(Ordering::Relaxed) < 50 * (at + 1) {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
            let n_before = n_answered.load(Ordering::Relaxed);
            let file = copies.path().join(format!("{at}.sqlite3"));
            let (is_made, said) = command("backup", &data, &file).await;
            assert!(is_made, "{said}");
            made.push((n_before, file));
        }
        is_over.store(true, Ordering::Relaxed);
        made
    };
    let ((), made) = tokio::join!(calls, copying);
    let (is_made, said) = command("backup", &data, &made[0].1).await;
    assert!(!is_made && said.contains("move it away"), "an older copy is not overwritten: {said}");
    let (is_restored, said) = command("restore", &data, &made[0].1).await;
    assert!(!is_restored && said.contains("another gateway is using"), "{said}");

    for (n_before, file) in &made {
        let folder = TempDir::new().unwrap();
        let restored = folder.path().join("data");
        let (is_restored, said) = command("restore", &restored, file).await;
        assert!(is_restored, "{said}");
        fs::copy(data.join("secret.key"), restored.join("secret.key")).unwrap();
        let open = "SELECT sms_id FROM message WHERE journal_state IN ('queued', 'submitting')";
        assert_eq!(database::texts(&folder, open).await, [""; 0]);
        let torn = "SELECT CAST(submission_id AS TEXT) FROM message GROUP BY submission_id HAVING COUNT(*) <> 5";
        assert_eq!(database::texts(&folder, torn).await, [""; 0], "half a call");
        let all = database::texts(&folder, "SELECT sms_id FROM message").await;
        assert!(all.len() >= *n_before, "{} of {n_before}", all.len());
        let marked = database::texts(&folder, "SELECT sms_id FROM message WHERE journal_state = 'unconfirmed'").await;
        assert!(said.contains(&format!("{} messages are unconfirmed", marked.len())), "{said}: {}", marked.len());
        let again = start_in(folder, |_| ()).await;
        again.wallet().await;
        let answer = again.send(&pair, id, "6591234501", &[]).await;
        assert_eq!(answer["statusCode"], 200, "the restored one goes on: {answer}");
    }
}

/// What is no copy of a gateway's database is refused, and leaves the folder as it was.
#[tokio::test]
async fn a_file_that_is_no_backup_is_refused() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("letter.txt");
    fs::write(&file, "Dear customer,").unwrap();
    let data = folder.path().join("data");
    let (is_restored, said) = command("restore", &data, &file).await;
    assert!(!is_restored && said.contains("not a copy of a gateway's database"), "{said}");
    assert!(!data.exists());
    let (is_made, said) = command("backup", &data, &folder.path().join("copy")).await;
    assert!(!is_made && said.contains("there is no database here"), "{said}");
    let missing = folder.path().join("missing");
    assert!(!command("restore", &data, &missing).await.0 && !missing.exists());
}
