//! What people ask of a journal with a million messages.

use std::time::{Duration, Instant};

use crate::{
    http::{Connection, Request},
    program::Program,
};

/// Each question, and the path below `/api/v1`.
const QUESTIONS: [(&str, &str); 9] = [
    ("the newest messages", "messages?limit=50"),
    ("those that were delivered", "messages?limit=50&status=delivered"),
    ("those that failed", "messages?limit=50&status=failed"),
    ("those to a country", "messages?limit=50&country=US"),
    ("those to a country without any", "messages?limit=50&country=SG"),
    ("the tests", "messages?limit=50&test=true"),
    ("how many have which status", "messages/counts"),
    ("the statistics of 30 days", "statistics"),
    ("what needs attention", "attention"),
];

/// Asks each question three times and prints the shortest time.
pub(crate) async fn measure(program: &Program) -> anyhow::Result<()> {
    println!("\nQuestions to that journal, the best of three, in ms");
    for (question, path) in QUESTIONS {
        let mut best = Duration::MAX;
        for _ in 0..3 {
            let mut connection = Connection::open(&program.host).await?;
            let path = format!("/api/v1/{path}");
            let headers = &program.cookie;
            let request = Request { method: "GET", path: &path, headers, content_type: "text/plain", body: "" };
            let started = Instant::now();
            let status = connection.call(&request).await?.status;
            anyhow::ensure!(status == 200, "{path} answered {status}");
            best = best.min(started.elapsed());
        }
        println!("{question:>32} {:>9.1}", best.as_secs_f64() * 1000.0);
    }
    Ok(())
}
