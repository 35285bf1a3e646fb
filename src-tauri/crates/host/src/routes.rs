//! What can be asked over HTTP.

use crate::{Door, HostError, files};
use app::{App, Failure};
use axum::body::Body;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::broadcast;

struct Served {
    app: Arc<App>,
    door: Arc<Door>,
    events: broadcast::Sender<String>,
}

type Shared = State<Arc<Served>>;

/// Serves the screens of `app` through `door` until the future is dropped.
///
/// # Errors
/// The screens are not built in, or the network fails.
pub async fn serve(app: Arc<App>, door: Arc<Door>, listener: std::net::TcpListener) -> Result<(), HostError> {
    if !files::are_there() {
        return Err(HostError::NoScreens);
    }
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    let (events, _) = broadcast::channel(256);
    let heard = events.clone();
    app.listen(move |event| {
        if let Ok(json) = serde_json::to_string(event) {
            // Nobody listens while no browser is open.
            drop(heard.send(json));
        }
    });
    let served = Arc::new(Served { app, door, events });
    let inside = Router::new()
        .route("/api/call", post(call))
        .route("/api/events", get(listen))
        .route("/api/pdf", get(pdf))
        .fallback(file)
        .layer(middleware::from_fn_with_state(served.clone(), guard));
    let router = Router::new().route("/", get(enter)).merge(inside).with_state(served);
    axum::serve(listener, router).await?;
    Ok(())
}

#[derive(Deserialize)]
struct Entry {
    token: Option<String>,
}

async fn enter(State(served): Shared, Query(entry): Query<Entry>, headers: HeaderMap) -> Response {
    let cookie = match &entry.token {
        Some(token) if served.door.is_here(&headers) => served.door.exchange(token),
        _ => None,
    };
    if let Some(cookie) = cookie.and_then(|c| HeaderValue::from_str(&c).ok()) {
        return ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response();
    }
    match (served.door.admits(&headers), entry.token) {
        (true, None) => files::answer("/").into_response(),
        (true, Some(_)) => Redirect::to("/").into_response(),
        (false, _) => turned_away(),
    }
}

async fn guard(State(served): Shared, request: Request, next: Next) -> Response {
    if served.door.admits(request.headers()) { next.run(request).await } else { turned_away() }
}

fn turned_away() -> Response {
    let says = "この画面は、起動時に表示されたアドレスからだけ開けます。aritai-cli serve をもう一度実行してください。\n\
                These screens open only from the address that was printed at the start. Run aritai-cli serve again.\n";
    (StatusCode::FORBIDDEN, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], says).into_response()
}

#[derive(Deserialize)]
struct Call {
    command: String,
    #[serde(default)]
    args: serde_json::Value,
}

async fn call(State(served): Shared, Json(call): Json<Call>) -> Response {
    let app = served.app.clone();
    let done = tokio::task::spawn_blocking(move || app.call(&call.command, call.args)).await;
    match done {
        Ok(Ok(answer)) => Json(answer).into_response(),
        Ok(Err(failure)) => failed(failure),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn failed(failure: Failure) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(failure)).into_response()
}

async fn pdf(State(served): Shared, Query(print): Query<app::api::Print>) -> Response {
    let app = served.app.clone();
    match tokio::task::spawn_blocking(move || app.pdf(&print)).await {
        Ok(Ok(pdf)) => {
            let name: String = pdf.name.bytes().map(|b| format!("%{b:02X}")).collect();
            let disposition = format!("attachment; filename=\"sheet.pdf\"; filename*=UTF-8''{name}");
            let headers =
                [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, disposition)];
            (headers, Body::from(pdf.bytes)).into_response()
        }
        Ok(Err(failure)) => failed(failure),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn listen(State(served): Shared, upgrade: WebSocketUpgrade) -> Response {
    let events = served.events.subscribe();
    upgrade.on_upgrade(move |socket| forward(socket, events))
}

async fn forward(mut socket: WebSocket, mut events: broadcast::Receiver<String>) {
    loop {
        let event = tokio::select! {
            event = events.recv() => event,
            heard = socket.recv() => match heard {
                Some(Ok(_)) => continue,
                _ => return,
            },
        };
        match event {
            Ok(json) => {
                if socket.send(Message::Text(json.into())).await.is_err() {
                    return;
                }
            }
            // A browser that slept through events reconnects and asks for everything anew.
            Err(_) => return,
        }
    }
}

async fn file(uri: Uri) -> Response {
    files::answer(uri.path()).into_response()
}
