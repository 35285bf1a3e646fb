//! The screens over HTTP: who gets in, and that they work. Needs the screens built (`cargo xtask test` does that first).

use app::{App, Folders, Rim};
use host::Door;
use serde_json::{Value, json};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use tempfile::TempDir;
use ureq::http::Response;
use ureq::{Agent, Body};

struct Served {
    port: u16,
    agent: Agent,
    _folder: TempDir,
}

/// Serves a fresh installation, whose token is `token` and whose session is `session`.
fn served() -> Served {
    let folder = tempfile::tempdir().unwrap();
    let folders = Folders { data: folder.path().join("data"), books: folder.path().join("books") };
    let app = Arc::new(App::new(folders, Rim::real()).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let door = Arc::new(Door::new("token".into(), "session".into(), port));
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(host::serve(app, door, listener)).unwrap();
    });
    let agent = Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
    Served { port, agent, _folder: folder }
}

impl Served {
    fn get(&self, path: &str, headers: &[(&str, &str)]) -> Response<Body> {
        let mut request = self.agent.get(format!("http://127.0.0.1:{}{path}", self.port));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.call().unwrap()
    }

    fn call(&self, command: &str, args: Value) -> (u16, Value) {
        let request =
            self.agent.post(format!("http://127.0.0.1:{}/api/call", self.port)).header("Cookie", "aritai=session");
        let mut answer = request.send_json(json!({ "command": command, "args": args })).unwrap();
        (answer.status().as_u16(), answer.body_mut().read_json().unwrap())
    }
}

#[test]
fn only_the_browser_with_the_token_gets_in() {
    let served = served();
    for path in ["/", "/index.html", "/api/pdf?sheet=sheet-1&paper=a3", "/?token=wrong"] {
        assert_eq!(served.get(path, &[]).status(), 403, "{path}");
    }
    assert_eq!(served.get("/?token=token", &[("Host", "example.com")]).status(), 403, "a name that points here");
    let entered = served.get("/?token=token", &[]);
    assert_eq!(entered.status(), 303);
    let cookie = entered.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("aritai=session;") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
    assert_eq!(served.get("/?token=token", &[]).status(), 403, "the token works once");
    let inside = ("Cookie", "aritai=session");
    let page = served.get("/", &[inside]);
    assert_eq!(page.status(), 200);
    assert!(page.headers()["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
    for outside in [("Host", "example.com"), ("Origin", "http://example.com"), ("Cookie", "aritai=sessiom")] {
        let headers = if outside.0 == "Cookie" { vec![outside] } else { vec![inside, outside] };
        assert_eq!(served.get("/", &headers).status(), 403, "{outside:?}");
    }
    assert_eq!(served.get("/../Cargo.toml", &[inside]).status(), 404);
}

#[test]
fn commands_events_and_downloads_work() {
    let served = served();
    let (status, started) = served.call("start", json!({}));
    assert_eq!((status, &started["book"]["sample"]), (200, &json!(true)));
    let sheet = started["book"]["years"][0]["sheet"].as_str().unwrap();

    let stream = TcpStream::connect(("127.0.0.1", served.port)).unwrap();
    let request = ureq::http::Request::get(format!("ws://127.0.0.1:{}/api/events", served.port))
        .header("Host", format!("127.0.0.1:{}", served.port))
        .header("Cookie", "aritai=session")
        .header("Connection", "Upgrade")
        .header("Upgrade", "websocket")
        .header("Sec-WebSocket-Version", "13")
        .header("Sec-WebSocket-Key", tungstenite::handshake::client::generate_key())
        .body(())
        .unwrap();
    let (mut events, _) = tungstenite::client(request, stream).unwrap();

    let edit = json!({ "edit": "text", "field": "sheet.subtitle", "base": "", "text": "新しい副題" });
    let (status, view) = served.call("edit", json!({ "sheet": sheet, "edits": [edit] }));
    assert_eq!(status, 200, "{view}");
    let event: Value = serde_json::from_str(events.read().unwrap().to_text().unwrap()).unwrap();
    assert_eq!((&event["event"], &event["sheet"]), (&json!("sheet-changed"), &json!(sheet)));

    let mut pdf = served.get(&format!("/api/pdf?sheet={sheet}&paper=a4"), &[("Cookie", "aritai=session")]);
    assert!(pdf.headers()["content-disposition"].to_str().unwrap().contains("filename*=UTF-8''"));
    assert!(pdf.body_mut().read_to_vec().unwrap().starts_with(b"%PDF"));

    let (status, failure) = served.call("sheet", json!({ "sheet": "sheet-none" }));
    assert_eq!((status, &failure["code"]), (422, &json!("book.no-such-sheet")));
}
