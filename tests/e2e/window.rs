//! What a person does in the window, and finds again after a restart.

use std::path::Path;

use crate::driver::{Driver, Tested, Window};

/// A text of several lines in the change-story form.
const BACKGROUND: &str = "textarea[data-field='vision-main.background']";
const THEME: &str = "textarea[data-field='sheet.theme']";
/// A field's words on the page beside the form.
const ON_PAPER: &str = "aside svg [data-field='sheet.theme']";
/// The book that was opened last, in the list that a later start shows.
const LAST_BOOK: &str = "button.recent";
/// What the window says once all is in the file.
const SAVED: &str = "[data-saved='saved']";

#[tokio::test(flavor = "multi_thread")]
async fn the_first_start_shows_the_sample_book() -> Tested {
    let data = tempfile::tempdir()?;
    let driver = Driver::start(data.path())?;
    let window = driver.open().await?;
    let theme = window.find(THEME).await?;
    assert!(!window.value(&theme).await?.is_empty(), "the sample has a theme");
    window.find(ON_PAPER).await?;
    if let Some(file) = std::env::var_os("ARITAI_PICTURE") {
        photograph(&window, Path::new(&file)).await?;
    }
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn japanese_text_is_found_again_after_a_restart() -> Tested {
    // 﨑 is not 崎, か and a combining mark are not が, and two of these lie outside the Basic Multilingual Plane
    let text = "対話から、はじめる。\n﨑・髙・か\u{3099}𠮷👨‍👩‍👧";
    let data = tempfile::tempdir()?;
    let driver = Driver::start(data.path())?;

    let window = driver.open().await?;
    let field = window.find(BACKGROUND).await?;
    window.chooses(&field).await?;
    window.types(&field, text).await?;
    assert_eq!(window.value(&field).await?, text);
    window.find(SAVED).await?;
    window.close().await?;

    let window = driver.open().await?;
    window.find(LAST_BOOK).await?.click().await?;
    let field = window.find(BACKGROUND).await?;
    assert_eq!(window.value(&field).await?, text);
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_last_is_kept_when_the_window_closes() -> Tested {
    let data = tempfile::tempdir()?;
    let driver = Driver::start(data.path())?;
    let window = driver.open().await?;
    let field = window.find(THEME).await?;
    window.find(ON_PAPER).await?; // the window is shown and at rest
    window.chooses(&field).await?;
    window.types(&field, "閉じる前の一語").await?;
    window.closes_by_its_button().await?;
    drop(driver);

    let driver = Driver::start(data.path())?;
    let window = driver.open().await?;
    window.find(LAST_BOOK).await?.click().await?;
    let field = window.find(THEME).await?;
    assert_eq!(window.value(&field).await?, "閉じる前の一語");
    window.close().await
}

/// Were a page of ours ever taken over, it could reach neither a plugin, nor the network, nor a script of its own making.
#[tokio::test(flavor = "multi_thread")]
async fn the_screens_reach_nothing_but_the_core() -> Tested {
    let data = tempfile::tempdir()?;
    let driver = Driver::start(data.path())?;
    let window = driver.open().await?;
    window.find(THEME).await?;
    let asked = |command: &str| {
        format!(
            "const done = arguments[arguments.length - 1];
             window.__TAURI_INTERNALS__.invoke('{command}', {{}}).then(() => done('done'), (e) => done(String(e)));"
        )
    };
    for command in
        ["plugin:dialog|open", "plugin:opener|open_path", "plugin:window|create", "plugin:path|resolve_directory"]
    {
        let answer = window.answers(&asked(command)).await?;
        assert!(answer.as_str().is_some_and(|said| said.contains("not allowed")), "{command}: {answer}");
    }
    let network = "const done = arguments[arguments.length - 1];
        fetch('http://127.0.0.1:9/').then(() => done('reached'), () => {});
        addEventListener('securitypolicyviolation', (e) => done(e.effectiveDirective), { once: true });";
    assert_eq!(window.answers(network).await?, "connect-src");
    let script = "const done = arguments[arguments.length - 1];
        addEventListener('securitypolicyviolation', (e) => done(e.effectiveDirective), { once: true });
        const made = document.createElement('script');
        made.textContent = 'window.made = true';
        document.body.append(made);";
    assert_eq!(window.answers(script).await?, "script-src-elem");
    window.close().await
}

/// Writes the window's picture, once it shows all that it will.
async fn photograph(window: &Window, file: &Path) -> Tested {
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(std::fs::write(file, window.picture().await?)?)
}
