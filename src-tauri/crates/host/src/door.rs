//! Who may come in.

use axum::http::{HeaderMap, header};
use std::sync::Mutex;

const COOKIE: &str = "aritai";

/// The keys to one running server: a token that opens it once, and the session that the token is exchanged for.
#[derive(Debug)]
pub struct Door {
    token: Mutex<Option<String>>,
    session: String,
    port: u16,
}

impl Door {
    /// A door at `port` with two secrets that nobody can guess, handed in by the caller.
    pub fn new(token: String, session: String, port: u16) -> Self {
        Self { token: Mutex::new(Some(token)), session, port }
    }

    /// The address that opens the screens, once; `None` after it was used.
    pub fn address(&self) -> Option<String> {
        let token = self.token.lock().unwrap_or_else(|e| e.into_inner());
        token.as_ref().map(|t| format!("http://127.0.0.1:{}/?token={t}", self.port))
    }

    /// Takes the token; the cookie to set when it was the right one. It is right only once.
    pub(crate) fn exchange(&self, offered: &str) -> Option<String> {
        let mut token = self.token.lock().unwrap_or_else(|e| e.into_inner());
        if !token.as_deref().is_some_and(|t| same(t, offered)) {
            return None;
        }
        *token = None;
        Some(format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict", self.session))
    }

    /// Whether a request comes from the browser that exchanged the token, and was meant for this address: a page
    /// elsewhere that got its own name to point here is turned away.
    pub(crate) fn admits(&self, headers: &HeaderMap) -> bool {
        self.is_here(headers) && cookies(headers).any(|(name, value)| name == COOKIE && same(value, &self.session))
    }

    /// Whether the request names this machine as its host, and comes from a page of this host if it names one.
    pub(crate) fn is_here(&self, headers: &HeaderMap) -> bool {
        let hosts = [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)];
        let text = |name| headers.get(name).map(|v| v.to_str().unwrap_or("?"));
        let named = text(header::HOST).is_some_and(|h| hosts.iter().any(|k| k == h));
        let origin = text(header::ORIGIN).is_none_or(|o| hosts.iter().any(|k| o.strip_prefix("http://") == Some(k)));
        named && origin
    }
}

fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='))
}

/// Compares without telling by its duration how much was right.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differ, (x, y)| differ | (x ^ y)) == 0
}
