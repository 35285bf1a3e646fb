//! The screens for a browser on this machine.

use crate::{Done, Session};
use host::Door;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::Arc;

/// Serves the screens until Ctrl+C.
pub(crate) fn serve(session: Session, book: Option<&Path>, port: u16) -> Done {
    let Session { app, words } = session;
    let refuse = |detail: String| crate::Stop::Said(words.say("cli.serve-failed", &[("detail", &detail)]));
    if let Some(book) = book {
        let asked = serde_json::json!({ "path": book });
        app.call("book-open", asked).map_err(crate::Stop::Failed)?;
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|e| refuse(e.to_string()))?;
    let port = listener.local_addr().map_err(|e| refuse(e.to_string()))?.port();
    let secret = || -> Result<String, crate::Stop> {
        let mut bytes = [0_u8; 24];
        getrandom::fill(&mut bytes).map_err(|e| refuse(e.to_string()))?;
        Ok(bytes.iter().map(|b| format!("{b:02x}")).collect())
    };
    let door = Arc::new(Door::new(secret()?, secret()?, port));
    let app = Arc::new(app);
    println!("{}\n{}\n{}", words.word("cli.serving"), door.address().unwrap_or_default(), words.word("cli.serve-end"));
    let runtime = tokio::runtime::Runtime::new().map_err(|e| refuse(e.to_string()))?;
    let served = runtime.block_on(async {
        tokio::select! {
            served = host::serve(app.clone(), door, listener) => served.map_err(|e| refuse(e.to_string())),
            interrupted = tokio::signal::ctrl_c() => interrupted.map_err(|e| refuse(e.to_string())),
        }
    });
    app.close();
    served
}
