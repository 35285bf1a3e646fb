//! The built screens.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};

#[derive(rust_embed::RustEmbed)]
#[folder = "../../../ui/dist"]
#[allow_missing = true]
struct Screens;

/// Whether the screens were built before this program was.
pub(crate) fn are_there() -> bool {
    Screens::get("index.html").is_some()
}

/// The file at `path`, or nothing found.
pub(crate) fn answer(path: &str) -> Response<Body> {
    let path = match path.trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    let mut response = match Screens::get(path) {
        Some(file) => {
            let mime = file.metadata.mimetype().to_owned();
            let mut found = Response::new(Body::from(file.data));
            if let Ok(mime) = HeaderValue::from_str(&mime) {
                found.headers_mut().insert(header::CONTENT_TYPE, mime);
            }
            found
        }
        None => {
            let mut none = Response::new(Body::empty());
            *none.status_mut() = StatusCode::NOT_FOUND;
            none
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

/// As strict as the desktop's in tauri.conf.json; `connect-src` names this server instead of the window's own channel.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";
